// The gate's formula with the numbers in it: which number goes to which place, and which wire has it. Pure.

import { scalar } from "../trace/numbers.js";
import { showNode, signOf } from "./shown.js";

/** @typedef {import("../trace/types.js").Trace} Trace */

/**
 * What is written in one place of a formula that the server has written with places.
 * @typedef {{ text: string, isNegative: boolean, edge: number | null }} Filling
 */

/**
 * What fills the places of a gate's formula: its operands by slot, and its value.
 * @param {Trace} trace @param {number} gate @param {number} digits
 * @returns {{ operands: ReadonlyMap<string, Filling>, result: Filling, sign: "=" | "≈" }}
 */
export function fillingsOf(trace, gate, digits) {
  const node = trace.nodes[gate];
  const into = trace.edges.filter(({ target }) => target === gate);
  const use = trace.edges.find(({ source }) => source === gate);
  return {
    operands: new Map(into.map((edge) => [String(edge.slot), fillingOf(trace.nodes[edge.source], edge.id, digits)])),
    result: fillingOf(node, use?.id ?? null, digits),
    sign: signOf(trace, gate, digits),
  };
}

/** @param {Trace["nodes"][number] | undefined} node @param {number | null} edge @param {number} digits @returns {Filling} */
function fillingOf(node, edge, digits) {
  return { text: node ? showNode(node, digits) : "", isNegative: (scalar(node?.value) ?? 0) < 0, edge };
}
