// What the inspector tells of one node at one step: the node and its neighbours, nothing else.

import { schedule } from "../trace/moment.js";
import { showShape } from "../trace/numbers.js";
import { isSettled, sumKey, wireKey } from "../predict/predict.js";
import { branchesOf, nameOf as nameIn } from "../trace/graph.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").GraphNode} GraphNode */
/** @typedef {import("../trace/types.js").GraphEdge} GraphEdge */
/** @typedef {import("../trace/types.js").Nested} Nested */

/**
 * A number of the story: not computed yet (blank), hidden from somebody who is to predict it, never
 * to come (`none`: the output does not depend on it, or it is a constant's), or there.
 * @typedef {{ kind: "blank" } | { kind: "hidden" } | { kind: "none" } | { kind: "there", value: Nested }} Told
 */

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
  const times = schedule(trace);
  const forward = trace.mode === "forward";

  /** @param {readonly number[]} list @param {number} k */
  const happened = (list, k) => (list[k] ?? Infinity) <= step;

  /**
   * @param {Nested | null} number
   * @param {boolean} done the story has come so far
   * @param {boolean} guessed of no account unless gradients are to be predicted
   * @returns {Told}
   */
  function derivative(number, done, guessed) {
    if (number === null) return { kind: "none" };
    if (guesses) return guessed ? { kind: "there", value: number } : { kind: "hidden" };
    return done ? { kind: "there", value: number } : { kind: "blank" };
  }

  /** @param {GraphEdge} edge */
  const wireGuessed = (edge) => guesses !== null && isSettled(guesses, wireKey(edge.id));

  /** @param {GraphNode} one */
  function guessed(one) {
    if (!guesses) return false;
    const branches = branchesOf(trace, one.id);
    const parts = branches.length + (trace.outputs.includes(one.id) ? 1 : 0);
    return parts > 1 ? isSettled(guesses, sumKey(one.id)) : branches.every(wireGuessed);
  }

  /** @param {GraphNode} one @returns {Told} */
  function value(one) {
    return happened(times.valued, one.id) ? { kind: "there", value: one.value } : { kind: "blank" };
  }

  /** @param {GraphNode} one */
  function total(one) {
    if (forward) return derivative(one.tangent, happened(times.valued, one.id), guessed(one));
    return derivative(one.gradient, happened(times.complete, one.id), guessed(one));
  }

  /** @param {GraphEdge} edge @param {GraphNode} other @returns {Use} */
  function use(edge, other) {
    const source = /** @type {GraphNode} */ (trace.nodes[edge.source]);
    const target = /** @type {GraphNode} */ (trace.nodes[edge.target]);
    const valued = happened(times.valued, edge.target);
    return {
      edge,
      node: other,
      name: nameIn(trace, other.id),
      value: value(other),
      local: derivative(edge.local, valued, wireGuessed(edge)),
      arriving: total(forward ? source : target),
      contribution: derivative(
        edge.contribution,
        forward ? valued : happened(times.flowed, edge.id),
        wireGuessed(edge),
      ),
    };
  }

  /** @param {GraphEdge[]} edges @param {"source" | "target"} end */
  const neighbours = (edges, end) =>
    edges.flatMap((edge) => {
      const other = trace.nodes[edge[end]];
      return other ? [use(edge, other)] : [];
    });

  const operands = neighbours(trace.edges.filter((edge) => edge.target === id), "source");
  const uses = neighbours(trace.edges.filter((edge) => edge.source === id), "target");
  return {
    node,
    name: nameIn(trace, id),
    shape: node.shape.length ? showShape(node.shape) : "a number",
    isOutput: trace.outputs.includes(id),
    forward,
    value: value(node),
    derivative: total(node),
    operands,
    uses,
    cached: cachedFor(trace, node, operands),
  };
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
  return [...candidates].filter((id) => read.has(id)).map((id) => nameIn(trace, id));
}

/**
 * The wires of a gate whose local derivative is a diagonal matrix: arrays in, an array of the same
 * shape out, each element on its own.
 * @param {Report} report
 */
export function diagonalUses(report) {
  const { node, operands } = report;
  if (!node.shape.length) return [];
  const shape = node.shape.join();
  return operands.filter((use) => use.edge.local !== null && use.node.shape.join() === shape);
}
