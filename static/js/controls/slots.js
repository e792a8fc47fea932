// The four slots of the step card, upstream × local derivative = flows back, and the sum at a fork: what
// stands in them when a gate hands its gradient on, or, in forward mode, its tangent. Pure.

import { gradientOf, partial, seedOf, startsFromOne } from "../trace/derivatives.js";
import { read, signBefore } from "../trace/rounding.js";
import { branchesOf, isFork } from "../trace/graph.js";
import { flat } from "../trace/nested.js";
import { scalar, showExactly } from "../trace/numbers.js";
import { shortly, show } from "./shown.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").Formula} Formula */
/** @typedef {import("../trace/types.js").GraphEdge} GraphEdge */
/** @typedef {import("../trace/types.js").GraphNode} GraphNode */
/** @typedef {import("../trace/timeline.js").Press} Press */

/** @typedef {"gradient" | "tangent" | "value" | "update" | "ink"} Tone */

/** A number, and the wire that it stands on; `short` stands for an array where there is little room. @typedef {{ text: string, tone: Tone, edge: number | null, short?: string | null }} Figure */

/**
 * A sum as far as it has come: `3 + 2 = 5`; with one part it is that part.
 * @typedef {object} Sum
 * @property {Formula | null} symbol of what is summed
 * @property {readonly { sign: string, figure: Figure }[]} terms
 * @property {"=" | "≈"} sign
 * @property {Figure | null} total null of one part, and of arrays
 * @property {boolean} isComplete whether nothing else is to come
 */

/**
 * One wire.
 * @typedef {object} Row
 * @property {string} name of the operand
 * @property {{ symbol: Formula, figure: Figure } | null} upstream where it is its own, as a tangent is
 * @property {Formula} rule the local derivative, or all that flows back
 * @property {string | null} worked the rule with the shapes of its arrays
 * @property {Figure | null} local null where the rule has no number
 * @property {"×" | "→" | "+" | "−"} by
 * @property {"=" | "≈" | "→"} sign
 * @property {{ symbol: Formula, figure: Figure }} back
 * @property {Sum | null} sum where gradients add
 * @property {string | null} caption of the rule, where it is no local derivative
 * @property {boolean} isPlayed whether the story has come to it
 */

/**
 * @typedef {object} Slots
 * @property {{ symbol: Formula, figure: Figure, caption: string } | null} upstream of all rows
 * @property {readonly Row[]} rows
 * @property {number} more wires that have no row
 * @property {readonly [string, string, string]} captions
 * @property {string} [sumCaption] where what stands in the last place is no sum of gradients
 */

/** So many wires have a row. */
const MOST_ROWS = 3;
const BACKWARD = /** @type {const} */ (["upstream", "local derivative", "flows back"]);
const FORWARD = /** @type {const} */ (["tangent in", "local derivative", "flows on"]);

/**
 * What stands in the slots at a press; null where nothing flows, as on the forward sweep of reverse mode.
 * @param {Trace} trace @param {Press} press @param {number} digits @param {number} [step] played so far
 * @returns {Slots | null}
 */
export function slotsOf(trace, press, digits, step = press.to) {
  const node = trace.nodes[press.node];
  const phase = trace.steps[press.to - 1]?.phase;
  if (!node) return null;
  if (trace.mode === "forward") return tangentSlots(trace, node, digits);
  if (phase !== "backward") return null;
  const edges = press.edges.flatMap((id) => trace.edges[id] ?? []);
  const write = notationOf(trace, edges);
  const [use] = branchesOf(trace, node.id);
  const figure = { text: show(node.gradient, node.shape, digits), tone: /** @type {const} */ ("gradient"), edge: use?.id ?? null };
  const seed = edges.length ? node.gradient : startAt(trace, node);
  const upstream = { symbol: write(node), figure: { ...figure, text: show(seed, node.shape, digits), short: shortly(node.shape) }, caption: BACKWARD[0] };
  const shown = rowsShown(edges);
  const rows = shown.map((edge, k) => backRow(trace, edge, write, digits, press.from + k < step));
  return { upstream, rows, more: edges.length - shown.length, captions: BACKWARD };
}

/** @template T @param {readonly T[]} edges @returns {readonly T[]} those that have a row */
function rowsShown(edges) {
  return edges.length > MOST_ROWS ? edges.slice(0, MOST_ROWS - 1) : edges;
}

/**
 * How gradients are written: ∂f/∂q, or, where arrays or another seed make them something else, dq as code has it.
 * @param {Trace} trace @param {readonly GraphEdge[]} edges @returns {(node: GraphNode) => Formula}
 */
