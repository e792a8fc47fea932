// What predict mode does when the story moves.

import { forwardSteps } from "../trace/timeline.js";
import { askedAt } from "./press.js";
import { isPredicting, isSettled, keysBefore, nextOpen, questionsAt, questionsOf, revealed } from "./predict.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Trace} Trace */

/** The state of the questions keeps up with the story, whoever moves it. @param {import("../page/store.js").Store} store */
export function followStory(store) {
  /** @param {Readonly<State>} now @param {Readonly<State> | null} before */
  function follow(now, before) {
    const { guesses } = store.get(); // who was told before may have changed them since
    const change = followed({ ...now, guesses }, before);
    if (change === "start over") store.set(startedOver(store.get()));
    else if (change) store.set(change === "fresh" ? fresh(store.get(), store.get().step) : change);
  }
  store.subscribe(follow);
  follow(store.get(), null);
}

/** Nothing answered but what the story has told. @param {Readonly<State>} state @param {number} step @returns {Partial<State>} */
export function fresh(state, step) {
  const { trace } = state;
  if (!trace) return { guesses: {}, asked: null, why: null };
  const guesses = revealed({}, keysBefore(trace, step));
  return { guesses, asked: nextOpen(trace, guesses, null), why: null, ...askedAt(state, step) };
}

/** From before any gradient. @param {Readonly<State>} state @returns {Partial<State>} */
export function startedOver(state) {
  if (!state.trace) return {};
  const step = forwardSteps(state.trace);
  return { ...fresh(state, step), step, playing: false };
}

/**
 * What a change of the story asks for; null for nothing.
 * @param {Readonly<State>} now
 * @param {Readonly<State> | null} before
 * @returns {"start over" | "fresh" | Partial<State> | null}
 */
export function followed(now, before) {
  const { trace, guesses, step } = now;
  if (!trace || !isPredicting(now)) return null;
  if (!before || !isPredicting(before) || (trace !== before.trace && !isSame(trace, before.trace))) {
    return before && before.trace === trace ? "start over" : "fresh"; // a link says the step
  }
  if (step === before.step || trace !== before.trace) return null;
  // Who goes past a question gives it up; a step back shows again what was told there.
  const known = revealed(guesses, keysBefore(trace, step));
  const last = questionsAt(trace, step).at(-1)?.key;
  const again = step < before.step && last && isSettled(known, last) ? { asked: last, why: last } : askedAt(now, step);
  return { guesses: known, ...again };
}

/** Whether two traces ask the same. @param {Trace} trace @param {Trace | null} before */
function isSame(trace, before) {
  if (!before) return false;
  const [a, b] = [questionsOf(trace), questionsOf(before)];
  return a.length === b.length && a.every(({ key, truth, label }, k) => {
    const other = b[k];
    return other?.key === key && Object.is(other.truth, truth) && other.label === label;
  });
}
