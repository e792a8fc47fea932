// Where a cell comes from: of a matrix product the row and the column that are multiplied, and the sum of
// products written out; elsewhere the cells that it was made of. Pure, from facts of the trace.

import { pairsOf } from "./cells.js";
import { flat, isListed } from "../trace/nested.js";
import { showExactly } from "../trace/numbers.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").GraphEdge} GraphEdge */
/** @typedef {import("../trace/types.js").GraphNode} GraphNode */
/** @typedef {import("./cells.js").Holder} Holder */
/** @typedef {{ holder: Holder, cells: readonly number[] }} Lit cells of an array, row by row */
/**
 * What a cell is made of: the cells to be lit, and, where it is a sum, its terms, each of one factor or
 * of two.
 * @typedef {{ lit: readonly Lit[], terms: readonly (readonly number[])[], result: number }} Link
 */

const PRODUCTS = ["matmul", "dot"];
/** Of more terms than these the first and the last are written. */
const WRITTEN = 6;

/**
 * What a cell comes from, or null where nothing can be said of it.
 * @param {Trace} trace @param {Holder} holder @param {number} cell
 * @returns {Link | null}
 */
export function linkOf(trace, holder, cell) {
  const result = numbersOf(trace, holder)?.[cell];
  if (result === undefined) return null;
  if (holder.what === "value") return ofValue(trace, trace.nodes[holder.id], cell, result);
  const edge = holder.what === "back" ? trace.edges[holder.id] : undefined;
  return edge && edge.contribution !== null && trace.mode === "reverse" ? ofBack(trace, edge, cell, result) : null;
}

/** What an array holds; null of nothing. @param {Trace} trace @param {Holder} holder */
export function heldBy(trace, { what, id }) {
  const [node, edge] = [trace.nodes[id], trace.edges[id]];
  return (what === "back" ? edge?.contribution : what === "value" ? node?.value : node?.gradient) ?? null;
}

/** The numbers of an array row by row; null of one that is too large to be listed. @param {Trace} trace @param {Holder} holder */
export function numbersOf(trace, holder) {
  const value = heldBy(trace, holder);
  return isListed(value) ? flat(value) : null;
}

/** @param {Trace} trace @param {GraphNode | undefined} node @param {number} cell @param {number} result @returns {Link | null} */
function ofValue(trace, node, cell, result) {
  const into = trace.edges.filter(({ target }) => target === node?.id);
  if (!node || into.length === 0) return null;
  if (PRODUCTS.includes(node.op ?? "")) return ofProduct(trace, node, cell, result);
  if (node.joins) return ofJoins(trace, node, cell, result);
  const lit = into.flatMap((edge) => {
    const cells = pairsOf(trace, edge)?.filter(([, target]) => target === cell).map(([source]) => source);
    return cells?.length ? [{ holder: /** @type {Holder} */ ({ what: "value", id: edge.source }), cells }] : [];
  });
  if (lit.length === 0) return null;
  const [only] = lit;
  const terms = node.op === "sum" && only ? termsOf(trace, only) : [];
  return { lit: withOrigins(trace, lit), terms, result };
}

/** @param {Trace} trace @param {GraphEdge} edge @param {number} cell @param {number} result @returns {Link | null} */
function ofBack(trace, edge, cell, result) {
  const gate = trace.nodes[edge.target];
  if (gate && PRODUCTS.includes(gate.op ?? "")) return backThroughProduct(trace, gate, edge, cell, result);
  if (gate?.joins && edge.slot < 2) return backThroughJoins(trace, gate, edge, cell, result);
  const cells = pairsOf(trace, edge)?.filter(([source]) => source === cell).map(([, target]) => target);
  if (!cells?.length) return null;
  const from = { holder: /** @type {Holder} */ ({ what: "total", id: edge.target }), cells };
  const isSum = edge.summed !== null && isListed(edge.local) && flat(edge.local).every((local) => local === 1);
  return { lit: [from], terms: isSum ? termsOf(trace, from) : [], result };
}

/** @param {Trace} trace @param {Lit} lit */
function termsOf(trace, { holder, cells }) {
  const numbers = numbersOf(trace, holder);
  return numbers && cells.length > 1 ? cells.map((cell) => [numbers[cell] ?? NaN]) : [];
}

// -- products ---------------------------------------------------------------------------------------