function notationOf(trace, edges) {
  const [output] = trace.outputs;
  const of = trace.nodes[output ?? -1];
  if (!of || of.label === null || of.shape.length || !startsFromOne(trace) || edges.some(({ whole }) => whole)) return gradientOf;
  return (node) => partial(of, node);
}

/** What the backward sweep starts from at an output, also of an array that goes nowhere else. @param {Trace} trace @param {GraphNode} node */
function startAt(trace, node) {
  const isArray = scalar(node.gradient) === null;
  return isArray && !branchesOf(trace, node.id).length ? node.gradient : seedOf(trace, node.id);
}

/** @param {Trace} trace @param {GraphEdge} edge @param {(node: GraphNode) => Formula} write @param {number} digits @param {boolean} isPlayed @returns {Row} */
function backRow(trace, edge, write, digits, isPlayed) {
  const [source, target] = [trace.nodes[edge.source], trace.nodes[edge.target]];
  if (!source || !target) throw new RangeError(`edge ${edge.id} has no ends`);
  const shape = edge.whole ? [] : target.shape;
  const back = { text: show(edge.contribution, source.shape, digits), tone: /** @type {const} */ ("gradient"), edge: edge.id, short: shortly(source.shape) };
  return {
    name: source.symbol.text,
    upstream: null,
    rule: edge.whole || edge.constant === null ? edge.formula : edge.derivative,
    worked: edge.worked,
    local: edge.whole ? null : { text: show(edge.local, shape, digits), ...tiedOf(trace, edge), short: shortly(shape) },
    by: edge.whole ? "→" : "×",
    sign: edge.whole ? "→" : productSign(target.gradient, edge.local, edge.contribution, digits),
    back: { symbol: write(source), figure: back },
    sum: isFork(trace, source.id) ? sumOf(trace, edge, write(source), digits) : null,
    caption: ruleCaption(edge),
    isPlayed,
  };
}

/** @param {GraphEdge} edge */
function ruleCaption({ whole, summed, spread }) {
  if (summed) return `summed over ${summed.words}`;
  if (spread && whole) return `spread over ${spread.words}`;
  return whole ? "vector–Jacobian product" : null;
}

/** Whose value a local derivative is: that of another wire, where it is nothing else. @param {Trace} trace @param {GraphEdge} edge @returns {{ tone: Tone, edge: number | null }} */
function tiedOf(trace, { reads, right, target }) {
  const [read, another] = reads;
  const node = another === undefined ? trace.nodes[read ?? -1] : undefined;
  if (!node || right?.text !== node.symbol.text) return { tone: "ink", edge: null };
  const wire = trace.edges.find((one) => one.source === node.id && (node.id === target || one.target === target));
  return { tone: "value", edge: wire?.id ?? null };
}

/**
 * @param {GraphNode["value"] | null} upstream @param {GraphEdge["local"]} local @param {GraphEdge["contribution"]} product @param {number} digits
 */
function productSign(upstream, local, product, digits) {
  const [a, b, c] = [scalar(upstream), scalar(local), scalar(product)];
  if (a === null || b === null || c === null) return "=";
  return signBefore(read(a, digits) * read(b, digits), c, digits);
}

/**
 * What has been added up at a fork with this wire: the sum before it, and its own part.
 * @param {Trace} trace @param {GraphEdge} edge @param {Formula} symbol @param {number} digits @returns {Sum}
 */
function sumOf(trace, edge, symbol, digits) {
  const branches = inOrder(trace, edge.source);
  const before = branches.slice(0, branches.indexOf(edge));
  const node = /** @type {GraphNode} */ (trace.nodes[edge.source]);
  const own = trace.outputs.includes(node.id);
  const isComplete = before.length + 1 === branches.length;
  const part = scalar(edge.contribution);
  if (part === null) {
    const count = { text: `${before.length + 1} of ${branches.length} added`, tone: /** @type {const} */ ("gradient"), edge: null };
    const whole = flat(node.gradient).length ? { ...count, text: show(node.gradient, node.shape, digits), short: shortly(node.shape) } : count;
    return { symbol, terms: [{ sign: "", figure: isComplete ? whole : count }], sign: "=", total: null, isComplete };
  }
  const earlier = before.map(({ contribution }) => scalar(contribution) ?? NaN);
  if (own) earlier.unshift(seedOf(trace, node.id) ?? NaN);
  const tied = before.length + Number(own) === 1 ? (before[0]?.id ?? null) : null;
  const sum = earlier.reduce((all, one) => all + one, 0);
  return { symbol, isComplete, ...added(earlier.length ? { value: sum, edge: tied } : null, { value: part, edge: edge.id }, "gradient", digits) };
}

