// Where in the history of a run its configuration was changed, and to what.

import { differences } from "./curve_series.js";

/** @typedef {import("../types.js").LabState} LabState */
/** @typedef {Pick<Readonly<LabState>, "config" | "frame">} Moment */
/** @typedef {{ update: number, text: string }} Mark */

const NEAR = 1 / 60; // of what is shown, from a mark to what is read

/**
 * The marks after a change of the state: those beyond the end of the history are gone, as after a reset,
 * and a change of the configuration adds one.
 * @param {readonly Mark[]} marks
 * @param {Moment} now
 * @param {Moment} before
 * @returns {readonly Mark[]}
 */
export function marksAfter(marks, now, before) {
  const kept = now.frame && now.frame !== before.frame ? upTo(marks, now.frame.history.last) : marks;
  if (now.config === before.config || !now.config || !before.config || !now.frame) return kept;
  const text = differences(before.config, now.config).join(", ");
  return text && now.frame.update > 0 ? [...kept, { update: now.frame.update, text }] : kept;
}

/** @param {readonly Mark[]} marks @param {number} end */
function upTo(marks, end) {
  return marks.some(({ update }) => update > end) ? marks.filter(({ update }) => update <= end) : marks;
}

/**
 * The last mark near an update.
 * @param {readonly Mark[]} marks
 * @param {number} update
 * @param {{ first: number, last: number }} shown the updates that are shown
 */
export function markNear(marks, update, { first, last }) {
  return marks.findLast((mark) => Math.abs(mark.update - update) <= (last - first) * NEAR);
}
