// What the card of a gate shows at one step, and what a choice on it makes of the program. Pure.

import { Moment } from "./told.js";
import { offsetAt } from "../program/positions.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").GraphNode} GraphNode */
/** @typedef {import("../trace/types.js").Schemas["CardAnswer"]} Card */
/** @typedef {import("../trace/types.js").Schemas["SwitchAnswer"]} Switch */
/** @typedef {import("../trace/types.js").Schemas["EditAnswer"]} Edit */

/**
 * @typedef {object} Choice what somebody chose at a gate
 * @property {string} name of the switch
 * @property {string | undefined} [way] by its label
 * @property {string | undefined} [number] of a dial
 */

/** Stands in an edit for the number that is chosen. */
const HOLE = "▢";

/** Whether a node has a card: of every gate it is said what goes back through its wires. @param {GraphNode | undefined} node */
export function mayTell(node) {
  return node?.kind === "gate" && node.op !== null;
}

/** The program with a choice written into it. @param {string} program @param {readonly Edit[]} edits @param {string} [number] */
export function written(program, edits, number = "") {
  const placed = edits.map(({ place, text }) => ({
    start: offsetAt(program, place.line, place.column),
    end: offsetAt(program, place.end_line, place.end_column),
    text: text.replaceAll(HOLE, number),
  }));
  return placed.toSorted((a, b) => b.start - a.start).reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), program);
}

/** What a choice changes in the program of a card. @param {Card} card @param {Choice} choice @returns {readonly Edit[]} */
export function editsOf(card, { name, way, number }) {
  const found = card.switches.find((one) => one.name === name);
  if (number !== undefined) return found?.dial?.edits ?? [];
  return found?.choices.find(({ label }) => label === way)?.edits ?? [];
}

/** What somebody typed for a number that can be chosen; null where it is none. @param {string} text @param {number | null} least */
export function typed(text, least) {
  const number = Number(text.replace("−", "-").replace(",", ".").trim() || NaN);
  return Number.isFinite(number) && (least === null || number >= least) ? number : null;
}

/**
 * The lines that are true at a step: those of a gradient are once it is there.
 * @param {Card} card @param {Trace} trace @param {number} node @param {number} step
 */
export function linesAt(card, trace, node, step) {
  const moment = new Moment(trace, step, null);
  const source = trace.nodes[card.loss?.predicted.node ?? node];
  const told = trace.nodes[node];
  const valued = told !== undefined && moment.value(told).kind === "there";
  const reached = valued && (trace.mode === "forward" || (source !== undefined && moment.derivative(source).kind !== "blank"));
  return { valued, reached, lines: card.lines.filter(({ phase }) => (phase === "forward" ? valued : reached)).map(({ text }) => text) };
}

/** The parts of an objective as shares of a bar, which negative ones have none of. @param {Card["parts"]} parts */
export function sharesOf(parts) {
  const sizes = parts.map(({ value }) => Math.max(0, Number(value)));
  const whole = sizes.reduce((sum, size) => sum + size, 0) || 1;
  return parts.map(({ name, value }, k) => ({ name, value: Number(value), share: (sizes[k] ?? 0) / whole }));
}
