// A heat map: one canvas pixel to a number, enlarged by the browser; read by pointer and by keys.

import { make } from "../page/build.js";
import { cellAfter, gridOf, placeOf, rangeOf, shade } from "./heat.js";
import { showExactly, showInFull } from "../trace/numbers.js";
import { colourOf } from "../page/palette.js";

const LEGEND = 101; // px of the scale

/** How wide and how high one number is drawn: large while there are few. @param {number} columns @param {number} rows */
function cellSize(columns, rows) {
  return Math.max(1, Math.min(28, Math.floor(300 / columns), Math.floor(220 / rows)));
}

/**
 * @param {import("../trace/types.js").Nested} value not a summary
 * @param {readonly number[]} shape
 * @param {string} label what the numbers are
 */
export function heatMap(value, shape, label) {
  const grid = gridOf(value, shape);
  const range = rangeOf(grid.numbers);
  const canvas = make("canvas", { width: grid.columns, height: grid.rows, class: "heat-cells" });
  const frame = make("div", {
    class: "heat-frame", tabindex: 0, role: "application",
    "aria-label": `${label}: ${grid.rows} × ${grid.columns} numbers from ${showExactly(range.min)} to ${showExactly(range.max)}; arrow keys read them one by one`,
  }, canvas);
  const cursor = make("span", { class: "heat-cursor", hidden: true });
  frame.append(cursor);
  const size = cellSize(grid.columns, grid.rows);
  frame.style.width = `${size * grid.columns}px`;
  canvas.style.aspectRatio = `${grid.columns} / ${grid.rows}`;
  const readout = make("p", { class: "heat-readout", "aria-live": "polite" });
  const scale = make("canvas", { width: LEGEND, height: 1, class: "heat-scale" });
  const { min, max } = range;
  const low = Math.min(min, 0);
  const high = Math.max(max, 0);
  const legend = make("div", { class: "heat-legend", "aria-hidden": "true" }, scale);
  const marks = [...new Set([low, 0, high])];
  for (const mark of marks) {
    const text = make("span", {}, showExactly(mark));
    const share = high > low ? (mark - low) / (high - low) : 0;
    text.style.left = `${100 * share}%`;
    text.style.transform = `translateX(${-100 * share}%)`; // stays above its scale at both ends
    if (share > 0 && share < 1 && (share < 0.22 || share > 0.78)) text.hidden = true; // no room
    legend.append(text);
  }
  const element = make("div", { class: "heat" }, frame, make("div", { class: "heat-foot" }, legend, readout));
  let cell = { row: 0, column: 0 };

  /** @param {{ row: number, column: number }} to */
  function read(to) {
    cell = to;
    const number = grid.numbers[to.row * grid.columns + to.column] ?? NaN;
    readout.textContent = `${placeOf(grid, to.row, to.column)}: ${showInFull(number)}`;
    cursor.hidden = false;
    Object.assign(cursor.style, {
      left: `${(100 * to.column) / grid.columns}%`,
      top: `${(100 * to.row) / grid.rows}%`,
      width: `${100 / grid.columns}%`,
      height: `${100 / grid.rows}%`,
    });
  }

  function leave() {
    if (document.activeElement === frame) return;
    cursor.hidden = true;
    readout.textContent = "";
  }

  frame.addEventListener("pointermove", (event) => {
    const box = canvas.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * grid.columns);
    const row = Math.floor(((event.clientY - box.top) / box.height) * grid.rows);
    if (column >= 0 && row >= 0 && column < grid.columns && row < grid.rows) read({ row, column });
  });
  frame.addEventListener("pointerleave", leave);
  frame.addEventListener("blur", leave);
  frame.addEventListener("focus", () => read(cell));
  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = cellAfter(grid, cell, event.key);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    read(next);
  });

  return {
    element,
    /** Colour it; again when the colours of the page change. The element must be in the page. */
    paint() {
      const colours = coloursOf(element);
      fill(canvas, grid.numbers, range.limit, colours);
      const steps = Array.from({ length: LEGEND }, (_, k) => low + ((high - low) * k) / (LEGEND - 1));
      fill(scale, steps, range.limit, colours);
    },
  };
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
