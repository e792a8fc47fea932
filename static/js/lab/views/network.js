// The network: features, layers and output as columns of heat maps, joined by their weights.

import { make } from "../../page/build.js";
import { onAppearance } from "../../page/palette.js";
import { pageScale, soon, textScale } from "../../chart/canvas.js";
import { readColours } from "../../chart/colours.js";
import { toggledFeature } from "../changes.js";
import { shapeOf, writeHeads, writeLayerCount } from "./network_controls.js";
import { livelyText, markUnits, unmarked } from "./network_lively.js";
import { layOut, linkAt, linksOf, NUMBERED, withFeatures } from "./network_layout.js";
import { LinkPainter } from "./network_links.js";
import { drawnText, toldText } from "./network_text.js";
import { printStage } from "./network_stage.js";
import { buildOffers, buildUnits, paintMaps, printValues } from "./network_units.js";
import { shownFrame, shownProbed } from "./shown.js";
import { depth, indexOf } from "./units.js";
import { WeightEditor } from "./weight_editor.js";

/** @typedef {import("../types.js").LabStore} LabStore */
/** @typedef {import("../types.js").LabActions} LabActions */
/** @typedef {import("../types.js").Layer} Layer */
/** @typedef {import("../types.js").Network} Network */
/** @typedef {import("./network_links.js").Standing} Standing */
/** @typedef {ReturnType<typeof build>} Parts */

const BIAS = "1"; // the feature that stands for biases where there are none
const BETWEEN = 53; // px from column to column at least
const ABREAST = 56; // px from column to column from which all their numbers stand side by side

/**
 * @param {HTMLElement} element
 * @param {LabStore} store
 * @param {LabActions} actions
 */
export function mountNetwork(element, store, actions) {
  const parts = build();
  element.append(parts.root);
  const view = new NetworkView(parts, store, actions, readColours(element));
  const arrangeSoon = soon(() => view.arrange());

  new ResizeObserver(arrangeSoon).observe(parts.scroller);
  onAppearance(element, () => view.recolour(readColours(element)));
  store.watch(["network", "config", "choices", "staged"], arrangeSoon);
  store.watch(["frame", "discretize", "explained"], view.paint);
  store.watch(["frame", "hovered", "probed", "explained"], soon(() => view.tell()));
  store.watch(["explained", "selected"], () => view.showStage());
  store.watch(["running", "explained"], () => view.turn());
  store.watch(["staged"], ({ staged }) => parts.root.classList.toggle("staged", staged));
  store.watch(["probed", "pointer", "explained"], soon(() => view.printValues()));
}

function build() {
  const canvas = make("canvas", { class: "net-links", "aria-hidden": "true" });
  const units = make("div", { class: "net-units" });
  const heads = make("div", { class: "net-heads" });
  const stage = make("div", { class: "net-stage" }, canvas, units);
  const scroller = make("div", { class: "net-scroll", tabindex: 0, role: "group", "aria-label": "Network" }, heads, stage);
  const count = make("div", { class: "net-layers", role: "group", "aria-label": "Hidden layers" });
  const told = make("p", { class: "net-told", role: "status" });
  const lively = make("p", { class: "net-lively" });
  const drawn = make("span", {});
  const [plus, minus] = [make("i", { class: "net-plus" }), make("i", { class: "net-minus" })];
  const legend = make("p", { class: "net-legend" },
    "Links: ", plus, "positive ", minus, "negative; squares are biases", drawn);
  const root = make("div", { class: "lab-network" }, scroller, make("div", { class: "net-foot" }, count, told, lively, legend));
  return { root, scroller, stage, canvas, units, heads, count, told, lively, drawn };
}

class NetworkView {
  #parts;
  #store;
  #actions;
  #editor;
  /** @type {Standing} */
  #standing;
  #links;
  /** Whether the neurons show a stage of slow motion. */
  #isTold = false;

  /** @param {Parts} parts @param {LabStore} store @param {LabActions} actions @param {Standing["colours"]} colours */
  constructor(parts, store, actions, colours) {
    this.#parts = parts;
    this.#store = store;
    this.#actions = actions;
    this.#standing = { colours, layout: null, links: [], tiles: [], pointed: null };
    this.#links = new LinkPainter(parts.canvas, store, this.#standing);
    this.#editor = new WeightEditor(parts.root, store, actions);
    this.#listen();
  }

  /** @param {Standing["colours"]} colours */
  recolour(colours) {
    this.#standing.colours = colours;
    this.arrange();
  }

