// An update rule other than the plain one, line by line: its symbols, as the server has them, and the numbers that
// stand in them. Pure.

import { show } from "../controls/shown.js";
import { showExactly } from "../trace/numbers.js";
import { read } from "../trace/rounding.js";
import { elementOf, numberOf } from "./next.js";

/** @typedef {import("../trace/types.js").Formula} Formula */
/** @typedef {import("../trace/types.js").Nested} Nested */
/** @typedef {import("../trace/inputs.js").Target} Target */
/** @typedef {import("./next.js").Next} Next */
/** @typedef {NonNullable<Next["spelled"]>} Spelled */
/** A number of each symbol; null where it is an array. @typedef {(symbol: string) => number | null} Numbers */
/**
 * A line: what it makes, of what, in symbols and in numbers (null of arrays), and how the two sides agree.
 * @typedef {{ symbol: string, rule: string, numbers: string | null, sign: "=" | "≈", made: Nested, isAside: boolean }} Line
 */

/** What only serves the step, or the one after it: it is told in small print. */
const ASIDE = new Set(["m̂", "ŝ", "u"]);
const TOKEN = /β[₁₂]ᵗ?|[mŝs]\u0302|[\p{L}]\u0302?|\d+(?:\.\d+)?(?:e−?\d+)?|²|\S|\s/gu;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** As near as numbers come to what is written of them. */
const EXACT = 1e-12;

/** @param {string} formula */
const tokensOf = (formula) => formula.normalize("NFD").match(TOKEN)?.map((token) => token.normalize("NFC")) ?? [];

/**
 * The lines of a rule at one parameter, or an element of one.
 * @param {Spelled} spelled @param {Next} next @param {Target} target @param {number} digits @returns {Line[]}
 */
export function linesOf(spelled, next, target, digits) {
  /** @param {Readonly<Record<string, Nested>>} named */
  const of = (named) => numberOf(elementOf(named, target)) ?? elementOf(named, target);
  /** What each symbol stands for as yet. @type {Map<string, Nested>} */
  const known = new Map([...Object.entries(spelled.before).map(([symbol, named]) => /** @type {const} */ ([symbol.normalize("NFC"), of(named)])), ["p", of(next.from)], ["g", of(next.gradients)]]);
  return spelled.lines.map((line) => {
    const [symbol = "", rule = ""] = line.split(" ← ").map((side) => side.normalize("NFC"));
    const after = symbol === "p" ? next.to : (Object.entries(spelled.after).find(([name]) => name.normalize("NFC") === symbol)?.[1] ?? null);
    const made = after ? of(after) : NaN;
    const { text, isExact } = written(rule, known, spelled, digits);
    known.set(symbol, made);
    return { symbol, rule, numbers: text, sign: isExact && isAsRead(made, digits) ? "=" : "≈", made, isAside: ASIDE.has(symbol) };
  });
}

/** Whether a number is what is written of it. @param {Nested} value @param {number} digits */
function isAsRead(value, digits) {
  return typeof value !== "number" || Math.abs(read(value, digits) - value) <= EXACT * Math.max(1, Math.abs(value));
}

/**
 * A formula with numbers in the places of its symbols; null where one of them is an array.
 * @param {string} rule @param {ReadonlyMap<string, Nested>} known @param {Spelled} spelled @param {number} digits
 */
function written(rule, known, { options, count }, digits) {
  let isExact = true;
  let isWhole = true;
  const parts = tokensOf(rule.replaceAll(/\(1 − ([ρβ₁₂]+)\)/gu, (_, symbol) => plainly(less(options[symbol] ?? NaN)))).map((token, k) => {
    const option = options[token.replace("ᵗ", "")];
    if (option !== undefined) return plainly(option) + (token.endsWith("ᵗ") ? raised(count) : "");
    const value = known.get(token);
    if (value === undefined) return token === "·" ? " · " : token;
    if (typeof value !== "number") isWhole = false;
    else if (!isAsRead(value, digits)) isExact = false;
    const text = show(value, [], digits);
    return text.startsWith("−") && k > 0 ? `(${text})` : text;
  });
  return { text: isWhole ? parts.join("") : null, isExact };
}

