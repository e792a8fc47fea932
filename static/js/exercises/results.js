// What a student hands in as a file, and what of it can be opened again. Pure.

import { readExercise } from "./files.js";

/** @typedef {import("./types.js").Chosen} Chosen */
/** @typedef {import("../../../tests/js/api.js").components["schemas"]["RowAnswer"]} Row */
/** @typedef {Readonly<Record<string, string>>} Texts by the keys of the questions */

const VERSION = 1;

/** What is answered, and which of the questions that are left to chance. @param {Readonly<Chosen>} chosen @returns {{ answers: Texts, seed: number }} */
export function answeredIn(chosen) {
  const { answers = {}, seed = 0 } = /** @type {{ answers?: Texts, seed?: number }} */ (chosen);
  return { answers: chosen.kind === "backward" ? { lines: chosen.lines } : answers, seed };
}

/**
 * The file, as `chainrule grade` reads it.
 * @param {Readonly<Chosen>} chosen @param {number} hints steps that were taken @param {Row} row what the server says of the answers
 */
export function resultText(chosen, hints, row) {
  const { program, kind, tolerance, hinting } = chosen;
  const { answers, seed } = answeredIn(chosen);
  const exercise = { program, kind, tolerance, hints: hinting, seed };
  return `${JSON.stringify({ chainrule: VERSION, exercise, answers, hints, marks: row.marks, right: row.right, asked: row.asked, code: row.code }, null, 1)}\n`;
}

/** Whether a text is meant as such a file. @param {string} text */
export const isResult = (text) => text.trimStart().startsWith("{");

/**
 * The exercise and the answers of a file; null if it is none. Of its marks nothing is read: answers are checked anew.
 * @param {string} text @returns {{ chosen: Chosen, hints: number } | null}
 */
export function readResult(text) {
  const found = parsed(text);
  const { program, kind, tolerance, hints: offered, seed } = found?.["exercise"] ?? {};
  if (found?.["chainrule"] !== VERSION || typeof program !== "string") return null;
  const told = [
    typeof kind === "string" && /^\w{1,40}$/.test(kind) ? `# kind: ${kind}` : "",
    Number.isInteger(seed) && seed > 0 ? `# seed: ${seed}` : "",
    typeof tolerance === "number" && tolerance >= 0 && tolerance <= 0.5 ? `# tolerance: ${tolerance}` : "",
    `# hints: ${offered === false ? "off" : "on"}`,
  ];
  const settings = `${told.filter(Boolean).join("\n")}\n`;
  const { lines = "", ...others } = textsOf(found["answers"]);
  const hints = Number.isInteger(found["hints"]) && found["hints"] >= 0 ? found["hints"] : 0;
  const more = Object.keys(others).length ? { answers: others } : {};
  return { chosen: { ...readExercise(settings + program), lines, ...more }, hints };
}

/** @param {string} text @returns {Record<string, any> | null} */
function parsed(text) {
  try {
    const found = JSON.parse(text.replace(/^\uFEFF/, ""));
    return typeof found === "object" && found !== null ? found : null;
  } catch {
    return null;
  }
}

/** @param {unknown} found @returns {Record<string, string>} */
function textsOf(found) {
  const pairs = typeof found === "object" && found !== null ? Object.entries(found) : [];
  return Object.fromEntries(pairs.filter(([, text]) => typeof text === "string"));
}
