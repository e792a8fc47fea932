// What a link to the page holds: what is chosen, as far as it differs from the preset that it names, and how the page looks.

import * as codecs from "../link/codecs.js";
import { LONGEST_LINK, makeFragments } from "../link/fragment.js";
import { RULES } from "../updates/rules.js";
import { CHOSEN } from "./state.js";

/** @typedef {import("./types.js").Chosen & { preset: string, theme: "light" | "dark" | null, palette: "classic" | "colourblind" | null, presenting: boolean, embed: boolean }} Shared */
/** @typedef {import("./types.js").Rows} Rows */

const MOST_UPDATES = 100_000;
const MOST_CLASSES = 10;
const MOST_FEATURES = 64;
const MOST_ROWS = 200;

/** Some finite numbers, `[1,2]`. @type {codecs.Codec<readonly number[]>} */
const vector = {
  write: (value) => codecs.nested.write([...value]),
  parse(text, complain) {
    const found = codecs.nested.parse(text, complain);
    return isVector(found) ? found : undefined;
  },
};

/** Rows of as many numbers each, `[[1,2],[3,4]]`. @type {codecs.Codec<Rows>} */
const rows = {
  write: (value) => codecs.nested.write(value.map((row) => [...row])),
  parse(text, complain) {
    const found = codecs.nested.parse(text, complain);
    if (!Array.isArray(found) || found.length > MOST_ROWS) return undefined;
    const first = found[0];
    return found.every((row) => isVector(row) && Array.isArray(first) && row.length === first.length) ? /** @type {Rows} */ (found) : undefined;
  },
};

/** @param {unknown} value @returns {value is number[]} */
const isVector = (value) => Array.isArray(value) && value.every((one) => typeof one === "number");

/** Some names, apart by commas. @param {number} low @param {number} high how many @returns {codecs.Codec<readonly string[]>} */
const names = (low, high) => ({
  write: (value) => value.map((one) => one.replaceAll(",", " ")).join(","),
  parse(text, complain) {
    const line = codecs.name.parse(text, complain);
    if (line === "" && low === 0) return [];
    const found = line?.split(",").map((one) => one.trim()) ?? [];
    return found.length >= low && found.length <= high && found.every(Boolean) ? found : undefined;
  },
});

/** Whole numbers from 0, `0,2,1`. @type {codecs.Codec<readonly number[]>} */
const labels = {
  write: (value) => value.join(","),
  parse(text) {
    const found = text.split(",");
    return found.length <= MOST_ROWS && found.every((one) => /^\d$/.test(one)) ? found.map(Number) : undefined;
  },
};

/** @type {import("../link/fragment.js").Properties<Shared>} */
const PROPERTIES = {
  preset: { key: "e", initial: "", codec: codecs.name, called: "example" },
  mode: { key: "m", initial: CHOSEN.mode, codec: codecs.oneOf("one", "plane", "images"), called: "mode" },
  loss: { key: "f", initial: CHOSEN.loss, codec: codecs.oneOf("svm", "ova", "structured", "softmax", "squared"), called: "loss" },
  margin: { key: "margin", initial: CHOSEN.margin, codec: codecs.finite(0, 1e6), called: "margin" },
  strength: { key: "r", initial: CHOSEN.strength, codec: codecs.finite(0, 1e6), called: "strength of the penalty" },
  half: { key: "half", initial: CHOSEN.half, codec: codecs.flag, called: "convention of the penalty" },
  rule: { key: "o", initial: CHOSEN.rule, codec: codecs.oneOf(...RULES), called: "rule" },
  rate: { key: "n", initial: CHOSEN.rate, codec: codecs.finite(0, 1e6), called: "learning rate" },
  made: { key: "u", initial: CHOSEN.made, codec: codecs.count(0, MOST_UPDATES), called: "number of updates" },
  pace: { key: "v", initial: CHOSEN.pace, codec: codecs.count(1, 200), called: "pace" },
  stage: { key: "a", initial: CHOSEN.stage, codec: codecs.oneOf("data", "scores", "loss", "total"), called: "open stage" },
  classes: { key: "k", initial: CHOSEN.classes, codec: names(2, MOST_CLASSES), called: "classes" },
  features: { key: "features", initial: CHOSEN.features, codec: names(0, MOST_FEATURES), called: "names of the numbers" },
  labels: { key: "y", initial: CHOSEN.labels, codec: labels, called: "labels" },
  data: { key: "x", initial: CHOSEN.data, codec: codecs.optional(rows), called: "data" },
  weights: { key: "w", initial: CHOSEN.weights, codec: codecs.optional(rows), called: "weights" },
  biases: { key: "b", initial: CHOSEN.biases, codec: codecs.optional(vector), called: "biases" },
  scores: { key: "s", initial: CHOSEN.scores, codec: codecs.optional(rows), called: "scores" },
  images: { key: "i", initial: CHOSEN.images, codec: codecs.text, called: "state of the images" },
  theme: { key: "t", initial: null, codec: codecs.optional(codecs.oneOf("light", "dark")), called: "theme" },
  palette: { key: "c", initial: null, codec: codecs.optional(codecs.oneOf("classic", "colourblind")), called: "palette" },
  presenting: { key: "l", initial: false, codec: codecs.flag, called: "presentation mode" },
  embed: { key: "embed", initial: false, codec: codecs.flag, called: "embedding" },
};

export const { defaults: DEFAULTS, complete, read: readLink, write: writeLink } = makeFragments(PROPERTIES, () => LONGEST_LINK);
