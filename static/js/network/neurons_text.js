// What is said of a neuron. Pure.

import { nameOf } from "../trace/graph.js";
import { flat, isSummary } from "../trace/nested.js";
import { showExactly } from "../trace/numbers.js";
import { layerName, weightsOf } from "./neurons.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("./neurons.js").Layer} Layer */
/** @typedef {import("./neurons.js").Neuron} Neuron */

/** Weights that are written out. */
const FEW = 6;

/** Why no neurons are drawn. @param {Trace} trace */
export function emptyText({ detail }) {
  if (detail === "scalars") return "At detail scalars there are no layers: choose gates to see the neurons.";
  return "This program is no chain of layers. A layer is a product of values and a matrix of weights, as X @ W.T + b.";
}

/** Which neuron it is, as the program has it: `A1[0, 2], unit 2 of A⁽¹⁾`. @param {Trace} trace @param {readonly Layer[]} layers @param {Neuron} neuron @param {number} sample */
export function unitName(trace, layers, { layer, unit }, sample) {
  const its = layers[layer];
  if (!its) return "";
  const shape = trace.nodes[its.values]?.shape ?? [];
  const index = shape.length < 2 ? `${unit}` : its.rows ? `${sample}, ${unit}` : `${unit}, ${sample}`;
  return `${nameOf(trace, its.values)}[${index}], unit ${unit} of ${layerName(layer)}`;
}

/**
 * A neuron and its weights.
 * @param {Trace} trace @param {readonly Layer[]} layers @param {Neuron} neuron
 * @param {{ sample: number, digits: number }} moment
 */
export function aboutText(trace, layers, neuron, { sample, digits }) {
  const [layer, before] = [layers[neuron.layer], layers[neuron.layer - 1]];
  const name = unitName(trace, layers, neuron, sample);
  if (!layer || !before) return `${name}: an input.`;
  const leaf = nameOf(trace, layer.weights ?? -1);
  const row = layer.outputsFirst ? `${leaf}[${neuron.unit}]` : `${leaf}[:, ${neuron.unit}]`;
  const weight = weightsOf(trace, layer, before.units);
  const listed = weight && before.units <= FEW ? Array.from({ length: before.units }, (_, k) => showExactly(weight(neuron.unit, k), digits)) : null;
  const weights = listed ? `(${listed.join(", ")})` : `${before.units.toLocaleString("en")} numbers`;
  return `${name}: weights ${row} = ${weights}${biasText(trace, layer, neuron.unit, digits)}.`;
}

/** @param {Trace} trace @param {Layer} layer @param {number} unit @param {number} digits */
function biasText(trace, { bias }, unit, digits) {
  if (bias === null) return "";
  const value = trace.nodes[bias]?.value;
  const number = value === undefined || isSummary(value) ? undefined : (flat(value)[unit] ?? flat(value)[0]);
  return number === undefined ? "" : `, bias ${nameOf(trace, bias)}[${unit}] = ${showExactly(number, digits)}`;
}
