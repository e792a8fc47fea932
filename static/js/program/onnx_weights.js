// An ONNX file without the numbers of its weights: their shapes are all that is read of them, so they stay here.
// The file is a message of Protocol Buffers: fields, each a number, a way of writing and a value, some messages again.

const MOST = 1024; // bytes of numbers that stay: sizes and axes of an operator are among them

/** Which fields of a message are messages that hold weights. @type {Record<string, Record<number, string>>} */
const INSIDE = { model: { 7: "graph" }, graph: { 1: "node", 5: "tensor" }, node: { 5: "option" }, option: { 5: "tensor" }, tensor: {} };

/** Fields of a tensor that hold its numbers. */
const NUMBERS = new Set([4, 5, 6, 7, 9, 10, 11]);

/**
 * The file with shapes alone; bytes that are no such file stay as they are.
 * @param {Uint8Array} bytes
 */
export function withoutWeights(bytes) {
  try {
    return thinned(bytes, "model");
  } catch (error) {
    if (error instanceof RangeError) return bytes;
    throw error;
  }
}

/** @param {Uint8Array} bytes @param {string} kind of message @returns {Uint8Array} */
function thinned(bytes, kind) {
  /** @type {Uint8Array[]} */
  const parts = [];
  for (let start = 0, end = 0; start < bytes.length; start = end) {
    const [key, behind] = whole(bytes, start);
    const [number, way] = [Math.floor(key / 8), key % 8];
    const [length, from] = way === 2 ? whole(bytes, behind) : [lengthOf(bytes, behind, way), behind];
    end = from + length;
    if (end > bytes.length) throw new RangeError("it ends too soon");
    const inner = way === 2 ? INSIDE[kind]?.[number] : undefined;
    if (inner !== undefined) {
      const body = thinned(bytes.subarray(from, end), inner);
      parts.push(bytes.subarray(start, behind), written(body.length), body);
    } else if (kind !== "tensor" || !NUMBERS.has(number) || length <= MOST) parts.push(bytes.subarray(start, end));
  }
  return joined(parts);
}

/** How long a value is that does not say so itself. @param {Uint8Array} bytes @param {number} place @param {number} way */
function lengthOf(bytes, place, way) {
  if (way === 0) return whole(bytes, place)[1] - place;
  if (way === 1 || way === 5) return way === 1 ? 8 : 4;
  throw new RangeError("a field that there is not");
}

/** The number at a place, and where it ends. @param {Uint8Array} bytes @param {number} place @returns {[number, number]} */
function whole(bytes, place) {
  let found = 0;
  for (let k = 0; k < 10; k++) {
    const byte = bytes[place + k];
    if (byte === undefined) break;
    found += (byte % 128) * 2 ** (7 * k);
    if (byte < 128) return [found, place + k + 1];
  }
  throw new RangeError("a number that does not end");
}

/** @param {number} number */
function written(number) {
  const found = [];
  for (; number > 127; number = Math.floor(number / 128)) found.push((number % 128) + 128);
  return Uint8Array.from([...found, number]);
}

/** @param {Uint8Array[]} parts */
function joined(parts) {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const part of parts) {
    all.set(part, place);
    place += part.length;
  }
  return all;
}
