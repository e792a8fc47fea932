// Which gradient a hint is about, and how much of it is told. Pure.

import { isRight } from "./signs.js";
import { isWrong, lastOf } from "./verdicts.js";

/** @typedef {import("./types.js").Checked} Checked */
/** @typedef {import("./types.js").Hint} Hint */

/** How a line begins that gives a name a value. */
const TARGET = /^\s*([\p{ID_Start}_][\p{ID_Continue}′″‴⁽⁾⁰¹²³⁴⁵⁶⁷⁸⁹]*)\s*\+?=/u;

/**
 * The gradient that a hint is wanted of: that of the line with the cursor where it is not right, else what is wrong, else
 * the first that is missing, on the way back from the output. Null where there is nothing to say.
 * @param {Checked} checked @param {string} text of the lines @param {number} at the line with the cursor, from 1; 0 outside
 */
export function targetOf(checked, text, at) {
  const last = lastOf(checked);
  const typed = TARGET.exec(text.split("\n")[at - 1] ?? "")?.[1] ?? "";
  const here = last.get(typed);
  const isAsked = here ? here.status !== "own" && !isRight(here) : checked.missing.includes(typed);
  if (isAsked) return typed;
  const wrong = checked.verdicts.find((verdict) => isWrong(verdict) && verdict.target !== "" && last.get(verdict.target) === verdict);
  return wrong?.target ?? checked.missing.at(-1) ?? null;
}

/** The steps of a hint: which rule, which operands, and the line, if there is one. @param {Hint} hint */
export const stepsOf = ({ rule, operands, line }) => [rule, operands, ...(line === null ? [] : [line])];
