// What a link to the page holds: the program or the preset, the lines where they are to be seen, and how it is judged.

import * as codecs from "../link/codecs.js";
import { LONGEST_LINK, makeFragments } from "../link/fragment.js";
import { CHOSEN } from "./state.js";

/** @typedef {import("./types.js").Chosen & { preset: string, theme: "light" | "dark" | null, palette: "classic" | "colourblind" | null, presenting: boolean, embed: boolean }} Shared */

/** What can be asked. */
const KINDS = /** @type {const} */ (["backward", "blanks"]);

/** @type {import("../link/fragment.js").Properties<Shared>} */
const PROPERTIES = {
  preset: { key: "e", initial: "", codec: codecs.name, called: "example" },
  kind: { key: "k", initial: CHOSEN.kind, codec: codecs.oneOf(...KINDS), called: "kind of exercise" },
  listing: { key: "b", initial: CHOSEN.listing, codec: codecs.name, called: "listing" },
  stage: { key: "s", initial: CHOSEN.stage, codec: codecs.count(1, 12), called: "stage" },
  hinting: { key: "h", initial: CHOSEN.hinting, codec: codecs.flag, called: "choice of hints" },
  tolerance: { key: "o", initial: CHOSEN.tolerance, codec: codecs.finite(0, 0.5), called: "tolerance" },
  theme: { key: "t", initial: null, codec: codecs.optional(codecs.oneOf("light", "dark")), called: "theme" },
  palette: { key: "c", initial: null, codec: codecs.optional(codecs.oneOf("classic", "colourblind")), called: "palette" },
  presenting: { key: "l", initial: false, codec: codecs.flag, called: "presentation mode" },
  embed: { key: "embed", initial: false, codec: codecs.flag, called: "embedding" },
  lines: { key: "w", initial: CHOSEN.lines, codec: codecs.text, called: "lines" },
  program: { key: "p", initial: CHOSEN.program, codec: codecs.text, called: "program" },
};

export const { defaults: DEFAULTS, complete, read: readLink, write: writeLink } = makeFragments(PROPERTIES, () => LONGEST_LINK);
