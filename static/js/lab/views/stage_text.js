// Slow motion in words: what a stage is called, and what happens in it, with its numbers.

import { showExactly, showNumber } from "../../trace/numbers.js";
import { products } from "../products.js";
import { stepFormula } from "./formula.js";
import { magnifiedBy } from "./network_links.js";
import { className, updateName } from "./shown.js";
import { chosenSample, numberAt, stageNumbers, toldWeight } from "./told_batch.js";
import { depth, unitName, weightAt, weightName } from "./units.js";

/** @typedef {import("../types.js").LabState} LabState */
/** @typedef {import("../types.js").Explained} Explained */
/** @typedef {Readonly<LabState> & { explained: Explained, network: import("../types.js").Network }} Told a state in which an update is told */
/** @typedef {{ text: string, more: string, count: string }} Words `more`: what there is only room for outside a presentation */

const FEW = 4; // outputs that are written out
const PROBABILITIES = new Set(["softmax", "sigmoid"]); // losses whose δ is probability − label

const shown = (/** @type {number} */ value) => showNumber(value, 2);
const count = (/** @type {number} */ value) => value.toLocaleString("en");

/** What a stage is called. @param {{ stage: string, layer: number }} now @param {number} deepest */
export function stageName({ stage, layer }, deepest) {
  const name = `${stage[0]?.toUpperCase()}${stage.slice(1)}`;
  return layer ? `${name}: ${layer >= deepest ? "output" : `layer ${layer}`}` : name;
}

/**
 * What happens in the stage that is shown.
 * @param {Readonly<LabState>} state
 * @param {boolean} [moves] whether the links move
 * @returns {Words}
 */
export function stageWords(state, moves = true) {
  const { explained, staged, network, frame } = state;
  const only = (/** @type {string} */ text) => ({ text, more: "", count: "" });
  if (staged && frame && !explained) return only(`Something was changed at ${updateName(frame.update)}. Next shows update ${count(frame.update + 1)} in its stages.`);
  if (!explained || !network || !frame) return only("One update, slowly: press Next.");
  const told = { ...state, explained, network };
  const words = { ...IN_WORDS[explained.stage](told, moves), count: countText(told) };
  return { ...words, more: hoveredText(told) || words.more };
}

/** @type {Record<import("../types.js").Stage, (state: Told, moves: boolean) => { text: string, more: string }>} */
const IN_WORDS = {
  forward(state) {
    const { explained: { layer }, network } = state;
    const { activation = "identity" } = network.layers[layer - 1] ?? {};
    const sum = `W·${layer === 1 ? "x" : "h"} + b`;
    const what = layer >= depth(network) ? `Scores ${sum}` : activation === "identity" ? sum : `${activation}(${sum})`;
    const dropout = state.explained.mask ? " Dropout leaves out the neurons that are crossed out." : "";
    return { text: `${what}: ${shownOf(state)}.`, more: `Hover a ringed point to see it alone.${dropout}` };
  },
  loss(state) {
    const loss = state.frame?.batch_loss;
    return { text: `Loss of this batch: ${typeof loss === "number" ? showExactly(loss) : "no number"}. ${againstLabels(state)}`, more: "" };
  },
  backward(state) {
    const { explained: { layer }, network, config } = state;
    const known = PROBABILITIES.has(config?.loss ?? "") && (config?.output_activation ?? "identity") === "identity";
    if (layer >= depth(network)) {
      return { text: `δ = ${known ? "probability − label" : "∂loss/∂score"}: ${shownOf(state)}.`, more: "A δ says how the loss changes with the sum of its neuron." };
    }
    const { activation = "identity" } = network.layers[layer - 1] ?? {};
    const slope = activation === "identity" ? "" : activation === "maxout" ? ", for the larger piece" : ` · slope of ${activation}`;
    const above = layer + 1 >= depth(network) ? "the output" : `layer ${layer + 1}`;
    return { text: `δ = Wᵀ·(δ of ${above}, reused)${slope}.`, more: `Shown: ${shownOf(state)}.` };
  },
  points: () => ({
    text: "Each ringed point moves the boundary along its arrow, ∂loss/∂x.",
    more: "One that is right pushes it away, one that is wrong pulls it across.",
  }),
  weights(state) {
    const { explained: { gradient, delta }, network, config, frame } = state;
    const { index: at, isLargest } = toldWeight(state) ?? { index: 0, isLargest: false };
    const weight = weightAt(network, at);
    const before = (frame?.arrays["parameters"]?.data[at] ?? NaN) - (delta[at] ?? NaN);
    const step = { before, gradient: gradient[at] ?? NaN, delta: delta[at] ?? NaN, rate: config?.optimizer.learning_rate ?? NaN };
    return { text: stepFormula(weight ? weightName(weight) : "", step), more: `${isLargest ? "Of the weights it has the largest gradient. " : ""}Links show gradients; hover one for its own step.` };
  },
  update({ explained: { delta } }, moves) {
    const scale = magnifiedBy(delta);
    return { text: `All ${count(delta.length)} parameters take their step${moves && scale > 1 ? `, on the way ${count(scale)}× as large` : ""}.`, more: "" };
  },
};

/** The number of the neuron that is pointed at. @param {Told} state */
function hoveredText(state) {
  const { hovered, network, explained: { stage } } = state;
  const number = hovered && stageNumbers(state)(hovered.layer, hovered.unit);
  if (!hovered || number === null) return "";
  return `${unitName(network, hovered.layer, hovered.unit)}: ${stage === "forward" || stage === "loss" ? "" : "δ = "}${showExactly(number)}.`;
}

/** Of what the numbers are. @param {Told} state */
function shownOf(state) {
  const { explained: { batch, deltas }, data } = state;
  const sample = chosenSample(state);
  if (sample !== null) return `the point (${(data?.points[batch[sample] ?? -1] ?? []).map(shown).join(", ")})`;
  const told = deltas?.shape[1] ?? batch.length;
  return `mean of ${told < batch.length ? `the first ${count(told)} of ` : ""}${count(batch.length)} points`;
}

/** The outputs and the labels. @param {Told} state */
function againstLabels(state) {
  const { explained: { outputs, batch }, data } = state;
  const rows = outputs?.shape[0] ?? 0;
  if (!outputs || !data || rows === 0 || rows > FEW) return "";
  const sample = chosenSample(state);
  const columns = outputs.shape[1] ?? 0;
  const labels = [...batch].slice(0, columns).map((index) => data.labels[index] ?? NaN);
  const given = Array.from({ length: rows }, (_, row) => shown(numberAt(outputs, row, sample))).join(", ");
  if (sample !== null) return `Outputs ${given}; label: ${data.classes ? className(labels[sample] ?? 0) : shown(labels[sample] ?? NaN)}.`;
  const meant = Array.from({ length: rows }, (_, row) => labels.reduce((sum, label) => sum + (rows === 1 ? label : Number(label === row)), 0) / columns);
  return `Outputs ${given}, labels ${meant.map(shown).join(", ")} (means).`;
}

/** The products that were made so far, and without reuse. @param {Told} state */
function countText({ explained: { stage, layer }, network, config }) {
  if (!["backward", "points", "weights"].includes(stage)) return "";
  const { reused, anew } = products(network.features.length, network.layers, { lowest: layer || 1, bias: config?.bias ?? true });
  return anew > reused ? `Reuse: ${count(reused)} products, not ${count(anew)}` : `${count(reused)} products`;
}
