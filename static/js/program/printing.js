// What paper shows beside the picture: every step in words, and the program. It is written when the
// page is about to be printed, so that it costs nothing until then.

import { make } from "../page/build.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../page/store.js").Store} Store */

/**
 * @param {HTMLElement} sheet where it is written
 * @param {Store} store
 * @param {() => string} program its text
 */
export function mountPrinting(sheet, store, program) {
  addEventListener("beforeprint", () => sheet.replaceChildren(...written(store.get(), program())));
  addEventListener("afterprint", () => sheet.replaceChildren());
}

/** @param {Readonly<State>} state @param {string} program */
function written({ trace, step }, program) {
  const text = [make("h2", {}, "Program"), make("pre", {}, program)];
  if (!trace) return text;
  const rows = trace.steps.map(({ phase, sentence }, index) =>
    make("tr", index + 1 === step ? { class: "now" } : {},
      make("td", {}, String(index + 1)), make("td", {}, phase), make("td", {}, sentence)));
  const heads = ["step", "sweep", "what happens"].map((head) => make("th", { scope: "col" }, head));
  const table = make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows));
  return [make("h2", {}, "Steps"), table, ...text];
}
