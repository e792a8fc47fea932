// How numbers are shown to people: the rules of app/trace/numbers.py, which the same golden file
// holds both to.

const MINUS = "−";

/** Decimals in the picture until others are chosen. */
export const DIGITS = 2;
/** The most decimals that can be chosen: floats have no more to tell. */
export const MOST_DIGITS = 12;
const IN_SENTENCES = 4;

/** Decimals beside the picture: never fewer than in it. @param {number} digits in the picture */
export function digitsBeside(digits) {
  return Math.max(digits, IN_SENTENCES);
}

/** @param {import("./types.js").Scalar} value */
export function toNumber(value) {
  return typeof value === "number" ? value : Number(value);
}

/**
 * For the picture: `−12`, `0.37`, `1.50`, `6.1e−16`. Whole numbers have no decimals, so that an
 * exact 1 and a rounded 1.00 look different.
 * @param {import("./types.js").Scalar} scalar
 * @param {number} [digits]
 */
export function showNumber(scalar, digits = DIGITS) {
  const value = toNumber(scalar);
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${MINUS}∞`;
  const size = Math.abs(value);
  let text;
  if (Number.isInteger(value) && size < 1e6) text = String(value + 0);
  else if (size >= 1e6 || size < 0.5 * 10 ** -digits) {
    text = value.toExponential(Math.max(digits - 1, 0)).replace("e+", "e");
  } else text = value.toFixed(digits);
  return text.replaceAll("-", MINUS);
}

/**
 * For a sentence: at most so many decimals, no trailing zeros.
 * @param {import("./types.js").Scalar} scalar
 * @param {number} [digits]
 */
export function showExactly(scalar, digits = IN_SENTENCES) {
  const text = showNumber(scalar, digits);
  const [mantissa = "", ...exponent] = text.split("e");
  const short = mantissa.includes(".") ? mantissa.replace(/0+$/, "").replace(/\.$/, "") : mantissa;
  return [short, ...exponent].join("e");
}

/**
 * A shape: `4×3`; a vector of five is `(5,)`, which cannot be taken for a value.
 * @param {readonly number[]} shape
 */
export function showShape(shape) {
  return shape.length === 1 ? `(${shape[0]},)` : shape.join("×");
}

/**
 * For a table: a number, a nested list or a summary exactly, with a true minus sign.
 * @param {import("./types.js").Nested | null | undefined} value
 * @returns {string}
 */
export function showInFull(value) {
  if (value === null || value === undefined) return "–";
  if (Array.isArray(value)) return `[${value.map(showInFull).join(", ")}]`;
  if (typeof value === "object") return `${showShape(value.shape)}: norm ${showInFull(value.norm)}`;
  return String(value).replaceAll("-", MINUS);
}
