// What is written at parameters that have taken their step. Pure.

import { labelOf } from "../trace/moment.js";
import { sweptSteps } from "../trace/timeline.js";
import { parametersOf } from "../trace/updates.js";
import { elementOf, shownNext } from "./next.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/moment.js").Moment} Moment */
/** @typedef {import("../trace/moment.js").Label} Label */
/** @typedef {import("./next.js").Next} Next */

/** The new labels of each update, which are written once. @type {WeakMap<Next, { digits: number, labels: ReadonlyMap<number, Label> }>} */
const known = new WeakMap();

/** @param {Next} next @param {Trace} trace @param {Readonly<State>} state */
function labelsOf(next, trace, state) {
  const before = known.get(next);
  if (before?.digits === state.digits) return before.labels;
  const { to } = next;
  const learners = to ? parametersOf(trace, state) : [];
  const labels = new Map(learners.map(({ node, target }) => [node.id, labelOf(elementOf(to ?? {}, target), node.shape, state.digits)]));
  known.set(next, { digits: state.digits, labels });
  return labels;
}

/** The parameters that have taken their step. @param {Trace} trace @param {number} step */
export function updatedAt(trace, step) {
  return new Set(trace.steps.slice(sweptSteps(trace), step).map(({ node }) => node));
}

/** The moment with the new values. @param {Moment} moment @param {Readonly<State>} state @returns {Moment} */
export function updatedMoment(moment, state) {
  const { trace } = state;
  const next = shownNext(state);
  const isBefore = moment.current === null || moment.current.phase !== "update";
  if (!trace || !next || isBefore) return moment;
  const [labels, done] = [labelsOf(next, trace, state), updatedAt(trace, moment.step)];
  return { ...moment, value: (id) => (done.has(id) && labels.get(id)) || moment.value(id) };
}
