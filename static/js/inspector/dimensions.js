// The dimension check of a gate, in numbers and words: which sizes have to agree, and whether they do; and of
// what flows back through a wire, that it has the shape of what it is the gradient of. Shapes are written as
// programs write them. Pure.

import { nameOf } from "../trace/graph.js";
import { countOf, isListed } from "../trace/nested.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").GraphNode} GraphNode */
/** @typedef {import("../trace/types.js").GraphEdge} GraphEdge */
/** @typedef {import("../trace/types.js").Nested} Nested */
/** @typedef {readonly number[]} Shape */
/** What is compared, and whether it agrees. @typedef {{ text: string, agrees: boolean }} Check */

const PRODUCTS = ["matmul", "dot"];
const MOVING = ["reshape", "flatten"];
/** What a reduction does along its axes. */
const FOLDS = Object.freeze(/** @type {Record<string, string>} */ ({ sum: "summed", mean: "averaged" }));

/** A shape as code has it: `(3, 4)`, `(4,)`, `()`. @param {Shape} shape */
export function tuple(shape) {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
}

/** A check as it is read. @param {Check} check */
export const sayCheck = ({ text, agrees }) => `${text} ${agrees ? "✓" : "✗"}`;

/**
 * What has to agree for a gate to compute: `(3, 2) @ (2, 4) → (3, 4): 2 = 2`. Null of a leaf, and where all is numbers.
 * @param {Trace} trace @param {GraphNode} node @returns {Check | null}
 */
export function gateCheck(trace, node) {
  const shapes = node.inputs.map((id) => trace.nodes[id]?.shape ?? []);
  if (node.op === null || ![node.shape, ...shapes].some(({ length }) => length)) return null;
  const into = trace.edges.filter(({ target }) => target === node.id);
  const [a = [], b = []] = shapes;
  if (PRODUCTS.includes(node.op) && shapes.length === 2) return productCheck(node, a, b);
  if (node.op === "transpose") return { text: `${tuple(a)}ᵀ → ${tuple(node.shape)}: the axes swap places`, agrees: isSame(a.toReversed(), node.shape) };
  if (MOVING.includes(node.op)) return movedCheck(a, node.shape);
  const isSign = node.glyph.length === 1 || shapes.length < 2;
  const from = isSign ? shapes.map(tuple).join(` ${node.glyph} `) : `${node.op}(${shapes.map(tuple).join(", ")})`;
  const made = `${from} → ${tuple(node.shape)}`;
  const spread = into.find((edge) => edge.spread !== null && !edge.summed)?.spread;
  if (shapes.length === 1 && spread) {
    return { text: `${made}: ${FOLDS[node.op] ?? "taken"} over ${spread.words}`, agrees: isSame(folded(a, spread.axes, node.shape), node.shape) };
  }
  if (into.some((edge) => edge.is_vjp)) return { text: isSame(a, node.shape) ? `${made}: the shape stays` : node.shape.length ? made : `${made}: one number`, agrees: true };
  return elementwiseCheck(trace, node, shapes, into, made);
}

/** @param {GraphNode} node @param {Shape} a @param {Shape} b @returns {Check} */
function productCheck(node, a, b) {
  const [columns, rows] = [a.at(-1), b.at(b.length > 1 ? -2 : 0)];
  return { text: `${tuple(a)} ${node.glyph} ${tuple(b)} → ${tuple(node.shape)}: ${columns} = ${rows}`, agrees: columns === rows };
}

/** The elements are as many as they were. @param {Shape} before @param {Shape} after @returns {Check} */
function movedCheck(before, after) {
  const factors = (/** @type {Shape} */ shape) => (shape.length > 1 ? `${shape.join(" · ")} = ` : "");
  const count = countOf(before);
  return { text: `${tuple(before)} → ${tuple(after)}: ${factors(before)}${factors(after)}${count} numbers`, agrees: count === countOf(after) };
}

/** Sizes agree from the right, or one is spread. @param {Trace} trace @param {GraphNode} node @param {readonly Shape[]} shapes @param {readonly GraphEdge[]} into @param {string} made @returns {Check} */
function elementwiseCheck(trace, node, shapes, into, made) {
  const agrees = isSame(broadcast(shapes) ?? [], node.shape);
  const spread = into.filter(({ summed }) => summed !== null);
  const isLoss = shapes.every(({ length }) => length > node.shape.length);
  if (isLoss) return { text: `${made}: one number`, agrees: shapes.every((shape) => isSame(shape, shapes[0] ?? [])) };
  if (spread.length) {
    const told = spread.map((edge) => `${nameOf(trace, edge.source)} is used for ${edge.summed?.each}`);
    return { text: `${made}: ${told.join(", ")}`, agrees };
  }
  return { text: `${made}: ${shapes.length > 1 && shapes.every((shape) => shape.length > 0) ? "the same shape" : "element by element"}`, agrees };
}

