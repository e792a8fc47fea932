// A cursor on a plane that keys move.

/** @typedef {[number, number]} Place on both axes */

/** @typedef {import("./scales.js").Ranges} Ranges */

/**
 * The place after a key, or null where the key moves nothing.
 * @param {readonly [number, number]} place
 * @param {string} key
 * @param {boolean} far
 * @param {Ranges} ranges
 * @returns {Place | null}
 */
export function placeAfter([x1, x2], key, far, [across, up]) {
  const steps = far ? 5 : 1;
  switch (key) {
    case "ArrowLeft":
      return [moved(x1, -steps, across), x2];
    case "ArrowRight":
      return [moved(x1, steps, across), x2];
    case "ArrowUp":
      return [x1, moved(x2, steps, up)];
    case "ArrowDown":
      return [x1, moved(x2, -steps, up)];
    case "Home":
      return middleOf([across, up]);
  }
  return null;
}

/** So many eightieths of the plane on, not beyond its edge. @param {number} x @param {number} steps @param {import("./scales.js").Pair} range */
function moved(x, steps, [low, high]) {
  const next = x + (steps * (high - low)) / 80;
  return Math.min(Math.max(Number(next.toPrecision(12)), low), high);
}

/** @param {Ranges} ranges @returns {Place} */
export const middleOf = ([[left, right], [low, high]]) => [(left + right) / 2, (low + high) / 2];
