// The drawing of single numbers on the stage: a picture of the server, as that of the gates is, painted at the step of
// the story of the arrays.

import { union } from "../picture/boxes.js";
import { elementsOf } from "../picture/elements.js";
import { Painter } from "../picture/paint.js";
import { isPredicting } from "../predict/predict.js";
import { momentOf } from "../trace/moment.js";
import { hear } from "./hearing.js";
import { layersOf, sampleOf } from "./neurons.js";
import { unitName } from "./neurons_text.js";
import { middleOf } from "./morph_view.js";
import { ownersAt, timesOf, unitsOf } from "./scalars.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("./morph.js").Spot} Spot */
/** @typedef {import("./zoom_types.js").Drawn} Drawn */
/** @typedef {import("../../../tests/js/api.js").components["schemas"]["ScalarsAnswer"]} Answer */

/** @typedef {{ point: (unit: State["unit"]) => void, choose: (node: number) => void }} Heard */

/** @param {Answer} answer @param {Trace} whole the trace that it is of @param {Heard} heard @returns {Drawn} */
export const stageScalars = (answer, whole, heard) => new Scalars(answer, whole, heard);

/** @implements {Drawn} */
class Scalars {
  svg;
  #whole;
  #singles;
  #of;
  #layers;
  #units;
  #painter;
  /** When each number comes: also while gradients are to be guessed. */
  #times;
  /** @type {readonly (Element | null)[]} */
  #groups;
  /** What each unit hands on, by `layer/unit`. @type {Map<string, number>} */
  #handed = new Map();

  /** @param {Answer} answer @param {Trace} whole @param {Heard} heard */
  constructor({ svg, story, of }, whole, heard) {
    const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
    this.svg = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (document.importNode(parsed, true)));
    this.svg.setAttribute("role", "group");
    this.#whole = whole;
    this.#of = of;
    this.#singles = /** @type {Trace} */ ({ ...story, steps: [] }); // the steps are those of the arrays
    this.#layers = layersOf(whole) ?? [];
    this.#units = unitsOf(whole, this.#layers, of);
    this.#painter = new Painter(this.svg, this.#singles, null);
    this.#times = { told: timesOf(whole, this.#singles, of, false), hidden: timesOf(whole, this.#singles, of, true) };
    this.#groups = this.#singles.nodes.map(({ id }) => elementsOf(this.svg).node(id));
    this.#findHanded();
    const numberOf = (/** @type {EventTarget | null} */ target) => this.#groups.findIndex((group) => group !== null && target instanceof Node && group.contains(target));
    hear(this.svg, (target) => {
      const at = this.#units[numberOf(target)];
      heard.point(at && at.layer < this.#layers.length ? at : null);
    }, (target) => {
      const owner = of[numberOf(target)];
      if (owner) heard.choose(owner.node);
      return owner !== undefined;
    });
  }

  /** What a unit hands on is a stop of the Tab key. */
  #findHanded() {
    for (const [id, { layer, unit }] of this.#units.entries()) {
      if (this.#of[id]?.node !== this.#layers[layer]?.values || this.#of[id]?.inner) continue;
      this.#handed.set(`${layer}/${unit}`, id);
      this.#groups[id]?.setAttribute("role", "group");
      this.#groups[id]?.setAttribute("tabindex", "0");
    }
  }

  /** The server has drawn it. */
  draw() {}

  /** @param {Readonly<State>} state */
  fill(state) {
    const moment = momentOf(this.#singles, isPredicting(state) ? this.#times.hidden : this.#times.told, state.step, state.digits);
    this.#painter.paint(moment);
    const now = this.#nowAt(state);
    for (const [id, group] of this.#groups.entries()) group?.classList.toggle("cr-now", now.has(id));
    this.svg.setAttribute("aria-label", `${this.#singles.nodes.length} scalars of the network`);
    const sample = sampleOf(this.#layers, state.sample);
    for (const [key, id] of this.#handed) {
      const [layer = 0, unit = 0] = key.split("/").map(Number);
      const [value, slope] = [moment.value(id).text, moment.total(id).text];
      const derivative = this.#whole.mode === "forward" ? "tangent" : "gradient";
      this.#groups[id]?.setAttribute("aria-label", unitName(this.#whole, this.#layers, { layer, unit }, sample) + (value && ` = ${value}`) + (slope && `, ${derivative} ${slope}`));
    }
  }

  /** The single numbers that a step is about. @param {Readonly<State>} state */
  #nowAt({ step }) {
    const owners = ownersAt(this.#whole, this.#of, this.#whole.steps[step - 1]?.node ?? -1);
    return new Set(this.#singles.nodes.map(({ id }) => id).filter((id) => owners.has(this.#of[id]?.node ?? -2)));
  }

  /** @param {State["unit"]} at */
  light(at) {
    for (const [id, group] of this.#groups.entries()) {
      const own = this.#units[id];
      group?.classList.toggle("unit-lit", at !== null && own?.layer === at.layer && (at.unit === null || own.unit === at.unit));
    }
  }

  spots() {
    return new Map([...this.#handed].map(([key, id]) => /** @type {[string, Spot]} */ ([key, middleOf(this.#groups[id]?.querySelector(".cr-body, .cr-leaf") ?? this.svg)])));
  }

  movers() {
    return this.#groups.flatMap((element, id) => {
      const own = this.#units[id];
      return element instanceof SVGElement && own ? [{ element, ...own }] : [];
    });
  }

  rest() {
    return [...this.svg.querySelectorAll("[data-edge], [data-output], .cr-frames")].filter((element) => element instanceof SVGElement);
  }

  /** @param {Readonly<State>} state */
  spoken(state) {
    const boxes = [...this.#nowAt(state)].map((id) => this.#groups[id]).flatMap((group) => (group instanceof SVGGraphicsElement ? [boxOf(group)] : []));
    return boxes.length === 0 ? [] : [union(boxes), ...boxes.slice(0, 1)].map((box) => ({ box, far: null }));
  }
}

/** @param {SVGGraphicsElement} element @returns {import("../picture/boxes.js").Box} */
function boxOf(element) {
  const { x, y, width, height } = element.getBBox();
  return { left: x, top: y, right: x + width, bottom: y + height };
}
