// The numbers of a program's text that a hand can change where they stand, in lists and expressions too. Pure.

import { targetOf } from "../trace/inputs.js";
import { literalsIn } from "./literals.js";
import { offsetAt } from "./positions.js";
import { endsOperand, isSigned, readable } from "./tokens.js";
import { movedBy, sharedSpans } from "./writing.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("./tokens.js").Placed} Placed */

/**
 * A number of the text with the sign before it. `whole` says that it counts something, as a size or a place does;
 * `base` that a power is taken of it.
 * @typedef {{ start: number, end: number, value: number, whole: boolean, base: boolean }} TextNumber
 */

/** Functions whose plain numbers are sizes or places. */
const SIZED = new Set(["zeros", "ones", "eye", "randn", "uniform", "arange", "onehot", "shape", "reshape", "transpose", "range"]);
/** Options that are sizes or places. */
const COUNTING = new Set(["seed", "axis", "axes", "classes", "dim", "keepdims", "label"]);

/**
 * The numbers of a text.
 * @param {readonly import("./tokens.js").Row[]} rows
 * @returns {TextNumber[]}
 */
export function numbersIn(rows) {
  const tokens = readable(rows);
  /** What each open bracket is: of an index, of a call whose numbers are sizes, of anything else. @type {boolean[]} */
  const counting = [];
  /** @type {TextNumber[]} */
  const found = [];
  for (const [k, { kind, text, at }] of tokens.entries()) {
    const before = tokens[k - 1];
    if (kind === "sign" && /^[([{]$/.test(text)) {
      const follows = before !== undefined && endsOperand(before) && isOneLine(rows, before.at, at);
      counting.push(text === "[" ? follows || counting.at(-1) === true : follows && SIZED.has(before.text));
    } else if (kind === "sign" && /^[)\]}]$/.test(text)) counting.pop();
    if (kind !== "number") continue;
    const value = Number(text.replaceAll("_", ""));
    if (!Number.isFinite(value)) continue; // an imaginary one
    const base = tokens[k + 1]?.text === "**";
    const isWithSign = isSigned(tokens[k - 2], before, tokens[k + 1]) && before?.at === at - 1;
    const sign = isWithSign ? before : undefined;
    const option = tokens[k - (sign ? 2 : 1)]?.text === "=" ? tokens[k - (sign ? 3 : 2)]?.text : undefined;
    const whole = Number.isInteger(value) && /^\d+$/.test(text) && (option === undefined || counting.length === 0 ? counting.at(-1) === true : COUNTING.has(option));
    found.push({ start: sign?.at ?? at, end: at + text.length, value: sign?.text === "-" ? -value : value, whole, base });
  }
  return found;
}

/** Whether two places are on one line. @param {readonly import("./tokens.js").Row[]} rows @param {number} one @param {number} other */
const isOneLine = (rows, one, other) => !rows.some(({ at }) => at > one && at <= other);

/**
 * The number at a place of the text, that of a cursor at its end too.
 * @param {readonly TextNumber[]} numbers @param {number} offset
 */
export function numberAt(numbers, offset) {
  return numbers.find(({ start, end }) => start <= offset && offset < end) ?? numbers.find(({ end }) => end === offset) ?? null;
}

/** How a number is written in the place of another. @param {TextNumber} place @param {number} value */
export function writtenAt({ base }, value) {
  return base && value < 0 ? `(${value})` : String(value);
}

/** What a gesture makes of a number: what counts something stays whole, and at least 0 where it was. @param {TextNumber} place @param {number} value */
export function settled({ whole, value: before }, value) {
  return whole ? Math.max(Math.round(value), before < 0 ? -Infinity : 0) : value;
}

/**
 * The input whose number stands at a place, if it is one that can be changed without another program; null else.
 * @param {{ program: string, edits: readonly import("./writing.js").Edit[] }} source of the text
 * @param {Trace} trace of the program
 * @param {string} text
 * @param {number} start where the number begins in the text
 * @returns {import("../trace/inputs.js").Target | null}
 */
export function targetAt({ program, edits }, trace, text, start) {
  for (const { source, target, shared } of leavesOf(trace)) {
    const from = movedBy(edits, offsetAt(program, source.line, source.column));
    const to = movedBy(edits, offsetAt(program, source.end_line, source.end_column));
    if (start < from || start >= to) continue;
    const literals = literalsIn(text.slice(from, to));
    const index = literals && indexOf(literals, start - from);
    return index && !shared ? { name: target.name, index } : null;
  }
  return null;
}

/** @param {Trace} trace */
function leavesOf(trace) {
  const shared = sharedSpans(trace);
  return trace.nodes.flatMap((node) => {
    const target = targetOf(node, trace.detail);
    return target && node.source ? [{ source: node.source, target, shared: shared.has(target.name) }] : [];
  });
}

/**
 * Which of the literals of a list begins at a place.
 * @param {import("./literals.js").Literals} literals @param {number} start
 * @returns {number[] | null}
 */
function indexOf(literals, start) {
  if (!Array.isArray(literals)) return literals.start <= start && start < literals.end ? [] : null;
  for (const [k, one] of literals.entries()) {
    const rest = indexOf(one, start);
    if (rest) return [k, ...rest];
  }
  return null;
}
