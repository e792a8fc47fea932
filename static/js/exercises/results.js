// What a student hands in as a file, and what of it can be opened again. Pure.

import { readExercise } from "./files.js";
import { isBlanks } from "./kinds.js";

/** @typedef {import("./types.js").Chosen} Chosen */
/** @typedef {import("../../../tests/js/api.js").components["schemas"]["RowAnswer"]} Row */

const VERSION = 1;

/** What is answered, by the keys of the questions. @param {Readonly<Chosen>} chosen @returns {import("./types.js").Answers} */
export const answersIn = ({ kind, lines, answers }) => (kind === "backward" ? { lines } : answers);

/** What an exercise is about, as the server takes it: a listing goes by its name. @param {Readonly<Chosen>} chosen */
export const programOf = ({ kind, program, listing }) => (isBlanks(kind) ? listing : program);

/**
 * The file, as `chainrule grade` reads it.
 * @param {Readonly<Chosen>} chosen @param {number} hints steps that were taken @param {Row} row what the server says of the answers
 */
export function resultText(chosen, hints, row) {
  const { kind, tolerance, hinting, seed } = chosen;
  const exercise = { program: programOf(chosen), kind, tolerance, hints: hinting, seed };
  return `${JSON.stringify({ chainrule: VERSION, exercise, answers: answersIn(chosen), hints, marks: row.marks, right: row.right, asked: row.asked, code: row.code }, null, 1)}\n`;
}

/**
 * What was answered, to be read: the lines of a backward pass as they are, else each question with its answer.
 * @param {Readonly<Chosen>} chosen @param {readonly { key: string, asks: string }[]} questions
 */
export function answersText({ kind, lines, answers }, questions) {
  if (kind === "backward") return `${lines.trimEnd()}\n`;
  const asked = questions.length > 0 ? questions : Object.keys(answers).map((key) => ({ key, asks: key }));
  return asked.map(({ key, asks }, k) => `${k + 1}. ${asks}\n${answers[key] ?? "(no answer)"}\n`).join("\n");
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
  const { lines = "", ...answers } = textsOf(found["answers"]);
  const hints = Number.isInteger(found["hints"]) && found["hints"] >= 0 ? found["hints"] : 0;
  return { chosen: { ...readExercise(settings + program), lines, answers }, hints };
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
