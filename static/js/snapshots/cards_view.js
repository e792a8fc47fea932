// The snapshots as they are read: each picture with its caption, which may be typed, and what can be done with it.

import { button, make } from "../page/build.js";
import { addressOfSvg } from "../page/raster.js";

/** @typedef {import("./sheet.js").Snapshot} Snapshot */
/**
 * @typedef {object} Acts
 * @property {(at: number, caption: string) => void} caption
 * @property {(at: number, way: 1 | -1) => void} move
 * @property {(at: number) => void} remove
 * @property {(snapshot: Snapshot, kind: "svg" | "png" | "json") => void} save
 */

/** @param {HTMLElement} element @param {Acts} acts */
export function mountCards(element, acts) {
  /** @param {Snapshot} snapshot @param {number} k @param {number} count */
  function card(snapshot, k, count) {
    const { caption, title, link, svg } = snapshot;
    const field = make("textarea", { rows: 2, "aria-label": `Caption of snapshot ${k + 1}`, placeholder: "Caption", maxlength: 2000 });
    field.value = caption;
    field.addEventListener("input", () => acts.caption(k, field.value));
    const earlier = button("↑", () => acts.move(k, -1), { class: "square", "aria-label": `Move snapshot ${k + 1} up` });
    const later = button("↓", () => acts.move(k, 1), { class: "square", "aria-label": `Move snapshot ${k + 1} down` });
    [earlier.disabled, later.disabled] = [k === 0, k === count - 1];
    const saves = /** @type {const} */ (["svg", "png", "json"]).map((kind) => button(kind === "json" ? "Numbers" : kind.toUpperCase(), () => acts.save(snapshot, kind)));
    const remove = button("Remove", () => acts.remove(k), { "aria-label": `Remove snapshot ${k + 1}` });
    return make(
      "li",
      { class: "snapshot", "data-id": snapshot.id },
      make("img", { src: addressOfSvg(svg), alt: title }),
      field,
      make("p", {}, make("a", { href: link }, title)),
      make("div", { class: "snapshot-buttons" }, earlier, later, ...saves, remove),
    );
  }

  return {
    /** @param {readonly Snapshot[]} all */
    show(all) {
      element.replaceChildren(...all.map((one, k) => card(one, k, all.length)));
    },
    /** Go on with the keys where a snapshot went. @param {number} at @param {string} label the name of its button begins so */
    focus(at, label) {
      const found = element.children[at]?.querySelector(`[aria-label^="${label}"]:not(:disabled)`) ?? element.children[at]?.querySelector("button:not(:disabled)");
      if (found instanceof HTMLElement) found.focus();
    },
  };
}
