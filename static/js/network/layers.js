// What is said of a layer in its box, and where the boxes stand. Pure.

import { flat, isShapeOnly, isSummary } from "../trace/nested.js";
import { nameOf } from "../trace/graph.js";
import { showNumber, showShape } from "../trace/numbers.js";
import { derivativeAt, valueAt } from "../trace/known.js";
import { activationOf, layerAt, layerName } from "./neurons.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").Nested} Nested */
/** @typedef {import("../trace/known.js").Story} Story */
/** @typedef {import("../trace/known.js").Moment} Moment */
/** @typedef {import("./neurons.js").Layer} Layer */
/** What a box says that never changes; the loss is the last where it is none of a layer's. @typedef {{ name: string, node: number, shape: string, what: string, counted: string, weights: string, sizes: string, isLoss: boolean }} Told */
/** @typedef {{ x: number, y: number }} Place of the middle of a box */

/** The boxes of a network: the input, its layers, and the loss. @param {Trace} trace @param {readonly Layer[]} layers @returns {Told[]} */
export function toldOf(trace, layers) {
  const boxes = layers.map((layer, k) => ({
    name: layerName(k), node: layer.values, isLoss: false,
    shape: showShape(trace.nodes[layer.values]?.shape ?? []) || "a number",
    what: `${layer.units.toLocaleString("en")} ${layer.units === 1 ? "unit" : "units"}, ${activationOf(trace, layer)}`,
    counted: parametersText(trace, layer),
    weights: layer.weights === null ? "" : nameOf(trace, layer.weights), sizes: layer.weights === null ? "" : showShape(trace.nodes[layer.weights]?.shape ?? []),
  }));
  const output = trace.outputs[0] ?? -1;
  const node = trace.nodes[output];
  if (!node || layerAt(trace, layers, output) >= 0) return boxes;
  const shape = showShape(node.shape) || "a number";
  return [...boxes, { name: nameOf(trace, output), node: output, isLoss: true, shape, what: trace.outputs.length > 1 ? "outputs" : "output", counted: "", weights: "", sizes: "" }];
}

/** How many numbers a layer learns. @param {Trace} trace @param {Layer} layer */
function parametersText(trace, { weights, bias }) {
  if (weights === null) return "layer 0";
  const counts = [weights, bias].map((id) => (id === null ? 0 : (trace.nodes[id]?.shape ?? []).reduce((product, side) => product * side, 1)));
  return `${counts.reduce((sum, count) => sum + count, 0).toLocaleString("en")} learned`;
}

/**
 * What flows through a box at a moment: a number, or the norm of an array; empty before it is computed.
 * @param {Story} story @param {Told} box @param {Moment} moment @param {number} digits
 */
export function flowOf(story, { node: id, name }, moment, digits) {
  const node = story.trace.nodes[id];
  if (!node) return { value: "", slope: "" };
  const mark = story.trace.mode === "forward" ? "˙" : "d";
  const slope = derivativeAt(story, node, moment);
  return { value: sizeText(valueAt(story, node, moment.step), name, digits), slope: slope === null ? "" : sizeText(slope, mark === "d" ? `d${name}` : `${name}${mark}`, digits) };
}

/** @param {Nested | "" | null} shown @param {string} name @param {number} digits */
function sizeText(shown, name, digits) {
  if (shown === "" || shown === null) return "";
  if (isShapeOnly(shown)) return "";
  const [numbers, norm] = isSummary(shown) ? [[], shown.norm] : [flat(shown), null];
  if (norm === null && numbers.length === 1) return `${name} = ${showNumber(numbers[0] ?? 0, digits)}`;
  return `‖${name}‖ = ${showNumber(norm ?? Math.hypot(...numbers.map(Number)), digits)}`;
}

/** In letters: a box, and the room between two beside each other and one below the other. */
export const BOX = { width: 9.6, height: 8.4, beside: 3.6, below: 1.8 };
const LARGEST = 30;
/** So much smaller letters may be for all boxes to stand in one row. */
const ONE_ROW = 0.55;

/**
 * Where boxes stand, in as many rows as it takes for letters that can be read.
 * @param {number} count @param {{ width: number, height: number, least: number }} room px
 */
export function boxesFor(count, { width, height, least }) {
  /** @param {number} size */
  const inARow = (size) => Math.max(Math.min(Math.floor((width / size - 0.8 + BOX.beside) / (BOX.width + BOX.beside) + 0.001), count), 1);
  /** @param {number} size */
  const heightOf = (size) => (Math.ceil(count / inARow(size)) * (BOX.height + BOX.below) - BOX.below + 0.8) * size;
  const inOne = Math.min(width / (count * (BOX.width + BOX.beside) - BOX.beside + 0.8), height / (BOX.height + 0.8), LARGEST);
  let size = LARGEST;
  while (size > least && (heightOf(size) > height || width < (BOX.width + 0.8) * size)) size -= 1;
  if (inOne >= least && inOne > ONE_ROW * size) size = inOne; // what flows from left to right is read at once
  const [columns, all] = [inARow(size), Math.max(heightOf(size), height)];
  const rows = Math.ceil(count / columns);
  const wide = Math.max((columns * (BOX.width + BOX.beside) - BOX.beside + 0.8) * size, width);
  /** @type {Place[]} */
  const places = Array.from({ length: count }, (_, k) => {
    const [row, column] = [Math.floor(k / columns), k % columns];
    const here = Math.min(columns, count);
    return {
      x: wide / 2 + (column - (here - 1) / 2) * (BOX.width + BOX.beside) * size,
      y: all / 2 + (row - (rows - 1) / 2) * (BOX.height + BOX.below) * size,
    };
  });
  return { size, width: wide, height: all, places };
}
