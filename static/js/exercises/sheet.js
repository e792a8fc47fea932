// A sheet of questions: what is heard of each answer, how far it is, what a hint is about. Pure.

import { isRight, saidOf } from "./signs.js";

/** @typedef {import("./types.js").Mark} Mark */
/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./types.js").Answers} Answers */

/** What a screen reader hears of an answer. @param {Mark} mark @param {number} number of the question, from 1 */
export const heardOf = (mark, number) => [`Question ${number}`, saidOf(mark).word, mark.reason].filter(Boolean).join(": ");

/** @param {readonly Mark[]} marks */
export const marksByKey = (marks) => new Map(marks.map((mark) => [mark.key, mark]));

/** How it stands. @param {readonly Question[]} questions @param {readonly Mark[]} marks @param {number} hints steps that were taken */
export function sheetProgress(questions, marks, hints) {
  const found = marksByKey(marks);
  const right = questions.filter(({ key }) => isRight(found.get(key))).length;
  const isDone = questions.length > 0 && right === questions.length;
  const taken = `${hints || "no"} hint${hints === 1 ? "" : "s"}`;
  return { isDone, text: isDone ? `All ${right === 1 ? "is" : `${right} are`} right, ${taken}.` : `${right} of ${questions.length} right` };
}

/** The question that a hint is about: the one with the focus where it is not right, else the next that is not. @param {readonly Question[]} questions @param {readonly Mark[]} marks @param {string} at */
export function askedFor(questions, marks, at) {
  const found = marksByKey(marks);
  const left = questions.filter(({ key }) => !isRight(found.get(key)));
  return (left.find(({ key }) => key === at) ?? left[0])?.key ?? null;
}

/** Answers with one of them changed; an empty one is none. @param {Answers} answers @param {string} key @param {string} text @returns {Answers} */
export function answered(answers, key, text) {
  const { [key]: _, ...others } = answers;
  return text === "" ? others : { ...others, [key]: text };
}

/** Options that an answer names, in its order; commas inside brackets are theirs. @param {string} text @param {readonly string[]} options */
export function chosenOf(text, options) {
  const bare = (/** @type {string} */ one) => one.replaceAll(/\s/g, "");
  const parts = cut(text).map(bare);
  return parts.flatMap((part) => options.find((option) => bare(option) === part) ?? []);
}

/** Cut at commas outside of brackets, and at the ends of lines; as app/exercises/kinds/answers.py does. @param {string} text */
function cut(text) {
  const parts = [""];
  let depth = 0;
  for (const letter of text) {
    depth += Number("([{".includes(letter)) - Number(")]}".includes(letter));
    if (letter === "\n" || (letter === "," && depth <= 0)) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts;
}

/** Something of a list moved to another place. @param {readonly string[]} list @param {number} from @param {number} to */
export function moved(list, from, to) {
  const rest = list.filter((_, k) => k !== from);
  const one = list[from];
  return one === undefined ? [...list] : [...rest.slice(0, to), one, ...rest.slice(to)];
}

/** Whether a choice is shown as a list that opens: many, or long ones. @param {Question} question */
export const isMenu = ({ form, options }) => form === "choice" && options.length > 4 && !options.some((option) => option.includes(" = "));
