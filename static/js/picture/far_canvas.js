// Thousands of parts from far away, on one canvas: bodies, wires in the colours of the moment, and signs as long as
// they can be told apart. It stands behind the drawing, in which what is lit is an element still.

import { wireClass } from "./figures.js";
import { make } from "../page/build.js";
import { BLANK } from "../trace/moment.js";

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("./written.js").Written} Written */
/** @typedef {import("../trace/moment.js").Moment} Moment */

/** From so many screen pixels to one of the drawing dashes and signs are told apart. */
const DISTINCT = 0.2;
/** Lines are no thinner than this on the screen, in px. */
const THIN = { wire: 0.5, body: 0.7 };
/** Pixels that a canvas has at most. */
const LARGEST = 8_000_000;
/** Up to so many parts that look otherwise than they are drawn are elements over the canvas: to commit one costs most of a frame. */
const FEW = 120;

/** @typedef {"" | "back" | "zero" | "waiting" | "valued"} Look */

export class FarCanvas {
  element = make("canvas", { class: "far-canvas", "aria-hidden": "true", hidden: true });
  #parts;
  /** How each part looks. @type {Look[]} */
  #looks;
  /** @type {{ moment: Moment, isColoured: boolean } | null} */
  #told = null;
  /** What is drawn: where, how large, and which parts. @type {{ box: Box, scale: number, places: readonly number[] } | null} */
  #drawn = null;

  /** @param {readonly Written[]} parts */
  constructor(parts) {
    this.#parts = parts;
    this.#looks = parts.map(() => "");
  }

  hide() {
    this.element.hidden = true;
    this.#drawn = null;
    this.element.getContext("bitmaprenderer")?.transferFromImageBitmap(null); // it holds megabytes
  }

  /**
   * Draw the parts of some places within a box.
   * @param {readonly number[]} places @param {Box} around @param {number} seen screen pixels to one of the drawing @param {HTMLElement} frame @param {SVGSVGElement} svg
   */
  draw(places, around, seen, frame, svg) {
    const { x, y, width, height } = svg.viewBox.baseVal;
    const box = { left: Math.max(around.left, x), top: Math.max(around.top, y), right: Math.min(around.right, x + width), bottom: Math.min(around.bottom, y + height) };
    const [wide, high] = [box.right - box.left, box.bottom - box.top];
    const scale = Math.min(seen * devicePixelRatio, Math.sqrt(LARGEST / Math.max(wide * high, 1)));
    this.#drawn = { box, scale, places };
    this.element.hidden = false;
    this.#paint();
    this.place(frame, svg);
  }

  /** Where the drawing has what is on it. @param {HTMLElement} frame @param {SVGSVGElement} svg */
  place(frame, svg) {
    if (!this.#drawn) return;
    const [outer, inner, { x, y, width }] = [frame.getBoundingClientRect(), svg.getBoundingClientRect(), svg.viewBox.baseVal];
    const { box } = this.#drawn;
    const scale = inner.width / width;
    const at = {
      left: inner.left - outer.left + frame.scrollLeft + (box.left - x) * scale,
      top: inner.top - outer.top + frame.scrollTop + (box.top - y) * scale,
      width: (box.right - box.left) * scale,
      height: (box.bottom - box.top) * scale,
    };
    for (const [name, length] of Object.entries(at)) this.element.style.setProperty(name, `${length.toFixed(2)}px`);
  }

  /** Show a moment; returns the places of what looks otherwise than it is drawn. @param {Moment} moment @param {boolean} isColoured @returns {readonly number[]} */
  paint(moment, isColoured) {
    this.#told = { moment, isColoured };
    const changed = this.#drawn?.places.filter((at) => this.#lookAt(at) !== this.#looks[at]) ?? [];
    if (changed.length <= FEW) return changed;
    this.#paint();
    return [];
  }

  /** How a part looks at the moment. @param {number} at @returns {Look} */
  #lookAt(at) {
    const part = this.#parts[at];
    return part && this.#told ? lookOf(part, this.#told.moment, this.#told.isColoured) : "";
  }

