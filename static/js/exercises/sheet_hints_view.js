// Hints for a question of a sheet: which rule, on what, the answer; each when it is asked for.

import { make } from "../page/build.js";
import { isSheet } from "./kinds.js";
import { askedFor, sheetProgress } from "./sheet.js";

/** @typedef {import("./types.js").ExerciseStore} ExerciseStore */

const CALLED = ["Rule", "On", "Answer"];

/**
 * @param {{ press: HTMLButtonElement, list: HTMLElement }} places @param {ExerciseStore} store
 * @param {(key: string, level: number, signal: AbortSignal) => Promise<{ text: string | null, steps: number } | null>} ask
 * @returns {() => void} what asks for the next step
 */
export function mountSheetHints({ press, list }, store, ask) {
  let asking = new AbortController();

  async function next() {
    const { sheet, marks, at, told, hinting } = store.get();
    const key = sheet && hinting ? askedFor(sheet.questions, marks, at) : null;
    if (!sheet || key === null) return;
    const before = told?.key === key ? told : { key, texts: [], steps: CALLED.length };
    if (before.texts.length >= before.steps) return;
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const found = await ask(key, before.texts.length + 1, signal);
    if (!found || signal.aborted || store.get().sheet !== sheet) return;
    const texts = found.text === null ? before.texts : [...before.texts, found.text];
    store.set({ told: { key, texts, steps: found.steps }, taken: store.get().taken + texts.length - before.texts.length });
  }

  press.addEventListener("click", () => void next());
  store.watch(["sheet", "marks", "told", "hinting", "kind"], ({ sheet, marks, told, hinting, taken, kind }) => {
    if (!isSheet(kind)) return;
    press.hidden = !hinting;
    press.setAttribute("aria-disabled", String(!sheet || sheetProgress(sheet.questions, marks, taken).isDone)); // it keeps the focus
    press.textContent = told ? "Next hint" : "Hint";
  });
  store.watch(["told", "hinting", "sheet", "kind"], ({ told, hinting, sheet, kind }) => {
    if (!isSheet(kind)) return;
    const number = (sheet?.questions ?? []).findIndex(({ key }) => key === told?.key) + 1;
    const texts = hinting && told ? told.texts : [];
    list.replaceChildren(
      ...(told && hinting ? [make("h3", {}, `Hint for question ${number}`)] : []),
      ...texts.map((text, k) => make("p", {}, make("b", {}, `${CALLED[k]} `), k === 2 ? make("code", {}, text) : text)),
      ...(told && hinting && told.texts.length >= told.steps && told.steps < CALLED.length ? [make("p", {}, "That is all there is.")] : []),
    );
  });
  return () => void next();
}
