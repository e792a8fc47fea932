// What helps with the program once somebody turns to it, and not before: the list of names, and numbers under the hand.

import { get } from "../page/api.js";
import { make } from "../page/build.js";
import { offersOf, updateOffers } from "./completion.js";
import { Completion } from "./completion_view.js";
import { indentAfter } from "./indenting.js";
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
  editor.area.addEventListener("beforeinput", indent);
  mountTextNumbers(editor, store, tracing, say);
  new Completion(editor, () => gates, say);
  get("api/v1/gates").then((catalogue) => (gates = [...offersOf(catalogue), ...updateOffers()]), () => {}); // the program's own names do without it
}

/** A new line begins below the one before. @param {InputEvent} event */
function indent(event) {
  const area = event.target;
  if (event.inputType !== "insertLineBreak" || !(area instanceof HTMLTextAreaElement)) return;
  const spaces = indentAfter(area.value.slice(0, area.selectionStart));
  if (spaces === "") return;
  event.preventDefault();
  document.execCommand("insertText", false, `\n${spaces}`); // nothing else leaves the browser its undo
}
