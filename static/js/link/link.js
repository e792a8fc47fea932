// The whole shareable state of the graph page as a URL fragment; how it is written is in fragment.js.

import * as codecs from "./codecs.js";
import { details, longestProgram } from "./bounds.js";
import { CONTROLS } from "./controls.js";
import { makeFragments } from "./fragment.js";
import { MOST_DIGITS } from "../trace/numbers.js";
import { INITIAL } from "../trace/state.js";

/** @typedef {import("../trace/types.js").State} State */

/**
 * What a link says. `step` is null at the end of the story, however long that is.
 * @typedef {Pick<State, "example" | "detail" | "closed" | "opened" | "mode" | "wrt" | "output" | "seed" | "digits" | "labels" | "names" | "shapes" | "batch" | "sample" | "drawing" | "theme"
 *   | "palette" | "by" | "widths" | "whatIf" | "panel" | "formulaAs" | "derived" | "factors" | "counted" | "presenting" | "predicting" | "hidden" | "embed" | "values" | "program" | "selected" | "reach" | "rule" | "rate" | "learners" | "run">
 *   & { step: number | null }} Shared
 */

/**
 * In the order of the link: a link that was cut off loses the end of its program, which shows.
 * @type {import("./fragment.js").Properties<Shared>}
 */
const PROPERTIES = {
  example: { key: "e", initial: INITIAL.example, codec: codecs.name, called: "example" },
  detail: { key: "d", initial: INITIAL.detail, codec: codecs.among(details), called: "level of detail" },
  closed: { key: "f", initial: INITIAL.closed, codec: codecs.keys, called: "folded groups" },
  opened: { key: "u", initial: INITIAL.opened, codec: codecs.keys, called: "opened gates" },
  mode: { key: "m", initial: INITIAL.mode, codec: codecs.oneOf("reverse", "forward"), called: "mode" },
  wrt: { key: "w", initial: INITIAL.wrt, codec: codecs.optional(codecs.variable), called: "seeded input" },
  output: { key: "o", initial: INITIAL.output, codec: codecs.optional(codecs.variable), called: "output" },
  step: { key: "s", initial: null, codec: codecs.optional(codecs.count(0, 1e9)), called: "step" },
  digits: { key: "n", initial: INITIAL.digits, codec: codecs.count(0, MOST_DIGITS), called: "number of decimals" },
  labels: { key: "labels", initial: INITIAL.labels, codec: codecs.oneOf("numbers", "symbols", "both"), called: "labels" },
  names: { key: "names", initial: INITIAL.names, codec: codecs.oneOf("plain", "layers"), called: "notation of names" },
  shapes: { key: "shapes", initial: INITIAL.shapes, codec: codecs.flag, called: "shapes" },
  batch: { key: "batch", initial: INITIAL.batch, codec: codecs.optional(codecs.count(2, 1e6)), called: "number of samples" },
  sample: { key: "k", initial: INITIAL.sample, codec: codecs.optional(codecs.count(0, 1e6)), called: "sample" },
  drawing: { key: "drawing", initial: INITIAL.drawing, codec: codecs.oneOf("scalars", "gates", "neurons", "layers"), called: "drawing" },
  theme: { key: "t", initial: INITIAL.theme, codec: codecs.optional(codecs.oneOf("light", "dark")), called: "theme" },
  palette: {
    key: "c",
    initial: INITIAL.palette,
    codec: codecs.optional(codecs.oneOf("classic", "colourblind")),
    called: "palette",
  },
  by: { key: "by", initial: INITIAL.by, codec: codecs.oneOf("gate", "wire"), called: "length of a press" },
  widths: { key: "widths", initial: INITIAL.widths, codec: codecs.flag, called: "width of wires" },
  whatIf: { key: "ghosts", initial: INITIAL.whatIf, codec: codecs.flag, called: "what if" },
  panel: {
    key: "a",
    initial: INITIAL.panel,
    codec: codecs.optional(codecs.oneOf("inspect", "code", "check", "table", "formula", "partials", "derive", "nudge", "palette", "network", "learn", "counts", "note")),
    called: "open panel",
  },
  formulaAs: { key: "fa", initial: INITIAL.formulaAs, codec: codecs.oneOf("names", "functions"), called: "notation of the formula" },
  derived: { key: "dv", initial: INITIAL.derived, codec: codecs.optional(codecs.name), called: "derived value" },
  factors: { key: "df", initial: INITIAL.factors, codec: codecs.count(0, 1e4), called: "number of factors" },
  counted: { key: "cb", initial: INITIAL.counted, codec: codecs.optional(codecs.count(1, 1e9)), called: "batch that is counted" },
  selected: { key: "i", initial: INITIAL.selected, codec: codecs.optional(codecs.count(0, 1e9)), called: "inspected node" },
  presenting: { key: "l", initial: INITIAL.presenting, codec: codecs.flag, called: "presentation mode" },
  predicting: { key: "q", initial: INITIAL.predicting, codec: codecs.flag, called: "predict mode" },
  hidden: { key: "h", initial: INITIAL.hidden, codec: codecs.someOf(Object.keys(CONTROLS)), called: "hidden controls" },
  embed: { key: "embed", initial: INITIAL.embed, codec: codecs.flag, called: "embedding" },
  reach: { key: "reach", initial: INITIAL.reach, codec: codecs.optional(codecs.oneOf("gradient", "update", "loop")), called: "end of the story" },
  rule: { key: "rule", initial: INITIAL.rule, codec: codecs.name, called: "update rule" },
  rate: { key: "rate", initial: INITIAL.rate, codec: codecs.positive, called: "step size" },
  learners: { key: "learn", initial: INITIAL.learners, codec: codecs.optional(codecs.keys), called: "parameters" },
  run: { key: "run", initial: INITIAL.run, codec: codecs.optional(codecs.run), called: "run" },
  seed: { key: "g", initial: INITIAL.seed, codec: codecs.optional(codecs.nested), called: "seed of the output" },
  values: { key: "v", initial: INITIAL.values, codec: codecs.values, called: "values" },
  program: { key: "p", initial: INITIAL.program, codec: codecs.text, called: "program" },
};

const FRAGMENTS = makeFragments(PROPERTIES, longestProgram);

export const { names: NAMES, defaults: DEFAULTS, complete, read: readLink } = FRAGMENTS;

/**
 * Write a link's fragment, without the `#`.
 * @param {Shared} shared
 * @param {Partial<Shared>} [base] what the link's example starts with
 */
export function writeLink(shared, base = {}) {
  return FRAGMENTS.write(shared, { ...base, example: "" });
}

/**
 * Write what follows the path in an address. The example is in the query, which reaches the server, so
 * that a link that is pasted elsewhere shows what it leads to; what differs from it is behind the `#`.
 * @param {Shared} shared
 * @param {Partial<Shared>} base what the example starts with
 */
export async function writeAddress(shared, base) {
  const { example, program } = shared;
  const isItself = program === base.program; // beside a program of its own it is named there as well
  const { fragment, missing } = await FRAGMENTS.write(shared, { ...base, example: isItself ? example : "" });
  const query = example ? `?example=${encodeURIComponent(example)}` : "";
  return { link: query && fragment.endsWith("/") ? query : `${query}#${fragment}`, missing };
}

/**
 * Read an address. Older ones name their example behind the `#`.
 * @param {{ hash: string, search: string }} url
 */
export async function readAddress({ hash, search }) {
  const link = await readLink(hash);
  const example = new URLSearchParams(search).get("example");
  if (example && !("example" in link.found) && !("program" in link.found)) link.found.example = example;
  return link;
}

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

