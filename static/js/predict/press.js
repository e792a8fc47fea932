// Predict mode by one key: each question of the story is asked, answered and explained, a press each.
// Pure.

import { pressAfter } from "../trace/timeline.js";
import { applied } from "../trace/updates.js";
import { isPredicting, isSettled, questionsAt, revealed } from "./predict.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("./predict.js").Question} Question */
/** @typedef {Readonly<Pick<State, "trace" | "step" | "by" | "predicting" | "guesses" | "asked" | "why"> & import("../trace/updates.js").Learning>} Asking */

/** How far a press leads: predict mode asks for one wire after another. @param {Pick<State, "by" | "predicting" | "trace">} state */
export function byOf(state) {
  return isPredicting(state) ? "wire" : state.by;
}

/**
 * How far the step is told: it asks its question, shows the answer, or explains it. A step without a
 * question, and every step outside predict mode, explains at once.
 * @param {Asking} state
 * @returns {{ stage: "ask" | "reveal" | "explain", question: Question | null }}
 */
export function stageOf(state) {
  const { trace, step, guesses, asked, why } = state;
  const questions = trace && isPredicting(state) ? questionsAt(trace, step) : [];
  const question = questions.find(({ key }) => key === asked) ?? questions[0] ?? null;
  if (!question) return { stage: "explain", question };
  if (!isSettled(guesses, question.key)) return { stage: "ask", question };
  return { stage: why === question.key ? "explain" : "reveal", question };
}

/**
 * What one press of the key for the next step changes: a gate on, or the next stage of a question.
 * An answer that was found by the class is explained at once. Null where there is nothing further.
 * @param {Asking} state
 * @returns {Partial<State> | null}
 */
export function pressed(state) {
  const { trace, step, guesses, asked, why } = state;
  if (!trace) return null;
  const questions = isPredicting(state) ? questionsAt(trace, step) : [];
  const told = questions.findIndex(({ key }) => key === why);
  const question = questions[told + 1];
  if (question) {
    const { key } = question;
    if (isSettled(guesses, key)) return { why: key, asked: key };
    return asked === key ? { guesses: revealed(guesses, [key]) } : { asked: key };
  }
  const next = pressAfter(trace, step, byOf(state));
  return next === null ? (isPredicting(state) ? null : applied(state)) : { step: next, within: 1, why: null, ...askedAt(state, next) };
}

/** What is asked at a step, if it asks anything. @param {Asking} state @param {number} step @returns {{ asked?: string }} */
export function askedAt(state, step) {
  const first = state.trace && isPredicting(state) ? questionsAt(state.trace, step)[0] : undefined;
  return first ? { asked: first.key } : {};
}
