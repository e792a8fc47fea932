// What slow motion shows of the batch: one of its points, or the mean of all.

import { extentOf } from "./plane_paint.js";
import { weightAt } from "./units.js";

/** @typedef {import("../types.js").LabState} LabState */
/** @typedef {import("../types.js").FrameArray} FrameArray */
/** @typedef {(layer: number, unit: number) => number | null} Numbers of the neurons, null where there is none */

const NEAR = 0.05; // of the plane's half width: how near the pointer chooses a point

/**
 * The point of the batch that the pointer is on, by its place in the batch; null is the mean of all.
 * @param {Readonly<LabState>} state
 */
export function chosenSample(state) {
  const { explained, data, pointer } = state;
  const columns = explained?.deltas?.shape[1] ?? 0;
  if (!explained || !data || !pointer) return null;
  let [found, least] = [/** @type {number | null} */ (null), NEAR * extentOf(state)];
  for (const [place, index] of [...explained.batch].slice(0, columns).entries()) {
    const [x1, x2] = data.points[index] ?? [Infinity, Infinity];
    const distance = Math.hypot(x1 - pointer[0], x2 - pointer[1]);
    if (distance < least) [found, least] = [place, distance];
  }
  return found;
}

/**
 * A row of an array of the batch: one sample's number, or the mean of all; NaN where there is none.
 * @param {FrameArray} array rows × samples
 * @param {number} row
 * @param {number | null} sample
 */
export function numberAt({ shape, data }, row, sample) {
  const columns = shape[1] ?? 0;
  const numbers = [...data.subarray(row * columns, (row + 1) * columns)];
  return sample === null ? numbers.reduce((sum, one) => sum + one, 0) / numbers.length : numbers[sample] ?? NaN;
}

/**
 * The row of a neuron where the layers lie one below the other.
 * @param {readonly { units: number }[]} layers @param {number} layer from 1 @param {number} unit
 */
export function rowOf(layers, layer, unit) {
  return layers.slice(0, layer - 1).reduce((sum, { units }) => sum + units, unit);
}

/**
 * The numbers that the neurons show in this stage: values as far as the batch has come, at the loss the
 * outputs, and on the way back the δ.
 * @param {Readonly<LabState>} state
 * @returns {Numbers}
 */
export function stageNumbers(state) {
  const { explained, network } = state;
  if (!explained || !network) return () => null;
  const { layers } = network;
  const { stage, layer: now, values, deltas, outputs } = explained;
  const sample = chosenSample(state);
  /** @param {FrameArray | undefined} array @param {(layer: number) => boolean} isReached @returns {Numbers} */
  const rows = (array, isReached) => (layer, unit) =>
    array && layer > 0 && isReached(layer) ? numberAt(array, rowOf(layers, layer, unit), sample) : null;
  switch (stage) {
    case "forward": return rows(values, (layer) => layer <= now);
    case "loss": return (layer, unit) => (outputs && layer === layers.length ? numberAt(outputs, unit, sample) : null);
    case "backward": return rows(deltas, (layer) => layer >= now);
    case "points": case "weights": return rows(deltas, () => true);
    case "update": return () => null;
  }
}

/**
 * The weight whose own arithmetic is told: the one that is chosen, else of those that lead from a neuron
 * to another the one of the largest gradient.
 * @param {Pick<Readonly<LabState>, "explained" | "network" | "selected">} state
 */
export function toldWeight({ explained, network, selected }) {
  if (!explained || !network) return null;
  const { gradient } = explained;
  if (selected !== null && selected < gradient.length) return { index: selected, isLargest: false };
  const sizeOf = (/** @type {number} */ index) => (weightAt(network, index)?.bias ? -1 : Math.abs(gradient[index] ?? 0));
  return { index: gradient.reduce((best, _, index) => (sizeOf(index) > sizeOf(best) ? index : best), 0), isLargest: true };
}

/**
 * The layers that a stage is about: their neurons and the links into `links` stand out.
 * @param {NonNullable<LabState["explained"]> | null} explained
 * @param {number} depth
 * @returns {{ units: (layer: number) => boolean, links: (layer: number) => boolean, reached: (layer: number) => boolean }}
 */
export function inFocus(explained, depth) {
  const all = () => true;
  const none = () => false;
  const now = explained?.layer ?? 0;
  switch (explained?.stage) {
    case "forward": return { units: (layer) => layer === now, links: (layer) => layer === now, reached: (layer) => layer <= now };
    case "loss": return { units: (layer) => layer === depth, links: none, reached: (layer) => layer === depth };
    case "backward": return { units: (layer) => layer === now, links: (layer) => layer === now + 1, reached: (layer) => layer >= now };
    case "points": return { units: (layer) => layer === 0, links: (layer) => layer === 1, reached: all };
    default: return { units: none, links: all, reached: all };
  }
}

/**
 * Of every hidden neuron the share of the points shown that dropout leaves it out of; null without dropout.
 * @param {Readonly<LabState>} state
 * @returns {Numbers}
 */
export function leftOut(state) {
  const { explained, network } = state;
  const mask = explained?.mask;
  if (!mask || !network) return () => null;
  const sample = chosenSample(state);
  return (layer, unit) => (layer > 0 && layer < network.layers.length ? 1 - numberAt(mask, rowOf(network.layers, layer, unit), sample) : null);
}
