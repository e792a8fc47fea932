// The numbers of an array input as cells that can be dragged and typed in.

import { make } from "../page/build.js";
import { numberAt, targetName } from "../trace/inputs.js";
import { countOf, indices } from "../trace/nested.js";
import { showArrayExactly, showInFull } from "../trace/numbers.js";
import { mountInputHandles } from "../picture/input_handles.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {{ cell: HTMLElement, target: import("../trace/inputs.js").Target }} Cell */

/** Larger arrays are looked at, not edited cell by cell. */
const MOST_CELLS = 256;

export class Grid {
  #element;
  #store;
  /** @type {Cell[]} */
  #cells = [];
  /** Which input the cells are of, and its shape. */
  #shown = "";

  /**
   * @param {HTMLElement} element
   * @param {Store} store
   */
  constructor(element, store) {
    this.#element = element;
    this.#store = store;
    /** @param {Element} handle */
    const targetAt = (handle) => this.#cells[Number(handle.getAttribute("data-scrub"))]?.target;
    mountInputHandles(element, store, targetAt, () => this.#tell());
  }

  /**
   * Show an input's numbers, or nothing. What is there stays there while the shape does: it may
   * be under somebody's finger.
   * @param {string | null} name
   * @param {readonly number[]} shape
   */
  show(name, shape) {
    const size = countOf(shape);
    const edited = shape.length && size <= MOST_CELLS ? name : null;
    const wanted = edited === null ? "" : `${edited} ${shape.join()}`;
    if (wanted !== this.#shown) this.#build(edited, shape);
    this.#shown = wanted;
    this.#tell();
  }

  /** @param {string | null} name @param {readonly number[]} shape */
  #build(name, shape) {
    this.#element.hidden = name === null;
    this.#cells = name === null ? [] : cellsOf(name, shape);
    this.#element.replaceChildren(...(name === null ? [] : [
      make("h3", {}, "Change its numbers"),
      make("div", { class: "cell-frame" }, ...rowsOf(this.#cells, shape.at(-1) ?? 1)),
      make("p", { class: "quiet" }, "Drag a number, use the arrow keys, or press Enter to type."),
    ]));
  }

  /** Write the numbers as they are now. */
  #tell() {
    const { trace, values } = this.#store.get();
    if (!trace) return;
    const numbers = this.#cells.map(({ target }) => numberAt(trace, values, target));
    const texts = showArrayExactly(numbers);
    for (const [k, { cell }] of this.#cells.entries()) {
      const number = numbers[k] ?? NaN;
      cell.textContent = texts[k] ?? "";
      cell.setAttribute("aria-valuenow", String(number));
      cell.setAttribute("aria-valuetext", showInFull(number));
    }
  }
}

/** @param {string} name @param {readonly number[]} shape @returns {Cell[]} */
function cellsOf(name, shape) {
  return indices(shape).map((index, k) => {
    const target = { name, index };
    const cell = make("span", {
      class: "cell value", "data-scrub": k, tabindex: 0, role: "spinbutton",
      "aria-label": `${targetName(target)}, input`,
    });
    return { cell, target };
  });
}

/** @param {readonly Cell[]} cells @param {number} columns */
function rowsOf(cells, columns) {
  const rows = [];
  for (let k = 0; k < cells.length; k += columns) {
    rows.push(make("div", { class: "cells" }, ...cells.slice(k, k + columns).map(({ cell }) => cell)));
  }
  return rows;
}
