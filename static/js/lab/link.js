// What a link to the lab holds: the configuration as far as it differs from its preset or from the
// default, one's own points with it, how far the run had got, and how the page looks.

import { LONGEST_LINK, makeFragments } from "../link/fragment.js";
import * as codecs from "../link/codecs.js";

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
 * @property {{ title: string, config: object }[]} beside what stands beside the run
 * @property {Record<string, any>} config what differs from the preset
 */

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
const beside = { ...json, parse: (text, complain) => ofKind(json.parse(text, complain), (value) => Array.isArray(value) && value.length <= 4 && value.every((one) => typeof one?.title === "string" && typeof one?.config === "object" && one.config)) };

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
  beside: { key: "b", initial: [], codec: beside, called: "runs beside it" },
  config: { key: "k", initial: {}, codec: part, called: "configuration" },
};

const FRAGMENTS = makeFragments(PROPERTIES, () => LONGEST_LINK);

export const { defaults: DEFAULTS, complete, read: readLink, write: writeLink } = FRAGMENTS;
