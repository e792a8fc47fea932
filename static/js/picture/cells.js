// Which cells of an array become which cells of another at a gate: broadcasting spreads a row into the
// rows, and collapses the rows into one on the way back; a sum collapses, and spreads back; transpose,
// reshape, concat and index move. Pure, from facts of the trace.

import { countOf, flat, isShapeOnly } from "../trace/nested.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").GraphEdge} GraphEdge */
/** @typedef {import("../trace/types.js").GraphNode} GraphNode */

/**
 * An array of the story: a node's value, its whole gradient, or what flows back through an edge.
 * @typedef {{ what: "value" | "total" | "back", id: number }} Holder
 */
/** A cell of a gate's operand, and one of its value; both counted row by row. @typedef {readonly [number, number]} Pair */
/**
 * What becomes of the cells of one array at a step. The pairs are those of a cell in `from` and one in
 * `to`: of a `spread` a cell of `from` is in several, of a `collapse` one of `to`, of a `move` none is.
 * @typedef {{ edge: number, from: Holder, to: Holder, way: "spread" | "collapse" | "move", pairs: readonly Pair[] }} Flow
 */

/** So many pairs are followed; more of them nobody tells apart. */
const MOST = 4096;
const REDUCTIONS = ["sum", "mean", "amax", "amin"];

/**
 * What happens to cells at a step, array by array; nothing where every cell stays in its place, and
 * nothing where a gate mixes its cells, as a product does.
 * @param {Trace} trace @param {number} step how many steps have been played
 * @returns {Flow[]}
 */
export function spreadOf(trace, step) {
  const now = trace.steps[step - 1];
  if (!now) return [];
  if (now.phase === "forward") return trace.edges.filter(({ target }) => target === now.node).flatMap((edge) => forwardFlow(trace, edge));
  const edge = now.edge === null ? undefined : trace.edges[now.edge];
  return edge ? backwardFlow(trace, edge) : [];
}

/** @param {Trace} trace @param {GraphEdge} edge @returns {Flow[]} */
function forwardFlow(trace, edge) {
  const pairs = pairsOf(trace, edge);
  if (!pairs || isStill(trace, edge, pairs)) return [];
  const [from, to] = [/** @type {Holder} */ ({ what: "value", id: edge.source }), /** @type {Holder} */ ({ what: "value", id: edge.target })];
  return [{ edge: edge.id, from, to, way: wayOf(pairs), pairs }];
}

/** @param {Trace} trace @param {GraphEdge} edge @returns {Flow[]} */
function backwardFlow(trace, edge) {
  const pairs = edge.contribution === null ? null : pairsOf(trace, edge);
  if (!pairs || isStill(trace, edge, pairs)) return [];
  const back = pairs.map(([source, target]) => /** @type {Pair} */ ([target, source]));
  return [{ edge: edge.id, from: { what: "total", id: edge.target }, to: { what: "back", id: edge.id }, way: wayOf(back), pairs: back }];
}

/** @param {readonly Pair[]} pairs @returns {Flow["way"]} */
function wayOf(pairs) {
  const [from, to] = [new Set(pairs.map(([one]) => one)), new Set(pairs.map(([, other]) => other))];
  if (from.size < pairs.length) return "spread";
  return to.size < pairs.length ? "collapse" : "move";
}

/** Whether every cell stays where it is. @param {Trace} trace @param {GraphEdge} edge @param {readonly Pair[]} pairs */
function isStill(trace, edge, pairs) {
  const [source, target] = [trace.nodes[edge.source]?.shape ?? [], trace.nodes[edge.target]?.shape ?? []];
  return source.join() === target.join() && pairs.every(([one, other]) => one === other);
}

/**
 * Which cell of an operand each cell of a gate's value comes from; null where that is not one by one.
 * @param {Trace} trace @param {GraphEdge} edge
 * @returns {Pair[] | null}
 */
export function pairsOf(trace, edge) {
  const [source, target] = [trace.nodes[edge.source], trace.nodes[edge.target]];
  if (!source || !target || target.value === null || isShapeOnly(edge.contribution) || countOf(source.shape) * countOf(target.shape) === 0) return null;
  if (Math.max(countOf(source.shape), countOf(target.shape)) > MOST) return null;
  if (target.moves) return movedPairs(trace, edge, source, target.moves);
  if (target.op === "pick") return pickedPairs(trace, source, target);
  if (REDUCTIONS.includes(target.op ?? "")) return foldedPairs(source.shape, target.shape, edge.spread?.axes);
  return edge.is_vjp ? null : broadcastPairs(source.shape, target.shape);
}

/** @param {Trace} trace @param {GraphEdge} edge @param {GraphNode} source @param {readonly number[]} moves @returns {Pair[]} */
function movedPairs(trace, edge, source, moves) {
  const slots = trace.edges.filter(({ target }) => target === edge.target);
  let first = 0;
  for (let slot = 0; slot < edge.slot; slot += 1) { // a literal is one element
    const other = slots.find((one) => one.slot === slot);
    first += other ? countOf(trace.nodes[other.source]?.shape ?? []) : 1;
  }
  const count = countOf(source.shape);
  return moves.flatMap((place, k) => (place >= first && place < first + count ? [/** @type {Pair} */ ([place - first, k])] : []));
}

/** A label picks an element of each row. @param {Trace} trace @param {GraphNode} source @param {GraphNode} target @returns {Pair[] | null} */
function pickedPairs(trace, source, target) {
  const [picked, labels] = target.inputs;
  if (picked !== source.id || labels === undefined) return null;
  const [columns = 1, count] = [source.shape.at(-1), countOf(target.shape)];
  const all = flat(trace.nodes[labels]?.value);
  return Array.from({ length: count }, (_, row) => [row * columns + (all[all.length === 1 ? 0 : row] ?? 0), row]);
}

/** @param {readonly number[]} source @param {readonly number[]} target @param {readonly number[] | undefined} axes that are folded @returns {Pair[] | null} */
function foldedPairs(source, target, axes) {
  if (!axes) return null;
  const kept = source.map((size, axis) => (axes.includes(axis) ? 1 : size));
  if (countOf(kept) !== countOf(target)) return null;
  return broadcastPairs(kept, source)?.map(([one, other]) => /** @type {Pair} */ ([other, one])) ?? null;
}

/**
 * Which cell of the narrow shape each cell of the wide one comes from.
 * @param {readonly number[]} narrow @param {readonly number[]} wide
 * @returns {Pair[] | null}
 */
function broadcastPairs(narrow, wide) {
  const padded = [...Array.from({ length: wide.length - narrow.length }, () => 1), ...narrow];
  if (padded.some((size, axis) => size !== 1 && size !== wide[axis])) return null;
  return Array.from({ length: countOf(wide) }, (_, k) => {
    let [rest, place, stride] = [k, 0, 1];
    for (let axis = wide.length - 1; axis >= 0; axis -= 1) {
      const [size, own] = [wide[axis] ?? 1, padded[axis] ?? 1];
      if (own > 1) place += (rest % size) * stride;
      stride *= own;
      rest = Math.floor(rest / size);
    }
    return [place, k];
  });
}
