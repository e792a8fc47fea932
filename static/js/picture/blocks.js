// What a cell stands for that shows a block of a larger array: the element of it that is largest in size. Pure.

import { arrayName, indexText } from "./holders.js";
import { heldBy } from "./products.js";
import { countOf, flat, isShapeOnly, isSummary } from "../trace/nested.js";
import { showExactly, showShape } from "../trace/numbers.js";
import { blockAt, placeOfLargest } from "../trace/raster.js";

/**
 * `X (16×32), largest of 2×4 elements: 0.83 at [4, 12]`; of an array that is not listed not where that is, but
 * the range of all of it.
 * @param {import("../trace/types.js").Trace} trace @param {import("./cells.js").Holder} holder
 * @param {readonly number[]} shape @param {number} cell of the raster @param {number} digits
 */
export function blockText(trace, holder, shape, cell, digits) {
  const value = heldBy(trace, holder);
  if (value === null || isShapeOnly(value)) return "";
  const columns = shape.at(-1) ?? 1;
  const rows = countOf(shape) / columns;
  const block = blockAt(rows, columns, cell);
  const among = `largest of ${block.bottom - block.top}×${block.right - block.left} elements`;
  const name = `${arrayName(trace, holder)} (${showShape(shape)})`;
  const show = (/** @type {number | string} */ number) => showExactly(Number(number), digits);
  if (!isSummary(value)) {
    const numbers = flat(value);
    const place = placeOfLargest(numbers, columns, block);
    return `${name}, ${among}: ${show(numbers[place] ?? NaN)} at ${indexText(shape, place)}`;
  }
  const range = `${name}, from ${show(value.min)} to ${show(value.max)}`;
  const shown = value.raster[cell];
  return shown === undefined ? range : `${range}; ${among}: ${show(shown)}`;
}

/** The size of an array's number that is largest in size, whose colour is the strongest. @param {import("../trace/types.js").Trace} trace @param {import("./cells.js").Holder} holder */
export function largestIn(trace, holder) {
  const value = heldBy(trace, holder);
  const numbers = value === null ? [] : isSummary(value) ? value.raster.map(Number) : flat(value);
  return numbers.reduce((most, one) => (Number.isFinite(one) ? Math.max(most, Math.abs(one)) : most), 0);
}
