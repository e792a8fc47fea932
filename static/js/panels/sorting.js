// The order of the rows of the node table. Pure.

import { isSummary } from "../trace/nested.js";
import { toNumber } from "../trace/numbers.js";

/** @typedef {import("../trace/types.js").GraphNode} GraphNode */
/** @typedef {import("../trace/types.js").Nested} Nested */
/** @typedef {{ column: string, descending: boolean }} Sort */

/** What arrays are sorted by: their norm; NaN of what has no numbers. @param {Nested} value @returns {number} */
export function sizeOf(value) {
  if (Array.isArray(value)) return Math.hypot(...value.map(sizeOf));
  if (typeof value !== "object") return toNumber(value);
  return isSummary(value) ? toNumber(value.norm) : NaN;
}

/**
 * The ids of the nodes in the order of a column; what is blank (`null`) comes last both ways, and
 * equals stay in the order they are computed.
 * @param {readonly GraphNode[]} nodes
 * @param {Sort | null} sort
 * @param {(node: GraphNode) => number | string | null} keyOf
 */
export function sorted(nodes, sort, keyOf) {
  const ids = nodes.map((node) => node.id);
  if (!sort) return ids;
  const sign = sort.descending ? -1 : 1;
  const keys = nodes.map(keyOf).map((key) => (Number.isNaN(key) ? null : key));
  return ids.sort((a, b) => {
    const [x, y] = [keys[a] ?? null, keys[b] ?? null];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || a - b;
    const order = typeof x === "number" && typeof y === "number" ? x - y : compared(String(x), String(y));
    return sign * order || a - b;
  });
}

/** `w2` before `w10`. */
const compared = new Intl.Collator("en", { numeric: true }).compare;

/**
 * What a click on a column's head makes of the order: up, down, as computed.
 * @param {Sort | null} sort
 * @param {string} column
 * @returns {Sort | null}
 */
export function clicked(sort, column) {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}
