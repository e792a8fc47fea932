// The whole shareable state as a URL fragment: `#1/d=scalars&s=3&p=x=2;+y=x*x`.
//
// Only what differs from the start is written: from the defaults, or from the example that the link
// names. A key in upper case has a compressed text. Links are kept for years in lecture notes, so a
// key never changes its meaning; another meaning is another key.

import * as codecs from "./link_codecs.js";
import { escapeText, pack, unescapeText, unpack } from "./link_text.js";
import { DIGITS, MOST_DIGITS } from "./numbers.js";

export const VERSION = 1;
/** Characters of one property; the longest program that the server reads. */
export const LONGEST_TEXT = 20_000;
/** Characters of a fragment that is looked at. */
export const LONGEST_LINK = 200_000;
const MOST_PROPERTIES = 100;
const BYTES_A_CHARACTER = 4;

/** @typedef {import("./types.js").State} State */

/**
 * What a link says. `step` is null at the end of the story, however long that is.
 * @typedef {Pick<State, "example" | "detail" | "closed" | "opened" | "mode" | "wrt" | "output" | "seed" | "digits" | "theme"
 *   | "palette" | "presenting" | "predicting" | "hidden" | "embed" | "values" | "program">
 *   & { step: number | null }} Shared
 */

/**
 * @template T
 * @typedef {{ key: string, initial: T, codec: codecs.Codec<T>, called: string }} Property
 */

/**
 * In the order of the link: a link that was cut off loses the end of its program, which shows.
 * @type {{ [Name in keyof Shared]: Property<Shared[Name]> }}
 */
const PROPERTIES = {
  example: { key: "e", initial: "", codec: codecs.name, called: "example" },
  detail: {
    key: "d",
    initial: "gates",
    codec: codecs.oneOf("blocks", "gates", "elementary", "scalars"),
    called: "level of detail",
  },
  closed: { key: "f", initial: [], codec: codecs.keys, called: "folded groups" },
  opened: { key: "u", initial: [], codec: codecs.keys, called: "opened gates" },
  mode: { key: "m", initial: "reverse", codec: codecs.oneOf("reverse", "forward"), called: "mode" },
  wrt: { key: "w", initial: null, codec: codecs.optional(codecs.name), called: "seeded input" },
  output: { key: "o", initial: null, codec: codecs.optional(codecs.name), called: "output" },
  step: { key: "s", initial: null, codec: codecs.optional(codecs.count(0, 1e9)), called: "step" },
  digits: { key: "n", initial: DIGITS, codec: codecs.count(0, MOST_DIGITS), called: "number of decimals" },
  theme: { key: "t", initial: null, codec: codecs.optional(codecs.oneOf("light", "dark")), called: "theme" },
  palette: {
    key: "c",
    initial: null,
    codec: codecs.optional(codecs.oneOf("classic", "colourblind")),
    called: "palette",
  },
  presenting: { key: "l", initial: false, codec: codecs.flag, called: "presentation mode" },
  predicting: { key: "q", initial: false, codec: codecs.flag, called: "predict mode" },
  hidden: { key: "h", initial: [], codec: codecs.names, called: "hidden controls" },
  embed: { key: "embed", initial: false, codec: codecs.flag, called: "embedding" },
  seed: { key: "g", initial: null, codec: codecs.optional(codecs.nested), called: "seed of the output" },
  values: { key: "v", initial: {}, codec: codecs.values, called: "values" },
  program: { key: "p", initial: "", codec: codecs.text, called: "program" },
};

const ROWS = /** @type {[keyof Shared, Property<any>][]} */ (Object.entries(PROPERTIES));

/** Names of the parts of the state that a link holds. */
export const NAMES = ROWS.map(([name]) => name);

/** @type {Readonly<Shared>} */
export const DEFAULTS = /** @type {any} */ (
  Object.freeze(Object.fromEntries(ROWS.map(([name, { initial }]) => [name, initial])))
);

/**
 * What of the page's state a link holds.
 * @param {Readonly<State>} state
 * @returns {Shared}
 */
export function sharedOf(state) {
  const shared = /** @type {any} */ (Object.fromEntries(NAMES.map((name) => [name, state[name]])));
  const end = state.trace ? state.trace.steps.length : Infinity;
  return { ...shared, step: state.step >= end ? null : state.step };
}

/**
 * The state that a link stands for, to be set as it is.
 * @param {Shared} shared
 */
export function stateOf(shared) {
  return { ...shared, step: shared.step ?? Infinity };
}

