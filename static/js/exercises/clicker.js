// What a clicker does: on and back through the questions of a sheet or the stages of a listing, then through the exercises
// of the set; in a playlist from its end to the next item.

import { isBlanks, isSheet } from "./kinds.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("../page/actions.js").Action} Action */

/** Whether there is another question or stage. @param {Pick<State, "kind" | "sheet" | "at" | "stage">} state @param {number} stages of the listing @param {1 | -1} by */
export function hasNext({ kind, sheet, at, stage }, stages, by) {
  if (isBlanks(kind)) return stage + by >= 1 && stage + by <= stages;
  if (!isSheet(kind) || !sheet) return false;
  const here = sheet.questions.findIndex(({ key }) => key === at);
  return here < 0 ? by > 0 && sheet.questions.length > 0 : sheet.questions[here + by] !== undefined;
}

/**
 * @param {(by: 1 | -1) => boolean} can whether there is another question or stage
 * @param {(by: 1 | -1) => unknown} step to it
 * @param {(by: 1 | -1) => boolean} move to another exercise of the set
 * @param {<A extends Action>(action: A, isOver: () => boolean, way: 1 | -1) => A} lead through a playlist
 */
export function clickerActions(can, step, move, lead) {
  /** @param {1 | -1} by */
  const go = (by) => (can(by) ? step(by) : move(by));
  /** @type {Action} */
  const on = { keys: ["PageDown"], shown: "PageDown PageUp", help: "on and back, as a clicker: questions or stages, then the exercises of the set", act: () => go(1) };
  /** @type {Action} */
  const back = { keys: ["PageUp"], toldBy: "clickOn", act: () => go(-1) };
  return { clickOn: lead(on, () => !can(1), 1), clickBack: lead(back, () => !can(-1), -1) };
}
