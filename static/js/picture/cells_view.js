// Live linking: at a cell that is pointed at, or walked to with c, what it was made of lights up, and the
// sum of products is written out.

import { boxesAround, cellAt, elementAt, shownAt } from "./places.js";
import { blockText, largestIn } from "./blocks.js";
import { cellName, heldIn, isShown } from "./holders.js";
import { linkOf, numbersOf, sumText } from "./products.js";
import { isPredicting } from "../predict/predict.js";
import { digitsBeside, showExactly, showNumber } from "../trace/numbers.js";
import { make, makeSvg } from "../page/build.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("./holders.js").Held} Held */
/** @typedef {{ held: Held, element: number, isBlock: boolean }} Spot an element where it stands, or a cell that stands for several */


class Cells {
  #frame;
  #store;
  #picture;
  #told;
    /** @type {Spot | null} */
  #spot = null;
  /** What is lit behind the figures, and its outlines before them. @type {Element[]} */
  #layers = [];

  /** @param {HTMLElement} frame @param {Store} store @param {import("./picture.js").Picture} picture */
  constructor(frame, store, picture) {
    this.#frame = frame;
    this.#store = store;
    this.#picture = picture;
    this.#told = document.createElement("p");
    this.#told.className = "cell-told";
    this.#told.setAttribute("role", "status");
    (frame.parentElement ?? frame).append(this.#told);
    frame.addEventListener("pointermove", (event) => this.#point(event));
    frame.addEventListener("pointerleave", () => this.#show(null));
    frame.addEventListener("focusout", () => this.#show(null));
    picture.onSwap(() => this.#forget());
    store.watch(["trace", "step", "predicting", "guesses"], () => this.#show(null));
  }

  /** The next cell of what stands at the stop of the keyboard, or the one before. @param {1 | -1} by */
  walk(by) {
    const group = document.activeElement?.closest("[data-edge], [data-output], [data-node]");
    if (!group || !this.#frame.contains(group)) return;
    const here = this.#all().filter((held) => group.contains(held.slot) && isShown(held)).flatMap((held) => spotsIn(held));
    if (here.length === 0) return;
    const at = here.findIndex(({ held, element }) => held === this.#spot?.held && element === this.#spot.element);
    const next = at < 0 && by < 0 ? here.length - 1 : (at + by + here.length) % here.length;
    this.#show(here[next] ?? null);
  }

  /** A cell of a node's value, where it stands in the picture; none where it does not. @param {number | null} node @param {number} element */
  point(node, element) {
    const held = this.#all().find((one) => isShown(one) && one.holders.some(({ what, id }) => what === "value" && id === node));
    this.#show(held ? { held, element, isBlock: false } : null);
  }

  #forget() {
    for (const layer of this.#layers) layer.remove();
    this.#layers = [];
    this.#show(null);
  }

  #all() {
    const { trace } = this.#store.get();
    const svg = this.#picture.svg();
    return trace && svg ? heldIn(svg, trace) : [];
  }

  /** @param {PointerEvent} event */
  #point({ clientX, clientY, buttons }) {
    const svg = this.#picture.svg();
    if (!svg || buttons !== 0) return;
    const [{ x, y, width }, seen] = [svg.viewBox.baseVal, svg.getBoundingClientRect()];
    const scale = seen.width / width;
    const at = { x: (clientX - seen.left) / scale + x, y: (clientY - seen.top) / scale + y };
    const held = this.#all().find(({ box }) => at.x >= box.left && at.x <= box.right && at.y >= box.top && at.y <= box.bottom);
    this.#show(held && isShown(held) ? spotAt(held, at.x, at.y) : null);
  }

  /** @param {Spot | null} spot */
  #show(spot) {
    if (spot === this.#spot || (spot && spot.held === this.#spot?.held && spot.element === this.#spot.element)) return;
    this.#spot = spot;
    for (const layer of this.#layers) layer.replaceChildren();
    const { trace } = this.#store.get();
    this.#told.textContent = spot && trace ? this.#tell(trace, spot) : "";
    const [holder] = spot?.held.holders ?? [];
    if (trace && holder && spot?.held.form.kind === "tile") this.#told.append(scaleTo(largestIn(trace, holder)));
  }

  /** Light what an element was made of, and say it. @param {Trace} trace @param {Spot} spot */
  #tell(trace, { held, element, isBlock }) {
    const state = this.#store.get();
    const digits = digitsBeside(state.digits);
    const [holder] = held.holders;
    if (!holder) return "";
    if (isBlock) {
      this.#outline("cr-cell-now", boxesAround(held, [element]));
      return blockText(trace, holder, held.shape, element, digits);
    }
    const number = numbersOf(trace, holder)?.[element];
    if (number === undefined) return "";
    const isHidden = isPredicting(state) && holder.what !== "value"; // what it was made of may be a question
    const link = isHidden ? null : linkOf(trace, holder, element);
    const isLone = held.shape.length === 0;
    if (isLone && !link?.terms.length) return "";
    for (const { holder: other, cells } of link?.lit ?? []) this.#light(other, cells);
    this.#draw("cr-cell-now", held, [element]);
    const edge = holder.what === "back" ? trace.edges[holder.id] : undefined;
    return `${cellName(trace, holder, held.shape, element)} ${edge?.sign ?? "="} ${(link && sumText(link, digits)) || showExactly(number, digits)}`;
  }

  /** @param {import("./cells.js").Holder} holder @param {readonly number[]} cells */
  #light(holder, cells) {
    for (const held of this.#all()) {
      const isIts = held.holders.some(({ what, id }) => what === holder.what && id === holder.id);
      if (isIts && isShown(held)) this.#draw("cr-cell-lit", held, cells);
    }
  }

  /** @param {string} name @param {Held} held @param {readonly number[]} elements */
  #draw(name, held, elements) {
    const shown = elements.map((element) => shownAt(held.form, held.shape, element));
    this.#outline(name, held.slot.hasAttribute("data-form") ? boxesAround(held, shown) : [held.box]);
  }

  /** @param {string} name @param {readonly import("./boxes.js").Box[]} boxes */
  #outline(name, boxes) {
    const svg = this.#picture.svg();
    if (!svg) return;
    if (this.#layers.length === 0) this.#layers = layersIn(svg);
    for (const { left, top, right, bottom } of boxes) {
      const sizes = { class: name, x: left, y: top, width: right - left, height: bottom - top, rx: 3 };
      for (const layer of this.#layers) layer.append(makeSvg("rect", sizes));
    }
  }
}

/** What the colours of a tile stand for, up to the strongest. @param {number} largest */
function scaleTo(largest) {
  const [low, high] = [showNumber(-largest), showNumber(largest)];
  return make("span", { class: "cell-scale", role: "img", "aria-label": `Colours from ${low} to ${high}` }, low, make("i", {}), high);
}

/** @param {SVGSVGElement} svg */
function layersIn(svg) {
  const [lit, lines] = [makeSvg("g", { class: "cr-cells" }), makeSvg("g", { class: "cr-cells cr-cell-lines" })];
  svg.querySelector("[data-edge], [data-output], [data-node]")?.before(lit);
  svg.append(lines);
  return [lit, lines];
}

/** @param {Held} held @param {number} x @param {number} y @returns {Spot | null} */
function spotAt(held, x, y) {
  const cell = held.slot.hasAttribute("data-form") ? cellAt(held, x, y) : 0;
  return cell === null ? null : spotOf(held, cell);
}

/** @param {Held} held @param {number} cell @returns {Spot} */
function spotOf(held, cell) {
  const element = elementAt(held.form, held.shape, cell);
  return { held, element: element ?? cell, isBlock: element === null };
}

/** @param {Held} held @returns {Spot[]} */
function spotsIn(held) {
  return Array.from({ length: held.form.rows * held.form.columns }, (_, cell) => spotOf(held, cell));
}

/** @param {HTMLElement} frame of the picture @param {Store} store @param {import("./picture.js").Picture} picture */
export const mountCells = (frame, store, picture) => new Cells(frame, store, picture);