/**
 * Everything a link stands for.
 * @param {Partial<Shared>} found in the link
 * @param {Partial<Shared>} [base] what its example starts with
 * @returns {Shared}
 */
export function complete(found, base = {}) {
  return { ...DEFAULTS, ...base, ...found };
}

/**
 * Write a link's fragment, without the `#`.
 * @param {Shared} shared
 * @param {Partial<Shared>} [base] what the link's example starts with
 * @returns {Promise<{ fragment: string, missing: string[] }>} `missing` is what is too long for a link
 */
export async function writeLink(shared, base = {}) {
  const start = /** @type {Record<string, unknown>} */ (complete({}, { ...base, example: "" }));
  const pairs = [];
  const missing = [];
  for (const [name, { key, codec, called }] of ROWS) {
    const text = codec.write(shared[name]);
    if (text === codec.write(start[name])) continue;
    if (isTooLong(text)) {
      missing.push(called);
      continue;
    }
    const plain = escapeText(text);
    const packed = await pack(text, plain.length);
    pairs.push(packed === null ? `${key}=${plain}` : `${key.toUpperCase()}=${packed}`);
  }
  return { fragment: `${VERSION}/${pairs.join("&")}`, missing };
}

/** @param {string} text */
function isTooLong(text) {
  return text.length > LONGEST_TEXT && [...text].length > LONGEST_TEXT;
}

/**
 * Read a link's fragment, with or without the `#`. Never throws; what cannot be read is left out and
 * told in `problems`, one sentence each. `version` is null for a fragment that is no link of ours,
 * such as that of a heading.
 * @param {string} fragment
 * @returns {Promise<{ found: Partial<Shared>, problems: string[], version: number | null }>}
 */
export async function readLink(fragment) {
  /** @type {string[]} */
  const problems = [];
  /** @param {string} problem */
  const complain = (problem) => void problems.push(problem);
  /** @type {Record<string, unknown>} */
  const found = {};
  const answer = (/** @type {number | null} */ version) => ({ found, problems, version });

  if (fragment.length > LONGEST_LINK) {
    complain("The link is too long to be read.");
    return answer(VERSION);
  }
  const match = /^#?(?:(\d{1,6})\/)?(.*)$/s.exec(fragment);
  const body = match?.[2] ?? "";
  if (!match?.[1] && !body.includes("=")) return answer(null);
  const version = Number(match?.[1] ?? VERSION);
  if (version > VERSION) {
    complain("The link comes from a newer version; what is known of it was read.");
  }

  // A link that was pasted into HTML and back has `&amp;`; we write no bare ampersand inside a text.
  const pairs = body.replaceAll("&amp;", "&").split("&").filter(Boolean);
  for (const pair of pairs.slice(0, MOST_PROPERTIES)) {
    const [, key = "", written = ""] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
    const row = ROWS.find(([name, property]) => key.toLowerCase() === property.key || key === name);
    if (!row) {
      complain(`The link says “${shortened(key)}”, which is not known here.`);
      continue;
    }
    const [name, property] = row;
    if (name in found) continue;
    const value = await readProperty(property, key, written, complain);
    if (value !== undefined) found[name] = value;
  }
  if (pairs.length > MOST_PROPERTIES) complain("The link says too much; its end was not read.");
  return answer(version);
}

/**
 * @param {Property<any>} property
 * @param {string} key as the link has it
 * @param {string} written
 * @param {(problem: string) => void} complain
 * @returns {Promise<unknown>} undefined where it cannot be read
 */
async function readProperty({ called, codec }, key, written, complain) {
  /** @param {string} problem */
  const tell = (problem) => complain(`The link's ${called} ${problem}.`);
  let text;
  if (key !== key.toLowerCase()) {
    const unpacked = await unpack(written, BYTES_A_CHARACTER * LONGEST_TEXT);
    text = unpacked.over ? null : unpacked.text;
    if (unpacked.broken) tell("is damaged or cut off");
    if (unpacked.broken && text === "") return undefined;
  } else {
    const whole = written.replace(/%[0-9a-f]?$/i, "");
    text = unescapeText(whole);
    if (whole !== written) {
      tell("is cut off");
      text = text.replace(/\uFFFD$/, "");
    }
  }
  if (text === null || isTooLong(text)) {
    tell("is too long and was not read");
    return undefined;
  }
  const value = codec.parse(text, (part) => tell(`could not be read at “${shortened(part)}”`));
  if (value === undefined) tell(`could not be read: “${shortened(text)}”`);
  return value;
}

/** @param {string} text */
function shortened(text) {
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}