/**
 * One number added to what there is.
 * @param {{ value: number, edge: number | null } | null} before @param {{ value: number, edge: number | null }} part
 * @param {Tone} tone @param {number} digits @returns {Pick<Sum, "terms" | "sign" | "total">}
 */
function added(before, part, tone, digits) {
  const figure = (/** @type {number} */ value, /** @type {number | null} */ edge) => ({ text: showExactly(value, digits), tone, edge });
  if (!before) return { terms: [{ sign: "", figure: figure(part.value, part.edge) }], sign: "=", total: null };
  const total = before.value + part.value;
  const isLess = part.value < 0;
  const last = { sign: isLess ? "−" : "+", figure: figure(Math.abs(part.value), part.edge) };
  return {
    terms: [{ sign: "", figure: figure(before.value, before.edge) }, last],
    sign: signBefore(read(before.value, digits) + read(part.value, digits), total, digits),
    total: figure(total, null),
  };
}

/** The wires that bring a node its gradient, as the story has them. @param {Trace} trace @param {number} node */
function inOrder(trace, node) {
  const at = (/** @type {GraphEdge} */ edge) => trace.steps.findIndex((step) => step.edge === edge.id);
  return branchesOf(trace, node).toSorted((a, b) => at(a) - at(b));
}

/**
 * Forward mode: the tangent of each operand × the local derivative, and their sum.
 * @param {Trace} trace @param {GraphNode} node @param {number} digits @returns {Slots}
 */
function tangentSlots(trace, node, digits) {
  const tone = /** @type {const} */ ("tangent");
  const figure = (/** @type {GraphNode} */ one, /** @type {number | null} */ edge) => ({ text: show(one.tangent, one.shape, digits), tone, edge, short: shortly(one.shape) });
  if (node.kind !== "gate") {
    const use = trace.edges.find(({ source }) => source === node.id);
    return { upstream: { symbol: dotted(node), figure: figure(node, use?.id ?? null), caption: "tangent seed" }, rows: [], more: 0, captions: FORWARD };
  }
  const edges = trace.edges.filter(({ source, target }) => target === node.id && trace.nodes[source]?.kind !== "constant");
  const shown = rowsShown(edges);
  let before = /** @type {{ value: number, edge: number | null } | null} */ (null);
  const rows = shown.map((edge) => {
    const source = /** @type {GraphNode} */ (trace.nodes[edge.source]);
    const value = scalar(edge.contribution ?? 0); // nothing flows from an operand whose tangent is 0
    const part = value === null ? null : { value, edge: edge.id };
    const sum = edges.length > 1 && part ? { symbol: dotted(node), isComplete: edge === edges.at(-1), ...added(before, part, tone, digits) } : null;
    if (part) before = { value: part.value + (before?.value ?? 0), edge: before ? null : edge.id };
    return tangentRow(trace, edge, source, figure(source, edge.id), { symbol: dotted(node), sum }, digits);
  });
  return { upstream: null, rows, more: edges.length - shown.length, captions: FORWARD };
}

/**
 * @param {Trace} trace @param {GraphEdge} edge @param {GraphNode} source @param {Figure} figure
 * @param {{ symbol: Formula, sum: Sum | null }} made @param {number} digits @returns {Row}
 */
function tangentRow(trace, edge, source, figure, { symbol, sum }, digits) {
  const shape = trace.nodes[edge.target]?.shape ?? [];
  return {
    name: source.symbol.text,
    upstream: { symbol: dotted(source), figure },
    rule: edge.whole || edge.constant !== null ? edge.derivative : edge.formula,
    worked: null,
    local: edge.local === null ? null : { text: show(edge.local, shape, digits), ...tiedOf(trace, edge), short: shortly(shape) },
    by: "×",
    sign: productSign(source.tangent, edge.local, edge.contribution ?? 0, digits),
    back: { symbol, figure: { text: show(edge.contribution ?? 0, shape, digits), tone: "tangent", edge: edge.id, short: shortly(shape) } },
    sum,
    caption: null,
    isPlayed: true,
  };
}

/** A value's tangent; all but a name in brackets. @param {GraphNode} node @returns {Formula} */
function dotted({ name, symbol }) {
  const DOT = "\u0307";
  if (name !== null) {
    return { text: name.length === 1 ? `${symbol.text}${DOT}` : `(${symbol.text})${DOT}`, mathml: `<mover accent="true">${symbol.mathml}<mo>˙</mo></mover>` };
  }
  return { text: `(${symbol.text})${DOT}`, mathml: `<msup><mrow><mo>(</mo>${symbol.mathml}<mo>)</mo></mrow><mo>˙</mo></msup>` };
}
