// Somebody types, ends a line, leaves the program: what is wrong waits, or is shown. The picture meanwhile is that
// of the last text that worked, and says so.

import { standingOf } from "../trace/standing.js";
import { bracketsOf } from "./brackets.js";
import { isWhole, Mending } from "./mending.js";
import { programOf } from "./retrace.js";

/** @typedef {import("../page/store.js").Store} Store */

/**
 * @param {import("./editor.js").Editor} editor
 * @param {Store} store
 * @param {{ ensure: () => unknown }} tracing
 * @param {HTMLElement} place where it is said of what the picture is
 * @param {(problem: import("../trace/types.js").State["problem"]) => void} show told of a problem beside the program
 */
export function mountMending(editor, store, tracing, place, show) {
  const { area } = editor;
  const mending = new Mending(store, (problem) => {
    editor.mark(problem);
    show(problem);
  });

  function settle() {
    if (mending.settle()) tracing.ensure();
  }
  area.addEventListener("input", (event) => {
    mending.typed();
    const ended = event instanceof InputEvent && /^insert(LineBreak|Paragraph)$/.test(event.inputType);
    // Whoever else listens is to hear of the text first.
    if (ended && isWhole(bracketsOf(editor.rows), editor.text, area.selectionStart)) setTimeout(settle);
  });
  area.addEventListener("blur", settle);
  store.subscribe(({ program, gesture }, before) => {
    // A number is being dragged, through what may not be.
    if (gesture !== null && gesture === before.gesture && program !== before.program) mending.typed();
  });
  area.form?.addEventListener("submit", () => mending.settle());

  function stand() {
    const { trace, program } = store.get();
    const { told, ...classes } = standingOf(store.get(), !trace || programOf(trace) !== program, mending.typing);
    for (const [name, on] of Object.entries(classes)) document.body.classList.toggle(name, on);
    area.closest(".editor")?.classList.toggle("typing", mending.typing);
    if (place.textContent !== told) place.textContent = told;
  }
  mending.watch(stand);
  store.watch(["behind", "trace", "program", "problem"], stand);
}
