// A heat map: one canvas pixel to a number, enlarged by the browser; read by pointer and by keys.

import { make } from "../page/build.js";
import { cellAfter, gridOf, placeOf, scaleOf, shade } from "./heat.js";
import { rangeOf } from "./range.js";
import { showExactly, showInFull } from "../trace/numbers.js";
import { colourOf } from "../page/palette.js";

/** @typedef {{ row: number, column: number }} Cell */
/** @typedef {ReturnType<typeof rangeOf>} Range */

const LEGEND = 101; // px of the scale

/** How wide and how high one number is drawn: large while there are few. @param {number} columns @param {number} rows */
function cellSize(columns, rows) {
  return Math.max(1, Math.min(28, Math.floor(300 / columns), Math.floor(220 / rows)));
}

export class HeatMap {
  #grid;
  #range;
  #parts;
  /** The one that is read. */
  #cell = { row: 0, column: 0 };

  /**
   * @param {import("../trace/types.js").Nested} value not a summary
   * @param {readonly number[]} shape
   * @param {string} label what the numbers are
   */
  constructor(value, shape, label) {
    this.#grid = gridOf(value, shape);
    this.#range = rangeOf(this.#grid.numbers);
    this.#parts = build(this.#grid, this.#range, label);
    const { frame } = this.#parts;
    frame.addEventListener("pointermove", (event) => this.#point(event));
    frame.addEventListener("pointerleave", () => this.#leave());
    frame.addEventListener("blur", () => this.#leave());
    frame.addEventListener("focus", () => this.#read(this.#cell));
    frame.addEventListener("keydown", (event) => this.#press(event));
  }

  get element() {
    return this.#parts.element;
  }

  /** Colour it; again when the colours of the page change. The element must be in the page. */
  paint() {
    const { canvas, scale } = this.#parts;
    const colours = coloursOf(this.element);
    const { low, high } = scaleOf(this.#range);
    fill(canvas, this.#grid.numbers, this.#range.limit, colours);
    const steps = Array.from({ length: LEGEND }, (_, k) => low + ((high - low) * k) / (LEGEND - 1));
    fill(scale, steps, this.#range.limit, colours);
  }

  /** @param {Cell} cell */
  #read(cell) {
    const { rows, columns, numbers } = this.#grid;
    const { cursor, readout } = this.#parts;
    this.#cell = cell;
    const number = numbers[cell.row * columns + cell.column] ?? NaN;
    readout.textContent = `${placeOf(this.#grid, cell.row, cell.column)}: ${showInFull(number)}`;
    cursor.hidden = false;
    Object.assign(cursor.style, {
      left: `${(100 * cell.column) / columns}%`,
      top: `${(100 * cell.row) / rows}%`,
      width: `${100 / columns}%`,
      height: `${100 / rows}%`,
    });
  }

  /** The pointer goes, or the focus: whichever is last. */
  #leave() {
    const { frame, cursor, readout } = this.#parts;
    if (document.activeElement === frame) return;
    cursor.hidden = true;
    readout.textContent = "";
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const { rows, columns } = this.#grid;
    const box = this.#parts.canvas.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * columns);
    const row = Math.floor(((event.clientY - box.top) / box.height) * rows);
    if (column >= 0 && row >= 0 && column < columns && row < rows) this.#read({ row, column });
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = cellAfter(this.#grid, this.#cell, event.key);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    this.#read(next);
  }
}

/** @param {import("./heat.js").Grid} grid @param {Range} range @param {string} label */
function build({ rows, columns }, range, label) {
  const canvas = make("canvas", { width: columns, height: rows, class: "heat-cells" });
  const cursor = make("span", { class: "heat-cursor", hidden: true });
  const frame = make("div", {
    class: "heat-frame", tabindex: 0, role: "application",
    "aria-label": `${label}: ${rows} × ${columns} numbers from ${showExactly(range.min)} to ${showExactly(range.max)}; arrow keys read them one by one`,
  }, canvas, cursor);
  frame.style.width = `${cellSize(columns, rows) * columns}px`;
  canvas.style.aspectRatio = `${columns} / ${rows}`;
  const readout = make("p", { class: "heat-readout", "aria-live": "polite" });
  const scale = make("canvas", { width: LEGEND, height: 1, class: "heat-scale" });
  const legend = make("div", { class: "heat-legend", "aria-hidden": "true" }, scale, ...marksOn(range));
  const element = make("div", { class: "heat" }, frame, make("div", { class: "heat-foot" }, legend, readout));
  return { element, frame, canvas, cursor, readout, scale };
}

/** The numbers above the scale. @param {Range} range */
function marksOn(range) {
  return scaleOf(range).marks.map(({ number, share, fits }) => {
    const text = make("span", { hidden: !fits }, showExactly(number));
    text.style.left = `${100 * share}%`;
    text.style.transform = `translateX(${-100 * share}%)`; // stays above its scale at both ends
    return text;
  });
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {readonly number[]} numbers
 * @param {number} limit
 * @param {Parameters<typeof shade>[2]} colours
 */
function fill(canvas, numbers, limit, colours) {
  const context = canvas.getContext("2d");
  if (!context) return;
  const image = context.createImageData(canvas.width, canvas.height);
  for (const [k, number] of numbers.entries()) {
    image.data.set(shade(number, limit, colours), 4 * k);
    image.data[4 * k + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

/** The palette's colours as the page shows them now. @param {HTMLElement} element */
function coloursOf(element) {
  return {
    above: colourOf(element, "--cr-value"), below: colourOf(element, "--cr-gradient"),
    zero: colourOf(element, "--cr-paper"), odd: colourOf(element, "--cr-quiet"),
  };
}
