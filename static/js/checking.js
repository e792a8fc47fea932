// What a gradient check tells, in words and numbers. Pure.

import { toNumber } from "./numbers.js";

/** @typedef {import("./types.js").Scalar} Scalar */
/** @typedef {import("./types.js").Nested} Nested */
/** @typedef {"ok" | "mismatch" | "kink" | "non-finite" | "no-gradient"} Verdict */
/** @typedef {{ verdict: Verdict, relative_error: Scalar, analytic: Nested | null, numeric: Nested | null, worst: number[] | null, checked: number, total: number }} Check */
/** @typedef {{ verdict: Verdict, scheme: "central" | "forward", h: number | null, inputs: Record<string, Check> }} Answer */

export const SMALLEST = -12; // of the exponent of h
export const LARGEST = -1;

/** @type {Record<Verdict, string>} */
export const WORDS = {
  ok: "agrees",
  mismatch: "differs",
  kink: "kink",
  "non-finite": "not finite",
  "no-gradient": "no gradient",
};

/** @type {Record<Verdict, string>} */
export const NOTES = {
  ok: "",
  mismatch: "The difference is larger than truncation and rounding explain.",
  kink: "Within h of this point the slope to the left and the slope to the right differ, so there is no one slope to compare with. The backward sweep takes the side that the gate's convention names.",
  "non-finite": "A value within h of this point is not finite, so there is no slope.",
  "no-gradient": "The output does not depend on it, so there is nothing to check.",
};

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
