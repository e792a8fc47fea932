// What is chosen of a network, changed part by part, and what is said of it. Pure.

import { activationOf, layersOf } from "../network/neurons.js";

/** @typedef {import("../../../tests/js/api.js").components["schemas"]} Schemas */
/** @typedef {Schemas["NetworkShapeAnswer"]} Network */
/** @typedef {Schemas["NetworkAnswer"]} Written */
/** @typedef {Schemas["NetworkReadAnswer"]} Read */
/** @typedef {Schemas["NetworkChoicesAnswer"]} Choices */
/** @typedef {Network["layers"][number]} HiddenLayer */

/** Gates that are written otherwise in programs of other people. @type {Record<string, string>} */
const CALLED = { max: "relu" };

/**
 * A network like the one that a program is, as far as it can be built: what is proposed in its place.
 * @param {import("../trace/types.js").Trace | null} trace @param {Choices} choices
 * @returns {Partial<Network>}
 */
export function likeOf(trace, { activations, inputs, units, samples, layers: most }) {
  const [input, ...own] = (trace && layersOf(trace)) ?? [];
  const last = own.at(-1);
  if (!trace || !input || !last || own.length - 1 > most) return {};
  const hidden = own.slice(0, -1).map((layer) => {
    const op = activationOf(trace, layer);
    const gate = CALLED[op] ?? op;
    return { units: Math.min(layer.units, units), activation: activations.includes(gate) ? gate : "identity" };
  });
  const turned = last.outputsFirst === last.rows ? ".T" : "";
  const head = headOf(trace, last.units);
  return {
    inputs: Math.min(input.units, inputs), layers: hidden, outputs: Math.min(last.units, units), head,
    convention: last.rows ? `X @ W${turned}` : `W${turned} @ X`, bias: own.some(({ bias }) => bias !== null), samples: Math.min(last.samples, samples),
  };
}

/** @param {import("../trace/types.js").Trace} trace @param {number} outputs */
function headOf({ nodes }, outputs) {
  const ops = nodes.map(({ op }) => op ?? "");
  if (ops.some((op) => op.startsWith("bce")) || (outputs === 1 && ops.at(-1) === "sigmoid")) return "sigmoid";
  if (outputs > 1 && ops.some((op) => op.includes("cross_entropy") || op === "softmax")) return "softmax";
  return outputs > 1 && ops.includes("hinge") ? "svm" : "regression";
}

const NEW = { units: 3, activation: "tanh" };

/** With one hidden layer changed. @param {Network} network @param {number} at @param {Partial<HiddenLayer>} change */
export function withLayer({ layers }, at, change) {
  return { layers: layers.map((layer, k) => (k === at ? { ...layer, ...change } : layer)) };
}

/** With another hidden layer before the output; it is as the last one. @param {Network} network */
export function withOneMore({ layers }) {
  return { layers: [...layers, layers.at(-1) ?? NEW] };
}

/** Without a hidden layer. @param {Network} network @param {number} at */
export function withoutLayer({ layers }, at) {
  return { layers: layers.filter((_, k) => k !== at) };
}

/** With another head, and as many outputs as it needs. @param {Network} network @param {string} head @param {Choices} choices */
export function withHead({ outputs }, head, { heads }) {
  const fewest = heads.find(({ name }) => name === head)?.fewest ?? 1;
  return { head, outputs: Math.max(outputs, fewest) };
}

/** How large a network is, in words. @param {Written} written */
export function sizesText({ neuron_sum, parameter_sum, weights, biases }) {
  /** @param {number} count @param {string} noun */
  const counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : biasEnd(noun)}`;
  const parts = biases === 0 ? "all weights" : `${counted(weights, "weight")}, ${counted(biases, "bias")}`;
  return `Neurons: ${neuron_sum}. Parameters: ${parameter_sum} (${parts}).`;
}

/** @param {string} noun */
const biasEnd = (noun) => (noun.endsWith("s") ? "es" : "s");

/** What the program has to do with what is chosen. @param {Read} read */
export function standingText({ written, change }) {
  if (!written) return "This program was not written here. It stays until you write this network in its place; undo brings it back.";
  if (!change) return "The program follows every change here.";
  const { line, found, expected } = change;
  const where = `Line ${line} was changed by hand`;
  if (!found) return `${where}: “${expected}” is missing. What you choose here waits until you write it.`;
  const instead = expected ? `not “${expected}”` : "where the network has ended";
  return `${where}: it is “${found}”, ${instead}. What you choose here waits until you write it.`;
}

/** Whether the program is what the builder writes. @param {Read | null} read */
export function isFollowing(read) {
  return read !== null && read.written !== null && read.change === null;
}
