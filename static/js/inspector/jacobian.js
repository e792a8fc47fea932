// The Jacobian of a gate, and what it would cost to write it down: of an elementwise gate n outputs by n
// inputs, all zero off the diagonal, so that the n numbers of the diagonal (the mask) do the same. Pure.

import { showBytes, showCount } from "../page/amounts.js";
import { toNumber } from "../trace/numbers.js";

/** @typedef {import("../trace/types.js").Schemas["FactorAnswer"]} Factor */
/** @typedef {import("../trace/types.js").Scalar} Scalar */
/** Square or oblong blocks along the diagonal. @typedef {{ count: number, rows: number, columns: number }} Blocks */

const FLOAT32 = 4; // bytes

/** The largest Jacobian whose numbers are written, in rows and columns. */
export const WRITTEN = 16;
/** The largest that is asked for, in entries; the server writes out no more. */
export const LARGEST = 16_384;
/** Examples in a batch, to choose among. */
const BATCHES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
/** The width of the layers that the question is asked of. */
export const LAYER = 4096;
/** The most that is reckoned with: beyond it a count is no whole number any more. */
export const MOST = 60_000;

/** The sizes of a batch to choose from, where there are `n` samples. @param {number} n */
export function batchesWith(n) {
  return [...new Set([...BATCHES, n])].sort((a, b) => a - b);
}

/**
 * The Jacobian transposed, as it multiplies the upstream gradient: a row for each input.
 * @param {readonly (readonly Scalar[])[]} entries a row for each output
 */
export function transposed(entries) {
  const [first = []] = entries;
  return first.map((_, column) => entries.map((row) => toNumber(row[column] ?? 0)));
}

/**
 * How a Jacobian falls into blocks, one for each row of both arrays; null where it does not, or where they are single
 * numbers. It is looked at and not assumed.
 * @param {readonly (readonly number[])[]} turned the Jacobian transposed
 * @param {readonly number[]} input its shape @param {readonly number[]} output
 * @returns {Blocks | null}
 */
export function blocksOf(turned, input, output) {
  const [count = 0] = input;
  if (count < 2 || output[0] !== count) return null;
  const [rows, columns] = [turned.length / count, (turned[0]?.length ?? 0) / count];
  if (rows * columns < 2) return null;
  const isInside = (/** @type {number} */ row, /** @type {number} */ column) => Math.floor(row / rows) === Math.floor(column / columns);
  return turned.every((line, row) => line.every((entry, column) => entry === 0 || isInside(row, column))) ? { count, rows, columns } : null;
}

/** Whether all off the diagonal is zero. @param {readonly (readonly number[])[]} matrix */
export function isDiagonal(matrix) {
  return matrix.length === matrix[0]?.length && matrix.every((line, row) => line.every((entry, column) => entry === 0 || row === column));
}

/**
 * What is said of a Jacobian that is shown.
 * @param {readonly (readonly number[])[]} turned @param {Blocks | null} blocks @param {boolean} areSamples whether a row is a sample
 */
export function noteOn(turned, blocks, areSamples) {
  const row = areSamples ? "sample" : "row";
  const lines = blocks ? [`block diagonal: ${row} i depends only on ${row} i (${blocks.count} blocks of ${blocks.rows} × ${blocks.columns})`] : [];
  if (isDiagonal(turned)) lines.push("diagonal: each output depends on one input only, so the transposed Jacobian is the Jacobian itself");
  else lines.push("with gradients as columns it is the transposed Jacobian that multiplies g");
  return lines.map((line) => `${line.replace(/^./, (first) => first.toUpperCase())}.`).join(" ");
}

/**
 * What the Jacobian and the mask of an elementwise gate take, for `n` elements in each of `batch`
 * examples.
 * @param {number} n
 * @param {number} [batch]
 */
export function memory(n, batch = 1) {
  const rows = n * batch;
  return {
    rows,
    entries: rows * rows,
    bytes: rows * rows * FLOAT32,
    maskEntries: rows,
    maskBytes: rows * FLOAT32,
  };
}

/** What a Jacobian takes: `409,600 × 409,600 = 167,772,160,000 entries, 625 GiB (671 GB)`. @param {number} rows @param {number} [columns] */
export function sayMatrix(rows, columns = rows) {
  const entries = rows * columns;
  return `${showCount(rows)} × ${showCount(columns)} = ${showCount(entries)} ${entries === 1 ? "entry" : "entries"}, ${showBytes(entries * FLOAT32)}`;
}

/** What a mask takes: `4,096 numbers, 16 KiB (16.4 kB)`. @param {number} count */
export function sayMask(count) {
  return `${showCount(count)} ${count === 1 ? "number" : "numbers"}, ${showBytes(count * FLOAT32)}`;
}

/**
 * The questions to a class, with their answers and the sizes that these are of.
 * @param {string} gate
 * @returns {readonly { question: string, answer: string, n: number, batch: number }[]}
 */
export function quizOf(gate) {
  const batch = 100;
  const [one, many] = [memory(LAYER), memory(LAYER, batch)];
  return [
    { question: `How large is the Jacobian of ${gate} on ${LAYER} numbers?`, answer: `${sayMatrix(one.rows)} in float32. At most ${LAYER} of them, on the diagonal, are not zero: a mask of ${LAYER} numbers does the same.`, n: LAYER, batch: 1 },
    { question: `And for a batch of ${batch}?`, answer: `${sayMatrix(many.rows)}. It is block diagonal: sample i depends only on sample i. The mask needs ${showCount(many.maskEntries)} numbers.`, n: LAYER, batch },
  ];
}
