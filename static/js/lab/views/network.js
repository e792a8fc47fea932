// The network: features, layers and output as columns of heat maps, joined by their weights.

import { make } from "../../page/build.js";
import { motionIsWelcome } from "../../page/reduced_motion.js";
import { showExactly } from "../../trace/numbers.js";
import { onAppearance } from "../../page/palette.js";
import { cleared, soon, textScale } from "./canvas.js";
import { readColours } from "./colours.js";
import { unitFormula, valuesOf } from "./formula.js";
import { drawLinks, MOST_LINKS } from "./draw_links.js";
import { writeHeads, writeLayerCount } from "./network_controls.js";
import { layOut, linkAt, linksOf } from "./network_layout.js";
import { buildUnits, paintBiases, paintMaps, printValues } from "./network_units.js";
import { largest } from "./shading.js";
import { shownFrame, shownParameters, shownProbed } from "./shown.js";
import { indexOf, weightAt, weightName } from "./units.js";
import { mountWeightEditor } from "./weight_editor.js";

/** @typedef {import("../types.js").LabStore} LabStore */
/** @typedef {import("../types.js").LabActions} LabActions */
/** @typedef {import("./network_layout.js").Link} Link */

const BETWEEN = [82, 104]; // px from column to column: the least, so that the heads stand side by side, and where there is room
const NARROW = [56, 56]; // the same without heads
const SPEED = 22; // px a second that the dashes move
const MANY = 1200; // links from which they are drawn less often
const SELDOM = 150; // ms
const OFTEN = 45; // ms between two drawings of the links while their dashes move: quick enough for the eye

/**
 * @param {HTMLElement} element
 * @param {LabStore} store
 * @param {LabActions} actions
 * @param {{ editable?: boolean }} [options] not editable: no heads, nothing to add or remove
 */
