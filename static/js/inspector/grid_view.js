// The numbers of an array input as cells that can be dragged and typed in.

import { make } from "../page/build.js";
import { numberAt, targetName } from "../trace/inputs.js";
import { indices } from "../trace/nested.js";
import { showArrayExactly, showInFull } from "../trace/numbers.js";
import { mountInputHandles } from "../picture/input_handles.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("../trace/inputs.js").Target} Target */

/** Larger arrays are looked at, not edited cell by cell. */
const MOST_CELLS = 256;

/**
 * @param {HTMLElement} element
 * @param {Store} store
 */
export function mountGrid(element, store) {
  /** @type {{ cell: HTMLElement, target: Target }[]} */
  let cells = [];
  let shown = "";

  /** @param {Element} handle */
  const targetAt = (handle) => cells[Number(handle.getAttribute("data-scrub"))]?.target;

  mountInputHandles(element, store, targetAt, tell);

  function tell() {
    const { trace, values } = store.get();
    if (!trace) return;
    const numbers = cells.map(({ target }) => numberAt(trace, values, target));
    const texts = showArrayExactly(numbers);
    for (const [k, { cell }] of cells.entries()) {
      const number = numbers[k] ?? NaN;
      cell.textContent = texts[k] ?? "";
      cell.setAttribute("aria-valuenow", String(number));
      cell.setAttribute("aria-valuetext", showInFull(number));
    }
  }

  return {
    /**
     * Show an input's numbers, or nothing. What is there stays there while the shape does: it may
     * be under somebody's finger.
     * @param {string | null} name
     * @param {readonly number[]} shape
     */
    show(name, shape) {
      const size = shape.reduce((product, k) => product * k, 1);
      const wanted = name === null || !shape.length || size > MOST_CELLS ? "" : `${name} ${shape.join()}`;
      if (wanted !== shown) build(wanted === "" ? null : name, shape);
      shown = wanted;
      tell();
    },
  };

  /** @param {string | null} name @param {readonly number[]} shape */
  function build(name, shape) {
    cells = [];
    element.hidden = name === null;
    if (name === null) {
      element.replaceChildren();
      return;
    }
    cells = indices(shape).map((index, k) => {
      const target = { name, index };
      const cell = make("span", {
        class: "cell value", "data-scrub": k, tabindex: 0, role: "spinbutton",
        "aria-label": `${targetName(target)}, input`,
      });
      return { cell, target };
    });
    const columns = shape.at(-1) ?? 1;
    const rows = [];
    for (let k = 0; k < cells.length; k += columns) {
      rows.push(make("div", { class: "cells" }, ...cells.slice(k, k + columns).map(({ cell }) => cell)));
    }
    element.replaceChildren(
      make("h3", {}, "Change its numbers"),
      make("div", { class: "cell-frame" }, ...rows),
      make("p", { class: "quiet" }, "Drag a number, use the arrow keys, or press Enter to type."),
    );
  }
}
