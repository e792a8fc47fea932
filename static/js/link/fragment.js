// A table of properties as a URL fragment and back: `1/d=scalars&s=3&p=x=2;+y=x*x`.
//
// Only what differs from the start is written: from the defaults, or from the example that the link
// names. A key in upper case has a compressed text. Links are kept for years in lecture notes, so a
// key never changes its meaning; another meaning is another key.

import { escapeText, pack, unescapeText, unpack } from "./text.js";

const VERSION = 1;
/** Characters of a fragment that is looked at. */
export const LONGEST_LINK = 200_000;
const MOST_PROPERTIES = 100;
const BYTES_A_CHARACTER = 4;

/**
 * @template T
 * @typedef {{ key: string, initial: T, codec: import("./codecs.js").Codec<T>, called: string }} Property
 */

/**
 * @template {object} Shared
 * @typedef {{ [Name in keyof Shared]: Property<Shared[Name]> }} Properties
 */

/**
 * @template {object} Shared
 * @param {Properties<Shared>} properties in the order of the link: one that is cut off loses the last
 * @param {() => number} longest characters of one property
 */
export function makeFragments(properties, longest) {
  const rows = /** @type {[keyof Shared & string, Property<any>][]} */ (Object.entries(properties));
  /** @type {Readonly<Shared>} */
  const defaults = /** @type {any} */ (Object.freeze(Object.fromEntries(rows.map(([name, { initial }]) => [name, initial]))));
  return {
    /** Names of the parts of the state that a link holds. */
    names: rows.map(([name]) => name),
    defaults,

    /**
     * Everything a link stands for.
     * @param {Partial<Shared>} found in the link
     * @param {Partial<Shared>} [base] what its example starts with
     * @returns {Shared}
     */
    complete: (found, base = {}) => ({ ...defaults, ...base, ...found }),

    /**
     * Write a link's fragment, without the `#`.
     * @param {Shared} shared
     * @param {Partial<Shared>} [start] what is not written, beside the defaults
     */
    write: (shared, start = {}) => write(rows, shared, { ...defaults, ...start }, longest()),

    /**
     * Read a link's fragment, with or without the `#`. Never throws; what cannot be read is left out
     * and told in `problems`, one sentence each. `version` is null for a fragment that is no link of
     * ours, such as that of a heading.
     * @param {string} fragment
     * @returns {Promise<{ found: Partial<Shared>, problems: string[], version: number | null }>}
     */
    read: (fragment) => read(rows, fragment, longest()),
  };
}

/** @typedef {readonly [string, Property<any>][]} Rows */

/**
 * @param {Rows} rows @param {object} shared @param {object} start @param {number} longest
 * @returns {Promise<{ fragment: string, missing: string[] }>} `missing` is what is too long for a link
 */
async function write(rows, shared, start, longest) {
  const [now, before] = /** @type {Record<string, unknown>[]} */ ([shared, start]);
  const pairs = [];
  const missing = [];
  for (const [name, { key, codec, called }] of rows) {
    const text = codec.write(now?.[name]);
    if (text === codec.write(before?.[name])) continue;
    if (isTooLong(text, longest)) {
      missing.push(called);
      continue;
    }
    const plain = escapeText(text);
    const packed = await pack(text, plain.length);
    pairs.push(packed === null ? `${key}=${plain}` : `${key.toUpperCase()}=${packed}`);
  }
  return { fragment: `${VERSION}/${pairs.join("&")}`, missing };
}

/** @param {string} text @param {number} longest */
function isTooLong(text, longest) {
  return text.length > longest && [...text].length > longest;
}

/**
 * @param {Rows} rows @param {string} fragment @param {number} longest
 * @returns {Promise<{ found: any, problems: string[], version: number | null }>}
 */
async function read(rows, fragment, longest) {
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
    const row = rows.find(([name, property]) => key.toLowerCase() === property.key || key === name);
    if (!row) {
      complain(`The link says “${shortened(key)}”, which is not known here.`);
      continue;
    }
    const [name, property] = row;
    if (name in found) continue;
    const value = await readProperty(property, key, written, complain, longest);
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
 * @param {number} longest
 * @returns {Promise<unknown>} undefined where it cannot be read
 */
async function readProperty({ called, codec }, key, written, complain, longest) {
  /** @param {string} problem */
  const tell = (problem) => complain(`The link's ${called} ${problem}.`);
  let text;
  if (key !== key.toLowerCase()) {
    const unpacked = await unpack(written, BYTES_A_CHARACTER * longest);
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
  if (text === null || isTooLong(text, longest)) {
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
