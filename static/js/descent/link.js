// What a link to the page holds: what is chosen, as far as it differs from the preset that it names, and how the page looks.

import * as codecs from "../link/codecs.js";
import { LONGEST_LINK, makeFragments } from "../link/fragment.js";
import { RULES } from "../updates/rules.js";
import { CHOSEN } from "./state.js";

/** @typedef {import("./types.js").AxisChoice} AxisChoice */
/** @typedef {import("./types.js").Chosen & { preset: string, theme: "light" | "dark" | null, palette: "classic" | "colourblind" | null, presenting: boolean, embed: boolean }} Shared */

const MOST_UPDATES = 100_000;
const TABS = /** @type {const} */ (["loss", "mesh", "cut", "code", "ends"]);

const any = codecs.finite(-1e300, 1e300);

/** Some numbers, `1,2`; one that cannot be read makes all of them unreadable. @param {number} count @returns {codecs.Codec<number[]>} */
const numbers = (count) => ({
  write: (values) => values.map(String).join(","),
  parse(text, complain) {
    const found = text.split(",").map((part) => any.parse(part, complain));
    return found.length === count && found.every((value) => value !== undefined) ? /** @type {number[]} */ (found) : undefined;
  },
});

/** @type {codecs.Codec<import("./types.js").Place>} */
const place = { write: (value) => numbers(2).write([...value]), parse: (text, complain) => /** @type {[number, number] | undefined} */ (numbers(2).parse(text, complain)) };

/** @type {codecs.Codec<import("./types.js").Ranges>} */
const ranges = {
  write: (value) => numbers(4).write(value.flat()),
  parse(text, complain) {
    const [left = 0, right = 0, low = 0, high = 0] = numbers(4).parse(text, complain) ?? [];
    return left < right && low < high ? [[left, right], [low, high]] : undefined;
  },
};

/** `w`, `W[0,2]`, `~gradient`, `~random:3`; two of them with a semicolon between. @type {codecs.Codec<readonly [AxisChoice, AxisChoice]>} */
const axes = {
  write: (value) => value.map((axis) => ("name" in axis ? `${axis.name}${axis.index.length ? `[${axis.index.join(",")}]` : ""}` : `~${axis.direction}:${axis.seed}`)).join(";"),
  parse(text) {
    const found = text.split(";").map(axisOf);
    return found.length === 2 && found[0] && found[1] ? [found[0], found[1]] : undefined;
  },
};

/** @param {string} text @returns {AxisChoice | null} */
function axisOf(text) {
  const [, direction, seed] = /^~(gradient|random):(\d{1,9})$/.exec(text) ?? [];
  if (direction) return { direction: /** @type {"gradient" | "random"} */ (direction), seed: Number(seed) };
  const [, name, index] = /^([\p{ID_Start}_]\p{ID_Continue}{0,99})(?:\[([\d,]{1,60})\])?$/u.exec(text) ?? [];
  return name ? { name, index: index ? index.split(",").map(Number) : [] } : null;
}

/** @param {string} name */
const isRule = (name) => RULES.some((one) => one === name);

/** In their order, at least one. @type {codecs.Codec<readonly string[]>} */
const rules = {
  write: (value) => value.join(","),
  parse(text, complain) {
    const named = text.split(",").slice(0, RULES.length);
    for (const one of named) if (!isRule(one)) complain(one);
    const known = [...new Set(named)].filter(isRule);
    return known.length ? known : undefined;
  },
};

/** @type {import("../link/fragment.js").Properties<Shared>} */
const PROPERTIES = {
  preset: { key: "e", initial: "", codec: codecs.name, called: "example" },
  axes: { key: "x", initial: CHOSEN.axes, codec: codecs.optional(axes), called: "axes" },
  ranges: { key: "r", initial: CHOSEN.ranges, codec: codecs.optional(ranges), called: "ranges" },
  start: { key: "s", initial: CHOSEN.start, codec: codecs.optional(place), called: "start" },
  rules: { key: "o", initial: CHOSEN.rules, codec: rules, called: "rules" },
  rate: { key: "n", initial: CHOSEN.rate, codec: codecs.finite(0, 1e6), called: "learning rate" },
  updates: { key: "m", initial: CHOSEN.updates, codec: codecs.count(1, MOST_UPDATES), called: "number of updates" },
  starts: { key: "k", initial: CHOSEN.starts, codec: codecs.count(1, 100), called: "number of starts" },
  whole: { key: "w", initial: CHOSEN.whole, codec: codecs.flag, called: "choice of what learns" },
  pace: { key: "v", initial: CHOSEN.pace, codec: codecs.count(1, 200), called: "pace" },
  tab: { key: "a", initial: CHOSEN.tab, codec: codecs.oneOf(...TABS), called: "open tab" },
  at: { key: "u", initial: CHOSEN.at, codec: codecs.finite(0, MOST_UPDATES), called: "update" },
  theme: { key: "t", initial: null, codec: codecs.optional(codecs.oneOf("light", "dark")), called: "theme" },
  palette: { key: "c", initial: null, codec: codecs.optional(codecs.oneOf("classic", "colourblind")), called: "palette" },
  presenting: { key: "l", initial: false, codec: codecs.flag, called: "presentation mode" },
  embed: { key: "embed", initial: false, codec: codecs.flag, called: "embedding" },
  program: { key: "p", initial: CHOSEN.program, codec: codecs.text, called: "program" },
};

export const { defaults: DEFAULTS, complete, read: readLink, write: writeLink } = makeFragments(PROPERTIES, () => LONGEST_LINK);
