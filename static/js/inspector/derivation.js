// Whose derivation can be asked for, and how much of it is shown. Pure.

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").GraphNode} GraphNode */
/** @typedef {import("../trace/types.js").Schemas["DerivationAnswer"]} DerivationAnswer */

/** Gates that have one; of blocks the server knows. */
const DERIVED = new Set(["sigmoid", "tanh"]);

/** Whether a node may have a derivation: a known gate, a block, or a gate of one. @param {Trace} trace @param {GraphNode} node */
export function mayDerive(trace, node) {
  if (node.kind !== "gate" || trace.detail === "scalars") return false;
  const isBlock = trace.parts.some((part) => part.kind === "call" && (part.node === node.id || part.group[0] === node.group[0]));
  return DERIVED.has(node.op ?? "") || (isBlock && node.inputs.length > 0);
}

/** The lines that are shown, and what the next press does. @param {DerivationAnswer} answer @param {number} shown */
export function unfolded({ gate, name, lines }, shown) {
  if (gate === null) return { lines: [], next: "", note: "No known gate gives the same numbers, so there is no derivation to show." };
  const count = Math.min(shown, lines.length);
  const note = name === gate ? "" : `${name} gives the same numbers as ${gate}.`;
  return { lines: lines.slice(0, count), next: count < lines.length ? `Next line (${count} of ${lines.length})` : "", note };
}
