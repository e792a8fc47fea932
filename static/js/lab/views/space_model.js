// What neuron space shows of the state: the lattice and the points as two neurons see them.

import { headOf } from "./decision.js";
import { latticeLabels, rangeShown } from "./draw_space.js";
import { exists } from "./pairs.js";
import { labelLimit } from "./shading.js";
import { floats, shownFrame } from "./shown.js";
import { isBounded, unitName, valueName } from "./units.js";

/** @typedef {import("../types.js").LabState} LabState */
/** @typedef {import("./draw_space.js").Space} Space */
/** @typedef {Pick<Readonly<LabState>, "network" | "data" | "config" | "showTest" | "frame" | "explained">} Shown */

/**
 * All but the size, and what is drawn in words; null where there are no neurons of this network to be shown.
 * @param {Shown} state
 * @returns {(Omit<Space, "size" | "text"> & { told: string }) | null}
 */
export function spaceOf(state) {
  const { network, data, config, showTest, explained } = state;
  const frame = shownFrame(state);
  const neuron = frame?.neuron;
  const warp = floats(frame, "warp");
  const grid = floats(frame, "grid");
  if (!neuron || !network || !data || !exists(neuron, network.layers) || !warp || !grid) return null;
  const alone = isAlone(neuron);
  const n = warp.shape[1] ?? 0;
  const cells = n * n;
  const bounded = isBounded(network, neuron.layer);
  const head = headOf(config, grid.shape[0] ?? 0);
  const count = data.points.length;
  const [one, other] = neuron.units;
  return {
    across: rangeShown(warp.data, 0, cells, bounded),
    up: alone ? [-1, count] : rangeShown(warp.data, cells, 2 * cells, bounded),
    warp: alone ? null : warp,
    labels: alone || !head ? null : latticeLabels(head, grid, n),
    names: [valueName(network, neuron.layer, one), alone ? "point" : valueName(network, neuron.layer, other)],
    places: placesOf(floats(frame, "warp_points")?.data, count, alone),
    told: spaceText(network, neuron),
    points: { data, showTest, held: null, ringed: explained ? new Set(explained.batch) : null, limit: labelLimit(head, data.labels) },
  };
}

/** A layer of one neuron is seen by that alone. @param {import("./pairs.js").Neurons} neurons */
const isAlone = ({ units: [one, other] }) => one === other;

/**
 * Where the points lie, where the frame is one of these points; by one neuron alone they lie one above the other.
 * @param {Float32Array | undefined} places
 * @param {number} count of points
 * @param {boolean} alone
 */
function placesOf(places, count, alone) {
  if (places?.length !== 2 * count) return null;
  return alone ? places.map((value, k) => (k < count ? value : k - count)) : places;
}

/** @param {import("../types.js").Network} network @param {import("./pairs.js").Neurons} neurons */
function spaceText(network, neurons) {
  const [one, other] = neurons.units.map((unit) => unitName(network, neurons.layer, unit));
  return isAlone(neurons)
    ? `The points by the value of ${one}`
    : `The plane as ${one} and ${other} see it: its lattice bent, in the colours of the decision, with the points in it`;
}
