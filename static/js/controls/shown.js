// Numbers as the step card shows them, and whether they still come to what they are said to. Pure.

import { flat, isListed } from "../trace/nested.js";
import { read, signBefore } from "../trace/rounding.js";
import { sayShape, showArrayExactly, showExactly, showShape, writtenOut } from "../trace/numbers.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").Nested} Nested */

/**
 * A number, a short vector, or the shape of an array.
 * @param {Nested | null | undefined} value @param {readonly number[]} shape @param {number} digits
 */
export function show(value, shape, digits) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return showExactly(value, digits);
  if (writtenOut(shape) && isListed(value)) return `(${showArrayExactly(flat(value), digits).join(", ")})`;
  return shape.length > 1 ? showShape(shape) : sayShape(shape);
}

/**
 * The value of a node; its shape where there are no numbers.
 * @param {Trace["nodes"][number]} node @param {number} digits
 */
export const showNode = ({ value, shape }, digits) => (value === null ? showShape(shape) || "scalar" : show(value, shape, digits));

/** What stands for a vector where there is little room; null where nothing is shorter. @param {readonly number[]} shape */
export const shortly = (shape) => (shape.length === 1 ? showShape(shape) : null);

/**
 * The same before the value of a gate: what rounding its operands does to it is told, nearly, by its local derivatives.
 * @param {Trace} trace @param {number} gate @param {number} digits
 */
export function signOf(trace, gate, digits) {
  const node = trace.nodes[gate];
  if (!node || typeof node.value !== "number") return "=";
  let made = node.value;
  for (const edge of trace.edges) {
    if (edge.target !== gate) continue;
    const value = trace.nodes[edge.source]?.value;
    if (typeof value !== "number" || typeof edge.local !== "number") continue;
    made += edge.local * (read(value, digits) - value);
  }
  return signBefore(made, node.value, digits);
}
