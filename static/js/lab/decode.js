// One binary message of the stream as a frame: a JSON header, then arrays that are read where they lie.

/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").FrameArray} FrameArray */

const KINDS = { float32: Float32Array, float64: Float64Array, int32: Int32Array };
const NUMBERS = { NaN, Infinity, "-Infinity": -Infinity };

/**
 * Read a frame; its arrays are views into the message.
 * @param {ArrayBuffer} message
 * @returns {Frame}
 */
export function decodeFrame(message) {
  const length = new DataView(message).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(message, 4, length)), number);
  /** @type {Record<string, FrameArray>} */
  const arrays = {};
  for (const { name, dtype, shape, offset } of header.arrays) {
    const kind = KINDS[/** @type {keyof typeof KINDS} */ (dtype)];
    if (!kind) throw new RangeError(`a frame holds numbers of the unknown kind ${dtype}`);
    const size = shape.reduce((/** @type {number} */ all, /** @type {number} */ one) => all * one, 1);
    arrays[name] = { shape, data: new kind(message, offset, size) };
  }
  return { ...header, arrays };
}

/**
 * What the server says of a run.
 * @param {string} message
 * @returns {import("./types.js").ServerMessage}
 */
export const decodeMessage = (message) => JSON.parse(message, number);

/** Numbers that JSON has no word for come as texts. @param {string} key @param {unknown} value */
function number(key, value) {
  if (key === "name" || key === "dtype" || typeof value !== "string") return value;
  return NUMBERS[/** @type {keyof typeof NUMBERS} */ (value)] ?? value;
}
