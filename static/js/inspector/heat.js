// A heat map, without the drawing: how an array becomes rows and columns, and a number a colour.

import { flat } from "../trace/nested.js";

/** @typedef {readonly [number, number, number]} Colour red, green, blue, 0 to 255 */
/** @typedef {{ rows: number, columns: number, numbers: number[], shape: readonly number[] }} Grid */

/**
 * A vector is one row; of an array of more than two axes all but the last go down.
 * @param {import("../trace/types.js").Nested} value
 * @param {readonly number[]} shape
 * @returns {Grid}
 */
export function gridOf(value, shape) {
  const numbers = flat(value);
  const columns = shape.at(-1) ?? 1;
  return { rows: Math.max(Math.round(numbers.length / columns), 1), columns, numbers, shape };
}

/**
 * The place of a cell in words: `row 2, column 3`, counting from 0 as programs do.
 * @param {Grid} grid
 * @param {number} row
 * @param {number} column
 */
export function placeOf({ shape }, row, column) {
  if (shape.length < 2) return `element ${column}`;
  if (shape.length === 2) return `row ${row}, column ${column}`;
  const index = [column];
  let rest = row;
  for (const size of shape.slice(0, -1).reverse()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return `[${index.join(", ")}]`;
}

/** How near to an end of the scale, as a share of it, there is no room for zero between the two. */
const CROWDED = 0.22;

/**
 * The scale of some numbers: from the least to the largest, and always over zero; with what is
 * written on it and at which share of its length.
 * @param {{ min: number, max: number }} range
 */
export function scaleOf({ min, max }) {
  const low = Math.min(min, 0);
  const high = Math.max(max, 0);
  const marks = [...new Set([low, 0, high])].map((number) => {
    const share = high > low ? (number - low) / (high - low) : 0;
    return { number, share, fits: !(share > 0 && share < 1 && (share < CROWDED || share > 1 - CROWDED)) };
  });
  return { low, high, marks };
}

/**
 * The colour of a number on a scale that passes through zero: paper at zero, the full colour of its
 * sign at the limit, and a colour of its own for what is not finite.
 * @param {number} number
 * @param {number} limit
 * @param {{ above: Colour, zero: Colour, below: Colour, odd: Colour }} colours
 * @returns {Colour}
 */
export function shade(number, limit, colours) {
  if (!Number.isFinite(number)) return colours.odd;
  const part = limit > 0 ? Math.min(Math.abs(number) / limit, 1) : 0;
  const full = number < 0 ? colours.below : colours.above;
  /** @param {0 | 1 | 2} k */
  const mixed = (k) => Math.round(colours.zero[k] + (full[k] - colours.zero[k]) * part);
  return [mixed(0), mixed(1), mixed(2)];
}

/**
 * The cell after a key, or null where the key moves nowhere.
 * @param {Grid} grid
 * @param {{ row: number, column: number }} cell
 * @param {string} key
 */
export function cellAfter({ rows, columns }, { row, column }, key) {
  switch (key) {
    case "ArrowLeft":
      return { row, column: Math.max(column - 1, 0) };
    case "ArrowRight":
      return { row, column: Math.min(column + 1, columns - 1) };
    case "ArrowUp":
      return { row: Math.max(row - 1, 0), column };
    case "ArrowDown":
      return { row: Math.min(row + 1, rows - 1), column };
    case "Home":
      return { row, column: 0 };
    case "End":
      return { row, column: columns - 1 };
  }
  return null;
}
