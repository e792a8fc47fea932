// The step of one number, spelled out. Pure.

import { showExactly } from "../trace/numbers.js";
import { read, signBefore } from "../trace/rounding.js";

/** @typedef {{ rule: string, rate: number }} How by which rule, and with which step size */

/** @param {number} value @param {number} digits */
const bracketed = (value, digits) => (value < 0 ? `(${showExactly(value, digits)})` : showExactly(value, digits));

/**
 * What is taken from one number, and what it makes: `1 · (−3)`. The plain rule takes η times the gradient; of
 * the others the step is told, which their state made of it.
 * @param {How} how @param {number} from @param {number} gradient @param {number} to @param {number} digits
 */
export function stepOf({ rule, rate }, from, gradient, to, digits) {
  if (rule === "sgd") {
    const made = read(from, digits) - read(rate, digits) * read(gradient, digits);
    return { by: /** @type {const} */ ("−"), taken: `${showExactly(rate, digits)} · ${bracketed(gradient, digits)}`, sign: signBefore(made, to, digits) };
  }
  const step = to - from;
  const by = step < 0 ? /** @type {const} */ ("−") : /** @type {const} */ ("+");
  return { by, taken: showExactly(Math.abs(step), digits), sign: signBefore(read(from, digits) + read(step, digits), to, digits) };
}

/** `−2 − 1 · (−3) = 1`. @param {How} how @param {number} from @param {number} gradient @param {number} to @param {number} digits */
export function arithmetic(how, from, gradient, to, digits) {
  const { by, taken, sign } = stepOf(how, from, gradient, to, digits);
  return `${showExactly(from, digits)} ${by} ${taken} ${sign} ${showExactly(to, digits)}`;
}
