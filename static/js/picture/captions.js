// What is said beside an array on a wire: its shape, and where broadcasting spreads or sums it, as
// app/drawing/captions.py has it. A plain number has such a mark beside it.
// Each is a list: the first that fits is written. Pure.

import { batchOf } from "../trace/batch.js";
import { showShape } from "../trace/numbers.js";
import { countOf } from "../trace/nested.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").GraphEdge} GraphEdge */
/** @typedef {import("../trace/batch.js").Batch} Batch */
/** @typedef {readonly string[]} Captions */

/** Of a node's value, which its gate may take several `copies` of. @param {Trace} trace @param {number} node @param {string} [copies] @param {Batch | null} [batch] @returns {Captions} */
export function valueCaption(trace, node, copies = "", batch = batchOf(trace)) {
  const shape = trace.nodes[node]?.shape ?? [];
  const plain = showShape(shape);
  if (!batch?.nodes.has(node)) return copies ? [plain + copies, plain] : [plain];
  const samples = `${batch.size} samples`;
  const rest = shape.slice(1);
  return [(rest.length > 0 ? `${samples} × ${rest.join("×")}` : samples) + copies, plain];
}

/** Of a whole gradient or tangent. @param {Trace} trace @param {number} node @param {...string} marks @returns {Captions} */
export function totalCaption(trace, node, ...marks) {
  const said = [...marks.filter((mark) => mark !== ""), showShape(trace.nodes[node]?.shape ?? [])];
  return [said.join(" "), said.slice(1).join(" ")];
}

/** How many copies of the value on a wire broadcasting makes. @param {Trace} trace @param {GraphEdge} edge */
export function copiesOn(trace, edge) {
  return copies(edge.summed, trace.nodes[edge.target]?.shape);
}

/** Of what flows back through a wire, or of the tangent on it. @param {Trace} trace @param {GraphEdge} edge @param {string} mark @returns {Captions} */
export function backCaption(trace, edge, mark) {
  const plain = totalCaption(trace, edge.source, mark);
  if (trace.mode === "forward") return plain;
  const sum = edge.summed ? ` Σ ${edge.summed.short || "all"}` : "";
  const more = sum + copies(edge.spread, trace.nodes[edge.source]?.shape);
  return more ? [plain[0] + more, ...plain] : plain;
}

/** What is said beside a plain number of which a gate takes several copies: `×4`. @param {Trace} trace @param {GraphEdge} edge @returns {Captions} */
export function copiesBeside(trace, edge) {
  const said = copiesOn(trace, edge).trim();
  return said === "" || said === "×1" ? [] : [said];
}

/** What is said beside a gradient that was summed to a plain number: `Σ rows`. @param {Trace} trace @param {GraphEdge} edge @param {Batch | null} [batch] @returns {Captions} */
export function sumBeside(trace, edge, batch = batchOf(trace)) {
  if (trace.mode === "forward" || !edge.summed) return [];
  const { axes, short } = edge.summed;
  const shape = trace.nodes[edge.target]?.shape ?? [];
  const said = `Σ ${short || "all"}`;
  if (Math.max(...axes) >= shape.length) return [said];
  const count = countOf(axes.map((axis) => shape[axis] ?? 1));
  if (count === 1) return [];
  const isBatch = axes.length === 1 && axes[0] === 0 && batch?.nodes.has(edge.target);
  return [...(isBatch ? [`Σ ${count} samples`] : []), said, `Σ ${count}`];
}

/** @param {GraphEdge["spread"]} spread @param {readonly number[]} [shape] */
function copies(spread, shape = []) {
  // A loss spreads one operand over the other, and neither over its value.
  if (!spread || Math.max(...spread.axes) >= shape.length) return "";
  return ` ×${countOf(spread.axes.map((axis) => shape[axis] ?? 1))}`;
}
