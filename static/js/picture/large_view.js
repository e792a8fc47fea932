// A large picture: of its parts only those near what is in view are elements, and where too many are, all of
// them are one canvas. What is lit, and where the Tab key stops, is an element wherever it is.

import { meet } from "./boxes.js";
import { around, isNearEdge } from "./culling.js";
import { FarCanvas } from "./far_canvas.js";
import { scaleOf, seenIn } from "./screen.js";
import { Sheet } from "./sheet.js";
import { countNodes, readParts } from "./written.js";
import { make } from "../page/build.js";

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("../trace/moment.js").Moment} Moment */

/** More parts than this are drawn as one where their numbers are too small to be read. */
const MOST = 1200;
const LEGIBLE = 0.4;
/** ms of rest after which what a zoom has stretched is drawn anew: each time it takes many frames. */
const REST = 160;
/** It is not stretched by more than this. */
const STRETCHED = 4;

/** @typedef {{ made: (groups: Element[]) => void, shown: () => void }} Hearer is told what has become an element, and that others are in the drawing */

export class LargeView {
  #frame;
  #svg;
  #sheet;
  #hearer;
  #canvas;
  /** The places of what is in the drawing, in its order. @type {number[]} */
  #shown = [];
  /** The places of what stays there: what is lit, and what looks otherwise than on the canvas. @type {Set<number>} */
  #lit = new Set();
  /** @type {{ box: Box, scale: number } | null} */
  #rendered = null;
  #shelf = make("div", { hidden: true });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {HTMLElement} frame @param {SVGSVGElement} svg without its parts @param {readonly import("./written.js").Written[]} parts @param {Hearer} hearer */
  constructor(frame, svg, parts, hearer) {
    this.#frame = frame;
    this.#svg = svg;
    this.#hearer = hearer;
    this.#sheet = new Sheet(parts, (made) => {
      this.#shelf.append(...made);
      hearer.made(made);
    });
    this.#sheet.show(svg, []);
    this.#canvas = new FarCanvas(parts);
    svg.before(this.#canvas.element);
    frame.append(this.#shelf);
  }

  /** Render what is near the part in view, if that has moved. @param {boolean} [isResting] whether the zoom has come to rest */
  look(isResting = false) {
    const view = seenIn(this.#frame, this.#svg);
    if (!view) return;
    const scale = scaleOf(this.#svg);
    const { box, scale: before } = this.#rendered ?? {};
    const stretched = before === undefined ? 1 : Math.max(scale / before, before / scale);
    const isZoomed = stretched > 1.01;
    if (box && !isResting && stretched < STRETCHED && (isZoomed || !isNearEdge(view, box))) {
      if (isZoomed) this.#soon();
      this.#canvas.place(this.#frame, this.#svg);
      return;
    }
    this.#render(around(view), scale);
  }

  /** Once it rests: until then what there is is stretched. */
  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#svg.isConnected && this.look(true), REST);
  }

  /** @param {Box} box @param {number} scale */
  #render(box, scale) {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    /** @type {number[]} */
    const near = [];
    for (const [at, part] of this.#sheet.parts.entries()) if (meet(part.box, box)) near.push(at);
    const isFar = scale < LEGIBLE && near.length > MOST;
    this.#rendered = { box, scale };
    if (isFar) this.#canvas.draw(near, box, scale, this.#frame, this.#svg);
    else this.#canvas.hide();
    this.#near = isFar ? [] : near;
    this.#put();
  }

  /** The places that are rendered as they are near. @type {readonly number[]} */
  #near = [];

  /** Each part to its place: the drawing, where the order says what is over what, or the shelf. */
  #put() {
    const stop = this.#sheet.placeOf(this.#frame.querySelector('svg [tabindex="0"], div[hidden] [tabindex="0"]'));
    const wanted = new Set([...this.#near, ...this.#lit, ...(stop < 0 ? [] : [stop])]);
    const places = [...wanted].toSorted((a, b) => a - b);
    this.#sheet.make(places);
    const before = new Set(this.#shown);
    for (const at of this.#shown) {
      const element = wanted.has(at) ? null : this.#sheet.element(at);
      if (element) this.#shelf.append(element);
    }
    /** @type {Element | null} */
    let next = null;
    for (const at of places.toReversed()) {
      const element = this.#sheet.element(at);
      if (!element) continue;
      if (!before.has(at)) this.#svg.insertBefore(element, next ?? this.#after());
      next = element;
    }
    const isNew = places.some((at) => !before.has(at));
    if (!isNew && places.length === before.size) return;
    this.#shown = places;
    this.#sheet.show(this.#svg, places);
    if (isNew) this.#hearer.shown();
  }

  /** What comes after all parts in the drawing, if anything has been put there. */
  #after() {
    const last = this.#sheet.element(this.#shown.at(-1) ?? -1);
    return last?.parentNode === this.#svg ? last.nextSibling : null;
  }

  /** What a moment says, and what is lit at it. @param {Moment} moment @param {boolean} isColoured @param {readonly Element[]} lit */
  paint(moment, isColoured, lit) {
    const changed = this.#canvas.paint(moment, isColoured);
    const places = new Set([...lit.map((element) => this.#sheet.placeOf(element)).filter((at) => at >= 0), ...changed]);
    if (places.size === this.#lit.size && [...places].every((at) => this.#lit.has(at))) return;
    this.#lit = places;
    this.#put();
  }

  /** Render what something is in, wherever it is. @param {Element} element */
  reveal(element) {
    const at = this.#sheet.placeOf(element);
    if (at < 0 || !this.#shelf.contains(element)) return;
    this.#near = [...this.#near, at];
    this.#put();
  }

  /** Render all of it, for paper. */
  bringBack() {
    this.#rendered = null;
    this.#canvas.hide();
    this.#near = [...this.#sheet.parts.keys()];
    this.#put();
  }

  /** Draw it anew: its colours are others. */
  recolour() {
    if (this.#rendered) this.#render(this.#rendered.box, this.#rendered.scale);
  }

  leave() {
    clearTimeout(this.#timer);
    this.#canvas.element.remove();
    this.#shelf.remove();
  }
}

export const large = Object.freeze({ LargeView, countNodes, readParts });
