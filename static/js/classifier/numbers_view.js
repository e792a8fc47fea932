// The numbers of the setting under the hand: dragged, moved by keys, typed, wherever on the page they stand.

import { make } from "../page/build.js";
import { mountScrubbing } from "../page/scrub_view.js";
import { showExactly } from "../trace/numbers.js";
import { edited, numberAt, placeName, placeOf, withNumber } from "./edit.js";

/** @typedef {import("./types.js").ClassifierStore} ClassifierStore */

const EDIT = "[data-edit]";

/** @param {HTMLElement} root @param {ClassifierStore} store */
export function mountNumbers(root, store) {
  const place = (/** @type {Element} */ handle) => placeOf(handle.getAttribute("data-edit") ?? "");
  mountScrubbing(root, {
    find: (target) => target.closest(EDIT),
    value: (handle) => numberAt(store.get(), place(handle)),
    change(handle, number, gesture) {
      const state = store.get();
      store.set({ ...edited(state, withNumber(state, place(handle), number)), gesture });
    },
    finish: () => store.set({ gesture: null }),
  });
}

/** A number that can be changed. @param {import("./edit.js").Place} place @param {string} label @param {string} [className] */
export const editable = (place, label, className = "") => make("span", { class: `number ${className}`, "data-edit": placeName(place), tabindex: 0, role: "spinbutton", "aria-label": label });

/** @param {HTMLElement} element @param {import("../trace/types.js").Scalar} value @param {(value: import("../trace/types.js").Scalar, digits: number) => string} [write] @param {number} [digits] */
export function fillNumber(element, value, write = showExactly, digits = 2) {
  const text = write(value, digits);
  if (element.textContent !== text) element.textContent = text;
  if (element.hasAttribute("data-edit")) element.setAttribute("aria-valuenow", String(value));
}
