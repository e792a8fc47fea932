// What the views show of the state: in slow motion the network is still the one before the update.

import { showCount } from "../../page/amounts.js";

/** @typedef {import("../types.js").Frame} Frame */
/** @typedef {import("../types.js").LabState} LabState */

/**
 * The frame to show: in slow motion the one before the update, as long as that has not come. Whatever
 * is told of the run beside the pictures is read here too, so that all of it is of one moment.
 * @param {Pick<Readonly<LabState>, "frame" | "explained">} state
 * @returns {Frame | null}
 */
export function shownFrame({ frame, explained }) {
  return (explained?.stage === "update" ? null : explained?.before) ?? frame;
}

/**
 * The parameters to show, those of the frame that is shown.
 * @param {Readonly<LabState>} state
 * @returns {Float32Array | null}
 */
export function shownParameters(state) {
  const parameters = shownFrame(state)?.arrays.parameters?.data;
  return parameters instanceof Float32Array ? parameters : null;
}

/**
 * The updates that the shown history goes over, and what was recorded of them: in slow motion it ends
 * where the update that is being told begins.
 * @param {Readonly<LabState>} state
 * @returns {{ first: number, last: number, curve: LabState["curve"] }}
 */
export function shownHistory(state) {
  const { frame, curve } = state;
  const [shown, first] = [shownFrame(state), frame?.history.first ?? 0];
  if (shown !== frame && shown) return { first, last: shown.update, curve: curve.filter(({ update }) => update <= shown.update) };
  return { first, last: Math.max(frame?.history.last ?? 0, curve.at(-1)?.update ?? 0), curve };
}

/** The point that is pinned: x1, x2 and its label. @param {Pick<Readonly<LabState>, "config">} state */
export const queryOf = ({ config }) => config?.dataset.query ?? null;

/**
 * What the network computes under the pointer, or of the pinned point, where that was asked of the moment that is shown; while
 * no update is being told, an answer of a moment ago will do until the next comes.
 * @param {Readonly<LabState>} state
 * @returns {LabState["probed"]}
 */
export function shownProbed(state) {
  const { pointer, probed, frame } = state;
  const shown = shownFrame(state);
  return (pointer ?? queryOf(state)) && probed && (shown === frame || probed.update === shown?.update) ? probed : null;
}

/**
 * An array of the frame as floats, or null where the frame has none.
 * @param {Frame | null} frame
 * @param {string} name
 * @returns {{ shape: number[], data: Float32Array } | null}
 */
export function floats(frame, name) {
  const array = frame?.arrays[name];
  return array && array.data instanceof Float32Array ? { shape: array.shape, data: array.data } : null;
}

/** An update by its number, `update 9,622`. @param {number} update */
export const updateName = (update) => `update ${showCount(update)}`;

/** What a class is called. @param {number} label @param {readonly string[]} [names] those of the data */
export const className = (label, names = []) => names[label] ?? `class ${label}`;
