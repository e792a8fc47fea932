// Names and scales of neurons and weights.

import { largest } from "./shading.js";

/** @typedef {import("../types.js").Network} Network */
/** @typedef {import("../types.js").Block} Block */

const BOUNDED = new Set(["tanh", "sigmoid", "softsign", "erf", "sin", "cos"]);

/** How the number of a hidden layer is written into the name of its values: h₁. @param {number} number */
export function subscript(number) {
  return [...String(number)].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)] ?? digit).join("");
}

/** How many layers there are, the output included. @param {Network} network */
export const depth = (network) => network.layers.length;

/**
 * `x1`, `h₂[0]`, `score[1]`: the value that a neuron gives. Layer 0 are the features.
 * @param {Network} network
 * @param {number} layer
 * @param {number} unit
 */
export function valueName(network, layer, unit) {
  if (layer === 0) return network.features[unit] ?? `feature ${unit}`;
  return layer === depth(network) ? `s[${unit}]` : `h${subscript(layer)}[${unit}]`;
}

/**
 * A neuron in words.
 * @param {Network} network
 * @param {number} layer
 * @param {number} unit
 */
export function unitName(network, layer, unit) {
  if (layer === 0) return `feature ${network.features[unit] ?? unit}`;
  if (layer === depth(network)) return `output score ${unit}`;
  return `layer ${layer}, neuron ${unit} (${network.layers[layer - 1]?.activation ?? ""})`;
}

/** Whether the values of a layer lie between −1 and 1. @param {Network} network @param {number} layer */
export function isBounded(network, layer) {
  return layer > 0 && layer < depth(network) && BOUNDED.has(network.layers[layer - 1]?.activation ?? "");
}

/**
 * The value of full colour in a neuron's map: 1 where the activation is bounded by it.
 * @param {Float32Array} values
 * @param {number} offset
 * @param {number} cells
 * @param {Network} network
 * @param {number} layer
 */
export function mapLimit(values, offset, cells, network, layer) {
  if (isBounded(network, layer)) return 1;
  return largest(values, offset, offset + cells) || 1;
}

/**
 * @typedef {object} Weight a place in the flat parameters
 * @property {number} index
 * @property {Block} block
 * @property {number} unit that it leads to
 * @property {number} input that it comes from; the number of inputs for the bias
 * @property {boolean} bias
 */

/**
 * @param {Network} network
 * @param {number} index
 * @returns {Weight | null}
 */
export function weightAt({ blocks }, index) {
  for (const block of blocks) {
    const row = block.inputs + (block.bias ? 1 : 0);
    const within = index - block.offset;
    if (within < 0 || within >= block.units * row) continue;
    const input = within % row;
    return { index, block, unit: Math.floor(within / row), input, bias: input === block.inputs };
  }
  return null;
}

/** @param {Block} block @param {number} unit @param {number} input the number of inputs for the bias */
export function indexOf(block, unit, input) {
  return block.offset + unit * (block.inputs + (block.bias ? 1 : 0)) + input;
}

/** `W1[2,0]`, `b1[2]`, of maxout's second piece `W1′[2,0]`. @param {Weight} weight */
export function weightName({ block, unit, input, bias }) {
  const piece = block.piece ? "′" : "";
  return bias ? `b${block.layer}${piece}[${unit}]` : `W${block.layer}${piece}[${unit},${input}]`;
}
