// What a gradient check tells, in words and numbers. Pure.

import { toNumber } from "../trace/numbers.js";

/** @typedef {import("../trace/types.js").Scalar} Scalar */
/** @typedef {import("../trace/types.js").Nested} Nested */
/** @typedef {import("../trace/types.js").Schemas["CheckAnswer"]} Check */
/** @typedef {Check["verdict"]} Verdict */
/** @typedef {import("../trace/types.js").Schemas["GradcheckAnswer"]} Answer */

export const SMALLEST = -12; // of the exponent of h
export const LARGEST = -1;

/** @type {Record<Verdict, string>} */
export const WORDS = {
  ok: "agrees",
  mismatch: "differs",
  kink: "kink",
  clamp: "clamp",
  "cannot-tell": "cannot tell",
  "non-finite": "not finite",
  "no-gradient": "no gradient",
};

/** @type {Record<Verdict, string>} */
const NOTES = {
  ok: "",
  mismatch: "The difference is larger than truncation and rounding explain.",
  kink: "Within the step a gate has a kink, so there is no one slope to compare with. The backward sweep follows the gate's convention there.",
  clamp: "A clamp rules here: what flows back is the gate's convention, and not the slope of its value.",
  "cannot-tell": "",
  "non-finite": "A value within the step is not finite, so there is no slope.",
  "no-gradient": "The output does not depend on it, so there is nothing to check.",
};

/**
 * What is said below a row, in whole sentences; empty where the numbers say it all.
 * @param {Check} check
 * @param {boolean} chosen whether the step is the reader's own
 */
export function noteOf({ verdict, uncertainty, cause, step, label }, chosen) {
  if (label && verdict === "no-gradient") {
    return "It is a class label: a whole number that cannot move a little. No gradient flows back to it, so there is nothing to check.";
  }
  const notes = [];
  if (verdict === "cannot-tell") {
    const size = toNumber(uncertainty);
    const off = size >= 1 ? "as much as the gradient itself" : `${showError(uncertainty)} of the gradient`;
    const h = `h = ${showError(step ?? 0)}`;
    if (chosen && cause === "truncation") {
      notes.push(`h is too large: the function bends within ${h}, and the difference quotient is not its slope. Try a smaller step, or Automatic.`);
    } else {
      const why = cause === "truncation" ? "from too long a step" : "from rounding";
      const advice = chosen ? "h is too small: try a larger step, or Automatic." : "No step tells more.";
      notes.push(
        `This difference quotient can be off by ${off}, ${why} (${h}), so it cannot tell a right gradient from a wrong one. ${advice}`,
      );
    }
  } else if (NOTES[verdict]) notes.push(NOTES[verdict]);
  if (label) {
    notes.push("It is a class label too: as such it stayed as it is, and what is compared is what flows back through its other uses.");
  }
  return notes.join(" ");
}

/** The step of a place on the slider, with two digits. @param {number} exponent */
export function stepAt(exponent) {
  return Number((10 ** Math.min(Math.max(exponent, SMALLEST), LARGEST)).toPrecision(2));
}

/**
 * How good a relative error is: what rounding leaves, what a coarse step leaves, or more.
 * @param {Scalar} error
 * @returns {"small" | "fair" | "large"}
 */
export function gradeOf(error) {
  const size = toNumber(error);
  if (size <= 1e-6) return "small";
  return size <= 1e-3 ? "fair" : "large";
}

/** A relative error as a share of a bar from 1e-16 to 1, in percent. @param {Scalar} error */
export function barOf(error) {
  const size = toNumber(error);
  if (!(size > 1e-16)) return size >= 0 ? 0 : 100;
  return Math.round(Math.min(1, 1 + Math.log10(size) / 16) * 100);
}

/** A positive number with two digits: `0`, `0.25`, `3.1e−11`, `1e−5`. @param {Scalar} error */
export function showError(error) {
  const size = toNumber(error);
  if (!Number.isFinite(size)) return "not finite";
  if (size === 0 || (size >= 0.01 && size < 1000)) return String(Number(size.toPrecision(2)));
  return size.toExponential(1).replace(".0e", "e").replace("-", "−").replace("+", "");
}

/**
 * The entry of a nested list, or the number itself; null where it was not told.
 * @param {Nested | null} nested
 * @param {readonly number[] | null} index
 * @returns {Scalar | null}
 */
export function entryOf(nested, index) {
  /** @type {Nested | null | undefined} */
  let found = nested;
  for (const k of index ?? []) found = Array.isArray(found) ? found[k] : null;
  return found === null || found === undefined || typeof found === "object" ? null : found;
}

/**
 * How often the program runs for these derivatives, by differences and by one backward sweep.
 * @param {Answer} answer
 */
export function costOf({ scheme, inputs }) {
  const entries = Object.values(inputs).reduce((sum, { total }) => sum + total, 0);
  const runs = scheme === "central" ? 2 * entries : entries + 1;
  return { entries, runs };
}
