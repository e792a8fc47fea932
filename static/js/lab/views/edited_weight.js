// What the window of a weight shows of the state, and what is made of a hand on it.

import { showExactly } from "../../trace/numbers.js";
import { stepFormula, unitFormula, valuesOf } from "./formula.js";
import { shownParameters, shownProbed } from "./shown.js";
import { indexOf, unitName, weightAt, weightName } from "./units.js";

/** @typedef {import("../types.js").LabState} LabState */
/** @typedef {import("../types.js").Network} Network */
/** @typedef {import("./units.js").Weight} Weight */
/** @typedef {{ network: Network, parameters: Float32Array, weight: Weight, value: number }} Edited */

const LEAST_REACH = 5; // of the slider, to either side of 0
export const NOTCH = 0.1; // that a notch of the wheel or an arrow changes

/** The weight that is chosen, where the network has it. @param {Pick<Readonly<LabState>, "selected" | "network">} state */
export function chosenWeight({ selected, network }) {
  return selected === null || !network ? null : weightAt(network, selected);
}

/** The same with its value at the moment that is shown. @param {Readonly<LabState>} state @returns {Edited | null} */
export function editedWeight(state) {
  const weight = chosenWeight(state);
  const parameters = shownParameters(state);
  if (!weight || !state.network || !parameters) return null;
  return { network: state.network, parameters, weight, value: parameters[weight.index] ?? 0 };
}

/**
 * All weights that lead to the same neuron, and its bias.
 * @param {Network} network @param {Weight} weight
 */
export function besideWeight(network, { block, unit }) {
  return Array.from({ length: block.inputs + (block.bias ? 1 : 0) }, (_, input) => {
    const index = indexOf(block, unit, input);
    const bias = input === block.inputs;
    const from = bias ? "bias" : `from ${unitName(network, block.layer - 1, input)}`;
    return { index, text: `${weightName({ index, block, unit, input, bias })} ${from}` };
  });
}

/** How far the slider reaches to either side of 0. @param {number} value */
export const reachOf = (value) => Math.max(LEAST_REACH, Math.ceil(2 * Math.abs(value)));

/** A value after the wheel was turned. @param {number} value NaN where none is typed @param {number} turn down is positive */
export const turnedBy = (value, turn) => Number(((value || 0) - Math.sign(turn) * NOTCH).toFixed(6));

/**
 * What the weight's neuron computes: with names, and with the numbers at the pointer where there are any.
 * @param {Readonly<LabState>} state @param {Edited} edited
 */
export function formulasOf(state, { network, parameters, weight: { index, unit, block } }) {
  const probed = shownProbed(state);
  const values = probed ? valuesOf(probed, block.layer, unit) : null;
  return [null, ...(values ? [values] : [])].map((which) => unitFormula(network, parameters, block.layer, unit, which, index));
}

/**
 * How the update that is being told moves the weight; null where none is.
 * @param {Pick<Readonly<LabState>, "explained" | "frame">} state @param {Edited} edited
 */
export function stepText({ explained, frame }, { weight, value }) {
  if (!explained || !frame) return null;
  const [gradient, delta] = [explained.gradient[weight.index] ?? NaN, explained.delta[weight.index] ?? NaN];
  const before = explained.stage === "update" ? value - delta : value;
  return `gradient ${showExactly(gradient, 6)}; ${stepFormula(weightName(weight), { before, gradient, delta, rate: frame.rate })}`;
}
