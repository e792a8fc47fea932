// What helps with the program once somebody turns to it, and not before: the list of names, and numbers under the hand.

import { get } from "../page/api.js";
import { make } from "../page/build.js";
import { offersOf } from "./completion.js";
import { Completion } from "./completion_view.js";
import { mountTextNumbers } from "./text_numbers_view.js";

/**
 * @param {import("./editor.js").Editor} editor
 * @param {import("../page/store.js").Store} store
 * @param {{ now: () => Promise<void> }} tracing
 */
export function mountAids(editor, store, tracing) {
  /** @type {readonly import("./completion.js").Offer[]} */
  let gates = [];
  const status = make("p", { class: "heard", role: "status" });
  editor.area.closest(".editor")?.after(status);
  /** @param {string} text */
  const say = (text) => status.replaceChildren(text);
  mountTextNumbers(editor, store, tracing, say);
  new Completion(editor, () => gates, say);
  get("api/v1/gates").then((catalogue) => (gates = offersOf(catalogue)), () => {}); // the program's own names do without it
}
