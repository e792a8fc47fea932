// What is known locally and what is wanted: the partial derivatives of the gates, which the forward sweep leaves
// behind, and the gradients of the inputs, which the backward sweep makes of them. Pure.

import { gradientOf, partial, startsFromOne } from "../trace/derivatives.js";
import { schedule } from "../trace/moment.js";
import { countOf, flat } from "../trace/nested.js";
import { digitsBeside, scalar, showExactly, showShape } from "../trace/numbers.js";
import { isPredicting, isSettled, sumKey, wireKey } from "../predict/predict.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").GraphEdge} GraphEdge */
/** @typedef {import("../trace/types.js").GraphNode} GraphNode */
/** @typedef {import("../trace/types.js").Formula} Formula */

/** A local derivative: its name, the rule for it, and its number where the rule alone is none. @typedef {{ edge: GraphEdge, name: Formula, rule: Formula | null, number: number | null }} Known */
/** A product that is added to what is wanted: of which two derivatives, where it stands alone and both have a name. @typedef {{ edge: GraphEdge, factors: readonly Formula[], isNumber: boolean }} Term */
/** @typedef {{ node: GraphNode, name: Formula, terms: readonly Term[] }} Wanted */

/** What an entry says at a step: the numbers that are there. @typedef {{ isNow: boolean, text: string }} Filling */
/** @typedef {Pick<State, "step" | "digits" | "predicting" | "trace" | "guesses">} Place */

/** Every local derivative, in the order of the program. @param {Trace} trace @returns {Known[]} */
export function knownOf(trace) {
  return trace.edges.filter((edge) => carries(trace, edge)).map((edge) => ({
    edge,
    name: edge.whole ? edge.left : edge.derivative,
    rule: edge.right,
    number: edge.whole || edge.constant !== null ? null : scalar(edge.local),
  }));
}

/** What is asked for: the gradients of the inputs, or in forward mode the tangents of the outputs. @param {Trace} trace @returns {Wanted[]} */
export function wantedOf(trace) {
  if (trace.mode === "forward") {
    const name = tangentName(trace);
    return trace.outputs.flatMap((id) => {
      const node = trace.nodes[id];
      const into = trace.edges.filter((edge) => edge.target === id && carries(trace, edge));
      return node ? [{ node, name: name(node), terms: into.map((edge) => termOf(trace, edge, name, edge.source)) }] : [];
    });
  }
  const name = gradientName(trace);
  return trace.nodes.filter(({ kind, gradient }) => kind === "input" && gradient !== null).map((node) => {
    const uses = trace.edges.filter((edge) => edge.source === node.id && carries(trace, edge));
    return { node, name: name(node), terms: uses.map((edge) => termOf(trace, edge, name, edge.target)) };
  });
}

/** @param {Trace} trace @param {GraphEdge} edge */
function carries(trace, edge) {
  return edge.contribution !== null && (trace.mode === "forward" || trace.nodes[edge.source]?.kind !== "constant");
}

/** @param {Trace} trace @returns {(node: GraphNode) => Formula} */
function gradientName(trace) {
  const output = trace.nodes[trace.outputs[0] ?? -1];
  return output && startsFromOne(trace) ? (node) => partial(output, node) : gradientOf;
}

/** @param {Trace} trace @returns {(node: GraphNode) => Formula} */
function tangentName(trace) {
  const seeded = trace.steps.flatMap(({ node }) => trace.nodes[node] ?? []).filter(({ kind }) => kind !== "gate");
  const [first] = seeded;
  return first && seeded.length === 1 && scalar(first.tangent) === 1 ? (node) => partial(node, first) : gradientOf;
}

/**
 * The two derivatives that are multiplied; none of what comes straight from the output, or leaves the seeded input.
 * @param {Trace} trace @param {GraphEdge} edge @param {(node: GraphNode) => Formula} name @param {number} other the node whose derivative is the other factor
 * @returns {Term}
 */
