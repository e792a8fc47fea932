// The network as neurons: circles in columns, weights as lines between them, with the numbers of one sample as far
// as the story has come. A neuron that is pointed at lights its weights, its line of the program and its gates.

import { button, make, makeSvg } from "../page/build.js";
import { isPredicting } from "../predict/predict.js";
import { showNumber } from "../trace/numbers.js";
import { storyOf } from "./known.js";
import { activationOf, elementOf, layerAt, layerName, layersOf, numbersOf, sampleOf } from "./neurons.js";
import { linesOf, placesOf } from "./neurons_layout.js";
import { aboutText, emptyText, unitName } from "./neurons_text.js";
import { writeLayers } from "./neurons_table_view.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("./neurons.js").Layer} Layer */
/** @typedef {import("./neurons.js").Neuron} Neuron */
/** @typedef {import("./neurons_layout.js").Line} Line */
/** What is lit in the picture and in the program: a line, and a cell of an array. @typedef {{ line: number, node: number, element: number }} Spot */
/** @typedef {(spot: Spot | null) => void} Light */
/** @typedef {{ group: SVGGElement, value: SVGTextElement, slope: SVGTextElement, neuron: Neuron }} Drawn */

/** @param {HTMLElement} element @param {Store} store @param {Light} light @param {HTMLElement} tools that stand below it too */
export function mountNeurons(element, store, light, tools) {
  const view = new Neurons(element, store, light);
  view.foot.append(tools);
  new ResizeObserver(() => view.draw()).observe(view.frame);
  store.watch(["trace", "panel"], () => view.draw());
  store.watch(["step", "sample", "digits", "predicting"], () => view.fill());
}

class Neurons {
  #store;
  #light;
  #parts;
  /** @type {Drawn[]} */
  #drawn = [];
  /** @type {readonly Layer[]} */
  #layers = [];
  /** @type {{ element: SVGLineElement, line: Line }[]} */
  #lines = [];
  /** The names over the columns, and the one that the story is at. @type {{ head: SVGTextElement, x: number }[]} */
  #heads = [];
  #now = -1;
  /** Whether something is lit elsewhere. */
  #isLit = false;
  /** What is pointed at, and what was chosen: it stays. @type {{ pointed: Neuron | null, chosen: Neuron | null }} */
  #at = { pointed: null, chosen: null };

