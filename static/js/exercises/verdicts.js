// What is said of the lines: the reasons, how much is done, what is heard. Pure.

import { isRight, saidOf } from "./signs.js";

/** @typedef {import("./types.js").Checked} Checked */
/** @typedef {import("./types.js").Verdict} Verdict */

/** Whether something has to be changed. @param {Verdict} verdict */
export const isWrong = ({ status }) => status === "wrong" || status === "error" || status === "chance";

/** What is wrong, in words; empty where nothing is. @param {Verdict} verdict */
export const reasonOf = ({ said, status }) => (status === "right" ? "" : said);

/** The last word on each name. @param {Checked} checked @returns {Map<string, Verdict>} */
export const lastOf = (checked) => new Map(checked.verdicts.map((verdict) => [verdict.target, verdict]));

/** How far it is: gradients of the inputs that are right, of how many; and whether all is done. @param {Checked} checked */
export function progressOf(checked) {
  const right = checked.asked.filter((name) => checked.right.includes(name)).length;
  const isDone = checked.asked.length > 0 && right === checked.asked.length && ![...lastOf(checked).values()].some(isWrong);
  return { right, asked: checked.asked.length, isDone };
}

/** @param {Checked} checked @param {number} hints steps that were taken */
export function progressText(checked, hints) {
  const { right, asked, isDone } = progressOf(checked);
  if (!isDone) return `${right} of ${asked} input gradient${asked === 1 ? "" : "s"} right`;
  const lines = checked.verdicts.length;
  return `All gradients are right: ${lines} line${lines === 1 ? "" : "s"}, ${hints || "no"} hint${hints === 1 ? "" : "s"}.`;
}

/**
 * What a screen reader hears of lines that are settled: they are right, or the cursor has left them; and were heard otherwise before.
 * @param {Checked} checked @param {string} text of the lines @param {number} at the line with the cursor, from 1; 0 outside
 * @param {ReadonlyMap<number, string>} heard before, by line
 * @returns {Map<number, string>} by line
 */
export function settledOf(checked, text, at, heard) {
  const lines = text.split("\n");
  /** @type {Map<number, string>} */
  const found = new Map();
  for (const verdict of checked.verdicts) {
    const { line } = verdict.place;
    if (!isRight(verdict) && line === at) continue;
    const said = `Line ${line}, ${(lines[line - 1] ?? "").trim()}: ${[saidOf(verdict).word, reasonOf(verdict)].filter(Boolean).join(": ")}`;
    if (heard.get(line) !== said) found.set(line, said);
  }
  return found;
}
