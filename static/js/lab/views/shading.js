// Numbers into pixels, for heat maps that are drawn many times a second.

import { LEVELS } from "./colours.js";

/** @typedef {import("./colours.js").Colours} Colours */
/** @typedef {import("./decision.js").Head} Head */

/**
 * Colour the plane by what is decided at each cell (as `decision.js` decides, unrolled).
 * @param {Uint32Array} pixels (cells), written to
 * @param {Float32Array} grid the outputs (K, cells)
 * @param {Head} head
 * @param {Colours} colours
 * @param {{ discretize: boolean, limit: number }} how `limit`: a regression's value of full colour
 */
export function shadePlane(pixels, grid, head, colours, { discretize, limit }) {
  const cells = pixels.length;
  const classes = grid.length / cells;
  if (head === "regression") return shadeSigned(pixels, grid, 0, colours, { discretize, limit });
  const { ramps, oddPixel } = colours;
  for (let cell = 0; cell < cells; cell++) {
    let best = /** @type {number} */ (grid[cell]);
    let label = 0;
    let sure;
    if (head === "binary") {
      label = best >= 0.5 ? 1 : 0;
      sure = Math.abs(2 * best - 1);
    } else {
      let next = -Infinity;
      for (let k = 1; k < classes; k++) {
        const output = /** @type {number} */ (grid[k * cells + cell]);
        if (output > best) {
          next = best;
          best = output;
          label = k;
        } else if (output > next || output !== output) next = output;
      }
      sure = head === "softmax" ? (best - 1 / classes) / (1 - 1 / classes) : best - next;
    }
    const level = discretize ? LEVELS / 2 : Math.round(LEVELS * (sure > 1 ? 1 : sure < 0 ? 0 : sure));
    pixels[cell] = sure === sure ? /** @type {number} */ (ramps[label]?.[level]) : oddPixel;
  }
}

/**
 * Colour numbers by sign and size.
 * @param {Uint32Array} pixels (cells), written to
 * @param {Float32Array} values
 * @param {number} offset where the cells begin in the values
 * @param {Pick<Colours, "signs" | "oddPixel">} colours
 * @param {{ discretize: boolean, limit: number }} how `limit`: the size of full colour
 */
export function shadeSigned(pixels, values, offset, { signs, oddPixel }, { discretize, limit }) {
  const scale = limit > 0 ? LEVELS / limit : 0;
  for (let cell = 0; cell < pixels.length; cell++) {
    const value = /** @type {number} */ (values[offset + cell]);
    if (value !== value) {
      pixels[cell] = oddPixel;
      continue;
    }
    let level = discretize ? (value < 0 ? -LEVELS / 2 : LEVELS / 2) : Math.round(value * scale);
    if (level > LEVELS) level = LEVELS;
    else if (level < -LEVELS) level = -LEVELS;
    pixels[cell] = /** @type {number} */ (signs[level + LEVELS]);
  }
}

/**
 * The largest size among finite numbers.
 * @param {ArrayLike<number>} values
 * @param {number} [from]
 * @param {number} [to]
 */
export function largest(values, from = 0, to = values.length) {
  let most = 0;
  for (let k = from; k < to; k++) {
    const size = Math.abs(values[k] ?? NaN);
    if (size > most && size < Infinity) most = size;
  }
  return most;
}
