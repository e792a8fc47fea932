// The wires that touch each node, found once: they are asked for at every step. Pure.

/** @typedef {import("./types.js").Trace} Trace */
/** @typedef {import("./types.js").GraphEdge} GraphEdge */

/** @type {WeakMap<Trace, GraphEdge[][]>} */
const known = new WeakMap();

/** In the order of the trace. @param {Trace} trace @param {number} node @returns {readonly GraphEdge[]} */
export function wiresAt(trace, node) {
  let found = known.get(trace);
  if (!found) {
    found = trace.nodes.map(() => []);
    for (const edge of trace.edges) for (const end of new Set([edge.source, edge.target])) found[end]?.push(edge);
    known.set(trace, found);
  }
  return found[node] ?? [];
}
