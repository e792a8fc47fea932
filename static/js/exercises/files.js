// An exercise as a text file: a program whose first remarks hold the settings, as app/exercises/files.py reads it. Pure.

import { KINDS, isBlanks } from "./kinds.js";
import { CHOSEN } from "./state.js";

/** @typedef {import("./types.js").Chosen} Chosen */

/** What each setting takes. */
const EXPECTED = Object.freeze({ kind: `one of ${KINDS.join(", ")}`, seed: "a whole number up to 1,000,000,000", tolerance: "a number from 0 to 0.5", hints: "on or off" });
const NAMES = new Set(["kind", "seed", "tolerance", "hints"]);
const SETTING = /^#\s*(\w+)\s*:\s*(\S+)\s*$/;
const MEANT = /^#\s*(kind|seed|tolerance|hints)\s*:(.*)$/;

/** @param {Readonly<Chosen>} chosen */
export function exerciseText({ kind, seed, program, listing, hinting, tolerance }) {
  return `# kind: ${kind}\n${seed ? `# seed: ${seed}\n` : ""}# tolerance: ${tolerance}\n# hints: ${hinting ? "on" : "off"}\n${isBlanks(kind) ? listing : program.trimEnd()}\n`;
}

/** A setting of a file that cannot be, in a sentence; empty where all can. @param {string} text */
export function strangeIn(text) {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n?|\n/);
  for (const [k, line] of lines.entries()) {
    if (line.trim() !== "" && !line.trimStart().startsWith("#")) return "";
    const [, name = "", rest = ""] = MEANT.exec(line.trim()) ?? [];
    if (name !== "" && !isValue(name, rest.trim())) return `Line ${k + 1} was left out: “# ${name}:” takes ${EXPECTED[/** @type {keyof typeof EXPECTED} */ (name)]}.`;
  }
  return "";
}

/** What a file asks; a setting that cannot be is left as it is by default. @param {string} text @returns {Chosen} */
export function readExercise(text) {
  const lines = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n").trimEnd().split("\n");
  /** @type {Chosen} */
  const chosen = { ...CHOSEN };
  const first = lines.findIndex((line) => line.trim() !== "" && !line.trimStart().startsWith("#"));
  const remarks = lines.splice(0, first < 0 ? lines.length : first);
  const left = remarks.filter((line) => {
    const [, name, value = ""] = SETTING.exec(line.trim()) ?? [];
    if (name === undefined || !NAMES.has(name)) return line.trim() !== "" && !MEANT.test(line.trim());
    if (!isValue(name, value)) return false;
    if (name === "tolerance") chosen.tolerance = Number(value);
    else if (name === "hints") chosen.hinting = value === "on";
    else if (name === "kind") chosen.kind = /** @type {typeof chosen.kind} */ (value);
    else chosen.seed = Number(value);
    return false;
  });
  lines.unshift(...left);
  const program = lines.join("\n");
  return isBlanks(chosen.kind) ? { ...chosen, listing: program.trim() } : { ...chosen, program };
}

/** Whether a setting can have a value. @param {string} name @param {string} value */
function isValue(name, value) {
  if (name === "kind") return KINDS.some((kind) => kind === value);
  if (name === "seed") return /^(\d{1,9}|10{9})$/.test(value);
  if (name === "tolerance") return value !== "" && Number(value) >= 0 && Number(value) <= 0.5;
  return value === "on" || value === "off";
}