/**
 * The operands of a product of two matrices, of which a vector on the left is a row and one on the
 * right a column; null of stacks of them and of what was not listed.
 * @param {Trace} trace @param {GraphNode} gate
 */
function factorsOf(trace, gate) {
  const [a, b] = gate.inputs.map((id) => trace.nodes[id]);
  if (gate.inputs.length !== 2 || !a || !b || a.shape.length > 2 || b.shape.length > 2) return null;
  const [left, right] = [/** @type {Holder} */ ({ what: "value", id: a.id }), /** @type {Holder} */ ({ what: "value", id: b.id })];
  const [inner = 1, across = 1] = [a.shape.at(-1), b.shape.length > 1 ? b.shape[1] : 1];
  const down = a.shape.length > 1 ? (a.shape[0] ?? 1) : 1;
  return { left, right, down, inner, across };
}

/** A cell is a row of the left times a column of the right. @param {Trace} trace @param {GraphNode} gate @param {number} cell @param {number} result */
function ofProduct(trace, gate, cell, result) {
  const sizes = factorsOf(trace, gate);
  if (!sizes) return null;
  const { left, right, inner, across } = sizes;
  const [row, column] = [Math.floor(cell / across), cell % across];
  const rows = { holder: left, cells: upTo(inner, (k) => row * inner + k) };
  const columns = { holder: right, cells: upTo(inner, (k) => k * across + column) };
  return multiplied(trace, rows, columns, result);
}

/**
 * Back to the left flows a row of the upstream times a row of the right, that is, a column of its
 * transpose; to the right a column of the left times a column of the upstream.
 * @param {Trace} trace @param {GraphNode} gate @param {GraphEdge} edge @param {number} cell @param {number} result
 */
function backThroughProduct(trace, gate, edge, cell, result) {
  const sizes = factorsOf(trace, gate);
  if (!sizes) return null;
  const { left, right, down, inner, across } = sizes;
  const upstream = /** @type {Holder} */ ({ what: "total", id: gate.id });
  if (edge.slot === 0) {
    const [row, k] = [Math.floor(cell / inner), cell % inner];
    const first = { holder: upstream, cells: upTo(across, (column) => row * across + column) };
    return multiplied(trace, first, { holder: right, cells: upTo(across, (column) => k * across + column) }, result);
  }
  const [k, column] = [Math.floor(cell / across), cell % across];
  const first = { holder: left, cells: upTo(down, (row) => row * inner + k) };
  return multiplied(trace, first, { holder: upstream, cells: upTo(down, (row) => row * across + column) }, result);
}

/** @param {Trace} trace @param {Lit} first @param {Lit} second @param {number} result @returns {Link | null} */
function multiplied(trace, first, second, result) {
  const [one, other] = [numbersOf(trace, first.holder), numbersOf(trace, second.holder)];
  if (!one || !other) return null;
  const terms = first.cells.map((cell, k) => [one[cell] ?? NaN, other[second.cells[k] ?? -1] ?? NaN]);
  return { lit: withOrigins(trace, [first, second]), terms, result };
}

/**
 * A cell of a convolution is the numbers under a window times a filter, one of a linear layer a row
 * times a row of the weights; both with their bias.
 * @param {Trace} trace @param {GraphNode} gate @param {number} cell @param {number} result
 */
function ofJoins(trace, gate, cell, result) {
  const [x, w, b] = operandsOf(trace, gate);
  const found = joinsOf(gate, 0, cell);
  const made = x && w && multiplied(trace, { holder: x, cells: found.map((join) => join[1]) }, { holder: w, cells: found.map((join) => join[2]) }, result);
  if (!made || !b) return made || null;
  const biases = numbersOf(trace, b) ?? [];
  const at = biases.length > 1 ? biasOf(gate, cell, biases.length) : 0;
  return { ...made, lit: [...made.lit, { holder: b, cells: [at] }], terms: [...made.terms, [biases[at] ?? NaN]] };
}

/** Back flows what arrives at every product that a cell is in, times the other factor. @param {Trace} trace @param {GraphNode} gate @param {GraphEdge} edge @param {number} cell @param {number} result */
function backThroughJoins(trace, gate, edge, cell, result) {
  const other = operandsOf(trace, gate)[1 - edge.slot];
  const found = joinsOf(gate, 1 + edge.slot, cell);
  if (!other) return null;
  const upstream = { holder: /** @type {Holder} */ ({ what: "total", id: gate.id }), cells: found.map((join) => join[0]) };
  return multiplied(trace, upstream, { holder: other, cells: found.map((join) => join[2 - edge.slot] ?? 0) }, result);
}

