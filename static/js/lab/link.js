// What a link to the lab holds: the configuration that the run began with, as far as it differs from its
// preset or from the default, one's own points with it; what was changed, and how far the run had got; its
// state, where it would take long to train there again; and how the page looks.

import { LONGEST_LINK, makeFragments } from "../link/fragment.js";
import * as codecs from "../link/codecs.js";
import { HIDDEN_NAMES } from "./hiding.js";

/**
 * @typedef {object} Shared
 * @property {string} preset
 * @property {number} update how far to train before it is shown
 * @property {boolean} discretize
 * @property {boolean} showTest
 * @property {"light" | "dark" | null} theme
 * @property {"classic" | "colourblind" | null} palette
 * @property {boolean} presenting
 * @property {boolean} embed
 * @property {readonly string[]} hidden controls that are not to be seen
 * @property {Row[]} beside where several runs stand side by side, each of them
 * @property {Record<string, any>} config what differs from the preset
 * @property {import("./types.js").Entry[]} log what was changed since
 * @property {string} state of the run at the update, or before it; empty where it is soon trained again
 */
/** @typedef {{ title: string, config: object, log?: import("./types.js").Entry[], state?: string }} Row */

/** @type {codecs.Codec<any>} */
const json = {
  write: (value) => JSON.stringify(value),
  parse(text) {
    try {
      return JSON.parse(text);
    } catch {
      return undefined; // cut off, or written by hand
    }
  },
};
/** @type {codecs.Codec<Record<string, any>>} */
const part = { ...json, parse: (text, complain) => ofKind(json.parse(text, complain), (value) => typeof value === "object" && value !== null && !Array.isArray(value)) };
/** @type {codecs.Codec<Shared["beside"]>} */
const beside = { ...json, parse: (text, complain) => ofKind(json.parse(text, complain), (value) => Array.isArray(value) && value.length <= 4 && value.every(isRow)) };
/** @type {codecs.Codec<Shared["log"]>} */
const log = { ...json, parse: (text, complain) => ofKind(json.parse(text, complain), isLog) };
/** @type {codecs.Codec<string>} */
const state = { write: (value) => value, parse: (text) => (isState(text) ? text : undefined) };

/** @param {any} value */
const isLog = (value) => Array.isArray(value) && value.every((one) => Number.isSafeInteger(one?.update) && one.update >= 0);
/** @param {any} value */
const isState = (value) => typeof value === "string" && /^[A-Za-z0-9+/]*={0,2}$/.test(value);
/** @param {any} one */
export const isRow = (one) => typeof one?.title === "string" && typeof one?.config === "object" && one.config !== null && isLog(one.log ?? []) && isState(one.state ?? "");

/** @param {any} value @param {(value: any) => boolean} fits */
function ofKind(value, fits) {
  return value !== undefined && fits(value) ? value : undefined;
}

/** @type {import("../link/fragment.js").Properties<Shared>} */
const PROPERTIES = {
  preset: { key: "e", initial: "", codec: codecs.name, called: "example" },
  update: { key: "u", initial: 0, codec: codecs.count(0, 1e7), called: "update" },
  discretize: { key: "d", initial: false, codec: codecs.flag, called: "flat colours" },
  showTest: { key: "s", initial: false, codec: codecs.flag, called: "test points" },
  theme: { key: "t", initial: null, codec: codecs.optional(codecs.oneOf("light", "dark")), called: "theme" },
  palette: { key: "c", initial: null, codec: codecs.optional(codecs.oneOf("classic", "colourblind")), called: "palette" },
  presenting: { key: "l", initial: false, codec: codecs.flag, called: "presentation mode" },
  embed: { key: "embed", initial: false, codec: codecs.flag, called: "embedding" },
  hidden: { key: "h", initial: [], codec: codecs.someOf(HIDDEN_NAMES), called: "hidden controls" },
  beside: { key: "b", initial: [], codec: beside, called: "runs beside it" },
  config: { key: "k", initial: {}, codec: part, called: "configuration" },
  log: { key: "g", initial: [], codec: log, called: "changes" },
  state: { key: "z", initial: "", codec: state, called: "state" },
};

const FRAGMENTS = makeFragments(PROPERTIES, () => LONGEST_LINK);

export const { defaults: DEFAULTS, complete, read: readLink, write: writeLink } = FRAGMENTS;
