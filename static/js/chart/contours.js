// Marching squares: where a field on a square lattice is zero.

/**
 * @param {ArrayLike<number>} field (size · size), row by row
 * @param {number} size
 * @returns {number[]} line segments, four numbers each: x, y, x, y in cells, the first cell's
 *   centre being 0, 0; squares with a corner that is not finite are left out
 */
export function contours(field, size) {
  /** @type {number[]} */
  const lines = [];
  for (let row = 0; row + 1 < size; row++) {
    for (let column = 0; column + 1 < size; column++) {
      const at = row * size + column;
      const a = field[at] ?? NaN;
      const b = field[at + 1] ?? NaN;
      const c = field[at + size + 1] ?? NaN;
      const d = field[at + size] ?? NaN;
      const kind = (a >= 0 ? 1 : 0) | (b >= 0 ? 2 : 0) | (c >= 0 ? 4 : 0) | (d >= 0 ? 8 : 0);
      if (kind === 0 || kind === 15 || !Number.isFinite(a + b + c + d)) continue;
      square(lines, column, row, a, b, c, d, kind);
    }
  }
  return lines;
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
 * @param {number} kind a bit for each corner that is not below zero
 */
function square(lines, x, y, a, b, c, d, kind) {
  const top = [x + a / (a - b), y];
  const right = [x + 1, y + b / (b - c)];
  const bottom = [x + d / (d - c), y + 1];
  const left = [x, y + a / (a - d)];
  /** @param {number[]} from @param {number[]} to */
  const line = (from, to) => lines.push(...from, ...to);
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