/** @param {Trace} trace @param {GraphNode} gate @returns {(Holder | undefined)[]} by slot; a number in the program is none */
function operandsOf(trace, gate) {
  /** @type {(Holder | undefined)[]} */
  const found = [];
  for (const { source, target, slot } of trace.edges) if (target === gate.id) found[slot] = { what: "value", id: source };
  return found;
}

/** The products with a cell in a place: of the value, the first operand or the second. @param {GraphNode} gate @param {number} place @param {number} cell */
function joinsOf({ joins }, place, cell) {
  const all = joins ?? [];
  return upTo(all.length / 3, (k) => k)
    .filter((k) => all[3 * k + place] === cell)
    .map((k) => /** @type {[number, number, number]} */ (all.slice(3 * k, 3 * k + 3)));
}

/** Which bias is that of a cell: of a linear layer by its column, of a convolution by its channel. @param {GraphNode} gate @param {number} cell @param {number} count */
function biasOf({ op, shape }, cell, count) {
  const behind = op === "linear" ? [] : shape.slice(op === "conv1d" ? -1 : -2);
  return Math.floor(cell / behind.reduce((size, one) => size * one, 1)) % count;
}

/** @param {number} count @param {(k: number) => number} cell */
function upTo(count, cell) {
  return Array.from({ length: count }, (_, k) => cell(k));
}

/** What was only moved, as by a transpose, is lit where it came from too. @param {Trace} trace @param {readonly Lit[]} lit @returns {Lit[]} */
function withOrigins(trace, lit) {
  return lit.flatMap((one) => [one, ...originsOf(trace, one)]);
}

/** @param {Trace} trace @param {Lit} lit @returns {Lit[]} */
function originsOf(trace, { holder, cells }) {
  const node = holder.what === "value" ? trace.nodes[holder.id] : undefined;
  if (!node?.moves) return [];
  return trace.edges.filter(({ target }) => target === node.id).flatMap((edge) => {
    const wanted = new Set(cells);
    const found = pairsOf(trace, edge)?.filter(([, target]) => wanted.has(target)).map(([source]) => source) ?? [];
    return found.length > 0 ? [{ holder: /** @type {Holder} */ ({ what: "value", id: edge.source }), cells: found }] : [];
  });
}

// -- in words ---------------------------------------------------------------------------------------

/**
 * The sum written out, `1·5 + 2·(−7) = −9`; with ≈ where the numbers as they are written make another;
 * empty where the cell is no sum.
 * @param {Link} link @param {number} digits
 */
export function sumText({ terms, result }, digits) {
  if (terms.length === 0) return "";
  const written = terms.map((term) => term.map((factor) => showExactly(factor, digits)));
  const middle = terms.length > WRITTEN ? ["…"] : [];
  const shown = middle.length > 0 ? [...written.slice(0, WRITTEN - 2), middle, ...written.slice(-1)] : written;
  const total = written.reduce((sum, term) => sum + term.reduce((product, factor) => product * read(factor), 1), 0);
  const last = showExactly(result, digits);
  const sign = Math.abs(total - read(last)) <= 1e-9 * Math.max(1, Math.abs(total)) ? "=" : "≈";
  const count = middle.length > 0 ? ` (${terms.length} terms)` : "";
  return `${shown.map((factors, k) => joined(factors, k)).join("")}${count} ${sign} ${last}`;
}

/** A term as it stands in the sum. @param {readonly string[]} factors @param {number} place */
function joined(factors, place) {
  const [first = "", ...rest] = factors;
  const negative = first.startsWith("−");
  const before = place === 0 ? "" : rest.length === 0 && negative ? " − " : " + ";
  const start = place === 0 || !negative ? first : rest.length === 0 ? first.slice(1) : `(${first})`;
  return before + [start, ...rest.map((factor) => (factor.startsWith("−") ? `(${factor})` : factor))].join("·");
}

/** @param {string} text */
function read(text) {
  return Number(text.replaceAll("−", "-").replace("∞", "Infinity"));
}
