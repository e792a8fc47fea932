// What the table of all nodes tells of each at a step, and the order of its rows. Pure.

import { schedule } from "../trace/moment.js";
import { sizeOf, sorted } from "./sorting.js";
import { countOf, valueOf } from "../trace/nested.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").GraphNode} GraphNode */
/** @typedef {import("../trace/types.js").Nested} Nested */

/** A trace, and when each of its numbers comes. @typedef {{ trace: Trace, times: ReturnType<typeof schedule> }} Story */
/** @typedef {Pick<State, "step" | "predicting">} Moment */
/** A number that is not computed yet is a blank: an empty text. @typedef {Nested | ""} Shown */

/** The numbers stand beside the name: where there is no room for all, what is scrolled to is the rest. */
export const COLUMNS = /** @type {const} */ (["node", "value", "gradient", "gate", "shape", "id"]);

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

/**
 * The ids of the nodes from top to bottom.
 * @param {Story} story @param {import("./sorting.js").Sort | null} sort @param {Moment} moment
 */
export function orderAt(story, sort, moment) {
  return sorted(story.trace.nodes, sort, (node) => {
    switch (sort?.column) {
      case "node": return node.symbol.text;
      case "gate": return node.op ?? node.kind;
      case "shape": return countOf(node.shape);
      case "value": return keyOf(valueAt(story, node, moment.step));
      case "gradient": return keyOf(derivativeAt(story, node, moment));
      default: return node.id;
    }
  });
}

/** @param {Shown | null} shown */
function keyOf(shown) {
  return shown === "" || shown === null ? null : sizeOf(shown);
}
