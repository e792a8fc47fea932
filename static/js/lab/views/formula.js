// What a neuron computes, with the numbers in it.

import { showExactly, showNumber } from "../../trace/numbers.js";
import { depth, indexOf, valueName } from "./units.js";

/** @typedef {import("../types.js").Network} Network */
/** @typedef {import("../types.js").Block} Block */
/** @typedef {{ text: string, index: number | null }} Part with the flat index of the weight it shows */

const MOST = 6; // terms that are written out

/**
 * `h₁[2] = tanh(0.5·x1 − 0.3·x2 + 0.1)`; with the values of the inputs the numbers stand where the
 * names would, and the result follows.
 * @param {Network} network
 * @param {ArrayLike<number>} parameters
 * @param {number} layer 1 or more
 * @param {number} unit
 * @param {{ inputs: readonly number[], result: number } | null} values
 * @param {number | null} [wanted] the flat index of a weight that must be among the terms
 * @returns {Part[]}
 */
export function unitFormula(network, parameters, layer, unit, values, wanted = null) {
  const blocks = network.blocks.filter((block) => block.layer === layer);
  const activation = layer === depth(network) ? "identity" : network.layers[layer - 1]?.activation ?? "";
  const bare = activation === "identity" && blocks.length < 2;
  const opening = bare ? "" : `${blocks.length > 1 ? "max" : activation}(`;
  return [
    part(`${valueName(network, layer, unit)} = ${opening}`),
    ...blocks.flatMap((block, k) => [
      ...(k ? [part(", ")] : []),
      ...sum(network, parameters, block, unit, values?.inputs ?? null, wanted),
    ]),
    ...(bare ? [] : [part(")")]),
    ...(values ? [part(` = ${showNumber(values.result)}`)] : []),
  ];
}

/**
 * The inputs and the result of a neuron at the place that was probed.
 * @param {import("../types.js").Probed} probed
 * @param {number} layer 1 or more
 * @param {number} unit
 */
export function valuesOf(probed, layer, unit) {
  const inputs = layer === 1 ? probed.features : probed.layers[layer - 2]?.after;
  const result = probed.layers[layer - 1]?.after[unit];
  return inputs && result !== undefined ? { inputs, result } : null;
}

/** @param {string} text @param {number | null} [index] @returns {Part} */
const part = (text, index = null) => ({ text, index });

/**
 * @param {Network} network
 * @param {ArrayLike<number>} parameters
 * @param {Block} block
 * @param {number} unit
 * @param {readonly number[] | null} inputs
 * @param {number | null} wanted
 * @returns {Part[]}
 */
function sum(network, parameters, block, unit, inputs, wanted) {
  const shown = shownInputs(block, unit, wanted);
  const left = block.inputs - shown.length;
  const terms = shown.map((input) => {
    const index = indexOf(block, unit, input);
    const factor = inputs ? bracketed(inputs[input] ?? NaN) : valueName(network, block.layer - 1, input);
    return { index, value: parameters[index] ?? NaN, after: `·${factor}` };
  });
  if (block.bias) {
    const index = indexOf(block, unit, block.inputs);
    terms.push({ index, value: parameters[index] ?? NaN, after: "" });
  }
  const parts = terms.map(({ index, value, after }, k) => {
    const lead = k ? (value < 0 ? " − " : " + ") : value < 0 ? "−" : "";
    return part(`${lead}${showNumber(Math.abs(value))}${after}`, index);
  });
  if (left > 0) parts.splice(shown.length, 0, part(` + … ${left} more`));
  return parts;
}

/** @param {Block} block @param {number} unit @param {number | null} wanted */
function shownInputs(block, unit, wanted) {
  const all = Array.from({ length: block.inputs }, (_, input) => input);
  if (all.length <= MOST) return all;
  const must = all.find((input) => indexOf(block, unit, input) === wanted);
  const first = all.slice(0, MOST);
  return must === undefined || must < MOST ? first : [...first.slice(0, -1), must];
}

/** A factor that is negative stands in brackets. @param {number} value */
function bracketed(value) {
  return value < 0 ? `(${showNumber(value)})` : showNumber(value);
}

/**
 * How one update moved a parameter: `W1[2,0] ← 0.53 − 0.01 · 1.2 = 0.518`; where the step is not
 * the rate times the gradient, it is shown as the optimiser made it.
 * @param {string} name
 * @param {{ before: number, gradient: number, delta: number, rate: number }} step
 */
export function stepFormula(name, { before, gradient, delta, rate }) {
  const plain = Math.abs(delta + rate * gradient) <= 1e-9 * Math.max(Math.abs(delta), 1e-6);
  const product = `${showExactly(rate, 6)} · ${gradient < 0 ? `(${showExactly(gradient, 6)})` : showExactly(gradient, 6)}`;
  const step = plain ? `− ${product}` : `${delta < 0 ? "−" : "+"} ${showExactly(Math.abs(delta), 6)}`;
  return `${name} ← ${showExactly(before, 6)} ${step} = ${showExactly(before + delta, 6)}`;
}
