// One binary message of the stream as a frame: a JSON header, then arrays that are read where they lie.

/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").FrameArray} FrameArray */

const KINDS = { float32: Float32Array, float64: Float64Array, int32: Int32Array, uint8: Uint8Array, uint16: Uint16Array };
const NUMBERS = { NaN, Infinity, "-Infinity": -Infinity };

/**
 * Read a frame; its arrays are views into the message.
 * @param {ArrayBuffer} message
 * @param {Record<string, FrameArray>} [kept] what a frame before it told that is not told again
 * @returns {Frame}
 */
export function decodeFrame(message, kept = {}) {
  const length = new DataView(message).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(message, 4, length)), number);
  /** @type {Record<string, FrameArray>} */
  const arrays = { ...kept };
  for (const { name, dtype, shape, offset, low, high } of header.arrays) {
    const kind = KINDS[/** @type {keyof typeof KINDS} */ (dtype)];
    if (!kind) throw new RangeError(`a frame holds numbers of the unknown kind ${dtype}`);
    const size = shape.reduce((/** @type {number} */ all, /** @type {number} */ one) => all * one, 1);
    const data = new kind(message, 4 + length + offset, size);
    arrays[name] = low === undefined ? { shape, data } : new Stepped(shape, /** @type {Uint8Array} */ (data), low, high);
  }
  return { ...header, arrays };
}

/** Numbers that came as whole steps between a least and a largest one, which are read when they are first asked for. */
class Stepped {
  #steps;
  #low;
  #high;
  /** @type {Float32Array | null} */
  #data = null;

  /** @param {number[]} shape @param {Uint8Array | Uint16Array} steps @param {number | number[]} low @param {number | number[]} high one of each, or one a row */
  constructor(shape, steps, low, high) {
    this.shape = shape;
    this.#steps = steps;
    this.#low = [low].flat();
    this.#high = [high].flat();
  }

  get data() {
    return (this.#data ??= this.#read());
  }

  #read() {
    const numbers = new Float32Array(this.#steps.length);
    const row = numbers.length / this.#low.length;
    const most = 2 ** (8 * this.#steps.BYTES_PER_ELEMENT) - 1;
    this.#low.forEach((low, k) => {
      const step = (/** @type {number} */ (this.#high[k]) - low) / most;
      for (let at = k * row; at < (k + 1) * row; at++) numbers[at] = low + step * /** @type {number} */ (this.#steps[at]);
    });
    return numbers;
  }
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
