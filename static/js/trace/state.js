// What the graph page is at first, and what a link leaves out because it is so at first.

import { DIGITS } from "./numbers.js";

/** @typedef {import("./types.js").State} State */

/** Before there is a program, and a story of it. @type {Readonly<State>} */
export const INITIAL = Object.freeze({
  program: "",
  values: Object.freeze({}),
  detail: "gates",
  closed: Object.freeze([]),
  opened: Object.freeze([]),
  mode: "reverse",
  wrt: null,
  seed: null,
  output: null,
  trace: null,
  problem: null,
  behind: true,
  step: Infinity, // the end, however long the story is
  by: "gate",
  within: 1,
  stand: null,
  playing: false,
  speed: 1,
  digits: DIGITS,
  names: "plain",
  batch: null,
  sample: null,
  selected: null,
  presenting: false,
  predicting: false,
  guesses: Object.freeze({}),
  asked: null,
  why: null,
  example: "",
  theme: null,
  palette: null,
  widths: false,
  hidden: Object.freeze([]),
  embed: false,
  lit: null,
  panel: null,
  codeLanguage: "numpy",
  checkH: null,
  checkScheme: "central",
  tableSort: null,
  formulaInput: null,
  gesture: null,
  nudge: null,
});
