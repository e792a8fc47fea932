// Neuron space: the plane as two chosen neurons of a layer see it, bent as the training goes.

import { button, make } from "../../page/build.js";
import { onAppearance } from "../../page/palette.js";
import { cleared, grown, soon, textScale } from "../../chart/canvas.js";
import { readColours } from "../../chart/colours.js";
import { drawSpace, EDGE } from "./draw_space.js";
import { exists, firstPair, nextPair, withUnit } from "./pairs.js";
import { spaceOf } from "./space_model.js";
import { depth, valueName } from "./units.js";

/** @typedef {import("../types.js").LabState} LabState */
/** @typedef {import("../types.js").LabStore} LabStore */
/** @typedef {import("../types.js").LabActions} LabActions */
/** @typedef {import("../types.js").Network} Network */
/** @typedef {ReturnType<typeof build>} Parts */

const SELDOM = 30; // ms between two drawings

/**
 * @param {HTMLElement} element
 * @param {LabStore} store
 * @param {LabActions} actions
 */
export function mountSpace(element, store, actions) {
  const parts = build();
  element.append(parts.root);
  mountChoices(parts, store, actions);
  let colours = readColours(element);
  const paint = soon(() => paintSpace(parts, store.get(), colours), { seen: parts.frame, every: SELDOM });

  new ResizeObserver(paint).observe(parts.frame);
  onAppearance(element, () => {
    colours = readColours(element);
    paint();
  });
  const follow = makeFollowing(store, actions);
  store.watch(["network", "neuron"], () => {
    follow();
    showChoices(parts, store.get(), actions);
  });
  store.watch(["frame", "data", "showTest", "explained"], paint);
}

function build() {
  const layers = make("div", { class: "space-layers", role: "group", "aria-label": "Layer" });
  const first = make("select", { "aria-label": "neuron across" });
  const second = make("select", { "aria-label": "neuron upwards" });
  const next = make("button", { type: "button", title: "The next pair of neurons" }, "Next");
  const pair = make("div", { class: "space-pair" }, first, second, next);
  const canvas = make("canvas", { class: "space-canvas", role: "img", "aria-label": "Neuron space" });
  const frame = make("div", { class: "space-frame" }, canvas);
  const root = make("div", { class: "lab-space" }, make("div", { class: "space-row" }, layers, pair), make("div", { class: "space-room" }, frame));
  return { root, layers, pair, selects: /** @type {const} */ ([first, second]), next, canvas, frame };
}

/** @param {Network | null} network @param {number} layer */
const unitsOf = (network, layer) => network?.layers[layer - 1]?.units ?? 0;

/** @param {Parts} parts @param {LabStore} store @param {LabActions} actions */
function mountChoices({ selects, next }, store, actions) {
  next.addEventListener("click", () => {
    const { neuron, network } = store.get();
    if (neuron && network) actions.chooseNeuron(neuron.layer, ...nextPair(neuron.units, unitsOf(network, neuron.layer)));
  });
  for (const which of /** @type {const} */ ([0, 1])) {
    selects[which].addEventListener("change", () => {
      const { neuron, network } = store.get();
      if (!neuron) return;
      const unit = Number(selects[which].value);
      actions.chooseNeuron(neuron.layer, ...withUnit(neuron.units, which, unit, unitsOf(network, neuron.layer)));
    });
  }
}

/**
 * Choose the last hidden layer at first, and again when the chosen neurons are gone; once for each network.
 * @param {LabStore} store @param {LabActions} actions
 */
function makeFollowing(store, actions) {
  let asked = "";
  return () => {
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
    actions.chooseNeuron(layer, ...firstPair(unitsOf(network, layer)));
  };
}

/** @param {Parts} parts @param {Readonly<LabState>} state @param {LabActions} actions */
function showChoices({ layers, pair, selects, next }, { network, neuron }, actions) {
  if (!network) return;
  layers.replaceChildren(...network.layers.map(({ units }, at) => {
    const layer = at + 1;
    const [name, long] = layer === depth(network) ? ["Out", "Out: the output"] : [String(layer), `Layer ${layer}`];
    return button(name, () => actions.chooseNeuron(layer, ...firstPair(units)), { "aria-pressed": String(neuron?.layer === layer), "aria-label": long, title: long });
  }));
  layers.prepend("Layer");
  const units = neuron ? unitsOf(network, neuron.layer) : 0;
  pair.hidden = units < 2;
  next.disabled = units < 3;
  for (const [which, select] of selects.entries()) {
    select.replaceChildren(...Array.from({ length: units }, (_, unit) =>
      make("option", { value: unit, selected: neuron?.units[which] === unit }, neuron ? valueName(network, neuron.layer, unit) : "")));
  }
}

/** @param {Parts} parts @param {Readonly<LabState>} state @param {import("../../chart/colours.js").Colours} colours */
function paintSpace({ frame, canvas }, state, colours) {
  const text = textScale();
  const edge = grown(EDGE, text);
  const width = frame.clientWidth;
  const size = Math.max(width - edge.left - edge.right, 0);
  const context = cleared(canvas, width, size + edge.top + edge.bottom);
  const space = context && spaceOf(state);
  if (!space) return;
  drawSpace(context, { size, text, ...space }, colours);
  canvas.setAttribute("aria-label", space.told);
}
