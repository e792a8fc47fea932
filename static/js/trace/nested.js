// Arrays as the API writes them: nested lists of scalars, summaries, or shapes without numbers.

import { toNumber } from "./numbers.js";

/** @typedef {import("./types.js").Nested} Nested */
/** @typedef {import("./types.js").Summary} Summary */
/** @typedef {import("./types.js").ShapeOnly} ShapeOnly */

/**
 * @param {unknown} value
 * @returns {value is Summary}
 */
export function isSummary(value) {
  return isTold(value) && !isShapeOnly(value);
}

/** Whether it is a shape without numbers. @param {unknown} value @returns {value is ShapeOnly} */
export function isShapeOnly(value) {
  return isTold(value) && "shape_only" in value;
}

/** @param {unknown} value @returns {value is object} */
const isTold = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether it is a number, or an array of which all numbers are there. @param {Nested | null} value @returns {value is Exclude<Nested, Summary | ShapeOnly>} */
export function isListed(value) {
  return value !== null && !isTold(value);
}

/** A node's value; what has no numbers is a shape. @param {import("./types.js").GraphNode} node @returns {Nested} */
export function valueOf({ value, shape }) {
  return value ?? { shape_only: true, shape };
}

/**
 * All scalars in row-major order; of a summary, and of a shape, there are none.
 * @param {Nested | null | undefined} value
 * @returns {number[]}
 */
export function flat(value) {
  if (value === null || value === undefined || isTold(value)) return [];
  if (!Array.isArray(value)) return [toNumber(value)];
  return /** @type {any[]} */ (value).flat(Infinity).map(toNumber);
}

/** How many scalars an array of a shape has. @param {readonly number[]} shape */
export function countOf(shape) {
  return shape.reduce((product, size) => product * size, 1);
}

/**
 * The scalar at an index.
 * @param {Nested} value
 * @param {readonly number[]} index
 * @returns {number}
 */
export function at(value, index) {
  /** @type {any} */
  let item = value;
  for (const k of index) item = Array.isArray(item) ? item[k] : NaN;
  return toNumber(item);
}

/**
 * A copy with the scalar at an index replaced.
 * @param {import("./types.js").Given} value
 * @param {readonly number[]} index
 * @param {number} number
 * @returns {import("./types.js").Given}
 */
export function withAt(value, index, number) {
  const [first, ...rest] = index;
  if (first === undefined || !Array.isArray(value)) return number;
  return value.map((item, k) => (k === first ? withAt(item, rest, number) : item));
}

/**
 * Every index of a shape, in row-major order.
 * @param {readonly number[]} shape
 * @returns {number[][]}
 */
export function indices(shape) {
  return shape.reduce(
    (found, size) => found.flatMap((index) => Array.from({ length: size }, (_, k) => [...index, k])),
    /** @type {number[][]} */ ([[]]),
  );
}
