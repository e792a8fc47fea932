// Numbers into pixels, for heat maps that are drawn many times a second.

import { LEVELS } from "../../chart/colours.js";
import { decideAt } from "./decision.js";

/** @typedef {import("../../chart/colours.js").Colours} Colours */
/** @typedef {import("./decision.js").Head} Head */

/**
 * Colour the plane by what is decided at each cell.
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
  const decided = { label: 0, confidence: 0 };
  for (let cell = 0; cell < cells; cell++) {
    const { label, confidence } = decideAt(head, grid, cell, cells, classes, decided);
    const level = discretize ? LEVELS / 2 : Math.round(LEVELS * (confidence > 1 ? 1 : confidence));
    pixels[cell] = confidence === confidence ? /** @type {number} */ (ramps[label]?.[level]) : oddPixel;
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

/** The label of full colour, of a regression; null where values go from 0 to 1. @param {Head | null} head @param {ArrayLike<number>} labels */
export const labelLimit = (head, labels) => (head === "share" ? null : largest(labels) || 1);

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