/** An option as it is given. @param {number} option */
const plainly = (option) => (option !== 0 && Math.abs(option) < 1e-3 ? option.toExponential() : String(option)).replaceAll("-", "−");

/** What is left of 1, without the noise of floats. @param {number} option */
const less = (option) => Number((1 - option).toPrecision(12));

/** @param {number} count */
const raised = (count) => [...String(count)].map((digit) => RAISED[Number(digit)]).join("");

/** What is told in small print: `m̂ = m / (1 − 0.9³)`. @param {readonly Line[]} lines @param {Spelled} spelled */
export function asideOf(lines, spelled) {
  const told = lines.filter(({ isAside }) => isAside);
  return told.map(({ symbol, rule }) => `${symbol} = ${written(rule, new Map(), spelled, 0).text}`).join(", ");
}

/** What follows at once from what a line makes: `m̂ = 1.6` of m; null where nothing does. @param {readonly Line[]} lines @param {Line} line @param {number} digits */
export function followingOf(lines, line, digits) {
  const rows = lines.filter(({ isAside }) => !isAside);
  const found = lines.find((one) => one.isAside && line === rows.findLast(({ symbol }) => tokensOf(one.rule).includes(symbol)));
  return found && typeof found.made === "number" ? `${found.symbol} = ${showExactly(found.made, digits)}` : null;
}

/** A formula of a rule for one parameter. @param {string} rule @param {Formula} parameter its symbol @returns {Formula} */
export function formulaOf(rule, parameter) {
  const tokens = tokensOf(rule).filter((token) => token !== " ");
  return { text: rule.replaceAll(/\bp\b/gu, parameter.text), mathml: `<mrow>${mathml(tokens, parameter)}</mrow>` };
}

/** @param {readonly string[]} tokens @param {Formula} parameter @returns {string} */
function mathml(tokens, parameter) {
  let text = "";
  for (let k = 0; k < tokens.length; k++) {
    const token = tokens[k] ?? "";
    if (token === "√") {
      const end = tokens[k + 1] === "(" ? closing(tokens, k + 1) : k + 1;
      const inside = tokens[k + 1] === "(" ? tokens.slice(k + 2, end) : tokens.slice(k + 1, end + 1);
      text += `<msqrt>${mathml(inside, parameter)}</msqrt>`;
      k = end;
    } else if (tokens[k + 1] === "²") {
      text += `<msup>${letter(token, parameter)}<mn>2</mn></msup>`;
      k += 1;
    } else text += letter(token, parameter);
  }
  return text;
}

/** Where the bracket closes that opens at a place. @param {readonly string[]} tokens @param {number} at */
function closing(tokens, at) {
  let depth = 0;
  for (let k = at; k < tokens.length; k++) {
    if (tokens[k] === "(") depth += 1;
    else if (tokens[k] === ")" && --depth === 0) return k;
  }
  return tokens.length - 1;
}

/** @param {string} token @param {Formula} parameter */
function letter(token, parameter) {
  if (token === "p") return parameter.mathml;
  const [base = "", mark = ""] = token.normalize("NFD");
  if (mark === "\u0302") return `<mover accent="true"><mi>${base}</mi><mo>^</mo></mover>`;
  const beta = /^β([₁₂])(ᵗ?)$/u.exec(token);
  if (beta) {
    const below = `<mn>${beta[1] === "₁" ? 1 : 2}</mn>`;
    return beta[2] ? `<msubsup><mi>β</mi>${below}<mi>t</mi></msubsup>` : `<msub><mi>β</mi>${below}</msub>`;
  }
  if (/^\d+$/u.test(token)) return `<mn>${token}</mn>`;
  return /^\p{L}$/u.test(token) ? `<mi>${token}</mi>` : `<mo>${token}</mo>`;
}
