// The lines and the answers of each exercise stay in this browser, and nowhere else.

import { isBlanks, isSheet } from "./kinds.js";

const KEY = "chainrule-exercises";
const MOST = 60;

/** @typedef {{ lines: string, taken: number, answers: import("./types.js").Answers }} Kept */
/** Which exercise it is. @typedef {Pick<import("./types.js").Chosen, "program" | "kind" | "seed" | "listing">} Which */

/** @param {Which} which */
function nameOf({ program, kind, seed, listing }) {
  if (isBlanks(kind)) return `${kind} ${listing}`;
  return isSheet(kind) ? `${kind} ${seed}\n${program}` : program;
}

/** @returns {Record<string, Partial<Kept>>} by exercise, those written last at the end */
function all() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof found === "object" && found !== null ? found : {};
  } catch {
    return {}; // nothing was kept, or storage is switched off
  }
}

/** @param {Which} which @returns {Kept} */
export function keptOf(which) {
  const { lines, taken, answers } = all()[nameOf(which)] ?? {};
  const texts = Object.entries(answers ?? {}).filter(([, text]) => typeof text === "string");
  return { lines: typeof lines === "string" ? lines : "", taken: typeof taken === "number" ? taken : 0, answers: Object.fromEntries(texts) };
}

/** @param {Which} which @param {Kept} kept */
export function keep(which, kept) {
  const { [nameOf(which)]: _, ...others } = all();
  const isSome = kept.lines || kept.taken || Object.keys(kept.answers).length > 0;
  const rows = [...Object.entries(others), ...(isSome ? [/** @type {const} */ ([nameOf(which), kept])] : [])];
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(rows.slice(-MOST))));
  } catch {
    // storage is full or switched off: the answers last as long as the page
  }
}
