// What predict mode says of the answer to a question once it is shown. Pure.

import { sayShape, showExactly } from "../trace/numbers.js";
import { nameOf } from "../trace/graph.js";

/** The answer to a question, and nothing of why. @param {import("../trace/types.js").Trace} trace @param {import("./predict.js").Question} question @param {number} digits */
export function answerTo(trace, { kind, id, truth }, digits) {
  const edge = kind === "wire" ? trace.edges[id] : undefined;
  const node = edge ? trace.nodes[edge.source] : trace.nodes[id];
  const name = nameOf(trace, node?.id ?? id);
  const number = truth === null ? sayShape(node?.shape ?? []) : showExactly(truth, digits);
  return edge ? `${number} flows back to ${name}. Why?` : `The whole gradient of ${name} is ${number}. Why?`;
}
