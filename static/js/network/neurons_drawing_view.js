// Neurons as circles in columns, weights as lines between them: one drawing, for the panel and for the stage. It says
// which neuron is pointed at and which is chosen, and lights the one that it is told.

import { makeSvg } from "../page/build.js";
import { showNumber } from "../trace/numbers.js";
import { activationOf, layerName } from "./neurons.js";
import { linesOf } from "./neurons_layout.js";
import { unitName } from "./neurons_text.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("./neurons.js").Layer} Layer */
/** @typedef {import("./neurons.js").Neuron} Neuron */
/** @typedef {import("./neurons_layout.js").Line} Line */
/** @typedef {import("./neurons_layout.js").Places} Places */
/** @typedef {ReturnType<typeof import("./neurons.js").numbersOf>} Numbers */
/** @typedef {{ group: SVGGElement, value: SVGTextElement, slope: SVGTextElement, neuron: Neuron }} Drawn */
/** @typedef {import("../trace/types.js").State["unit"]} Pointed */
/** @typedef {{ point: (neuron: Neuron | null) => void, choose: (neuron: Neuron) => void }} Heard */

export class NeuronsDrawing {
  #svg;
  /** @type {Drawn[]} */
  #drawn = [];
  /** @type {{ element: SVGLineElement, line: Line }[]} */
  #lines = [];
  /** The names over the columns. @type {{ head: SVGTextElement, x: number }[]} */
  #heads = [];
  #heard;

  /** @param {SVGSVGElement} svg @param {Heard} heard */
  constructor(svg, heard) {
    this.#svg = svg;
    this.#heard = heard;
    const point = (/** @type {EventTarget | null} */ target) => heard.point(this.neuronOf(target));
    svg.addEventListener("pointerover", ({ target }) => point(target));
    svg.addEventListener("pointerleave", () => point(null));
    svg.addEventListener("focusin", ({ target }) => point(target));
    svg.addEventListener("focusout", () => point(null));
    svg.addEventListener("click", ({ target }) => this.#choose(this.neuronOf(target)));
    svg.addEventListener("keydown", (event) => this.#press(event));
  }

  /** Every neuron that is drawn. */
  get neurons() {
    return this.#drawn;
  }

  /** Draw everything anew. @param {Trace} trace @param {readonly Layer[]} layers @param {Places} places @param {number} size of letters */
  draw(trace, layers, places, size) {
    for (const [name, value] of Object.entries({ viewBox: `0 0 ${places.width} ${places.height}`, width: places.width, height: places.height })) this.#svg.setAttribute(name, String(value));
    this.#lines = linesOf(trace, layers, places).map((line) => ({ line, element: lineElement(line) }));
    this.#heads = layers.map((layer, k) => {
      const x = places.columns[k]?.x ?? 0;
      return { x, head: headElement(x, size, layerName(k), ` ${layer.units.toLocaleString("en")} ${activationOf(trace, layer)}`) };
    });
    const dots = places.marks.map(({ x, y, text, kind }) => makeSvg("g", { class: `nn-${kind}` }, ...markElements(x, y, places.radius, text, kind)));
    this.#drawn = places.neurons.map(({ x, y, ...neuron }) => neuronElement(neuron, x, y, places.radius, size));
    const lines = makeSvg("g", { class: "nn-lines" }, ...this.#lines.map(({ element }) => element));
    this.#svg.replaceChildren(lines, ...this.#heads.map(({ head }) => head), ...dots, ...this.#drawn.map(({ group }) => group));
  }

  clear() {
    this.#drawn = [];
    this.#lines = [];
    this.#heads = [];
  }

  /**
   * Write the numbers of a moment.
   * @param {Trace} trace @param {readonly Layer[]} layers @param {readonly Numbers[]} numbers of each layer
   * @param {{ sample: number, digits: number }} how
   */
  fill(trace, layers, numbers, { sample, digits }) {
    const derivative = trace.mode === "forward" ? "tangent" : "gradient";
    for (const { group, value, slope, neuron } of this.#drawn) {
      const [its, back] = [numbers[neuron.layer]?.value(neuron.unit) ?? null, numbers[neuron.layer]?.slope(neuron.unit) ?? null];
      const [written, sent] = [its, back].map((number) => (number === null ? "" : showNumber(number, digits)));
      if (value.textContent !== written) value.textContent = written ?? "";
      if (slope.textContent !== sent) slope.textContent = sent ?? "";
      slope.setAttribute("class", `cr-${derivative}`);
      group.setAttribute("aria-label", unitName(trace, layers, neuron, sample) + (written && ` = ${written}`) + (sent && `, ${derivative} ${sent}`));
    }
  }

  /** Mark the layer that the story is at, and say where it stands. @param {number} now its number, −1 where there is none */
  mark(now) {
    for (const [k, { head }] of this.#heads.entries()) head.classList.toggle("now", k === now);
    for (const { group, neuron } of this.#drawn) group.classList.toggle("now", neuron.layer === now);
    return this.#heads[now]?.x ?? null;
  }

  /** Light a neuron and its weights, and show which one is chosen. @param {Pointed} neuron @param {Neuron | null} chosen */
  light(neuron, chosen) {
    for (const { group, neuron: one } of this.#drawn) {
      group.classList.toggle("lit", isSame(one, neuron));
      group.setAttribute("aria-pressed", String(isSame(one, chosen)));
    }
    for (const { element, line } of this.#lines) element.classList.toggle("lit", isSame(line, neuron));
  }

  /** Whether a neuron is drawn. @param {Neuron | null} neuron */
  has(neuron) {
    return this.#drawn.some((one) => isSame(one.neuron, neuron));
  }

  /** @param {EventTarget | null} target @returns {Neuron | null} */
  neuronOf(target) {
    const group = target instanceof Element ? target.closest("[data-unit]") : null;
    return this.#drawn.find((one) => one.group === group)?.neuron ?? null;
  }

  /** One neuron is a stop of the Tab key; arrow keys lead on. @param {Neuron} neuron @param {boolean} isFocused */
  stop(neuron, isFocused) {
    const column = this.#drawn.filter(({ neuron: { layer } }) => layer === neuron.layer);
    const one = column.findLast(({ neuron: { unit } }) => unit <= neuron.unit) ?? this.#drawn[0];
    for (const { group } of this.#drawn) group.setAttribute("tabindex", group === one?.group ? "0" : "-1");
    if (isFocused) one?.group.focus({ preventScroll: true });
  }

  /** @param {Neuron | null} neuron */
  #choose(neuron) {
    if (!neuron) return;
    this.stop(neuron, true);
    this.#heard.choose(neuron);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const from = this.neuronOf(event.target);
    if (!from) return;
    if (event.key === "Enter" || event.key === " ") this.#choose(from);
    else {
      const to = this.#beside(from, event.key);
      if (!to) return;
      this.stop(to, true);
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
}

/** @param {Neuron} one @param {Pointed} other */
const isSame = (one, other) => one.layer === other?.layer && (other.unit === null || one.unit === other.unit);

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
