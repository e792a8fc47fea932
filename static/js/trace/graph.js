// The graph of a trace: what its nodes are called, and by which wires their gradients come. Pure.

/** @typedef {import("./types.js").Trace} Trace */
/** @typedef {import("./types.js").GraphEdge} GraphEdge */

/** What a node is called, as the sentences have it. @param {Trace} trace @param {number} id */
export function nameOf(trace, id) {
  return trace.nodes[id]?.symbol.text ?? "";
}

/** The wires that bring a node its gradient. @param {Trace} trace @param {number} node */
export function branchesOf(trace, node) {
  return usesOf(trace)[node] ?? [];
}

/** @type {WeakMap<Trace, GraphEdge[][]>} */
const uses = new WeakMap();

/** The wires by the node that they start at, where something flows back through them. @param {Trace} trace */
function usesOf(trace) {
  const known = uses.get(trace);
  if (known) return known;
  /** @type {GraphEdge[][]} */
  const made = trace.nodes.map(() => []);
  for (const edge of trace.edges) if (edge.contribution !== null) made[edge.source]?.push(edge);
  uses.set(trace, made);
  return made;
}

/** Whether a gradient is a sum of several. @param {Trace} trace @param {number} node */
export function isFork(trace, node) {
  return branchesOf(trace, node).length + (trace.outputs.includes(node) ? 1 : 0) > 1;
}