  /** @param {HTMLElement} element @param {Store} store @param {Light} light */
  constructor(element, store, light) {
    this.#store = store;
    this.#light = light;
    this.#parts = build(() => this.draw(), () => this.#inspect());
    element.append(...this.#parts.all);
    const { svg } = this.#parts;
    svg.addEventListener("pointerover", ({ target }) => this.#point(target));
    svg.addEventListener("pointerleave", () => this.#point(null));
    svg.addEventListener("focusin", ({ target }) => this.#point(target));
    svg.addEventListener("focusout", () => this.#point(null));
    svg.addEventListener("click", ({ target }) => this.#choose(this.#neuronOf(target)));
    svg.addEventListener("keydown", (event) => this.#press(event));
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
    if (panel !== "network") this.#show(null);
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
    const { frame, svg, bias } = this.#parts;
    const size = parseFloat(getComputedStyle(frame).fontSize);
    const places = placesOf(layers, { width: frame.clientWidth, height: frame.clientHeight, size, biases: bias.checked });
    const held = svg.contains(document.activeElement) ? this.#at.pointed : null;
    for (const [name, value] of Object.entries({ viewBox: `0 0 ${places.width} ${places.height}`, width: places.width, height: places.height })) svg.setAttribute(name, String(value));
    this.#lines = linesOf(trace, layers, places).map((line) => ({ line, element: lineElement(line) }));
    this.#heads = layers.map((layer, k) => {
      const x = places.columns[k]?.x ?? 0;
      return { x, head: headElement(x, size, layerName(k), ` ${layer.units.toLocaleString("en")} ${activationOf(trace, layer)}`) };
    });
    this.#now = -1;
    const dots = places.marks.map(({ x, y, text, kind }) => makeSvg("g", { class: `nn-${kind}` }, ...markElements(x, y, places.radius, text, kind)));
    this.#drawn = places.neurons.map(({ x, y, ...neuron }) => neuronElement(neuron, x, y, places.radius, size));
    svg.replaceChildren(makeSvg("g", {}, ...this.#lines.map(({ element }) => element)), ...this.#heads.map(({ head }) => head), ...dots, ...this.#drawn.map(({ group }) => group));
    if (!this.#find(this.#at.chosen)) this.#at.chosen = null;
    this.#stop(held ?? this.#at.chosen ?? { layer: 0, unit: 0 }, held !== null);
  }

  /** @param {string} why */
  #empty(why) {
    this.#drawn = [];
    this.#lines = [];
    this.#heads = [];
    this.#parts.sample.textContent = "";
    this.#show(null);
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
    for (const { group, value, slope, neuron } of this.#drawn) {
      const [its, derivative] = [numbers[neuron.layer]?.value(neuron.unit) ?? null, numbers[neuron.layer]?.slope(neuron.unit) ?? null];
      const written = its === null ? "" : showNumber(its, digits);
      const back = derivative === null ? "" : showNumber(derivative, digits);
      if (value.textContent !== written) value.textContent = written;
      if (slope.textContent !== back) slope.textContent = back;
      slope.setAttribute("class", trace.mode === "forward" ? "cr-tangent" : "cr-gradient");
      group.setAttribute("aria-label", unitName(trace, this.#layers, neuron, sample) + (written && ` = ${written}`) + (back && `, ${trace.mode === "forward" ? "tangent" : "gradient"} ${back}`));
    }
    this.#mark(trace, step);
    const samples = this.#layers.at(-1)?.samples ?? 1;
    this.#parts.sample.textContent = samples > 1 ? `Sample ${sample} of ${samples}` : "";
    if (!this.#parts.sheet.hidden) writeLayers(this.#parts.table, trace, this.#layers, numbers, digits);
    this.#show(this.#at.pointed ?? this.#at.chosen);
  }

  /** Mark the layer that the story is at, and keep it in view. @param {import("../trace/types.js").Trace} trace @param {number} step */
  #mark(trace, step) {
    const now = layerAt(trace, this.#layers, trace.steps[step - 1]?.node ?? -1);
    const { frame } = this.#parts;
    for (const [k, { head, x }] of this.#heads.entries()) {
      head.classList.toggle("now", k === now);
      const [left, width] = [frame.scrollLeft, frame.clientWidth];
      if (k === now && now !== this.#now && (x < left + width / 6 || x > left + (5 * width) / 6)) frame.scrollLeft = x - width / 2;
    }
    this.#now = now;
  }

  /** @param {EventTarget | null} target @returns {Neuron | null} */
  #neuronOf(target) {
    const group = target instanceof Element ? target.closest("[data-unit]") : null;
    return this.#drawn.find((one) => one.group === group)?.neuron ?? null;
  }

  /** @param {Neuron | null} neuron */
  #find(neuron) {
    return this.#drawn.find((one) => one.neuron.layer === neuron?.layer && one.neuron.unit === neuron.unit) ?? null;
  }

  /** @param {EventTarget | null} target */
  #point(target) {
    this.#at.pointed = this.#neuronOf(target);
    this.#show(this.#at.pointed ?? this.#at.chosen);
  }

  /** @param {Neuron | null} neuron */
  #choose(neuron) {
    if (!neuron) return;
    this.#at.chosen = this.#find(this.#at.chosen)?.neuron === neuron ? null : neuron;
    this.#stop(neuron, true);
    this.#show(neuron);
  }

  #inspect() {
    const layer = this.#layers[this.#at.chosen?.layer ?? -1];
    if (layer) this.#store.set({ selected: layer.values, panel: "inspect" });
  }

  /** One neuron is a stop of the Tab key; arrow keys lead on. @param {Neuron} neuron @param {boolean} isFocused */
  #stop(neuron, isFocused) {
    const column = this.#drawn.filter(({ neuron: { layer } }) => layer === neuron.layer);
    const one = column.findLast(({ neuron: { unit } }) => unit <= neuron.unit) ?? this.#drawn[0];
    for (const { group } of this.#drawn) group.setAttribute("tabindex", group === one?.group ? "0" : "-1");
    if (isFocused) one?.group.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const from = this.#neuronOf(event.target);
    if (!from) return;
    if (event.key === "Enter" || event.key === " ") this.#choose(from);
    else {
      const to = this.#beside(from, event.key);
      if (!to) return;
      this.#stop(to, true);
    }
    event.preventDefault();
    event.stopPropagation(); // the arrow keys are the story's elsewhere
  }

  /** @param {Neuron} from @param {string} key @returns {Neuron | undefined} */
  #beside({ layer, unit }, key) {
    const inLayer = (/** @type {number} */ at) => this.#drawn.map(({ neuron }) => neuron).filter((one) => one.layer === at);
    const column = inLayer(layer);
    const at = column.findIndex((one) => one.unit === unit);
    if (key === "ArrowUp" || key === "ArrowDown") return column[at + (key === "ArrowUp" ? -1 : 1)];
    if (key !== "ArrowLeft" && key !== "ArrowRight") return undefined;
    const other = inLayer(layer + (key === "ArrowLeft" ? -1 : 1));
    return other[Math.min(at, other.length - 1)];
  }

  /** Light a neuron here, and what it is elsewhere. @param {Neuron | null} neuron */
  #show(neuron) {
    const { trace, lit, sample, digits } = this.#store.get();
    const layer = this.#layers[neuron?.layer ?? -1];
    const { note, inspect } = this.#parts;
    for (const { group, neuron: one } of this.#drawn) {
      group.classList.toggle("lit", one === neuron || (one.layer === neuron?.layer && one.unit === neuron.unit));
      group.setAttribute("aria-pressed", String(one.layer === this.#at.chosen?.layer && one.unit === this.#at.chosen.unit));
    }
    for (const { element, line } of this.#lines) element.classList.toggle("lit", line.layer === neuron?.layer && line.unit === neuron.unit);
    inspect.disabled = this.#at.chosen === null;
    const edges = this.#layers.map(({ edge }) => edge);
    if (!trace || !neuron || !layer) {
      note.classList.add("idle");
      if (this.#layers.length > 0) note.textContent = "Point at a neuron to light its weights.";
      if (!this.#isLit) return;
      this.#isLit = false;
      if (lit !== null && edges.includes(lit)) this.#store.set({ lit: null });
      this.#light(null);
      return;
    }
    const at = sampleOf(this.#layers, sample);
    note.classList.remove("idle");
    note.textContent = note.title = aboutText(trace, this.#layers, neuron, { sample: at, digits });
    this.#isLit = true;
    if (lit !== layer.edge) this.#store.set({ lit: layer.edge });
    const node = layer.product ?? layer.values;
    this.#light({ line: trace.nodes[node]?.source?.line ?? 0, node, element: elementOf(layer, neuron.unit, at) });
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

/** @param {Neuron} neuron @param {number} x @param {number} y @param {number} radius @param {number} size @returns {Drawn} */
function neuronElement(neuron, x, y, radius, size) {
  const beside = x + radius + size * 0.3;
  const value = makeSvg("text", { class: "cr-value", x: beside, y: y - size * 0.12 });
  const slope = makeSvg("text", { class: "cr-gradient", x: beside, y: y + size * 0.76 });
  const group = makeSvg("g", { class: "nn-neuron", role: "button", tabindex: -1, "data-layer": neuron.layer, "data-unit": neuron.unit });
  const room = { x: x - 1.5 * radius, y: y - 1.5 * radius, width: 3 * radius + 3.5 * size, height: 3 * radius };
  group.append(makeSvg("rect", { class: "nn-room", ...room }), makeSvg("circle", { cx: x, cy: y, r: radius }), value, slope);
  return { group, value, slope, neuron };
}

/** @param {Line} line */
function lineElement({ x1, y1, x2, y2, share, layer, unit }) {
  const look = share === null ? "nn-unknown" : share < 0 ? "nn-minus" : "nn-plus";
  const width = share === null ? 1 : 0.4 + 3.6 * Math.abs(share);
  return makeSvg("line", { class: `nn-line ${look}`, x1, y1, x2, y2, "stroke-width": width.toFixed(2), "data-layer": layer, "data-unit": unit });
}

/** @param {number} x @param {number} size @param {string} name @param {string} what */
function headElement(x, size, name, what) {
  return makeSvg("text", { class: "nn-head", x, y: size }, makeSvg("tspan", {}, name), makeSvg("tspan", { class: "nn-what" }, what));
}

/** Units that are left out, or the 1 that biases are weights of. @param {number} x @param {number} y @param {number} radius @param {string} text @param {string} kind */
function markElements(x, y, radius, text, kind) {
  const label = makeSvg("text", { x, y, dy: "0.35em" }, text);
  return kind === "one" ? [makeSvg("circle", { cx: x, cy: y, r: radius * 0.8 }), label] : [label];
}
