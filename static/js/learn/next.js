// What the server is asked of a program that learns, and what is read from its answer. A run is the numbers
// it began with, its rule, its step size, its parameters and its count, so it is made anew each time: the
// momentum of the next update is then that of all before. Pure.

import { at, flat } from "../trace/nested.js";
import { isPredicting } from "../predict/predict.js";
import { learningIn, nextOf, parametersOf } from "../trace/updates.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").Given} Given */
/** @typedef {import("../trace/types.js").Nested} Nested */
/** @typedef {import("../trace/types.js").Schemas["DescendAnswer"]} Answer */
/** @typedef {import("../trace/inputs.js").Target} Target */
/** @typedef {Pick<State, "program" | "values" | "rule" | "rate" | "learners" | "run">} Of */

/** What a rule remembers, by its symbols and by parameter. @typedef {Readonly<Record<string, Readonly<Record<string, Nested>>>>} Remembered */

/**
 * The next update, for these parts of the state: parameters and gradients before it, and what it makes of them.
 * @typedef {object} Next
 * @property {Readonly<Of>} of
 * @property {Readonly<Record<string, Nested>>} from
 * @property {Readonly<Record<string, Nested>>} gradients
 * @property {Readonly<Record<string, Given>> | null} to null where it leaves the numbers
 * @property {number} loss
 * @property {number} lossAfter NaN where it leaves the numbers
 * @property {string} trouble what it leaves the numbers with; empty where it does not
 * @property {{ lines: readonly string[], options: Readonly<Record<string, number>>, before: Remembered, after: Remembered, count: number } | null} spelled
 *   the lines of the rule, and what stands in them before and after them at this update; null is not known
 */

/** A rest: no parameter p moves by more than this times max(1, |p|). */
export const REST = 1e-6;
/** Updates at most until a rest. */
export const MOST = 5000;

/** @param {Readonly<State>} state */
export const madeIn = ({ run }) => run?.made ?? 0;

/** The names of the parameters, each once. @param {Readonly<State>} state */
export function namesIn(state) {
  return state.trace ? [...new Set(parametersOf(state.trace, state).map(({ target }) => target.name))] : [];
}

/**
 * So many updates of the run that the state stands in, written down at so many.
 * @param {Readonly<State>} state @param {number} updates @param {number} every @param {number} [tolerance] ends it at a rest
 */
export function askOf(state, updates, every, tolerance) {
  const { program, values, output, run } = state;
  const { rule, rate } = learningIn(state);
  const inputs = run?.start ?? values;
  return {
    program, inputs, ...(output === null ? {} : { output }), parameters: namesIn(state),
    optimizer: { name: /** @type {"sgd"} */ (rule), learning_rate: rate },
    updates, record_every: Math.max(1, every), ...(tolerance === undefined ? {} : { tolerance }), trace: false,
  };
}

/** @param {Readonly<State>} state @returns {Of} */
export const ofState = ({ program, values, run, ...state }) => ({ program, values, run, ...learningIn(state) });

/** The numbers of one row. @template T @param {Record<string, T[]>} columns @param {number} row */
function rowOf(columns, row) {
  return Object.fromEntries(Object.entries(columns).map(([name, list]) => [name, /** @type {T} */ (list[row])]));
}

/**
 * The update after `made` of them; null where the run does not come so far.
 * @param {Answer} answer @param {number} made @param {Of} of @returns {Next | null}
 */
export function readNext(answer, made, of) {
  const [before, after] = [answer.updates.indexOf(made), answer.updates.indexOf(made + 1)];
  if (before < 0) return null;
  const { parameters, gradients, losses, diverged, rule } = answer;
  const isLost = after < 0;
  /** @param {number} row @returns {Remembered} */
  const remembered = (row) => Object.fromEntries(Object.entries(rule?.memory ?? {}).map(([symbol, columns]) => [symbol, rowOf(columns, row)]));
  return {
    of,
    from: rowOf(parameters, before),
    gradients: rowOf(gradients, before),
    to: isLost ? null : /** @type {Record<string, Given>} */ (rowOf(parameters, after)),
    loss: Number(losses[before]),
    lossAfter: Number(isLost ? NaN : losses[after]),
    spelled: rule && !isLost ? { lines: rule.lines, options: rule.options, before: remembered(before), after: remembered(after), count: made + 1 } : null,
    trouble: isLost ? `${diverged?.parameter ?? answer.output ?? "the loss"} is no longer finite` : "",
  };
}

/** The numbers after so many updates. @param {Answer} answer @param {number} made @returns {Record<string, Given> | null} */
export function readRow(answer, made) {
  const row = answer.updates.indexOf(made);
  return row < 0 ? null : /** @type {Record<string, Given>} */ (rowOf(answer.parameters, row));
}

/** What an element of a named array is, or the whole of it. @param {Readonly<Record<string, Nested>>} named @param {Target} target @returns {Nested} */
export function elementOf(named, { name, index }) {
  const whole = named[name] ?? NaN;
  return index.length ? at(whole, index) : whole;
}

/** The next update as it may be shown: it would tell what predict mode asks for. @param {Readonly<State>} state */
export const shownNext = (state) => (isPredicting(state) ? null : nextOf(state));

/** A number, or an array of one as its number; null of a larger one. @param {Nested | null | undefined} value */
export function numberOf(value) {
  const all = flat(value);
  return all.length === 1 ? (all[0] ?? null) : null;
}

/** Whether a run, made anew, stands where the story stands. @param {Next} next @param {Trace} trace @param {Pick<State, "learners">} state */
export function standsAt(next, trace, state) {
  return parametersOf(trace, state).every(({ node, target }) => JSON.stringify(elementOf(next.from, target)) === JSON.stringify(node.value));
}

/** Whether nothing is left to learn: every gradient is exactly zero. @param {Next} next */
export const isDone = ({ gradients }) => !/[1-9NI]/.test(JSON.stringify(Object.values(gradients)));
