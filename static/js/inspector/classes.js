// Targets whose class is chosen: the 1 of a row of zeros, the number of a class, the truth of a yes-or-no. Pure.

import { targetOf } from "../trace/inputs.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").GraphNode} GraphNode */
/** @typedef {import("../trace/types.js").Given} Given */

/**
 * @typedef {object} Choosing
 * @property {string} name of the input
 * @property {"onehot" | "number"} way
 * @property {number[]} chosen the class of each row
 * @property {number} classes
 * @property {readonly number[]} shape
 */

/** How much is chosen by click. */
const [MOST_CLASSES, MOST_ROWS] = [12, 16];
/** Gates that take the numbers of classes. */
const LABELLED = new Set(["hinge", "cross_entropy", "softmax_cross_entropy", "pick"]);
/** How inputs that hold what is true begin. */
const TRUE = /^(y|t|targets?|truth|labels?|actual|onehot)/iu;

/**
 * What can be chosen at a leaf; null where nothing can.
 * @param {Trace} trace @param {GraphNode | undefined} node @param {boolean} [isTruth] it is what a loss takes for true
 * @returns {Choosing | null}
 */
export function choosingOf(trace, node, isTruth = false) {
  const target = node ? targetOf(node, trace.detail) : null;
  if (!node || !target || target.index.length || typeof node.value === "string") return null;
  const labelled = labelsOf(trace, node, target.name);
  if (labelled) return labelled;
  const named = isTruth || node.kind === "constant" || TRUE.test(target.name);
  if (!named) return null;
  if (isTruth && node.shape.length === 0 && (node.value === 0 || node.value === 1)) {
    return { name: target.name, way: "number", chosen: [node.value], classes: 2, shape: [] };
  }
  return onehotOf(node, target.name);
}

/** @param {GraphNode} node @param {string} name @returns {Choosing | null} */
function onehotOf(node, name) {
  const classes = node.shape.at(-1) ?? 0;
  if (node.shape.length < 1 || node.shape.length > 2 || classes < 2 || classes > MOST_CLASSES || !Array.isArray(node.value)) return null;
  const rows = /** @type {number[][]} */ (node.shape.length === 1 ? [node.value] : node.value);
  if (rows.length > MOST_ROWS) return null;
  const chosen = rows.map((row) => row.indexOf(1));
  const areOnehot = rows.every((row, k) => row.every((one, j) => one === (j === chosen[k] ? 1 : 0)));
  return areOnehot && !chosen.includes(-1) ? { name, way: "onehot", chosen, classes, shape: node.shape } : null;
}

/** @param {Trace} trace @param {GraphNode} node @param {string} name @returns {Choosing | null} */
function labelsOf(trace, node, name) {
  const edge = trace.edges.find(({ source, target, slot }) => source === node.id && slot === 1 && LABELLED.has(trace.nodes[target]?.op ?? ""));
  const scores = trace.nodes[trace.edges.find(({ target, slot }) => target === edge?.target && slot === 0)?.source ?? -1];
  const classes = scores?.shape.at(-1) ?? 0;
  if (!edge || !scores || classes < 2 || classes > MOST_CLASSES || scores.shape.slice(0, -1).join() !== node.shape.join()) return null;
  const numbers = Array.isArray(node.value) ? node.value : [node.value];
  if (node.shape.length > 1 || numbers.length > MOST_ROWS || !numbers.every((one) => Number.isInteger(one))) return null;
  return { name, way: "number", chosen: /** @type {number[]} */ (numbers), classes, shape: node.shape };
}

/** The value with another class in one row. @param {Choosing} choosing @param {number} row @param {number} to @returns {Given} */
export function withClass({ way, chosen, classes, shape }, row, to) {
  const now = chosen.map((one, k) => (k === row ? to : one));
  const rows = way === "onehot" ? now.map((one) => Array.from({ length: classes }, (_, k) => (k === one ? 1 : 0))) : now;
  return shape.length === (way === "onehot" ? 1 : 0) ? /** @type {Given} */ (rows[0]) : rows;
}
