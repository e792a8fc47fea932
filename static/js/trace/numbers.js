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

/** A number; null of an array, and of nothing. @param {import("./types.js").Nested | null | undefined} value */
export function scalar(value) {
  return typeof value === "number" || typeof value === "string" ? toNumber(value) : null;
}

/** Vectors of up to so many elements are written out in the picture and in sentences. */
const WRITTEN_OUT = 4;
const NOISE = 1e-12;
const SHORT = 8;
/** Significant digits that a number has at least. */
export const SIGNIFICANT = 2;
const SMALL = 1e-3;
const LARGE = 1e6;

/**
 * For the picture: `−12`, `0.37`, `1.50`, `0.045`, `6.1e−16`. So many decimals, at least two
 * significant digits, and one more where the number ends with it. Whole numbers have no decimals,
 * so that an exact 1 and a rounded 1.00 look different. A decimal that the computer missed by its own
 * rounding only, 0.07000000000000001, is written as the decimal that it is, 0.07.
 * @param {import("./types.js").Scalar} scalar
 * @param {number} [digits]
 * @param {number} [significant] digits at least
 */
export function showNumber(scalar, digits = DIGITS, significant = Math.max(digits, SIGNIFICANT)) {
  const value = toNumber(scalar);
  if (Number.isNaN(value)) return "NaN";
  const sign = value < 0 ? MINUS : "";
  const exact = Math.abs(value);
  if (exact === Infinity) return `${sign}∞`;
  if (exact < LARGE && Number.isInteger(exact)) return `${sign}${exact}`;
  const size = withoutNoise(exact);
  const smallest = digits < IN_SENTENCES ? SMALL : SMALL / 10;
  const plain = smallest <= size && size < LARGE;
  return sign + (plain ? inDecimals(size, digits, significant) : withExponent(size, significant));
}

/** The short decimal that a number stands for, else the number; 1 is never meant. @param {number} size */
function withoutNoise(size) {
  const short = Number(size.toPrecision(SHORT));
  return Math.abs(short - size) <= NOISE * size && !Number.isInteger(short) ? short : size;
}

/** @param {number} size no whole number @param {number} digits @param {number} significant */
function inDecimals(size, digits, significant) {
  const [whole = "", decimals = ""] = String(size).split(".");
  const zeros = whole === "0" ? decimals.search(/[1-9]/) : -whole.length;
  const places = Math.max(digits, zeros + significant);
  if (decimals.length <= places + 1) return `${whole}.${decimals.padEnd(digits, "0")}`;
  const text = size.toFixed(places);
  const carried = places > digits && zeros > 0 && text[zeros + 1] !== "0"; // 0.0999 is 0.10: a digit came in front
  return carried ? text.slice(0, -1) : text;
}

/** @param {number} size @param {number} significant */
function withExponent(size, significant) {
  const [exact = "", power] = size.toExponential().replace(".", "").split("e");
  if (exact.length > significant + 1) return dressed(size.toExponential(significant - 1));
  const [first, ...others] = exact.padEnd(significant, "0");
  return dressed(`${first}${others.length > 0 ? "." : ""}${others.join("")}e${power}`);
}

/** @param {string} text */
function dressed(text) {
  return text.replace("e+", "e").replaceAll("-", MINUS);
}

/**
 * For a sentence: as in the picture, finer, without trailing zeros.
 * @param {import("./types.js").Scalar} scalar
 * @param {number} [digits]
 */
export function showExactly(scalar, digits = IN_SENTENCES) {
  return trimmed(showNumber(scalar, digits));
}

/** @param {string} text */
function trimmed(text) {
  const [mantissa = "", ...exponent] = text.split("e");
  const short = mantissa.includes(".") ? mantissa.replace(/0+$/, "").replace(/\.$/, "") : mantissa;
  return [short, ...exponent].join("e");
}

/**
 * Decimals with which numbers that are compared are not rounded until they agree: two digits of what
 * they are apart are seen. Where they are not apart, as many as in sentences.
 * @param {number} apart @param {...number} compared
 */
export function digitsApart(apart, ...compared) {
  const size = Math.max(...compared.map(Math.abs));
  if (!(apart !== 0 && Number.isFinite(apart) && Number.isFinite(size))) return IN_SENTENCES;
  const decimals = 1 - Math.floor(Math.log10(Math.abs(apart)));
  const significant = decimals + 1 + Math.floor(Math.log10(size)); // what counts where there is an exponent
  return Math.max(IN_SENTENCES, size < LARGE ? decimals : significant);
}

