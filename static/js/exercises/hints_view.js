// Hints: which rule, which operands, the line; each when it is asked for.

import { make } from "../page/build.js";
import { stepsOf, targetOf } from "./hints.js";
import { isSheet } from "./kinds.js";
import { progressOf } from "./verdicts.js";

/** @typedef {import("./types.js").ExerciseStore} ExerciseStore */

const CALLED = ["Rule", "Operands", "Line"];

/**
 * @param {{ press: HTMLButtonElement, list: HTMLElement }} places @param {ExerciseStore} store
 * @param {(target: string, signal: AbortSignal) => Promise<import("./types.js").Hint | null>} ask
 * @param {() => number} cursor the line with the cursor
 * @returns {() => void} what asks for the next step
 */
export function mountHints({ press, list }, store, ask, cursor) {
  let asking = new AbortController();
  /** The line that the cursor was in last: a press on the button takes the focus away. */
  let at = 0;
  document.addEventListener("selectionchange", () => (at = cursor() || at));

  async function next() {
    const { checked, lines, shown, taken, hinting } = store.get();
    const target = checked && hinting ? targetOf(checked, lines, at) : null;
    if (target === null) return;
    if (shown?.hint.target === target) {
      if (shown.step < stepsOf(shown.hint).length) store.set({ shown: { ...shown, step: shown.step + 1 }, taken: taken + 1 });
      return;
    }
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const hint = await ask(target, signal);
    if (hint && !signal.aborted) store.set({ shown: { hint, step: 1 }, taken: store.get().taken + 1 });
  }

  press.addEventListener("click", () => void next());
  store.watch(["shown", "checked", "hinting", "lines", "kind"], ({ shown, checked, hinting, kind }) => {
    if (isSheet(kind)) return;
    press.hidden = !hinting;
    const isDone = checked !== null && progressOf(checked).isDone;
    press.setAttribute("aria-disabled", String(checked === null || isDone)); // it keeps the focus
    press.textContent = shown ? "Next hint" : "Hint";
  });
  store.watch(["shown", "hinting", "kind"], ({ shown, hinting, kind }) => {
    if (isSheet(kind)) return;
    const steps = shown && hinting ? stepsOf(shown.hint).slice(0, shown.step) : [];
    const isAll = shown !== null && shown.step === stepsOf(shown.hint).length;
    list.replaceChildren(
      ...(steps.length ? [make("h3", {}, `Hint for ${shown?.hint.target}`)] : []),
      ...steps.map((text, k) => make("p", {}, make("b", {}, `${CALLED[k]} `), k === 2 ? make("code", {}, text) : text)),
      ...(steps.length && isAll && shown?.hint.line === null ? [make("p", {}, "No short line says it: that is all there is.")] : []),
    );
  });
  return () => void next();
}
