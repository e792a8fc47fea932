// Things to be put in order: by a drag, by a finger, or with the buttons beside each.

import { button, make } from "../page/build.js";
import { moved } from "./sheet.js";

/**
 * @param {readonly string[]} first the order in which they lie @param {string} name of the list
 * @param {(order: readonly string[]) => void} changed
 */
export function makeOrdering(first, name, changed) {
  let order = [...first];
  const list = make("ol", { class: "ordering", "aria-label": name });
  /** @type {Map<string, HTMLLIElement>} */
  const rows = new Map();

  /** @param {string} one @param {number} to @param {HTMLElement | null} focus */
  function move(one, to, focus) {
    const from = order.indexOf(one);
    if (to < 0 || to >= order.length || to === from) return;
    order = moved(order, from, to);
    show();
    focus?.focus();
    changed(order);
  }

  function show() {
    for (const [k, one] of order.entries()) {
      const row = rows.get(one);
      if (!row) continue;
      list.append(row);
      const [up, down] = row.querySelectorAll("button");
      for (const [press, way, end] of /** @type {const} */ ([[up, "up", 0], [down, "down", order.length - 1]])) {
        press?.setAttribute("aria-disabled", String(k === end));
        press?.setAttribute("aria-label", `Move ${one} ${way}, at ${k + 1} of ${order.length}`); // heard again at each move
      }
    }
  }

  /** @param {string} one @param {number} y of the pointer in the window */
  function drag(one, y) {
    const others = order.filter((other) => other !== one);
    const above = others.filter((other) => middleOf(rows.get(other)) < y).length;
    if (above === order.indexOf(one)) return;
    order = moved(order, order.indexOf(one), above);
    show();
  }

  for (const one of first) {
    const up = button("↑", () => move(one, order.indexOf(one) - 1, up));
    const down = button("↓", () => move(one, order.indexOf(one) + 1, down));
    const row = make("li", {}, make("span", { class: "grip", "aria-hidden": "true" }, "⠿"), make("code", {}, one), up, down);
    rows.set(one, row);
    letDrag(row, { now: () => order.join("\n"), to: (y) => drag(one, y), changed: () => changed(order) });
  }
  show();
  return { element: list, order: () => order };
}

/** @param {HTMLLIElement} row @param {{ now: () => string, to: (y: number) => void, changed: () => void }} order */
function letDrag(row, order) {
  /** The order in which it was taken up. @type {string | null} */
  let before = null;
  row.addEventListener("pointerdown", (event) => {
    const on = event.target instanceof Element ? event.target : row;
    const isHeld = event.pointerType === "mouse" || on.closest(".grip"); // elsewhere a finger scrolls
    if (event.button !== 0 || !isHeld || on.closest("button")) return;
    event.preventDefault();
    row.setPointerCapture(event.pointerId);
    before = order.now();
    row.classList.add("dragged");
  });
  row.addEventListener("pointermove", (event) => {
    if (before === null) return;
    order.to(event.clientY);
    row.setPointerCapture(event.pointerId); // it may have been taken out for a moment
  });
  const end = () => {
    if (before === null) return;
    const isMoved = order.now() !== before;
    before = null;
    row.classList.remove("dragged");
    if (isMoved) order.changed();
  };
  row.addEventListener("pointerup", end);
  row.addEventListener("pointercancel", end);
}

/** @param {Element | undefined} element */
function middleOf(element) {
  const box = element?.getBoundingClientRect();
  return box ? box.top + box.height / 2 : 0;
}
