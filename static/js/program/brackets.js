// Which bracket closes which. Pure.

import { readable } from "./tokens.js";

/** A bracket and its partner, by where they stand; null where it has none. @typedef {{ at: number, partner: number | null }} Bracket */

/** @type {Readonly<Record<string, string>>} */
const OPENED_BY = { ")": "(", "]": "[", "}": "{" };

/**
 * The brackets of a program, but for those in remarks and strings.
 * @param {readonly import("./tokens.js").Row[]} rows
 * @returns {Bracket[]}
 */
export function bracketsOf(rows) {
  /** @type {(Bracket & { sign: string })[]} */
  const found = [];
  /** @type {(Bracket & { sign: string })[]} */
  const open = [];
  for (const { kind, text, at } of readable(rows)) {
    if (kind !== "sign" || !/^[()[\]{}]$/.test(text)) continue;
    const bracket = { at, sign: text, partner: /** @type {number | null} */ (null) };
    found.push(bracket);
    const opener = OPENED_BY[text];
    if (opener === undefined) open.push(bracket);
    else if (open.at(-1)?.sign === opener) {
      const other = /** @type {Bracket} */ (open.pop());
      other.partner = at;
      bracket.partner = other.at;
    }
  }
  return found.map(({ at, partner }) => ({ at, partner }));
}

/**
 * The bracket at the cursor: the one behind it, else the one before it.
 * @param {readonly Bracket[]} brackets @param {number} cursor
 */
export function bracketAt(brackets, cursor) {
  return brackets.find(({ at }) => at === cursor) ?? brackets.find(({ at }) => at === cursor - 1) ?? null;
}