  /** Place everything anew. */
  arrange() {
    const { scroller, stage, heads, units, drawn, root } = this.#parts;
    const { network, config, staged } = this.#store.get();
    if (!network || !config || scroller.clientWidth === 0) return;
    const { features, featureMaps } = this.#store.get().choices;
    const known = /** @type {readonly string[]} */ (features);
    const offered = staged ? [] : known.filter((name) => name !== BIAS || !config.bias || network.features.includes(name));
    const all = [...offered, ...network.features.filter((name) => !offered.includes(name))];
    const counts = [all.length, ...network.layers.map((layer) => layer.units)];
    const step = Math.max(scroller.clientWidth / counts.length, BETWEEN * pageScale());
    root.classList.toggle("tight", step < ABREAST * textScale());
    root.classList.toggle("narrow", step < 88 * pageScale()); // which makes the heads taller
    const { layout, others } = withFeatures(layOut(counts, roomIn(this.#parts, staged)), all, network.features);
    const links = linksOf(layout, network.blocks);
    drawn.textContent = drawnText(links.length);
    root.classList.toggle("crowded", layout.tile <= NUMBERED);
    for (const part of [stage, heads]) part.style.width = `${layout.width}px`;
    stage.style.height = `${layout.height}px`;
    const focus = focusIn(root);
    this.#standing.layout = layout;
    this.#standing.links = links;
    const toggle = (/** @type {string} */ name) => this.#toggle(all, name);
    this.#standing.tiles = buildUnits(units, network, layout, this.#store.get().data?.names ?? [], this.#unitActions(network, toggle));
    buildOffers(units, others, { tile: layout.tile, maps: featureMaps, colours: this.#standing.colours, add: toggle });
    this.#writeControls(network, config, layout);
    focus?.();
    this.paint();
    this.printValues();
  }

  paint = soon(() => {
    const state = this.#store.get();
    const { layout, tiles, colours } = this.#standing;
    if (!layout || !state.network) return;
    paintMaps(tiles, state.network, shownFrame(state), state.discretize, colours);
    const lively = shownFrame(state)?.arrays["lively"]?.data ?? [];
    markUnits(tiles, lively, depth(state.network));
    this.#parts.lively.textContent = livelyText(lively);
    if (!this.#links.isTurning) this.#links.paint(true);
  });

  tell() {
    const text = toldText(this.#store.get(), this.#standing.pointed);
    if (text !== null) this.#parts.told.textContent = text;
  }

  showStage() {
    const stage = this.#store.get().explained?.stage ?? "";
    this.#parts.root.dataset.stage = stage;
    this.#links.paint();
  }

  turn() {
    this.#links.turn();
  }

  printValues() {
    const state = this.#store.get();
    const { tiles, colours } = this.#standing;
    printValues(tiles, state.explained ? null : shownProbed(state));
    if (state.explained || this.#isTold) printStage(tiles, state, colours);
    this.#isTold = state.explained !== null;
  }

  /** Let the network see a feature, or no longer. @param {readonly string[]} all @param {string} name */
  #toggle(all, name) {
    const next = toggledFeature(all, this.#store.get().config?.features ?? [], name);
    if (next) this.#actions.setConfig({ features: next });
  }

  /** What the neurons and their biases do. @param {Network} network @param {(feature: string) => void} toggle */
  #unitActions(network, toggle) {
    /** @param {number} index @param {HTMLElement} opener */
    const edit = (index, opener) => this.#editor.open(index, opener, placeBeside(opener, this.#parts.root));
    return {
      show: (/** @type {number} */ layer, /** @type {number} */ unit) => this.#store.set({ hovered: { layer, unit } }),
      hide: () => this.#store.set({ hovered: null }),
      open(/** @type {number} */ layer, /** @type {number} */ unit, /** @type {HTMLElement} */ opener) {
        if (layer === 0) return toggle(network.features[unit] ?? "");
        const block = network.blocks.find((one) => one.layer === layer);
        if (block) edit(indexOf(block, unit, 0), opener);
      },
      edit,
    };
  }

  /** @param {Network} network @param {import("../types.js").Config} config @param {import("./network_layout.js").Layout} layout */
  #writeControls(network, config, layout) {
    const { data, choices } = this.#store.get();
    const shape = shapeOf(network, config, data, choices);
    const set = (/** @type {Layer[]} */ layers) => this.#actions.setConfig({ layers });
    writeLayerCount(this.#parts.count, shape, set);
    writeHeads(this.#parts.heads, shape, layout, set);
  }

  #listen() {
    const { stage, scroller, root, canvas, units } = this.#parts;
    stage.addEventListener("pointermove", (event) => this.#point(this.#linkUnder(event)?.index ?? null));
    stage.addEventListener("pointerleave", () => this.#point(null));
    stage.addEventListener("click", (event) => {
      const link = this.#linkUnder(event);
      const home = root.getBoundingClientRect();
      if (link) this.#editor.open(link.index, scroller, { x: event.clientX - home.left + 12, y: event.clientY - home.top + 12 });
      else if (event.target === units || event.target === canvas) this.#editor.shut();
    });
  }

  /** @param {MouseEvent} event */
  #linkUnder({ target, clientX, clientY }) {
    const { stage, canvas, units } = this.#parts;
    if (target !== canvas && target !== units && target !== stage) return null;
    const box = stage.getBoundingClientRect();
    return linkAt(this.#standing.links, clientX - box.left, clientY - box.top);
  }

  /** @param {number | null} index of the weight that the pointer is on */
  #point(index) {
    if (index === this.#standing.pointed) return;
    this.#standing.pointed = index;
    this.#parts.stage.classList.toggle("net-pointing", index !== null);
    if (index !== null && this.#store.get().explained) this.#store.set({ selected: index });
    this.tell();
    this.#links.paint();
  }
}

/** The room for the network. @param {Parts} parts @param {boolean} staged where one row of numbers is wanted */
function roomIn({ scroller, heads }, staged) {
  const [width, height] = [scroller.clientWidth, scroller.clientHeight - heads.offsetHeight - 4];
  return { width, height: Math.max(height, 120), between: BETWEEN * pageScale(), ...(staged ? { alone: NUMBERED } : {}) };
}

/** Where the window of a weight lies beside what opened it. @param {HTMLElement} opener @param {HTMLElement} root */
function placeBeside(opener, root) {
  const [box, home] = [opener.getBoundingClientRect(), root.getBoundingClientRect()];
  return { x: box.right - home.left + 8, y: box.top - home.top };
}

/** Give the focus back to the same control after it was written anew. @param {HTMLElement} root */
function focusIn(root) {
  const label = document.activeElement && root.contains(document.activeElement) ? unmarked(document.activeElement) : "";
  if (!label) return null;
  return () => {
    const again = [...root.querySelectorAll("[aria-label]")].find((one) => unmarked(one) === label);
    if (again instanceof HTMLElement) again.focus();
  };
}
