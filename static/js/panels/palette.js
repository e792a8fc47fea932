// The palette: what stands on it, what fits a word that is looked for, and what is asked to put a piece in. Pure.

import { graphAsk } from "../trace/ask.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").Schemas} Schemas */
/** @typedef {Schemas["PaletteAnswer"]["groups"][number]} Group */
/** A piece; a function is one of the program's own. @typedef {Omit<Group["items"][number], "kind"> & { kind: Schemas["InsertAsk"]["kind"] }} Piece */

/** What a drag of a piece is known by. */
export const DRAGGED = "application/x-chainrule-piece";

/** The functions of a program, as pieces. @param {string} program @returns {Piece[]} */
export function ownFunctions(program) {
  const found = [...program.matchAll(/^def[ \t]+([\p{L}_][\p{L}\p{N}_]*)[ \t]*\(([^)]*)\)/gmu)];
  return found.map(([, name = "", names = ""]) => ({
    kind: "function", name, title: name, glyph: "ƒ", summary: `The function ${name}(${names.split(/\s*,\s*/).join(", ")}) of this program: what it takes besides is made to fit.`, takes: null, forward: [], backward: [],
  }));
}

/** The groups as they stand, those of the program's own functions behind the blocks. @param {readonly Group[]} groups @param {readonly Piece[]} own @returns {{ title: string, items: readonly Piece[] }[]} */
export function shownGroups(groups, own) {
  const [inputs, blocks, ...gates] = groups;
  const functions = own.filter(({ name }) => !blocks?.items.some((block) => block.name === name));
  return [...(inputs ? [inputs] : []), ...(blocks ? [blocks] : []), ...(functions.length > 0 ? [{ title: "Functions of this program", items: functions }] : []), ...gates];
}

/** Whether a piece has all words that are looked for. @param {Piece} piece @param {string} sought @param {string} group */
export function fits({ name, title, glyph, summary }, sought, group) {
  const text = `${name} ${title} ${glyph} ${group} ${summary}`.toLowerCase();
  return sought.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/** What a piece takes: a node of the trace by the name that a reader knows, or none. @param {Trace | null} trace @param {readonly number[]} taken */
export function takenNames(trace, taken) {
  return taken.flatMap((id) => trace?.nodes[id]?.symbol.text ?? []);
}

/** What is asked. @param {Readonly<State>} state @param {Pick<Piece, "kind" | "name">} piece @param {readonly number[]} taken @returns {Schemas["InsertAsk"]} */
export function insertAsk(state, { kind, name }, taken) {
  const { trace, behind } = state;
  const nodes = trace === null || behind || kind === "input" ? [] : taken.filter((id) => trace.nodes[id] !== undefined);
  return { ...graphAsk({ ...state, seed: null }), kind, name, ...(nodes.length > 0 ? { nodes } : {}) };
}

/** What was put in, in words. @param {Piece} piece @param {Pick<Schemas["InsertAnswer"], "lines" | "line">} answer */
export function toldOf({ title }, { lines, line }) {
  return `${title}: line ${line} is ${lines.at(-1) ?? ""}`;
}
