// A story whose numbers have changed, and nothing else. Pure.

/** @typedef {import("./types.js").Trace} Trace */
/** @typedef {import("./types.js").Schemas["NumbersAnswer"]} Numbers */

/**
 * The story that a trace becomes with other numbers; null where they are those of another graph.
 * @param {Trace} trace @param {Numbers} numbers
 * @returns {Trace | null}
 */
export function renumbered(trace, { nodes, edges, sentences, ...others }) {
  const isSame = trace.nodes.length === nodes.length && trace.edges.length === edges.length && trace.steps.length === sentences.length;
  if (!isSame) return null;
  return {
    ...trace,
    ...others,
    nodes: trace.nodes.map((node, k) => ({ ...node, ...nodes[k] })),
    edges: trace.edges.map((edge, k) => ({ ...edge, ...edges[k] })),
    steps: trace.steps.map((step, k) => ({ ...step, sentence: sentences[k] ?? "" })),
  };
}
