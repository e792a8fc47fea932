// What a program costs, in words and numbers: the rows of its layers, and what is said below them. Pure.

import { showBytes, showCount } from "../page/amounts.js";
import { showShape } from "../trace/numbers.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Schemas["CountsAnswer"]} Answer */
/** A row of the table: what is in its cells. @typedef {{ name: string, line: number | null, cells: readonly string[] }} Row */

/** The largest batch of the slider, if the program has none that is larger. */
const MOST = 1_000_000;
/** The table's columns behind the layer. */
export const COLUMNS = /** @type {const} */ (["parameters", "multiply-adds forward", "backward", "kept for backward"]);

/** What the server is asked beside the program. @param {Readonly<Pick<State, "counted" | "learners" | "trace">>} state */
export function countsAsk({ counted, learners, trace }) {
  return {
    ...(counted === null ? {} : { batch: counted }),
    ...(learners === null || trace?.update ? {} : { parameters: [...learners] }),
  };
}

/** The sizes of a batch to choose among: 1, 2, 5, 10 and so on, and those given. @param {...number} own @returns {number[]} */
export function sizesWith(...own) {
  const found = new Set(own);
  for (let ten = 1; ten <= MOST; ten *= 10) for (const digit of [1, 2, 5]) if (digit * ten <= MOST) found.add(digit * ten);
  return [...found].sort((a, b) => a - b);
}

/** The layers that cost anything. @param {Answer} answer @returns {Row[]} */
export function rowsOf({ layers }) {
  return layers
    .filter(({ parameters, multiply_adds: forward, kept }) => parameters + forward + kept > 0)
    .map(({ name, line, parameters, written, multiply_adds: forward, multiply_adds_back: back, kept }) => ({
      name, line, cells: [parameters > 0 ? written : "–", shown(forward), shown(back), shown(kept)],
    }));
}

/** The last row. @param {Answer} answer @returns {readonly string[]} */
export function totalsOf({ total, multiply_adds: forward, multiply_adds_back: back, kept }) {
  return [showCount(total), shown(forward), shown(back), shown(kept)];
}

/** @param {number} count */
const shown = (count) => (count > 0 ? showCount(count) : "–");

/** All parameters at once, in a sentence. @param {Answer} answer */
export function sayParameters({ total, written }) {
  if (total === 0) return "Nothing learns here: no gradient flows back to an input.";
  return written.includes("=") ? `Parameters: ${written}` : `${showCount(total)} parameter${total === 1 ? "" : "s"}`;
}

/** What lies below the table, a sentence each. @param {Answer} answer @returns {string[]} */
export function notesOf(answer) {
  const { kept, kept_bytes: bytes, data, parameters, total } = answer;
  const memory = kept > 0 ? [`Kept for the way back: ${showCount(kept)} numbers, ${showBytes(bytes.float32)} in float32, ${showBytes(bytes.float64)} in float64.`] : [];
  const largest = largestOf(answer);
  const unread = largest && (largest.stored === 0 ? "the way back reads no number in its place" : `the way back reads ${showCount(largest.stored)} numbers in its place`);
  const jacobian = largest ? [`The Jacobian of ${largest.name} would have ${showCount(largest.rows)} × ${showCount(largest.columns)} = ${showLarge(largest.entries)} entries, ${showBytes(4 * largest.entries)} in float32; ${unread}.`] : [];
  const learning = parameters.length > 0 && total > 0 ? [`The gradient takes as much room as the parameters: ${showBytes(4 * total)} in float32.`] : [];
  const others = data.length > 0 ? [`No parameters: ${data.map(({ name, shape }) => `${name} ${showShape(shape) || "scalar"}`).join(", ")}.`] : [];
  return [...memory, ...jacobian, ...learning, ...others];
}

/** The largest Jacobian of an array; null where all are of numbers. @param {Answer} answer */
function largestOf({ gates }) {
  let [name, best] = ["", /** @type {Answer["gates"][number]["jacobian"]} */ (null)];
  for (const gate of gates) {
    if (gate.jacobian && gate.jacobian.entries > (best?.entries ?? 1)) [name, best] = [gate.name, gate.jacobian];
  }
  return best && { name, ...best };
}

/** @param {number} count */
function showLarge(count) {
  return count < 1e15 ? showCount(count) : count.toPrecision(3).replace(/e\+(\d+)/, " · 10^$1");
}
