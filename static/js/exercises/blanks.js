// A listing with blanks: what is said of it in words, how its code is coloured, what is kept of its answers. Pure.

import { flat, isSummary } from "../trace/nested.js";
import { showNumber, showShape } from "../trace/numbers.js";
import { tokensOfLine } from "../program/tokens.js";
import { saidOf } from "./signs.js";

/** @typedef {import("./types.js").Blanks} Blanks */
/** @typedef {Blanks["marks"][number]} Mark */
/** @typedef {NonNullable<Blanks["run"]>["rows"][number]} Row */

const DIGITS = 4;
const [MOST, DIGITS_OF_MANY] = [2, 2]; // numbers of an array that are written out
const MOST_ROWS = 8; // of a run; of a longer one those of lines with a blank are shown, and what is wrong
const WIDE = 48; // characters of a line that make a listing a wide one
const KEYWORDS = new Set(["class", "def", "return", "self", "import", "if", "else", "and", "or", "not"]);

/** @param {Mark | undefined} mark */
export const saidOfMark = (mark) => saidOf(mark ?? { status: "missing" });

/** What a blank is, for those who do not see where it stands. @param {string} key @param {number} line */
export const nameOfBlank = (key, line) => `${targetOf(key)}, line ${line}`;

/**
 * What a screen reader hears of blanks that are settled: they are right, or the focus has left them; and were heard otherwise before.
 * @param {readonly Mark[]} marks @param {ReadonlyMap<string, number>} lines by key @param {string | null} at the blank in focus
 * @param {ReadonlyMap<string, string>} heard before, by key @returns {Map<string, string>} by key
 */
export function settledBlanks(marks, lines, at, heard) {
  return new Map(marks.flatMap(({ key, status, reason }) => {
    const line = lines.get(key);
    if (line === undefined || status === "missing" || (key === at && status !== "right")) return [];
    const said = [`${nameOfBlank(key, line)}: ${saidOf({ status }).word}`, reason].filter(Boolean).join(": ");
    return heard.get(key) === said ? [] : [/** @type {const} */ ([key, said])];
  }));
}

/** What a blank gives a value. @param {string} key */
export const targetOf = (key) => key.replace(/^\d+\./, "").replace(/#\d+$/, "");

/** The pieces of a line of code, each with the class of its colour. @param {string} text @returns {{ text: string, look: string }[]} */
export function colouredOf(text) {
  return tokensOfLine(text).tokens.map(({ kind, text: token }) => {
    if (kind === "word") return { text: token, look: KEYWORDS.has(token) ? "as-keyword" : "" };
    return { text: token, look: kind === "number" || kind === "remark" || kind === "string" || kind === "sign" ? `as-${kind}` : "" };
  });
}

/** How it stands. @param {Blanks} told */
export function standingOf({ marks, run, stages, stage }) {
  const right = marks.filter(({ status }) => status === "right").length;
  const all = `${right} of ${marks.length} ${marks.length === 1 ? "blank" : "blanks"} right`;
  const isDone = right === marks.length && run !== null && run.agrees;
  if (!isDone) return { isDone, text: `${all}.` };
  return { isDone, text: stage < stages.length ? "Every number is the engine’s: on to the next stage." : "Every number is the engine’s." };
}

/** What the engine has to say of it. @param {Blanks} told */
export function runText({ run, marks }) {
  if (!run) {
    const left = marks.filter(({ status }) => status === "missing").length;
    return `Once ${left === 1 ? "the last blank is" : `the ${left} empty blanks are`} filled in, the listing runs against the engine.`;
  }
  const failed = run.rows.filter(({ failure }) => failure !== "").length;
  if (run.forgotten && failed > 0) return `Without what forward kept, ${failed} ${failed === 1 ? "line" : "lines"} of backward cannot be worked out.`;
  const off = run.rows.filter(({ agrees }) => !agrees).length;
  return off === 0 ? "Every line comes to the engine’s number." : `${off} of ${run.rows.length} lines come to another number than the engine’s.`;
}

/** What is kept between the passes. @param {NonNullable<Blanks["run"]>} run */
export function keptText({ kept }) {
  if (kept.length === 0) return "Nothing has to be kept from forward to backward.";
  const all = kept.reduce((sum, { numbers }) => sum + numbers, 0);
  const each = kept.map(({ name, numbers, read_by: lines }) => `${name} (${count(numbers, "number")}, for line ${lines.join(" and ")})`);
  return `Kept from forward for backward, ${count(all, "number")}: ${each.join("; ")}.`;
}

/** @param {number} number @param {string} what */
const count = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;

/** @param {import("../trace/types.js").Nested | null} value */
export function numberOf(value) {
  if (value === null) return "—";
  if (isSummary(value)) return showShape(value.shape);
  const numbers = flat(value);
  if (!Array.isArray(value)) return numbers.map((one) => showNumber(one, DIGITS)).join("");
  return `[${numbers.slice(0, MOST).map((one) => showNumber(one, DIGITS_OF_MANY)).join(", ")}${numbers.length > MOST ? ", …" : ""}]`;
}

/** The rows of a run that are shown. @param {Blanks} told */
export function rowsShown({ run, lines }) {
  const rows = run?.rows ?? [];
  if (rows.length <= MOST_ROWS) return rows;
  return rows.filter(({ line, agrees }) => !agrees || lines[line - 1]?.some(({ blank }) => blank !== null));
}

/** Whether a listing has long lines. @param {Blanks} told */
export const isWide = ({ lines }) => lines.some((pieces) => pieces.reduce((sum, { text, width }) => sum + text.length + width, 0) > WIDE);
