// The graph, walked node by node in topological order and from each node along its wires; and what
// is said at every spot. Pure.

import { inspect } from "./inspector.js";
import { digitsBeside, sayShape, showExactly } from "../trace/numbers.js";
import { identities } from "../trace/parts.js";
import { nameOf } from "../trace/graph.js";
import { stepOfEdge, stepOfNode } from "../trace/timeline.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("./told.js").Told} Told */

/**
 * Where somebody stands: at a node, or on one of its wires.
 * @typedef {{ node: number, wire: number | null }} Spot
 */

/** The wires into a node in operand order, then those out of it. @param {Trace} trace @param {number} node */
export function wiresOf(trace, node) {
  const into = trace.edges.filter((edge) => edge.target === node).sort((a, b) => a.slot - b.slot);
  const out = trace.edges.filter((edge) => edge.source === node);
  return [...into, ...out].map(({ id }) => id);
}

/**
 * The next node (`by` 1) or the one before (−1); the ends are ends.
 * @param {Trace} trace @param {Spot} spot @param {1 | -1} by
 * @returns {Spot}
 */
export function nodeAfter(trace, spot, by) {
  return { node: Math.min(Math.max(spot.node + by, 0), trace.nodes.length - 1), wire: null };
}

/**
 * The next wire of the node, and after the last one the node itself.
 * @param {Trace} trace @param {Spot} spot @param {1 | -1} by
 * @returns {Spot}
 */
export function wireAfter(trace, { node, wire }, by) {
  const round = [null, ...wiresOf(trace, node)];
  const at = round.indexOf(wire) + by;
  return { node, wire: round[(at + round.length) % round.length] ?? null };
}

/**
 * The step at which what is at a spot was computed; 0 for a leaf, which has none of its own.
 * @param {Trace} trace @param {Spot} spot
 */
export function stepAt(trace, { node, wire }) {
  return wire === null ? stepOfNode(trace, node) : stepOfEdge(trace, wire);
}

/**
 * The same spot in another picture of the program: the same node or wire where it is still there;
 * else the block it was folded into, the first gate that its block was opened into, or the nearest
 * number.
 * @param {Trace} before @param {Trace} after @param {Spot} spot
 * @returns {Spot}
 */
export function spotIn(before, after, spot) {
  const nearest = { node: Math.max(Math.min(spot.node, after.nodes.length - 1), 0), wire: null };
  const old = before.nodes[spot.node];
  if (!old) return nearest;
  const [left, right] = [identities(before), identities(after)];
  const same = right.nodes.indexOf(left.nodes[spot.node] ?? "");
  if (same >= 0) {
    const wire = spot.wire === null ? -1 : right.edges.indexOf(left.edges[spot.wire] ?? "");
    return { node: same, wire: wire < 0 ? null : wire };
  }
  const folded = after.parts.find(({ node, group }) => node !== null && isWithin(old, group))?.node;
  const block = before.parts.find(({ node }) => node === old.id);
  const first = block && after.nodes.find((node) => isWithin(node, block.group))?.id;
  return { ...nearest, node: folded ?? first ?? nearest.node };
}

/** @param {import("../trace/types.js").GraphNode} node @param {readonly string[]} group */
function isWithin(node, group) {
  return group.every((name, depth) => node.group[depth] === name);
}

/**
 * What is said at a spot: who it is, its numbers as far as they are computed, and what happened
 * there.
 * @param {Trace} trace
 * @param {Spot} spot
 * @param {number} step how many steps have been played
 * @param {number} digits of the picture
 * @param {import("../predict/predict.js").Guesses | null} guesses given, gradients are hidden until guessed
 */
export function said(trace, spot, step, digits, guesses) {
  const report = inspect(trace, spot.node, step, guesses);
  if (!report) return "";
  const lower = trace.mode === "forward" ? "tangent" : "gradient";
  const number = (/** @type {string} */ what, /** @type {Told} */ told) => numberText(what, told, digitsBeside(digits));
  const edge = spot.wire === null ? undefined : trace.edges[spot.wire];
  if (!edge) {
    const { node } = report;
    const inside = node.group.length ? ` inside ${node.group.join(", ")}` : "";
    const what = `${node.kind === "gate" ? `gate ${node.op}` : node.kind}${inside}`;
    const happened = node.kind === "gate" ? told(trace, stepOfNode(trace, node.id), step) || node.formula.text : "";
    return sentence([report.name, what, number("value", report.value), number(lower, report.derivative)], happened);
  }
  const use = [...report.operands, ...report.uses].find((one) => one.edge.id === edge.id);
  const value = edge.source === spot.node ? report.value : (use?.value ?? { kind: "blank" });
  const gate = trace.nodes[edge.target];
  const way = `wire from ${nameOf(trace, edge.source)} into ${nameOf(trace, edge.target)}, gate ${gate?.op ?? ""}`;
  const at = stepOfEdge(trace, edge.id);
  const hidden = use?.contribution.kind === "hidden";
  const happened = hidden ? "" : told(trace, at, step) || edge.formula.text;
  return sentence([way, number("value", value), number(lower, use?.contribution ?? { kind: "none" })], happened);
}

/** What happened at a step, if it was played. @param {Trace} trace @param {number} at @param {number} step */
function told(trace, at, step) {
  return at > 0 && at <= step ? (trace.steps[at - 1]?.sentence ?? "") : "";
}

/** @param {string[]} parts @param {string} happened */
function sentence(parts, happened) {
  return `${parts.filter(Boolean).join(", ")}${happened ? `. ${happened}` : ""}`;
}

/** @param {string} what @param {Told} number @param {number} digits */
function numberText(what, number, digits) {
  if (number.kind === "hidden") return `${what} to be predicted`;
  if (number.kind !== "there") return "";
  const { value } = number;
  if (typeof value !== "object") return `${what} ${showExactly(value, digits)}`;
  return `${what} ${sayShape(Array.isArray(value) ? shapeOf(value) : value.shape)}`;
}

/** @param {import("../trace/types.js").Nested} value @returns {number[]} */
function shapeOf(value) {
  return Array.isArray(value) ? [value.length, ...shapeOf(value[0] ?? 0)] : [];
}
