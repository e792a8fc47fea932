// An exercise as a text file: a program whose first remarks hold the settings, as app/exercises/files.py reads it. Pure.

import { KINDS, isBlanks } from "./kinds.js";
import { CHOSEN } from "./state.js";

/** @typedef {import("./types.js").Chosen} Chosen */

const NAMES = new Set(["kind", "seed", "tolerance", "hints"]);
const SETTING = /^#\s*(\w+)\s*:\s*(\S+)\s*$/;

/** @param {Readonly<Chosen>} chosen */
export function exerciseText({ kind, seed, program, listing, hinting, tolerance }) {
  return `# kind: ${kind}\n${seed ? `# seed: ${seed}\n` : ""}# tolerance: ${tolerance}\n# hints: ${hinting ? "on" : "off"}\n${isBlanks(kind) ? listing : program.trimEnd()}\n`;
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
    if (name === "tolerance" && Number(value) >= 0 && Number(value) <= 0.5) chosen.tolerance = Number(value);
    else if (name === "hints") chosen.hinting = value !== "off";
    else if (name === "kind") chosen.kind = KINDS.find((kind) => kind === value) ?? CHOSEN.kind;
    else if (name === "seed" && /^\d{1,9}$/.test(value)) chosen.seed = Number(value);
    else return line.trim() !== "" && !(name && NAMES.has(name));
    return false;
  });
  lines.unshift(...left);
  const program = lines.join("\n");
  return isBlanks(chosen.kind) ? { ...chosen, listing: program.trim() } : { ...chosen, program };
}
