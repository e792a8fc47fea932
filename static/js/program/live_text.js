// The program's text follows the numbers that are changed on the picture. The state keeps the program
// and the numbers apart, so that a drag draws nothing anew; here they are read as one.

import { programOf } from "./retrace.js";
import { withValues, writeValues } from "./writing.js";

/** @typedef {import("../trace/types.js").State} State */

/** @param {Readonly<State>} state */
function textOf({ program, trace, values }) {
  const plain = { text: program, edits: [], outside: [] };
  if (!trace || Object.keys(values).length === 0 || programOf(trace) !== program) return plain;
  return withValues(program, trace, values);
}

const SOON = 60; // ms that the text may be behind a number that is dragged: those on the picture come first

/**
 * @param {import("./editor.js").Editor} editor
 * @param {import("../page/store.js").Store} store
 * @param {HTMLElement} note where it is said what the text does not say
 * @param {HTMLButtonElement} button puts numbers in the place of what made them
 */
export function mountLiveText(editor, store, note, button) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  function show() {
    clearTimeout(waiting);
    waiting = undefined;
    const { text, edits, outside } = textOf(store.get());
    editor.show(store.get().program, text, edits);
    button.hidden = outside.length === 0;
    const told = outside.length ? `Changed on the picture and not in the text: ${outside.map(inWords).join("; ")}.` : "";
    if (note.textContent !== told) note.textContent = told;
  }

  store.watch(["program", "values", "trace"], ({ gesture }) => {
    if (gesture === null) show();
    else waiting ??= setTimeout(show, SOON);
  });
  button.addEventListener("click", () => {
    const { program, trace, values, problem } = store.get();
    if (trace && !problem && programOf(trace) === program) store.set(writeValues(program, trace, values));
  });
}

const LONGEST = 40;

/** @param {{ name: string, text: string }} value */
function inWords({ name, text }) {
  if (text === "" || text.normalize("NFKC") === name) return `${name}, for which it has no number`;
  return `${name}, which is written as ${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}`;
}
