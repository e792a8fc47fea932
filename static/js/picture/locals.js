// What a gate does to a gradient, as the motion shows it, and what it computes, as it is written. Facts of
// the trace only. Pure.

import { showVector } from "../trace/cell_numbers.js";
import { isShapeOnly } from "../trace/nested.js";
import { showNumber, showShape, writtenOut } from "../trace/numbers.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").GraphEdge} GraphEdge */
/** @typedef {import("../trace/types.js").GraphNode} GraphNode */
/** @typedef {import("../trace/types.js").Nested} Nested */
/** @typedef {import("../trace/moment.js").Moment} Moment */

/** Gates that let a gradient through or not. */
const CHOICES = new Set(["max", "min", "relu", "step", "amax", "amin", "hinge"]);
/** How operands are written with a gate between them. @type {Readonly<Record<string, string>>} */
const BETWEEN = { add: "+", subtract: "−", multiply: "×", divide: "÷", power: "^", matmul: "@", dot: "•" };
/** More characters than this are no help while they move. */
const LONGEST = 24;
/** An array with a longer text goes by its shape: its numbers stand where it comes from, and where it comes to. */
const LONGEST_ARRAY = 9;

/**
 * How a wire's local derivative comes to its port: across from the other operand, as an equal twin, as an
 * open or a closed door, from the slope of a curve, by itself, or as what is summed or computed of the whole.
 * @typedef {"swap" | "twin" | "route" | "plain" | "whole"} Way
 */

/** @param {Trace} trace @param {GraphEdge} edge @returns {Way} */
export function wayOf(trace, edge) {
  const op = trace.nodes[edge.target]?.op ?? "";
  if (edge.is_vjp || edge.is_sum || edge.local === null) return "whole";
  if (op === "multiply") return "swap";
  if (edge.constant === 1 || edge.constant === -1) return "twin";
  return CHOICES.has(op) ? "route" : "plain";
}

/** The wire of the operand that a factor comes across from; none where it stands in the gate. @param {Trace} trace @param {GraphEdge} edge */
export function acrossFrom(trace, edge) {
  const [read] = edge.reads;
  return trace.edges.find((other) => other.target === edge.target && other.id !== edge.id && other.source === read) ?? null;
}

/** @param {Nested} number @param {number} digits @returns {string} a short text of a number or an array */
export function textOf(number, digits) {
  if (typeof number !== "object") return showNumber(number, digits);
  if (isShapeOnly(number)) return showShape(number.shape);
  if (!Array.isArray(number)) return `‖${showNumber(number.norm, digits)}‖`;
  const shape = [];
  for (let part = /** @type {Nested | undefined} */ (number); Array.isArray(part); part = part[0]) shape.push(part.length);
  if (!writtenOut(shape)) return showShape(shape);
  const text = showVector(/** @type {any} */ (number), digits);
  return text.length > LONGEST_ARRAY ? showShape(shape) : text;
}

/** A moment as it is written on what moves. @param {Moment} moment @returns {Moment} */
export function inBrief(moment) {
  return { ...moment, value: (id) => brief(moment.value(id)), back: (id) => brief(moment.back(id)), total: (id) => brief(moment.total(id)) };
}

/** @param {import("../trace/moment.js").Label} label */
function brief(label) {
  return label.array && label.text.length > LONGEST_ARRAY ? { ...label, text: showShape(label.array.shape) } : label;
}

/**
 * What is written at a port while it multiplies; null where it would be too long.
 * @param {GraphEdge} edge @param {string} upstream @param {string} factor
 */
export function productText(edge, upstream, factor) {
  if (edge.summed) return `Σ ${edge.summed.short || "all"}`;
  let text = `${upstream} × ${bracketed(factor)}`;
  if (edge.is_vjp || edge.local === null) text = edge.right?.text ?? "";
  else if (edge.local !== null && typeof edge.local === "object") {
    if (edge.constant === 1) return null; // it goes through as it is
    if (edge.constant === null) text = `${upstream} · ${edge.factor.text}`; // a shape has a × of its own
  }
  return text !== "" && text.length <= LONGEST ? text : null;
}

/**
 * What a gate computes, with the numbers of its operands in it; null where it would be too long.
 * @param {GraphNode} gate @param {readonly string[]} operands as they are written
 */
export function workText({ op, glyph }, operands) {
  const [first = ""] = operands;
  const sign = BETWEEN[op ?? ""];
  let text = `${op}(${operands.join(", ")})`;
  if (sign && operands.length > 1) text = operands.map((one, k) => (k ? bracketed(one) : one)).join(` ${sign} `);
  else if (sign && glyph.includes("x")) text = glyph.replace("x", bracketed(first));
  else if (sign) text = glyph.startsWith(sign) ? `${first} ${sign} ${glyph.slice(1)}` : `${glyph.slice(0, -1)} ${sign} ${bracketed(first)}`;
  return text.length <= LONGEST ? text : null;
}

/** What the tangents of a gate's operands add to its own; null where it would be too long. @param {readonly { local: string, tangent: string }[]} terms */
export function tangentText(terms) {
  const text = terms.map(({ local, tangent }) => `${local} × ${bracketed(tangent)}`).join(" + ");
  return text !== "" && text.length <= LONGEST ? text : null;
}

/** How the sum at a fork grows by one part, `3 + 2`, `5`; the first part is only that. @param {number | null} before @param {number} part @param {number} digits */
export function sumTexts(before, part, digits) {
  const shown = (/** @type {number} */ number) => showNumber(number, digits);
  if (before === null) return ["", shown(part)];
  const sign = part < 0 || Object.is(part, -0) ? "−" : "+";
  return [`${shown(before)} ${sign} ${shown(Math.abs(part))}`, shown(before + part)];
}

/** @param {string} text a negative number stands in brackets behind a sign */
export function bracketed(text) {
  return text.startsWith("−") ? `(${text})` : text;
}
