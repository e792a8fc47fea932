// The landscape as a picture: bands of tints from one level to the next, and the lines between them.

import { contoursAt } from "../chart/contours.js";
import { pixel } from "../chart/colours.js";
import { bandOf } from "./levels.js";

/** @typedef {import("./types.js").Survey} Survey */

/** Pixels of the picture for each place of the lattice. */
const FINER = 4;

/**
 * A canvas with the bands, from the highest of the second axis down.
 * @param {Survey} survey @param {readonly number[]} levels
 * @param {readonly import("../inspector/heat.js").Colour[]} tints one more than levels @param {import("../inspector/heat.js").Colour} odd where the loss is no number
 */
export function reliefOf({ size, values }, levels, tints, odd) {
  const side = (size - 1) * FINER;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const context = canvas.getContext("2d");
  if (!context) return canvas;
  const image = context.createImageData(side, side);
  const pixels = new Uint32Array(image.data.buffer);
  const [colours, none] = [tints.map(pixel), pixel(odd)];
  for (let y = 0; y < side; y++) {
    const up = (side - 1 - y) / FINER;
    const row = Math.min(Math.floor(up), size - 2);
    for (let x = 0; x < side; x++) {
      const value = between(values, size, x / FINER, row, up - row);
      pixels[y * side + x] = value === value ? /** @type {number} */ (colours[bandOf(value, levels)]) : none;
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** Between four places of the lattice. @param {Float64Array} values @param {number} size @param {number} across @param {number} row @param {number} above a share */
function between(values, size, across, row, above) {
  const column = Math.min(Math.floor(across), size - 2);
  const right = across - column;
  const at = row * size + column;
  const low = mix(/** @type {number} */ (values[at]), /** @type {number} */ (values[at + 1]), right);
  return mix(low, mix(/** @type {number} */ (values[at + size]), /** @type {number} */ (values[at + size + 1]), right), above);
}

/** Without a share of it an infinite number has no part. @param {number} one @param {number} other @param {number} share */
const mix = (one, other, share) => (share === 0 ? one : one + (other - one) * share);

/**
 * The lines at all levels, in the numbers of the axes.
 * @param {Survey} survey @param {readonly number[]} levels
 * @returns {number[]} four numbers a segment
 */
export function linesOf({ ranges: [x, y], size, values }, levels) {
  const [wide, high] = [(x[1] - x[0]) / (size - 1), (y[1] - y[0]) / (size - 1)];
  return contoursAt(values, size, levels).map((place, k) => (k % 2 ? y[0] + place * high : x[0] + place * wide));
}
