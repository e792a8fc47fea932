// What is known of a node at a step: its value, and its gradient once that is complete. Pure.

import { schedule } from "./moment.js";
import { valueOf } from "./nested.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Trace} Trace */
/** @typedef {import("./types.js").GraphNode} GraphNode */
/** @typedef {import("./types.js").Nested} Nested */

/** A trace, and when each of its numbers comes. @typedef {{ trace: Trace, times: ReturnType<typeof schedule> }} Story */
/** @typedef {Pick<State, "step" | "predicting">} Moment */
/** A number that is not computed yet is a blank: an empty text. @typedef {Nested | ""} Shown */

/** @param {Trace} trace @returns {Story} */
export function storyOf(trace) {
  return { trace, times: schedule(trace) };
}

/** @param {Story} story @param {GraphNode} node @param {number} step @returns {Shown} */
export function valueAt({ times }, node, step) {
  return (times.valued[node.id] ?? Infinity) <= step ? valueOf(node) : "";
}

/**
 * The gradient of a node once it is complete, or null once it is certain that there is none; in
 * forward mode the tangent, which comes with the value.
 * @param {Story} story @param {GraphNode} node @param {Moment} moment
 * @returns {Shown | null}
 */
export function derivativeAt({ trace, times }, node, { step, predicting }) {
  if (trace.mode === "forward") return step > 0 && (times.valued[node.id] ?? Infinity) <= step ? node.tangent : "";
  if (predicting) return "";
  const from = node.gradient === null ? trace.steps.length : (times.complete[node.id] ?? Infinity);
  return from <= step ? node.gradient : "";
}
