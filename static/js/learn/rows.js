// The table of an update: a row for each number that learns. Pure.

import { flat, indices } from "../trace/nested.js";
import { showExactly } from "../trace/numbers.js";
import { targetName } from "../trace/inputs.js";
import { parametersOf } from "../trace/updates.js";
import { arithmetic } from "../updates/arithmetic.js";
import { elementOf } from "./next.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("./next.js").Next} Next */
/** @typedef {{ name: string, value: string, gradient: string, sum: string, after: string }} Row */

/** More rows nobody reads. */
const MOST = 60;

/**
 * The rows, and how many numbers have none.
 * @param {Readonly<State>} state @param {Next | null} next @param {number} digits @returns {{ rows: Row[], more: number }}
 */
export function rowsOf(state, next, digits) {
  const { trace } = state;
  const elements = (trace ? parametersOf(trace, state) : []).flatMap(({ node, target }) => {
    const values = flat(node.value);
    return indices(node.shape).map((index, k) => ({ target: { name: target.name, index: [...target.index, ...index] }, value: values[k] ?? NaN }));
  });
  const rows = elements.slice(0, MOST).map(({ target, value }) => rowOf(target, value, next, digits));
  return { rows, more: Math.max(0, elements.length - MOST) };
}

/** @param {import("../trace/inputs.js").Target} target @param {number} value @param {Next | null} next @param {number} digits @returns {Row} */
function rowOf(target, value, next, digits) {
  const name = targetName(target);
  const plain = { name, value: showExactly(value, digits), gradient: "", sum: "", after: "" };
  if (!next) return plain;
  const number = (/** @type {Next["from"]} */ named) => Number(elementOf(named, target));
  const [from, gradient] = [number(next.from), number(next.gradients)];
  const row = { ...plain, value: showExactly(from, digits), gradient: showExactly(gradient, digits) };
  if (next.to === null) return row;
  const to = number(next.to);
  return { ...row, sum: arithmetic(next.of, from, gradient, to, digits).replace(/ [=≈] \S+$/, ""), after: showExactly(to, digits) };
}
