// What the chain rule of one input says in words, and from which step each number is known. Pure.

import { chainOf, inputsOf } from "../trace/chain.js";
import { gradientOf, partial, startsFromOne } from "../trace/derivatives.js";
import { schedule } from "../trace/moment.js";
import { showInFull } from "../trace/numbers.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").Formula} Formula */
/** @typedef {import("../trace/types.js").GraphNode} GraphNode */
/** @typedef {import("../trace/chain.js").Chain} Chain */
/** @typedef {import("../trace/derivatives.js").Letter} Letter */

/**
 * The chain rule of one input of a story.
 * @typedef {object} Derivation
 * @property {Trace} trace
 * @property {GraphNode} input
 * @property {Chain} chain
 * @property {(node: Letter) => Formula} head how the gradient of a node is written
 * @property {ReturnType<typeof schedule>} times
 */

/**
 * @param {Trace} trace
 * @param {string | null} wanted the input's name; null for the one that is seeded, or the first
 * @param {string | null} wrt what forward mode seeds
 * @returns {Derivation | null} null where there are no inputs
 */
export function derive(trace, wanted, wrt) {
  const inputs = inputsOf(trace);
  const names = inputs.map((node) => node.symbol.text);
  // Of an array that is opened into scalars, its first entry.
  const seeded = trace.mode === "forward" ? names.findIndex((name) => name === wrt || name.startsWith(`${wrt}[`)) : 0;
  const input = inputs[Math.max(0, wanted === null ? seeded : names.indexOf(wanted))];
  if (!input) return null;
  const chain = chainOf(trace, input.id);
  return { trace, input, chain, head: headOf(trace, chain), times: schedule(trace) };
}

/**
 * From another seed than 1, and where arrays are, what comes is not the derivative of the output.
 * @param {Trace} trace @param {Chain} chain @returns {Derivation["head"]}
 */
function headOf(trace, chain) {
  const of = outputLetter(trace);
  const plain = chain.kind === "paths"
    ? chain.seeds.every((seed) => seed === 1 || seed === null)
    : chain.kind === "nested" && startsFromOne(trace);
  if (plain) return (node) => partial(of, node);
  return trace.mode === "forward" ? () => gradientOf(of) : gradientOf;
}

/** How to read what is written. @param {Derivation} derivation */
export function explanationOf({ trace, input, chain }) {
  switch (chain.kind) {
    case "none": {
      const output = outputLetter(trace).symbol.text;
      return `${output} does not depend on ${input.symbol.text}: there is no path from it to the output.`;
    }
    case "paths":
      return pathsText(trace, chain.terms.length, chain.reused);
    case "arrays":
      return "Arrays: the gradient travels back gate by gate as vector–Jacobian products; dY is what arrives at Y, and ⊙ multiplies entry by entry. Read from the top.";
    default:
      return `${showCount(chain.paths)} paths lead to the output, too many to write out. The nested form sums over the uses of each node and does every wire once. Read from the top.`;
  }
}

/**
 * What the products come to at a step, and whether it is what the engine says.
 * @param {Derivation & { chain: { kind: "paths" } }} derivation
 * @param {number} step
 * @returns {{ text: string, wrong: boolean }}
 */
export function resultAt({ trace, input, chain, head, times }, step) {
  const { sum, expected, agrees, terms } = chain;
  const forward = trace.mode === "forward";
  const done = forward ? step >= trace.steps.length : (times.complete[input.id] ?? 0) <= step;
  const wrong = done && agrees === false;
  if (!done) return { text: `${head(input).text} is not computed yet at this step.`, wrong };
  if (Number.isNaN(sum)) return { text: "", wrong };
  const told = `${terms.length > 1 ? "The sum of the products" : "The product"} is ${showInFull(sum)}`;
  if (expected === null) return { text: `${told}.`, wrong };
  const engine = forward ? "forward sweep" : "backward sweep";
  const text = agrees ? `${told}. ✓ The ${engine} says ${showInFull(expected)}.` : `${told}, but the ${engine} says ${showInFull(expected)}.`;
  return { text, wrong };
}

/** Whether what goes through a wire is known at a step. @param {Derivation} derivation @param {number} edge @param {number} step */
export function flowed({ trace, times }, edge, step) {
  const target = trace.edges[edge]?.target ?? -1;
  const list = trace.mode === "forward" ? times.valued[target] : times.flowed[edge];
  return (list ?? Infinity) <= step;
}

/** @param {Trace} trace @returns {Letter} */
function outputLetter(trace) {
  const [first] = trace.outputs;
  const node = trace.nodes[first ?? -1];
  if (node && trace.outputs.length === 1) return node;
  const text = trace.output ?? "output";
  return { label: text, symbol: { text, mathml: `<mi>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</mi>` } };
}

/** @param {number} count */
function showCount(count) {
  return count < 1e6 ? count.toLocaleString("en") : count.toExponential(1).replace("e+", "e");
}

/** @param {Trace} trace @param {number} paths @param {number} reused */
function pathsText(trace, paths, reused) {
  const ways = paths === 1 ? "One path leads from it to the output" : `${paths} paths lead from it to the output: their products add`;
  const shared = reused === 0 || trace.mode === "forward" ? "" : ` ${reused} ${reused === 1 ? "factor was" : "factors were"} already computed, and the backward sweep does not compute ${reused === 1 ? "it" : "them"} again.`;
  const forward = trace.mode === "forward" ? " Forward mode multiplies from the right." : "";
  return `${ways}.${shared}${forward}`;
}