/**
 * For a narrow cell: as in the picture, and never with a digit more.
 * @param {import("./types.js").Scalar} scalar
 * @param {number} [digits]
 * @param {number} [significant] digits at least
 */
export function showCell(scalar, digits = DIGITS, significant = SIGNIFICANT) {
  const text = showNumber(scalar, digits, significant);
  const [whole = "", decimals] = text.replace(MINUS, "").split(".");
  if (decimals === undefined || text.includes("e")) return text;
  const zeros = whole === "0" ? decimals.search(/[1-9]/) : -whole.length;
  const places = Math.max(digits, zeros + significant);
  if (decimals.length <= places) return text;
  return `${text.startsWith(MINUS) ? MINUS : ""}${withoutNoise(Math.abs(toNumber(scalar))).toFixed(places)}`;
}

/**
 * The elements of one array for a sentence: finer, no zeros that all of them end in.
 * @param {readonly import("./types.js").Scalar[]} scalars
 * @param {number} [digits]
 * @returns {string[]}
 */
export function showArrayExactly(scalars, digits = IN_SENTENCES) {
  return inStep(scalars, scalars.map((one) => trimmed(showNumber(one, digits, SIGNIFICANT))));
}

/** Whether an array is small enough to be listed in the picture and in sentences. @param {readonly number[]} shape */
export function writtenOut(shape) {
  return shape.length === 1 && (shape[0] ?? 0) <= WRITTEN_OUT;
}

/**
 * Numbers that were each written alone, with the same count of decimals.
 * @param {readonly import("./types.js").Scalar[]} scalars @param {string[]} texts
 */
function inStep(scalars, texts) {
  const counts = texts.map((text) => text.split("e")[0]?.split(".")[1]?.length ?? 0);
  const places = counts.reduce((most, count) => Math.max(most, count), 0);
  return texts.map((text, k) => {
    const value = toNumber(scalars[k] ?? NaN);
    const size = Math.abs(value);
    if (counts[k] === places || !Number.isFinite(value) || (size < LARGE && Number.isInteger(value))) return text;
    const meant = withoutNoise(size);
    return (value < 0 ? MINUS : "") + (text.includes("e") ? dressed(meant.toExponential(places)) : meant.toFixed(places));
  });
}

/**
 * A shape: `4×3`; a vector of five is `(5,)`, which cannot be taken for a value.
 * @param {readonly number[]} shape
 */
export function showShape(shape) {
  return shape.length === 1 ? `(${shape[0]},)` : shape.join("×");
}

/**
 * A shape in a sentence: `a number`, `a vector of 3`, `a 2×3 array`.
 * @param {readonly number[]} shape
 */
export function sayShape(shape) {
  if (!shape.length) return "a number";
  if (shape.length === 1) return `a vector of ${shape[0]}`;
  return `${/^(8|1[18]$)/.test(String(shape[0])) ? "an" : "a"} ${showShape(shape)} array`;
}

/**
 * For a table: a number exactly, and an array so that it can be read.
 * @param {import("./types.js").Nested | null | undefined} value
 * @returns {string}
 */
export function showInTable(value) {
  if (!Array.isArray(value)) return showInFull(value);
  /** @type {import("./types.js").Scalar[]} */
  const elements = /** @type {any[]} */ (value).flat(Infinity);
  const texts = showArrayExactly(elements).values();
  /** @param {import("./types.js").Nested} part @returns {string} */
  const listed = (part) => (Array.isArray(part) ? `[${part.map(listed).join(", ")}]` : String(texts.next().value));
  return listed(value);
}

/**
 * A number, a nested list or a summary exactly, with a true minus sign; that there are no numbers is said.
 * @param {import("./types.js").Nested | null | undefined} value
 * @returns {string}
 */
export function showInFull(value) {
  if (value === null || value === undefined) return "–";
  if (Array.isArray(value)) return `[${value.map(showInFull).join(", ")}]`;
  if (typeof value === "object") return "norm" in value ? `${showShape(value.shape)}: norm ${showInFull(value.norm)}` : "a shape, no numbers";
  return String(value).replaceAll("-", MINUS);
}

/** Numbers without the zero before their point, where room is dear: .056 − .023. @param {string} text */
export function bare(text) {
  return text.replace(/(^|[^\d.])0\./g, "$1.");
}
