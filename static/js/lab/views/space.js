// Neuron space: the plane as two chosen neurons of a layer see it, bent as the training goes.

import { button, make } from "../../page/build.js";
import { onAppearance } from "../../page/palette.js";
import { cleared, grown, soon, textScale } from "./canvas.js";
import { readColours } from "./colours.js";
import { headOf } from "./decision.js";
import { drawSpace, EDGE, latticeLabels, rangeShown } from "./draw_space.js";
import { exists, firstPair, nextPair, withUnit } from "./pairs.js";
import { largest } from "./shading.js";
import { floats, shownFrame } from "./shown.js";
import { depth, isBounded, unitName, valueName } from "./units.js";

/** @typedef {import("../types.js").LabStore} LabStore */
/** @typedef {import("../types.js").LabActions} LabActions */

const SELDOM = 30; // ms between two drawings

/**
 * @param {HTMLElement} element
 * @param {LabStore} store
 * @param {LabActions} actions
 */
export function mountSpace(element, store, actions) {
  const layers = make("div", { class: "space-layers", role: "group", "aria-label": "Layer" });
  const first = make("select", { "aria-label": "neuron across" });
  const second = make("select", { "aria-label": "neuron upwards" });
  const cycle = button("Next pair", () => {
    const { neuron, network } = store.get();
    if (neuron && network) actions.chooseNeuron(neuron.layer, ...nextPair(neuron.units, unitsOf(neuron.layer)));
  });
  const canvas = make("canvas", { class: "space-canvas", role: "img", "aria-label": "Neuron space" });
  const frame = make("div", { class: "space-frame" }, canvas);
  const pair = make("div", { class: "space-pair" }, first, second, cycle);
  element.append(make("div", { class: "lab-space" }, make("div", { class: "space-row" }, layers, pair), frame));
  let colours = readColours(element);
  let asked = "";

  /** @param {number} layer */
  const unitsOf = (layer) => store.get().network?.layers[layer - 1]?.units ?? 0;

  for (const [which, select] of /** @type {const} */ ([[0, first], [1, second]])) {
    select.addEventListener("change", () => {
      const { neuron } = store.get();
      if (!neuron) return;
      actions.chooseNeuron(neuron.layer, ...withUnit(neuron.units, which, Number(select.value), unitsOf(neuron.layer)));
    });
  }

  /** Choose the last hidden layer at first, and again when the chosen neurons are gone. */
  function follow() {
    const { network, neuron } = store.get();
    if (!network) return;
    if (exists(neuron, network.layers)) {
      asked = "";
      return;
    }
    const layer = Math.max(depth(network) - 1, 1);
    const wanted = `${layer} ${network.size}`;
    if (asked === wanted) return;
    asked = wanted;
    actions.chooseNeuron(layer, ...firstPair(unitsOf(layer)));
  }

  function write() {
    const { network, neuron } = store.get();
    if (!network) return;
    layers.replaceChildren(...network.layers.map((_, at) => {
      const layer = at + 1;
      const name = layer === depth(network) ? "Output" : `Layer ${layer}`;
      return button(name, () => actions.chooseNeuron(layer, ...firstPair(unitsOf(layer))), { "aria-pressed": String(neuron?.layer === layer) });
    }));
    const units = neuron ? unitsOf(neuron.layer) : 0;
    pair.hidden = units < 2;
    cycle.disabled = units < 3;
    for (const [which, select] of /** @type {const} */ ([[0, first], [1, second]])) {
      select.replaceChildren(...Array.from({ length: units }, (_, unit) =>
        make("option", { value: unit, selected: neuron?.units[which] === unit }, neuron ? valueName(network, neuron.layer, unit) : "")));
    }
  }

  const paint = soon(() => {
    const { network, data, config, showTest, explained } = store.get();
    const shown = shownFrame(store.get());
    const neuron = shown?.neuron;
    const text = textScale();
    const edge = grown(EDGE, text);
    const size = Math.max(frame.clientWidth - edge.left - edge.right, 0);
    const context = cleared(canvas, frame.clientWidth, size + edge.top + edge.bottom);
    if (!context || !shown || !neuron || !network || !data || !exists(neuron, network.layers)) return;
    const warp = floats(shown, "warp");
    const places = floats(shown, "warp_points");
    const grid = floats(shown, "grid");
    if (!warp || !grid) return;
    const alone = neuron.units[0] === neuron.units[1];
    const n = warp.shape[1] ?? 0;
    const cells = n * n;
    const bounded = isBounded(network, neuron.layer);
    const head = headOf(config?.loss, grid.shape[0] ?? 0);
    const count = data.points.length;
    const fits = places?.data.length === 2 * count ? places.data : null;
    const [one, other] = neuron.units;
    drawSpace(context, {
      size, text, across: rangeShown(warp.data, 0, cells, bounded),
      up: alone ? [-1, count] : rangeShown(warp.data, cells, 2 * cells, bounded),
      warp: alone ? null : warp, labels: alone || !head ? null : latticeLabels(head, grid, n),
      names: [valueName(network, neuron.layer, one), alone ? "point" : valueName(network, neuron.layer, other)],
      places: alone && fits ? fits.map((value, k) => (k < count ? value : k - count)) : fits,
      points: { data, showTest, held: null, ringed: explained ? new Set(explained.batch) : null, limit: largest(data.labels) || 1 },
    }, colours);
    canvas.setAttribute("aria-label", alone
      ? `The points by the value of ${unitName(network, neuron.layer, one)}`
      : `The plane as ${unitName(network, neuron.layer, one)} and ${unitName(network, neuron.layer, other)} see it: its lattice bent, in the colours of the decision, with the points in it`);
  }, { seen: frame, every: SELDOM });

  new ResizeObserver(paint).observe(frame);
  onAppearance(element, () => {
    colours = readColours(element);
    paint();
  });
  store.watch(["network", "neuron"], () => {
    follow();
    write();
  });
  store.watch(["frame", "data", "showTest", "explained"], paint);
}
