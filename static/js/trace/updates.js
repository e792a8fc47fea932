// The update that follows the gradient: which parameters take a step, and the story that goes on to it. Pure.

import { startsFromOne } from "./derivatives.js";
import { targetOf } from "./inputs.js";
import { countOf, isListed } from "./nested.js";

/** @typedef {import("./types.js").Trace} Trace */
/** @typedef {import("./types.js").State} State */
/** @typedef {Readonly<Pick<State, "trace" | "reach" | "rule" | "rate" | "learners" | "next" | "program" | "values" | "run">>} Learning */

/**
 * By which rule a program learns, how far a step goes and which inputs take it: as its text says, where it does.
 * @param {Pick<State, "trace" | "rule" | "rate" | "learners">} state
 * @returns {Pick<State, "rule" | "rate" | "learners">}
 */
export function learningIn({ trace, rule, rate, learners }) {
  const written = trace?.update;
  return written ? { rule: written.rule, rate: written.rate, learners: written.parameters } : { rule, rate, learners };
}

/**
 * Where the story ends: where somebody chose, or as the text says.
 * @param {Pick<State, "reach"> & { trace: Trace | null }} state @returns {NonNullable<State["reach"]>}
 */
export function reachOf({ trace, reach }) {
  if (reach !== null) return reach;
  if (!trace?.update) return "gradient";
  return trace.update.times > 1 ? "loop" : "update";
}

/** The leaves that can learn: inputs that a gradient flows back to. @param {Trace} trace */
export function learnersOf(trace) {
  const output = trace.nodes[trace.outputs[0] ?? -1];
  if (!output || countOf(output.shape) !== 1 || !startsFromOne(trace)) return [];
  return trace.nodes.flatMap((node) => {
    const target = node.kind === "input" && node.gradient !== null && isListed(node.value) ? targetOf(node, trace.detail) : null;
    return target && Object.hasOwn(trace.gradients ?? {}, target.name) ? [{ node, target }] : [];
  });
}

/** Those that are to learn; all, where the program has none of them any more. @param {Trace} trace @param {Pick<State, "learners">} state */
export function parametersOf(trace, state) {
  const all = learnersOf(trace);
  const learners = trace.update?.parameters ?? state.learners;
  const named = all.filter(({ target }) => learners?.includes(target.name));
  return named.length ? named : all;
}

/**
 * A story that goes on to the update, a step for each parameter.
 * @param {Trace} trace of the server @param {Pick<State, "reach" | "learners">} state @returns {Trace}
 */
export function withUpdates(trace, state) {
  if (reachOf({ trace, reach: state.reach }) === "gradient") return trace;
  const steps = parametersOf(trace, state).map(({ node }) => ({
    phase: /** @type {const} */ ("update"), node: node.id, edge: null, sentence: `${node.symbol.text} takes its step.`,
  }));
  return { ...trace, steps: [...trace.steps, ...steps] };
}

/** The story as the server told it. @param {Trace} trace @returns {Trace} */
export function withoutUpdates(trace) {
  const steps = trace.steps.filter(({ phase }) => phase !== "update");
  return steps.length === trace.steps.length ? trace : { ...trace, steps };
}

/** The next update of a state; null while it is not known. @param {Learning} state */
export function nextOf({ next, ...state }) {
  const parts = /** @type {const} */ (["program", "values", "rule", "rate", "learners", "run"]);
  const now = { ...state, ...learningIn(state) };
  return next && parts.every((part) => Object.is(next.of[part], now[part])) ? next : null;
}

/** Whether another pass follows the update: in a loop of the text only so many. @param {Learning} state */
function goesRound(state) {
  const isLast = state.reach === null && (state.run?.made ?? 0) + 1 >= (state.trace?.update?.times ?? Infinity);
  return reachOf(state) === "loop" && !isLast;
}

/** Whether a story that goes round waits at its end for the next update. @param {Learning} state */
export function isAwaited(state) {
  return goesRound(state) && state.trace?.steps.at(-1)?.phase === "update" && nextOf(state) === null;
}

/** The state after its next update; null where there is none. @param {Learning} state @returns {Partial<State> | null} */
export function updated(state) {
  const to = nextOf(state)?.to;
  if (!to) return null;
  const { made, start } = state.run ?? { made: 0, start: state.values };
  return { values: { ...state.values, ...to }, run: { made: made + 1, start } };
}

/** The next forward sweep, where the story goes round; null where it ends. @param {Learning} state @returns {Partial<State> | null} */
export function applied(state) {
  const next = goesRound(state) ? updated(state) : null;
  return next && { ...next, stand: 0, within: 1 };
}
