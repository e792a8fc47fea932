// A program cut at a value: what leads to it is left out, and its number is written in its place, so that it is an input
// that can be moved a little. Pure.

import { flat, isListed } from "../trace/nested.js";
import { offsetAt } from "../program/positions.js";

/** @typedef {import("../trace/types.js").Trace} Trace */

/**
 * The program with a named value as an input; null where its text has no one place for it.
 * @param {string} program @param {Trace} trace of it @param {number} id of the value
 */
export function cutAt(program, trace, id) {
  const node = trace.nodes[id];
  if (!node?.source || node.kind !== "gate" || node.group.length > 0 || !isListed(node.value)) return null;
  if (!flat(node.value).every(Number.isFinite)) return null;
  const { line, column, end_line: endLine, end_column: endColumn } = node.source;
  const [start, end] = [offsetAt(program, line, column), offsetAt(program, endLine, endColumn)];
  if (!/(?:^|[^=<>!+\-*/@])=\s*$/.test(program.slice(0, start)) || !/^\s*(?:;|#|\n|$)/.test(program.slice(end))) return null;
  return program.slice(0, start) + JSON.stringify(node.value) + program.slice(end);
}

/** The values between the inputs and the output, by name. @param {Trace} trace @returns {[string, number][]} */
export function between(trace) {
  return Object.entries(trace.names).flatMap(([name, id]) => {
    const node = typeof id === "number" ? trace.nodes[id] : undefined;
    return node?.kind === "gate" && node.gradient !== null && !trace.outputs.includes(node.id) ? [/** @type {[string, number]} */ ([name, node.id])] : [];
  });
}