function termOf(trace, edge, name, other) {
  const isNumber = !edge.whole && scalar(edge.constant ?? edge.local) !== null && countOf(trace.nodes[other]?.shape ?? []) === 1;
  return { edge, factors: factorsOf(trace, edge, name, trace.nodes[other]), isNumber };
}

/** @param {Trace} trace @param {GraphEdge} edge @param {(node: GraphNode) => Formula} name @param {GraphNode | undefined} node */
function factorsOf(trace, edge, name, node) {
  if (edge.whole || edge.local === null) return [edge.right ?? edge.derivative];
  const isTrivial = trace.mode === "forward" ? node?.kind !== "gate" : trace.outputs.includes(node?.id ?? -1);
  return node && !isTrivial ? [name(node), edge.derivative] : [];
}

/** The number of a local derivative at a place; empty while it is not known, or is to be guessed. @param {Known} known @param {Place} place @returns {Filling} */
export function knownAt({ edge, number }, place) {
  const { trace, step, digits } = place;
  if (!trace) return { isNow: false, text: "" };
  const isThere = (schedule(trace).valued[edge.target] ?? Infinity) <= step && (!isPredicting(place) || isSettled(place.guesses, wireKey(edge.id)));
  return { isNow: trace.steps[step - 1]?.node === edge.target, text: isThere && number !== null ? shown(number, digits) : "" };
}

/** Whether a term has come, and its product in numbers, `−4 · 1`, where it is one. @param {Term} term @param {Place} place */
export function termAt({ edge, isNumber }, place) {
  const { trace, digits } = place;
  if (!trace || !hasCome(edge, place)) return { isThere: false, text: "" };
  const forward = trace.mode === "forward";
  const other = trace.nodes[forward ? edge.source : edge.target];
  const [carried, local] = [scalar(forward ? other?.tangent : other?.gradient), scalar(edge.constant ?? edge.local)];
  if (!isNumber || carried === null || local === null) return { isThere: true, text: "" };
  return { isThere: true, text: `${bracketed(shown(carried, digits))} · ${bracketed(shown(local, digits))}` };
}

/** What it comes to; empty while anything is missing. @param {Wanted} wanted @param {Place} place @returns {Filling} */
export function wantedAt({ node, terms }, place) {
  const { trace, step, digits } = place;
  if (!trace) return { isNow: false, text: "" };
  const forward = trace.mode === "forward";
  const now = trace.steps[step - 1];
  const isNow = terms.some(({ edge }) => now?.node === edge.target && (forward || hasCome(edge, place)));
  const isWhole = forward
    ? (schedule(trace).valued[node.id] ?? Infinity) <= step
    : (schedule(trace).complete[node.id] ?? Infinity) <= step && terms.every(({ edge }) => hasCome(edge, place));
  const isGuessed = isPredicting(place) && terms.length > 1 && !isSettled(place.guesses, sumKey(node.id));
  const number = forward ? node.tangent : node.gradient;
  return { isNow, text: isWhole && !isGuessed && number !== null ? whole(number, node.shape, digits) : "" };
}

/** @param {GraphEdge} edge @param {Place} place */
function hasCome(edge, place) {
  const { trace, step } = place;
  if (!trace) return false;
  const times = schedule(trace);
  const list = trace.mode === "forward" ? times.valued[edge.target] : times.flowed[edge.id];
  return (list ?? Infinity) <= step && (!isPredicting(place) || isSettled(place.guesses, wireKey(edge.id)));
}

/** @param {import("../trace/types.js").Nested} number @param {readonly number[]} shape @param {number} digits */
function whole(number, shape, digits) {
  const [only] = countOf(shape) === 1 ? flat(number) : [];
  return only === undefined ? showShape(shape) : shown(only, digits);
}

/** @param {number} number @param {number} digits */
const shown = (number, digits) => showExactly(number, digitsBeside(digits));

/** @param {string} text a negative number stands in brackets in a product */
const bracketed = (text) => (text.startsWith("−") ? `(${text})` : text);
