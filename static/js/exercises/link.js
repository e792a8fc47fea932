// What a link to the page holds: the program or the preset, the lines where they are to be seen, and how it is judged.

import * as codecs from "../link/codecs.js";
import { LONGEST_LINK, makeFragments } from "../link/fragment.js";
import { KINDS } from "./kinds.js";
import { CHOSEN } from "./state.js";

/** @typedef {import("./types.js").Chosen & { preset: string, theme: "light" | "dark" | null, palette: "classic" | "colourblind" | null, presenting: boolean, embed: boolean }} Shared */

const LARGEST_SEED = 1_000_000_000;
const MOST_ANSWERS = 200;

/** Answers as JSON: a link may hold anything. @type {import("../link/codecs.js").Codec<import("./types.js").Answers>} */
const ANSWERS = {
  write: (answers) => (Object.keys(answers).length ? JSON.stringify(answers) : ""),
  parse(written) {
    try {
      const found = JSON.parse(written || "{}");
      const pairs = Object.entries(found).filter(([, text]) => typeof text === "string");
      return Object.fromEntries(/** @type {[string, string][]} */ (pairs.slice(0, MOST_ANSWERS)));
    } catch {
      return undefined;
    }
  },
};

/** @type {import("../link/fragment.js").Properties<Shared>} */
const PROPERTIES = {
  preset: { key: "e", initial: "", codec: codecs.name, called: "example" },
  kind: { key: "k", initial: CHOSEN.kind, codec: codecs.oneOf(...KINDS), called: "kind of exercise" },
  listing: { key: "b", initial: CHOSEN.listing, codec: codecs.name, called: "listing" },
  stage: { key: "g", initial: CHOSEN.stage, codec: codecs.count(1, 12), called: "stage" },
  hinting: { key: "h", initial: CHOSEN.hinting, codec: codecs.flag, called: "choice of hints" },
  tolerance: { key: "o", initial: CHOSEN.tolerance, codec: codecs.finite(0, 0.5), called: "tolerance" },
  seed: { key: "s", initial: CHOSEN.seed, codec: codecs.count(0, LARGEST_SEED), called: "choice of questions" },
  theme: { key: "t", initial: null, codec: codecs.optional(codecs.oneOf("light", "dark")), called: "theme" },
  palette: { key: "c", initial: null, codec: codecs.optional(codecs.oneOf("classic", "colourblind")), called: "palette" },
  presenting: { key: "l", initial: false, codec: codecs.flag, called: "presentation mode" },
  embed: { key: "embed", initial: false, codec: codecs.flag, called: "embedding" },
  lines: { key: "w", initial: CHOSEN.lines, codec: codecs.text, called: "lines" },
  answers: { key: "a", initial: CHOSEN.answers, codec: ANSWERS, called: "answers" },
  program: { key: "p", initial: CHOSEN.program, codec: codecs.text, called: "program" },
};

export const { defaults: DEFAULTS, complete, read: readLink, write: writeLink } = makeFragments(PROPERTIES, () => LONGEST_LINK);
