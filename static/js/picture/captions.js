// What is said beside an array on a wire: its shape, and where broadcasting spreads or sums it, as
// app/drawing/captions.py has it. Pure.

import { showShape } from "../trace/numbers.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").GraphEdge} GraphEdge */

/** Of a node's value, or with marks of its gradient. @param {Trace} trace @param {number} node @param {...string} marks */
export function captionOf(trace, node, ...marks) {
  return [...marks.filter((mark) => mark !== ""), showShape(trace.nodes[node]?.shape ?? [])].join(" ");
}

/** Of the value on a wire. @param {Trace} trace @param {GraphEdge} edge */
export function valueCaption(trace, edge) {
  return captionOf(trace, edge.source) + copies(edge.summed, trace.nodes[edge.target]?.shape);
}

/** Of what flows back through a wire, or of the tangent on it. @param {Trace} trace @param {GraphEdge} edge @param {string} mark */
export function backCaption(trace, edge, mark) {
  const said = captionOf(trace, edge.source, mark);
  if (trace.mode === "forward") return said;
  const sum = edge.summed ? ` Σ ${edge.summed.short || "all"}` : "";
  return said + sum + copies(edge.spread, trace.nodes[edge.source]?.shape);
}

/** @param {GraphEdge["spread"]} spread @param {readonly number[]} [shape] */
function copies(spread, shape = []) {
  return spread ? ` ×${spread.axes.reduce((count, axis) => count * (shape[axis] ?? 1), 1)}` : "";
}
