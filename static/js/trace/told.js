// Whose figures are being told at a step, and so are set larger, as app/drawing/told.py has it. Pure.

import { wiresAt } from "./wires.js";

/** @typedef {import("./types.js").Trace} Trace */
/** @typedef {{ nodes: ReadonlySet<number>, edges: ReadonlySet<number>, outputs: ReadonlySet<number> }} Told */

/** @type {Told} */
const NOTHING_TOLD = Object.freeze({ nodes: new Set(), edges: new Set(), outputs: new Set() });

/**
 * Whose figures a step is about: those of its gate and of all wires that touch it. So it is the same
 * for each wire of one gate, which speak together. The seed is about the output and no operand of
 * it. With what flows back into a fork its sum is told.
 * @param {Trace} trace @param {Trace["steps"][number] | null | undefined} step that was played last
 * @returns {Told}
 */
export function toldAt(trace, step) {
  if (!step) return NOTHING_TOLD;
  const gate = step.node;
  const seeds = step.phase === "backward" && step.edge === null;
  const nodes = new Set([gate]);
  /** @type {Set<number>} */
  const edges = new Set();
  for (const edge of wiresAt(trace, gate)) {
    if (edge.source === gate) edges.add(edge.id);
    else if (edge.target === gate && !seeds) {
      edges.add(edge.id);
      nodes.add(edge.source);
    }
  }
  return { nodes, edges, outputs: new Set(trace.outputs.filter((output) => output === gate)) };
}
