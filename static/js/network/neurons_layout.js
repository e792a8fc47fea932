// Where neurons, lines and biases stand, in px. Pure.

import { flat } from "../trace/nested.js";
import { entriesOf, weightsOf } from "./neurons.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("./neurons.js").Layer} Layer */
/** @typedef {import("./neurons.js").Neuron} Neuron */
/** @typedef {{ width: number, height: number, size: number, biases: boolean, pitch?: number }} Room in px; `size` is that of letters, `pitch` how many are from neuron to neuron */
/** @typedef {{ x: number, y: number, text: string, kind: "left" | "one", layer: number }} Mark units that are left out, or the 1 that biases are weights of */
/** A weight into a unit; its share of the largest of its layer is null where it is not listed. @typedef {{ x1: number, y1: number, x2: number, y2: number, share: number | null, layer: number, unit: number }} Line */
/**
 * @typedef {object} Places
 * @property {number} width
 * @property {number} height
 * @property {number} radius of a neuron
 * @property {readonly { x: number }[]} columns
 * @property {readonly (Neuron & { x: number, y: number })[]} neurons
 * @property {readonly Mark[]} marks
 */

/** In letters: the name over a column, from neuron to neuron, of that a neuron, and from column to column at least. */
const [HEAD, PITCH, RADIUS, BETWEEN, BESIDE] = [1.4, 1.8, 1 / 3, 7.4, 4.4];
/** However low the panel is: the first, how many are left out, the last. */
const FEWEST = 3;

/** The largest letters that a stage needs, and how far apart neurons stand there at most. */
const LARGEST = { size: 32, pitch: 3 };

/**
 * How large letters are so that all neurons have room, within what can be read and what is needed, and how far apart they stand.
 * @param {readonly Layer[]} layers @param {{ width: number, height: number }} room px @param {number} least px
 */
export function lettersFor(layers, { width, height }, least) {
  const most = Math.max(...layers.map(({ units }, k) => units + (typeof layers[k + 1]?.bias === "number" ? 1 : 0)));
  const fits = Math.min(height / (HEAD + most * PITCH + 0.5), width / (4 + BESIDE + BETWEEN * (layers.length - 1)));
  const size = Math.max(Math.min(fits, LARGEST.size), least);
  return { size, pitch: Math.max(Math.min((height / size - HEAD) / most, LARGEST.pitch), PITCH) };
}

/** @param {readonly Layer[]} layers @param {Room} room @returns {Places} */
export function placesOf(layers, { width, height, size, biases, pitch = PITCH }) {
  const rows = Math.max(Math.floor((height - HEAD * size) / (pitch * size) + 0.001), FEWEST);
  const first = 4 * size;
  const between = Math.max((width - first - BESIDE * size) / Math.max(layers.length - 1, 1), BETWEEN * size);
  /** @type {(Neuron & { x: number, y: number })[]} */
  const neurons = [];
  /** @type {Mark[]} */
  const marks = [];
  const columns = layers.map(({ units }, layer) => {
    const x = first + layer * between;
    const hasOne = biases && typeof layers[layer + 1]?.bias === "number";
    const entries = entriesOf(units, hasOne ? Math.max(rows - 1, FEWEST) : rows);
    const count = entries.length + (hasOne ? 1 : 0);
    const top = HEAD * size + (Math.max(rows - count, 0) / 2 + 0.5) * pitch * size;
    for (const [k, entry] of entries.entries()) {
      const y = top + k * pitch * size;
      if ("unit" in entry) neurons.push({ layer, unit: entry.unit, x, y });
      else marks.push({ x, y, text: `⋮ ${entry.left.toLocaleString("en")}`, kind: "left", layer });
    }
    if (hasOne) marks.push({ x, y: top + entries.length * pitch * size, text: "1", kind: "one", layer });
    return { x, count };
  });
  const tallest = Math.max(...columns.map(({ count }) => count), rows);
  return { width: first + (layers.length - 1) * between + BESIDE * size, height: (HEAD + tallest * pitch) * size, radius: RADIUS * pitch * size, columns, neurons, marks };
}

/** The weights between the neurons that are drawn. @param {Trace} trace @param {readonly Layer[]} layers @param {Places} places @returns {Line[]} */
export function linesOf(trace, layers, { neurons, marks, radius }) {
  return layers.flatMap((layer, k) => {
    const before = layers[k - 1];
    if (!before) return [];
    const weight = weightsOf(trace, layer, before.units);
    const biases = layer.bias === null ? [] : flat(trace.nodes[layer.bias]?.value);
    const one = marks.find((mark) => mark.kind === "one" && mark.layer === k - 1);
    const [from, to] = [neurons.filter((neuron) => neuron.layer === k - 1), neurons.filter((neuron) => neuron.layer === k)];
    const made = to.flatMap(({ unit, x, y }) => {
      const end = { x2: x - radius, y2: y, layer: k, unit };
      const lines = from.map((start) => ({ x1: start.x + radius, y1: start.y, ...end, number: weight?.(unit, start.unit) ?? null }));
      return one ? [...lines, { x1: one.x + radius, y1: one.y, ...end, number: biases[unit] ?? null }] : lines;
    });
    const largest = Math.max(...made.map(({ number }) => Math.abs(number ?? 0))) || 1;
    return made.map(({ number, ...line }) => ({ ...line, share: number === null ? null : number / largest }));
  });
}
