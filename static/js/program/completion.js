// What the editor offers while a name is typed: the gates, the makers of inputs, and the program's own names. Pure.

import { RULES } from "../trace/rules.js";

/** @typedef {import("../trace/types.js").Schemas} Schemas */
/** @typedef {import("./tokens.js").Row} Row */
/** @typedef {import("./roles.js").Role} Role */

/**
 * Something that can stand in the place of what is typed: `more` is what follows its name there, `what` its formula
 * or what it is bound to, `summary` what there is to say of it. One that is called brings its brackets along.
 * @typedef {{ name: string, more: string, what: string, summary: string, role: Role, isCalled: boolean }} Offer
 */
/** A name that is being typed: where it begins, and what there is of it. @typedef {{ start: number, text: string }} Typed */

export const FROM = 2; // letters from which a list opens by itself
const MOST = 40;
const LONGEST = 60; // characters of what is told of a name

/** @param {Schemas["GatesAnswer"]} catalogue @returns {Offer[]} */
export function offersOf({ gates, makers }) {
  return [
    ...gates.flatMap(({ name, aliases, arguments: names, variadic, params, formula, summary }) => {
      const options = params.map((param) => `${param.name}=${param.default}`);
      const more = `(${[...names, ...(variadic ? ["…"] : []), ...options].join(", ")})`;
      const told = { more, what: formula.text, summary, role: /** @type {const} */ ("gate"), isCalled: true };
      return [name, ...aliases].map((one) => ({ ...told, name: one }));
    }),
    ...makers.map(({ name, usage, summary }) => ({
      name, more: usage.slice(name.length), what: "", summary, role: /** @type {const} */ ("gate"), isCalled: true,
    })),
  ];
}

/** What only the lines after the loss hold, in which inputs take their steps. @returns {Offer[]} */
export function updateOffers() {
  const step = (/** @type {string} */ name, /** @type {string} */ more, /** @type {string} */ what, /** @type {string} */ summary) =>
    ({ name, more, what, summary, role: /** @type {const} */ ("gate"), isCalled: true });
  const rules = Object.entries(RULES).filter(([name]) => name !== "sgd");
  return [
    step("grad", "(w)", "w -= 0.1 * grad(w)", "The gradient of the loss, for a step against it: the lines after the loss say which inputs learn."),
    ...rules.map(([name, title]) => step(name, "(grad(w))", `w -= 0.1 * ${name}(grad(w))`, `The step of ${title}, in the lines after the loss.`)),
  ];
}

/**
 * The names of a program, each once, as it was bound last; not the one that is being typed.
 * @param {readonly Row[]} rows @param {readonly (readonly (Role | null)[])[]} roles @param {number} at where a name is typed
 * @returns {Offer[]}
 */
export function namesIn(rows, roles, at) {
  /** @type {Map<string, Offer>} */
  const found = new Map();
  for (const [line, row] of rows.entries()) {
    for (const [k, token] of row.tokens.entries()) {
      const role = roles[line]?.[k] ?? null;
      if (row.at + token.start === at || token.kind !== "word") continue;
      if (role !== "input" && role !== "name" && role !== "own") continue;
      const isBound = /^\s*(?:[-+*/@]|\*\*)?=(?!=)/.test(row.line.slice(token.end));
      if (found.has(token.text) && !isBound) continue;
      const rest = row.line.slice(token.end);
      const more = role === "own" ? (/^\s*\([^)]*\)/.exec(rest)?.[0].trim() ?? "()") : "";
      if (role === "own" && found.has(token.text)) continue;
      const what = role === "own" ? rest.slice(rest.indexOf(")") + 1) : isBound ? rest.split(/[;#]/)[0] ?? "" : "";
      const kind = { input: "an input", name: "computed", own: "a function of this program" }[role];
      found.set(token.text, {
        name: token.text, more, what: shortened(what.replace(/^\s*:?\s*(?:return\b)?\s*/, "").trim()), summary: `Line ${line + 1}: ${kind}.`, role, isCalled: role === "own",
      });
    }
  }
  return [...found.values()];
}

/** @param {string} text */
const shortened = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/**
 * The name that ends at a cursor; empty where one could begin, null where none can: in a remark, in a string, in a
 * number, behind a dot.
 * @param {readonly Row[]} rows @param {number} cursor
 * @returns {Typed | null}
 */
export function typedAt(rows, cursor) {
  const row = rows.findLast(({ at }) => at <= cursor);
  if (!row) return null;
  const column = cursor - row.at;
  const k = row.tokens.findIndex(({ start, end }) => start < column && column <= end);
  const token = row.tokens[k];
  if (token?.kind === "remark" || token?.kind === "string" || token?.kind === "number") return null;
  const isWord = token?.kind === "word";
  const before = isWord ? row.tokens[k - 1] : token;
  if (before?.kind === "sign" && before.text === ".") return null;
  if (isWord && before?.kind === "number") return null; // 2e is on its way to 2e5
  return isWord ? { start: row.at + token.start, text: token.text.slice(0, column - token.start) } : { start: cursor, text: "" };
}

/**
 * What there is for a name, the likeliest first: the program's own names before gates, and what begins so before
 * what has it inside.
 * @param {string} typed @param {readonly Offer[]} names @param {readonly Offer[]} gates @param {string} behind what stands behind the cursor
 * @returns {Offer[]}
 */
export function fitting(typed, names, gates, behind) {
  const known = new Set(names.map(({ name }) => name));
  const all = [...names, ...gates.filter(({ name }) => !known.has(name))];
  const ranked = all.map((offer) => ({ offer, rank: rankOf(offer.name, typed) })).filter(({ rank }) => rank < Infinity);
  const isDone = (/** @type {Offer} */ { name, isCalled }) => name === typed && (!isCalled || behind.startsWith("("));
  return ranked
    .filter(({ offer }) => !isDone(offer))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ offer }) => offer);
}

/** @param {string} name @param {string} typed */
function rankOf(name, typed) {
  if (name.startsWith(typed)) return name === typed ? 0 : 1;
  const [lower, sought] = [name.toLowerCase(), typed.toLowerCase()];
  if (lower.startsWith(sought)) return 2;
  if (lower.includes(`_${sought}`)) return 3;
  return sought.length > 1 && lower.includes(sought) ? 4 : Infinity;
}

/**
 * What is put in the place of what was typed, and how far behind its beginning the cursor stands then.
 * @param {Offer} offer @param {string} behind what stands behind the cursor
 */
export function inserted({ name, isCalled }, behind) {
  if (!isCalled) return { text: name, cursor: name.length };
  return { text: behind.startsWith("(") ? name : `${name}()`, cursor: name.length + 1 };
}

/**
 * Where a list stands: below the line, or above it where there is more room, and within what is seen.
 * @param {{ left: number, top: number, bottom: number }} word
 * @param {{ width: number, height: number }} list as large as it would be
 * @param {{ left: number, top: number, width: number, height: number }} seen
 */
export function placed(word, list, seen) {
  const gap = 4;
  const below = seen.top + seen.height - word.bottom - 2 * gap;
  const above = word.top - seen.top - 2 * gap;
  const isBelow = list.height <= below || below >= above;
  const height = Math.min(list.height, Math.max(isBelow ? below : above, 0));
  const right = seen.left + seen.width - list.width - gap;
  return {
    left: Math.max(Math.min(word.left, right), seen.left + gap),
    top: isBelow ? word.bottom + gap : word.top - gap - height,
    height,
  };
}
