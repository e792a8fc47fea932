// Handles that change the numbers of the inputs, wherever these are written.

import { mountScrubbing } from "../page/scrub_view.js";
import { numberAt, withNumber } from "../trace/inputs.js";

/**
 * Let every `[data-scrub]` inside an element be dragged, wheeled and typed over: it sets `values`, and
 * whoever traces answers. Returns how to stop.
 * @param {HTMLElement} element
 * @param {import("../page/store.js").Store} store
 * @param {(handle: Element) => import("../trace/inputs.js").Target | null | undefined} targetAt
 * @param {() => void} [changed]
 */
export function mountInputHandles(element, store, targetAt, changed = () => {}) {
  return mountScrubbing(element, {
    find: (target) => target.closest("[data-scrub]"),
    value(handle) {
      const { trace, values } = store.get();
      const target = targetAt(handle);
      return trace && target ? numberAt(trace, values, target) : NaN;
    },
    change(handle, number, gesture) {
      const { trace, values } = store.get();
      const target = targetAt(handle);
      if (trace && target) store.set({ values: withNumber(trace, values, target, number), gesture, touched: target });
      changed();
    },
    finish: () => store.set({ gesture: null }),
  });
}
