// What the views show of the state: in slow motion the network is still the one before the update.

/** @typedef {import("../types.js").Frame} Frame */
/** @typedef {import("../types.js").LabState} LabState */

/**
 * The frame to show: in slow motion the one before the update, as long as that has not come.
 * @param {Readonly<LabState>} state
 * @returns {Frame | null}
 */
export function shownFrame({ frame, explained }) {
  const before = explained?.stage === "update" ? null : explained?.before;
  return before ?? frame;
}

/**
 * The parameters to show: those of the frame, or in slow motion those that the update starts from.
 * @param {Readonly<LabState>} state
 * @returns {Float64Array | null}
 */
export function shownParameters({ frame, explained }) {
  const after = frame?.arrays.parameters?.data;
  if (!(after instanceof Float64Array)) return null;
  if (!explained || explained.stage === "update") return after;
  return after.map((value, index) => value - (explained.delta[index] ?? 0));
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

/** What a class is called. @param {number} label */
export const className = (label) => `class ${label}`;

/** The shape that the points of a class have. */
export const SHAPES = /** @type {const} */ (["circle", "square", "triangle", "diamond", "star"]);