export function mountNetwork(element, store, actions, { editable = true } = {}) {
  const canvas = make("canvas", { class: "net-links", "aria-hidden": "true" });
  const units = make("div", { class: "net-units" });
  const heads = make("div", { class: "net-heads" });
  const stage = make("div", { class: "net-stage" }, canvas, units);
  const scroller = make("div", { class: "net-scroll", tabindex: 0, role: "group", "aria-label": "Network" }, heads, stage);
  const count = make("div", { class: "net-layers", role: "group", "aria-label": "Hidden layers" });
  const told = make("p", { class: "net-told", role: "status" });
  const legend = make("p", { class: "net-legend" });
  const root = make("div", { class: "lab-network" }, scroller, make("div", { class: "net-foot" }, ...(editable ? [count] : []), told, legend));
  const what = make("span", {});
  const many = make("span", {});
  legend.append(what, make("i", { class: "net-plus" }), "positive, ", make("i", { class: "net-minus" }), "negative (dashed); the wider, the larger. Small squares are biases.", many);
  element.append(root);
  heads.hidden = !editable;

  let colours = readColours(element);
  /** @type {import("./network_layout.js").Layout | null} */
  let layout = null;
  /** @type {Link[]} */
  let links = [];
  /** @type {import("./network_units.js").Tile[]} */
  let tiles = [];
  /** @type {number | null} */
  let pointed = null;
  let drawnAt = -Infinity;
  let turning = 0;
  const editor = mountWeightEditor(root, store, actions);

  /** @param {HTMLElement | { x: number, y: number }} at */
  function placeBeside(at) {
    if (!(at instanceof HTMLElement)) return at;
    const [box, home] = [at.getBoundingClientRect(), root.getBoundingClientRect()];
    return { x: box.right - home.left + 8, y: box.top - home.top };
  }

  function build() {
    const { network, config, data, choices } = store.get();
    if (!network || !config || scroller.clientWidth === 0) return;
    const counts = [network.features.length, ...network.layers.map((layer) => layer.units)];
    const [width, height] = [scroller.clientWidth, scroller.clientHeight - heads.offsetHeight - 4];
    const [least, wide] = (heads.offsetHeight > 0 ? BETWEEN : NARROW).map((px) => px * textScale());
    layout = layOut(counts, { width, height: Math.max(height, 120), between: Math.min(Math.max(width / counts.length, least ?? 0), wide ?? 0) });
    links = linksOf(layout, network.blocks);
    many.textContent = links.length > MOST_LINKS ? ` Drawn: the ${MOST_LINKS.toLocaleString("en")} largest of ${links.length.toLocaleString("en")}.` : "";
    for (const part of [stage, heads]) part.style.width = `${layout.width}px`;
    stage.style.height = `${layout.height}px`;
    const focus = focusIn(root);
    tiles = buildUnits(units, network, layout, {
      show: (layer, unit) => store.set({ hovered: { layer, unit } }),
      hide: () => store.set({ hovered: null }),
      open(layer, unit, opener) {
        const block = network.blocks.find((one) => one.layer === layer);
        if (block) editor.open(indexOf(block, unit, 0), opener, placeBeside(opener));
      },
      edit: (index, opener) => editor.open(index, opener, placeBeside(opener)),
    });
    const shape = {
      layers: config.layers, activations: choices.activations, mostLayers: choices.layers, mostUnits: choices.units,
      output: data?.classes === 0 ? "value" : config.loss === "svm" ? "scores" : config.loss, outputs: network.layers.at(-1)?.units ?? 0,
    };
    writeLayerCount(count, shape, (layers) => actions.setConfig({ layers }));
    writeHeads(heads, shape, layout, (layers) => actions.setConfig({ layers }));
    focus?.();
    paint();
  }

  const paint = soon(() => {
    const state = store.get();
    if (!layout || !state.network) return;
    paintMaps(tiles, state.network, shownFrame(state), state.discretize, colours);
    if (!turning) paintLinks(true);
  });

  /** @param {boolean} [patient] whether many links may wait */
  function paintLinks(patient = false) {
    const state = store.get();
    const { explained, running, selected, network } = state;
    const now = performance.now();
    const parameters = shownParameters(state);
    if (!layout || !parameters || !network || parameters.length !== network.size) return;
    if (patient && running && now - drawnAt < (links.length > MANY ? SELDOM : OFTEN)) return;
    drawnAt = now;
    const { values, unit } = strengths(parameters);
    const context = cleared(canvas, layout.width, layout.height);
    if (!context) return;
    const moves = running && motionIsWelcome() && links.length <= MANY;
    drawLinks(context, {
      links, values, unit, moved: moves ? (now / 1000) * SPEED : null, dimmed: explained?.stage === "loss",
      marked: [...new Set([selected, pointed])].filter((index) => index !== null),
    }, colours);
    paintBiases(tiles, values, unit, colours);
  }

  /** What the widths tell: weights, or in slow motion gradients and steps. @param {Float64Array} parameters */
  function strengths(parameters) {
    const { explained } = store.get();
    const values = explained?.stage === "gradients" ? explained.gradient : explained?.stage === "update" ? explained.delta : parameters;
    return { values, unit: values === parameters ? 1 : largest(values) / 3 };
  }

  /** Redraw for as long as the dashes move. */
  function turn() {
    const moves = store.get().running && motionIsWelcome() && root.isConnected;
    turning = moves ? requestAnimationFrame(turn) : 0;
    paintLinks(moves);
  }

  /** The weight under the pointer, or what the neuron under it computes. */
  function tell() {
    const state = store.get();
    const { network, hovered } = state;
    const probed = shownProbed(state);
    const parameters = shownParameters(state);
    if (!network || !parameters) return;
    const weight = pointed === null ? null : weightAt(network, pointed);
    if (weight) told.textContent = `${weightName(weight)} = ${showExactly(parameters[weight.index] ?? NaN)}`;
    else if (hovered && hovered.layer > 0) {
      const values = probed && probed.update === shownFrame(state)?.update ? valuesOf(probed, hovered.layer, hovered.unit) : null;
      told.textContent = unitFormula(network, parameters, hovered.layer, hovered.unit, values).map(({ text }) => text).join("");
    } else told.textContent = "";
  }

  /** @param {number | null} index */
  function point(index) {
    if (index === pointed) return;
    pointed = index;
    stage.classList.toggle("net-pointing", index !== null);
    if (index !== null && store.get().explained) store.set({ selected: index });
    tell();
    paintLinks();
  }

  /** @param {MouseEvent} event */
  function linkUnder(event) {
    if (event.target !== canvas && event.target !== units && event.target !== stage) return null;
    const box = stage.getBoundingClientRect();
    return linkAt(links, event.clientX - box.left, event.clientY - box.top);
  }
  stage.addEventListener("pointermove", (event) => point(linkUnder(event)?.index ?? null));
  stage.addEventListener("pointerleave", () => point(null));
  stage.addEventListener("click", (event) => {
    const link = linkUnder(event);
    const home = root.getBoundingClientRect();
    if (link) editor.open(link.index, scroller, { x: event.clientX - home.left + 12, y: event.clientY - home.top + 12 });
    else if (event.target === units || event.target === canvas) editor.shut();
  });

  new ResizeObserver(soon(build)).observe(scroller);
  onAppearance(element, () => {
    colours = readColours(element);
    build();
  });
  store.watch(["network", "config", "choices"], soon(build));
  store.watch(["frame", "discretize", "explained"], paint);
  store.watch(["frame", "hovered", "probed", "explained"], soon(tell));
  store.watch(["explained", "selected"], () => {
    const stageNow = store.get().explained?.stage ?? "";
    root.dataset.stage = stageNow;
    what.textContent = stageNow === "gradients" ? "Links now show gradients: " : stageNow === "update" ? "Links now show the steps: " : "Links: ";
    paintLinks();
  });
  store.watch(["running"], () => {
    if (!turning) turning = requestAnimationFrame(turn);
  });
  store.watch(["probed", "pointer", "explained"], soon(() => printValues(tiles, shownProbed(store.get()))));
}

/** Give the focus back to the same control after it was written anew. @param {HTMLElement} root */
function focusIn(root) {
  const label = root.contains(document.activeElement) ? document.activeElement?.getAttribute("aria-label") : null;
  return label
    ? () => [...root.querySelectorAll("[aria-label]")].find((one) => one.getAttribute("aria-label") === label && one instanceof HTMLElement && (one.focus(), true))
    : null;
}