  /** What is shown is a finished picture: a canvas that may be drawn on is rendered at every frame. */
  #paint() {
    if (!this.#drawn) return;
    const { box, scale, places } = this.#drawn;
    const sheet = new OffscreenCanvas(Math.max(1, Math.ceil((box.right - box.left) * scale)), Math.max(1, Math.ceil((box.bottom - box.top) * scale)));
    const paper = sheet.getContext("2d");
    if (!paper) return;
    for (const at of places) this.#looks[at] = this.#lookAt(at);
    paper.setTransform(scale, 0, 0, scale, -box.left * scale, -box.top * scale);
    const colours = coloursOf(this.element);
    const isDistinct = scale / devicePixelRatio >= DISTINCT;
    this.#strokeWires(paper, places, colours, isDistinct);
    this.#fillBodies(paper, places, colours, isDistinct);
    if (isDistinct) this.#write(paper, places, colours);
    this.element.getContext("bitmaprenderer")?.transferFromImageBitmap(sheet.transferToImageBitmap());
  }

  /** @param {OffscreenCanvasRenderingContext2D} paper @param {readonly number[]} places @param {Colours} colours @param {boolean} isDistinct */
  #strokeWires(paper, places, colours, isDistinct) {
    /** @type {Record<"" | "back" | "zero", string[]>} */
    const ways = { "": [], zero: [], back: [] };
    for (const at of places) {
      const look = this.#looks[at];
      const wire = this.#parts[at]?.wire;
      if (wire) ways[look === "back" || look === "zero" ? look : ""].push(wire);
    }
    paper.lineWidth = Math.max(2, THIN.wire / (this.#drawn?.scale ?? 1));
    for (const [look, wires] of Object.entries(ways)) {
      if (wires.length === 0) continue;
      paper.strokeStyle = look === "back" ? colours.gradient : colours.wire;
      paper.setLineDash(look === "zero" && isDistinct ? [5, 5] : []);
      paper.stroke(new Path2D(wires.join("")));
    }
  }

  /** @param {OffscreenCanvasRenderingContext2D} paper @param {readonly number[]} places @param {Colours} colours @param {boolean} isDistinct */
  #fillBodies(paper, places, colours, isDistinct) {
    const bodies = { valued: new Path2D(), waiting: new Path2D() };
    for (const at of places) {
      const body = this.#parts[at]?.body;
      if (!body) continue;
      const [width, height] = [body.right - body.left, body.bottom - body.top];
      const way = bodies[this.#looks[at] === "waiting" ? "waiting" : "valued"];
      if (isDistinct) way.roundRect(body.left, body.top, width, height, height / 2);
      else way.rect(body.left, body.top, width, height);
    }
    paper.fillStyle = colours.gate;
    paper.strokeStyle = colours.edge;
    paper.lineWidth = Math.max(2, THIN.body / (this.#drawn?.scale ?? 1));
    for (const [look, way] of Object.entries(bodies)) {
      paper.setLineDash(look === "waiting" && isDistinct ? [3, 4] : []);
      paper.fill(way);
      paper.stroke(way);
    }
  }

  /** @param {OffscreenCanvasRenderingContext2D} paper @param {readonly number[]} places @param {Colours} colours */
  #write(paper, places, colours) {
    paper.textAlign = "center";
    paper.fillStyle = colours.ink;
    for (const isLeaf of [false, true]) {
      paper.font = `${isLeaf ? "italic 600 19px" : "600 18px"} ${colours.font}`;
      for (const at of places) {
        const sign = this.#parts[at]?.sign;
        if (sign && sign.isLeaf === isLeaf) paper.fillText(sign.text, sign.x, sign.y);
      }
    }
  }
}

/** @param {Written} part @param {Moment} moment @param {boolean} isColoured @returns {Look} */
function lookOf({ kind, id }, moment, isColoured) {
  if (kind !== "node") return isColoured ? /** @type {Look} */ (wireClass(kind === "edge" ? moment.back(id) : moment.total(id))) : "";
  const value = moment.value(id);
  return value === BLANK || value.isEarly === true ? "waiting" : "valued";
}

/** @typedef {Record<"wire" | "gradient" | "gate" | "edge" | "ink" | "font", string>} Colours */

/** The colours of the page's theme: a canvas knows no variables, so that its style sheet says them as colours of what it has not. @param {Element} element @returns {Colours} */
function coloursOf(element) {
  const { color, caretColor, columnRuleColor, outlineColor, textDecorationColor, fontFamily } = getComputedStyle(element);
  return { ink: color, gradient: caretColor, gate: columnRuleColor, edge: outlineColor, wire: textDecorationColor, font: fontFamily };
}
