// The network as neurons beside the builder: the drawing of neurons, with the numbers of one sample as far as the story
// has come, what is said of the neuron that is pointed at, and the same as a table.

import { button, make, makeSvg } from "../page/build.js";
import { isPredicting } from "../predict/predict.js";
import { storyOf } from "../trace/known.js";
import { layerAt, layersOf, numbersOf, sampleOf } from "../network/neurons.js";
import { NeuronsDrawing } from "../network/neurons_drawing_view.js";
import { placesOf } from "../network/neurons_layout.js";
import { aboutText, emptyText } from "../network/neurons_text.js";
import { writeLayers } from "./neurons_table_view.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("../network/neurons.js").Layer} Layer */
/** @typedef {import("../network/neurons.js").Neuron} Neuron */

/** @param {HTMLElement} element @param {Store} store @param {HTMLElement} tools that stand below it too */
export function mountNeurons(element, store, tools) {
  const view = new Neurons(element, store);
  view.foot.append(tools);
  new ResizeObserver(() => view.draw()).observe(view.frame);
  store.watch(["trace", "panel"], () => view.draw());
  store.watch(["step", "sample", "digits", "predicting"], () => view.fill());
  store.watch(["unit"], () => view.show());
}

class Neurons {
  #store;
  #parts;
  #drawing;
  /** @type {readonly Layer[]} */
  #layers = [];
  #now = -1;
  /** What was chosen: it stays lit. @type {Neuron | null} */
  #chosen = null;

  /** @param {HTMLElement} element @param {Store} store */
  constructor(element, store) {
    this.#store = store;
    this.#parts = build(() => this.draw(), () => this.#inspect());
    element.append(...this.#parts.all);
    this.#drawing = new NeuronsDrawing(this.#parts.svg, {
      point: (unit) => store.set({ unit: unit ?? this.#chosen }),
      choose: (unit) => this.#choose(unit),
    });
  }

  get frame() {
    return this.#parts.frame;
  }

  get foot() {
    return this.#parts.foot;
  }

  /** Draw everything anew. */
  draw() {
    const { trace, panel } = this.#store.get();
    const { frame, asTable, sheet, bias } = this.#parts;
    if (panel !== "network" && this.#chosen) {
      this.#chosen = null;
      this.#store.set({ unit: null });
    }
    if (panel !== "network" || !trace) return;
    const layers = layersOf(trace);
    const isTable = asTable.getAttribute("aria-pressed") === "true";
    asTable.hidden = layers === null;
    frame.hidden = layers === null || isTable;
    sheet.hidden = layers === null || !isTable;
    sheet.tabIndex = sheet.hidden ? -1 : 0;
    this.#layers = layers ?? [];
    bias.parentElement?.toggleAttribute("hidden", !this.#layers.some((layer) => layer.bias !== null));
    if (layers === null) this.#empty(emptyText(trace));
    else if (frame.clientWidth > 0) this.#draw(trace, layers);
    this.fill();
  }

  /** @param {import("../trace/types.js").Trace} trace @param {readonly Layer[]} layers */
  #draw(trace, layers) {
    const { frame, bias } = this.#parts;
    const size = parseFloat(getComputedStyle(frame).fontSize);
    const held = this.#drawing.neuronOf(document.activeElement);
    this.#drawing.draw(trace, layers, placesOf(layers, { width: frame.clientWidth, height: frame.clientHeight, size, biases: bias.checked }), size);
    this.#now = -1;
    if (!this.#drawing.has(this.#chosen)) this.#chosen = null;
    this.#drawing.stop(held ?? this.#chosen ?? { layer: 0, unit: 0 }, held !== null);
  }

  /** @param {string} why */
  #empty(why) {
    this.#drawing.clear();
    this.#chosen = null;
    this.#parts.sample.textContent = "";
    this.show();
    this.#parts.note.textContent = why;
  }

  /** Write the numbers of this moment. */
  fill() {
    const state = this.#store.get();
    const { trace, step, digits } = state;
    if (state.panel !== "network" || !trace || this.#layers.length === 0) return;
    const sample = sampleOf(this.#layers, state.sample);
    const moment = { step, predicting: isPredicting(state) };
    const numbers = this.#layers.map((layer) => numbersOf(storyOf(trace), layer, sample, moment));
    this.#drawing.fill(trace, this.#layers, numbers, { sample, digits });
    this.#follow(layerAt(trace, this.#layers, trace.steps[step - 1]?.node ?? -1));
    const samples = this.#layers.at(-1)?.samples ?? 1;
    this.#parts.sample.textContent = samples > 1 ? `Sample ${sample} of ${samples}` : "";
    if (!this.#parts.sheet.hidden) writeLayers(this.#parts.table, trace, this.#layers, numbers, digits);
    this.show();
  }

  /** Mark the layer that the story is at, and keep it in view. @param {number} now */
  #follow(now) {
    const x = this.#drawing.mark(now);
    const { frame } = this.#parts;
    const [left, width] = [frame.scrollLeft, frame.clientWidth];
    if (x !== null && now !== this.#now && (x < left + width / 6 || x > left + (5 * width) / 6)) frame.scrollLeft = x - width / 2;
    this.#now = now;
  }

  /** @param {Neuron} neuron */
  #choose(neuron) {
    const was = this.#chosen;
    this.#chosen = was?.layer === neuron.layer && was.unit === neuron.unit ? null : neuron;
    this.#store.set({ unit: { ...neuron } });
  }

  #inspect() {
    const layer = this.#layers[this.#chosen?.layer ?? -1];
    if (layer) this.#store.set({ selected: layer.values, panel: "inspect" });
  }

  /** Show which neuron is lit, here and elsewhere, and say what it is. */
  show() {
    const { trace, unit, sample, digits, panel } = this.#store.get();
    if (panel !== "network") return;
    const { note, inspect } = this.#parts;
    this.#drawing.light(unit, this.#chosen);
    inspect.disabled = this.#chosen === null;
    const neuron = unit === null || unit.unit === null || !this.#layers[unit.layer] ? null : { layer: unit.layer, unit: unit.unit };
    note.classList.toggle("idle", neuron === null);
    if (trace && neuron) note.textContent = note.title = aboutText(trace, this.#layers, neuron, { sample: sampleOf(this.#layers, sample), digits });
    else if (this.#layers.length > 0) note.textContent = "Point at a neuron to light its weights.";
  }
}

/** @param {() => void} draw @param {() => void} inspect */
function build(draw, inspect) {
  const svg = makeSvg("svg", { class: "neurons", role: "group", "aria-label": "Neurons, layer by layer" });
  const frame = make("div", { class: "nn-frame" }, svg);
  const note = make("p", { class: "panel-note", role: "status" });
  const sample = make("span", { class: "nn-sample" });
  const bias = make("input", { type: "checkbox", checked: true, autocomplete: "off" });
  bias.addEventListener("change", draw);
  const inspecting = button("Inspect", inspect, { title: "The numbers of the layer whose neuron is chosen" });
  const table = make("table", {});
  const sheet = make("div", { class: "nn-sheet", role: "region", "aria-label": "Layers", hidden: true }, table);
  const asTable = button("Table", () => {
    asTable.setAttribute("aria-pressed", String(asTable.getAttribute("aria-pressed") !== "true"));
    draw();
  }, { "aria-pressed": "false", title: "The layers as a table" });
  const foot = make("div", { class: "nn-foot" }, note, sample, inspecting, make("label", {}, bias, " biases"), asTable);
  return { svg, frame, note, sample, bias, inspect: inspecting, table, sheet, asTable, foot, all: [frame, sheet, foot] };
}
