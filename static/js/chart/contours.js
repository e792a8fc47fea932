// Marching squares: where a field on a square lattice is zero.

/**
 * @param {ArrayLike<number>} field (size · size), row by row
 * @param {number} size
 * @returns {number[]} line segments, four numbers each: x, y, x, y in cells, the first cell's
 *   centre being 0, 0; squares with a corner that is not finite are left out
 */
export const contours = (field, size) => contoursAt(field, size, [0]);

/**
 * The same at several levels, in one pass.
 * @param {ArrayLike<number>} field
 * @param {number} size
 * @param {readonly number[]} levels from the lowest up
 */
export function contoursAt(field, size, levels) {
  /** @type {number[]} */
  const lines = [];
  for (let row = 0; row + 1 < size; row++) {
    for (let column = 0; column + 1 < size; column++) {
      const at = row * size + column;
      const a = field[at] ?? NaN;
      const b = field[at + 1] ?? NaN;
      const c = field[at + size + 1] ?? NaN;
      const d = field[at + size] ?? NaN;
      if (!Number.isFinite(a + b + c + d)) continue;
      const high = Math.max(a, b, c, d);
      for (let k = firstAbove(levels, Math.min(a, b, c, d)); k < levels.length; k++) {
        const level = /** @type {number} */ (levels[k]);
        if (level > high) break;
        square(lines, column, row, a - level, b - level, c - level, d - level);
      }
    }
  }
  return lines;
}

/** The first of some levels that is above a value. @param {readonly number[]} levels @param {number} value */
function firstAbove(levels, value) {
  let k = 0;
  while (k < levels.length && /** @type {number} */ (levels[k]) <= value) k++;
  return k;
}

/**
 * The lines of one square; corners a b at the top, d c below.
 * @param {number[]} lines added to
 * @param {number} x
 * @param {number} y
 * @param {number} a
 * @param {number} b
 * @param {number} c
 * @param {number} d
 */
function square(lines, x, y, a, b, c, d) {
  const kind = (a >= 0 ? 1 : 0) | (b >= 0 ? 2 : 0) | (c >= 0 ? 4 : 0) | (d >= 0 ? 8 : 0);
  /** @type {readonly [number, number]} */
  const top = [x + a / (a - b), y];
  /** @type {readonly [number, number]} */
  const right = [x + 1, y + b / (b - c)];
  /** @type {readonly [number, number]} */
  const bottom = [x + d / (d - c), y + 1];
  /** @type {readonly [number, number]} */
  const left = [x, y + a / (a - d)];
  const line = (/** @type {readonly [number, number]} */ from, /** @type {readonly [number, number]} */ to) => lines.push(from[0], from[1], to[0], to[1]);
  switch (kind > 7 ? 15 - kind : kind) {
    case 1:
      return line(top, left);
    case 2:
      return line(top, right);
    case 3:
      return line(left, right);
    case 4:
      return line(right, bottom);
    case 6:
      return line(top, bottom);
    case 7:
      return line(left, bottom);
  }
  // A saddle: two corners that face each other; the middle says which two belong together.
  const together = a + b + c + d >= 0 === a >= 0;
  line(top, together ? right : left);
  return line(bottom, together ? left : right);
}