/**
 * What flows back through a wire, with its shapes: `dW = Xᵀ @ dY: (2, 3) @ (3, 4) = (2, 4), as W`. Null where all is numbers.
 * @param {Trace} trace @param {GraphEdge} edge @returns {Check | null}
 */
export function backCheck(trace, edge) {
  const [source, target] = [trace.nodes[edge.source], trace.nodes[edge.target]];
  if (!source || !target || edge.contribution === null || !(source.shape.length + target.shape.length)) return null;
  const found = shapeOf(edge.contribution);
  const { text, shape } = wayBack(trace, edge, source, target);
  const agrees = isSame(found, source.shape) && (shape === null || isSame(shape, source.shape));
  return { text: `${text} ${edge.summed || edge.spread ? "→" : "="} ${tuple(found)}, as ${nameOf(trace, source.id)}`, agrees };
}

/**
 * What makes the gradient, and which shape follows from that; null is not worked out here.
 * @param {Trace} trace @param {GraphEdge} edge @param {GraphNode} source @param {GraphNode} target @returns {{ text: string, shape: Shape | null }}
 */
function wayBack(trace, edge, source, target) {
  const g = target.shape;
  const other = trace.nodes[target.inputs[1 - edge.slot] ?? -1]?.shape ?? [];
  if (PRODUCTS.includes(target.op ?? "") && target.inputs.length === 2) return productBack(g, source.shape, other, edge.slot === 0);
  if (target.op === "transpose") return { text: `${tuple(g)}ᵀ`, shape: g.toReversed() };
  if (edge.summed) {
    const shape = Math.max(...edge.summed.axes) < g.length ? folded(g, edge.summed.axes, source.shape) : null;
    return { text: `${tuple(g)} summed over ${edge.summed.words}`, shape };
  }
  if (edge.spread) return { text: `${tuple(g)} for ${edge.spread.each}`, shape: null };
  if (edge.is_vjp) return { text: MOVING.includes(target.op ?? "") ? `${tuple(g)} put back` : `vector–Jacobian product of ${tuple(g)}`, shape: null };
  return { text: edge.constant === 1 ? tuple(g) : `${tuple(g)} · ${tuple(source.shape)}`, shape: broadcast([g, source.shape]) };
}

/** @param {Shape} g @param {Shape} own @param {Shape} other @param {boolean} isLeft @returns {{ text: string, shape: Shape | null }} */
function productBack(g, own, other, isLeft) {
  if (own.length > 2 || other.length > 2) return { text: `${tuple(g)} @ ${tuple(other)}, transposed`, shape: null };
  if (g.length === 0) return { text: `() · ${tuple(other)}`, shape: other };
  const turned = other.toReversed();
  const [left, right] = isLeft ? [g, turned] : [turned, g];
  if (g.length === 1 && own.length === 2) return { text: `outer(${tuple(left)}, ${tuple(right)})`, shape: [...left, ...right] };
  const agrees = left.at(-1) === right.at(0);
  return { text: `${tuple(left)} @ ${tuple(right)}`, shape: agrees ? [...left.slice(0, -1), ...right.slice(1)] : [] };
}

/** @param {Shape} one @param {Shape} other */
const isSame = (one, other) => one.length === other.length && one.every((size, axis) => size === other[axis]);

/** What is left of a shape once some axes are folded: as many axes as `like` has. @param {Shape} shape @param {readonly number[]} axes @param {Shape} like */
function folded(shape, axes, like) {
  const kept = shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  const ones = shape.filter((_, axis) => !axes.includes(axis));
  return ones.length === like.length ? ones : kept.slice(kept.length - like.length);
}

/** The shape of some arrays together, or null. @param {readonly Shape[]} shapes */
function broadcast(shapes) {
  const length = Math.max(...shapes.map((shape) => shape.length));
  /** @type {number[]} */
  const made = [];
  for (let back = 1; back <= length; back++) {
    const sizes = [...new Set(shapes.map((shape) => shape.at(-back) ?? 1).filter((size, k) => shapes[k] && size !== 1))];
    if (sizes.length > 1) return null;
    made.unshift(sizes[0] ?? 1);
  }
  return made;
}

/** @param {Nested} value @returns {Shape} */
function shapeOf(value) {
  if (!isListed(value)) return value.shape;
  return Array.isArray(value) ? [value.length, ...shapeOf(value[0] ?? 0)] : [];
}
