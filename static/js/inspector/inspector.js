// What the inspector tells of one node at one step: the node and its neighbours, nothing else.

import { nameOf } from "../trace/graph.js";
import { flat } from "../trace/nested.js";
import { showExactly, showShape } from "../trace/numbers.js";
import { Moment } from "./told.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").GraphNode} GraphNode */
/** @typedef {import("../trace/types.js").GraphEdge} GraphEdge */
/** @typedef {import("./told.js").Told} Told */

/**
 * @typedef {object} Use one wire, seen from one of its ends
 * @property {GraphEdge} edge
 * @property {GraphNode} node at the other end
 * @property {string} name
 * @property {Told} value of that node
 * @property {Told} local the local derivative of the wire
 * @property {Told} arriving what the local derivative multiplies: the upstream gradient, or in
 *   forward mode the operand's tangent
 * @property {Told} contribution
 */

/**
 * @param {Trace} trace
 * @param {number} id
 * @param {number} step how many steps have been played
 * @param {import("../predict/predict.js").Guesses | null} [guesses] given, gradients are hidden until guessed
 */
export function inspect(trace, id, step, guesses = null) {
  const node = trace.nodes[id];
  if (!node) return null;
  const moment = new Moment(trace, step, guesses);
  const operands = trace.edges.filter((edge) => edge.target === id).flatMap((edge) => useOf(trace, moment, edge, "source"));
  const uses = trace.edges.filter((edge) => edge.source === id).flatMap((edge) => useOf(trace, moment, edge, "target"));
  return {
    trace,
    node,
    name: nameOf(trace, id),
    shape: node.shape.length ? showShape(node.shape) : "a number",
    isOutput: trace.outputs.includes(id),
    forward: trace.mode === "forward",
    value: moment.value(node),
    derivative: moment.derivative(node),
    operands,
    uses,
    cached: cachedFor(trace, node, operands),
  };
}

/**
 * A wire, if its ends are there.
 * @param {Trace} trace @param {Moment} moment @param {GraphEdge} edge
 * @param {"source" | "target"} end that is not inspected
 * @returns {Use[]}
 */
function useOf(trace, moment, edge, end) {
  const [source, target] = [trace.nodes[edge.source], trace.nodes[edge.target]];
  if (!source || !target) return [];
  const node = end === "source" ? source : target;
  return [{
    edge,
    node,
    name: nameOf(trace, node.id),
    value: moment.value(node),
    local: moment.local(edge),
    arriving: moment.derivative(trace.mode === "forward" ? source : target),
    contribution: moment.contribution(edge),
  }];
}

/** @typedef {NonNullable<ReturnType<typeof inspect>>} Report */

/**
 * The names of the values that the backward pass of a gate reads, so that the forward pass has to
 * keep them.
 * @param {Trace} trace
 * @param {GraphNode} node
 * @param {readonly Use[]} operands
 */
function cachedFor(trace, node, operands) {
  const read = new Set(operands.flatMap(({ edge }) => edge.reads));
  const candidates = new Set([...operands.map((use) => use.node.id), node.id]);
  return [...candidates].filter((id) => read.has(id)).map((id) => nameOf(trace, id));
}

/** Why a node has no derivative. @param {Report} report */
export function whyNone({ node, forward }) {
  if (node.kind === "constant") return "A constant: nobody asks for its gradient.";
  return forward ? "No tangent reaches it." : "The output does not depend on it: no gradient reaches it.";
}

/** Whether a local derivative needs no number beside its formula: there is none, or the formula is it. @param {Use} use */
export function isInFormula({ local, edge }) {
  if (local.kind !== "there") return local.kind === "none";
  return edge.whole || (edge.constant !== null && isPlain(local.value));
}

/**
 * The factors of a product of two numbers, once all of it is there: `−4 × 1 = `.
 * @param {Use} use of a gate whose value is a number
 * @param {number} digits
 */
export function factorsOf({ local, arriving, contribution }, digits) {
  const there = local.kind === "there" && arriving.kind === "there" && contribution.kind === "there";
  if (!there || !isPlain(local.value) || !isPlain(arriving.value)) return "";
  return `${showExactly(Number(arriving.value), digits)} × ${showExactly(Number(local.value), digits)} = `;
}

/** @param {import("./told.js").Nested} value */
const isPlain = (value) => typeof value !== "object";

const MOST_IN_SUM = 4; // elements

/** Whether there is room for a term of a sum. @param {Told} told */
export function isShort(told) {
  return told.kind !== "there" || !Array.isArray(told.value) || flat(told.value).length <= MOST_IN_SUM;
}
