// The chain rule of a traced graph, written out: as a sum over paths of products of local
// derivatives where the paths are few, else node by node as a sum over the uses of each. Pure.

import { seedOf } from "./derivatives.js";
import { scalar } from "./numbers.js";

/** @typedef {import("./types.js").Trace} Trace */
/** @typedef {import("./types.js").GraphEdge} GraphEdge */
/** @typedef {{ edge: GraphEdge, local: number | null, earlier: string | null }} Factor `earlier` says where it was computed before */
/** @typedef {{ factors: Factor[], product: number }} Term */
/** @typedef {{ edge: number, upstream: number, factor: Factor, whole: boolean, along: string }} Use `along` says over what it is summed or spread */
/** @typedef {{ node: number, isOutput: boolean, uses: Use[] }} Line */
/**
 * @typedef {{ kind: "none" }
 *   | { kind: "paths", seeds: (number | null)[], terms: Term[], sum: number, expected: number | null, agrees: boolean | null, reused: number }
 *   | { kind: "nested" | "arrays", paths: number, lines: Line[], omitted: number }} Chain `omitted` counts the lines left out before the last ones
 */

const MOST_PATHS = 12; // more terms than a class can read
const FIRST_LINES = 50;
export const LAST_LINES = 10;

/** Those whose gradient can be asked for. @param {Trace} trace */
export function inputsOf(trace) {
  return trace.nodes.filter((node) => node.kind === "input");
}

/**
 * The chain rule for the gradient of the output with respect to one input.
 * @param {Trace} trace
 * @param {number} input a node
 * @param {number} [most] paths that are written out
 * @returns {Chain}
 */
export function chainOf(trace, input, most = MOST_PATHS) {
  const map = mapOf(trace, input);
  const paths = map.paths[input] ?? 0;
  if (paths === 0) return { kind: "none" };
  if (map.hasArrays) return { kind: "arrays", paths, ...linesOf(map) };
  if (paths > most) return { kind: "nested", paths, ...linesOf(map) };
  return { kind: "paths", ...sumOverPaths(trace, input, map) };
}

/**
 * What of a graph lies between one input and the output.
 * @param {Trace} trace @param {number} input
 */
function mapOf(trace, input) {
  const outputs = new Set(trace.outputs);
  /** @type {GraphEdge[][]} */
  const uses = trace.nodes.map(() => []);
  for (const edge of trace.edges) {
    if (carries(trace, edge)) uses[edge.source]?.push(edge);
  }
  /** How many paths lead from a node to the output. @type {number[]} */
  const paths = trace.nodes.map(() => 0);
  for (let id = trace.nodes.length - 1; id >= 0; id--) {
    const own = outputs.has(id) ? 1 : 0;
    paths[id] = (uses[id] ?? []).reduce((sum, { target }) => sum + (paths[target] ?? 0), own);
  }
  /** Which nodes the input has a say in. @type {boolean[]} */
  const reached = trace.nodes.map((node) => node.id === input);
  for (let id = input; id < trace.nodes.length; id++) {
    if (!reached[id]) continue;
    for (const { target } of uses[id] ?? []) reached[target] = true;
  }
  for (const list of uses) list.splice(0, list.length, ...list.filter((e) => (paths[e.target] ?? 0) > 0));
  const between = trace.nodes.filter(({ id }) => reached[id] && (paths[id] ?? 0) > 0);
  const hasArrays = between.some((node) => node.shape.length > 0);
  return { outputs, uses, paths, between, hasArrays, first: firstInputs(trace, uses) };
}

/** @typedef {ReturnType<typeof mapOf>} PathMap */

/** @param {Trace} trace @param {GraphEdge} edge */
function carries(trace, edge) {
  return trace.mode === "reverse" ? edge.contribution !== null : edge.constant !== 0;
}

/**
 * For each node the first input, in the order of the program, that it depends on.
 * @param {Trace} trace @param {GraphEdge[][]} uses
 */
function firstInputs(trace, uses) {
  /** @type {number[]} */
  const first = trace.nodes.map((node) => (node.kind === "input" ? node.id : Infinity));
  for (const [id, edges] of uses.entries()) {
    for (const { target } of edges) first[target] = Math.min(first[target] ?? Infinity, first[id] ?? Infinity);
  }
  return first;
}

/** @param {Trace} trace @param {number} input @param {PathMap} map */
function sumOverPaths(trace, input, map) {
  /** @type {Map<number, number>} */
  const seen = new Map(); // edge to the term it was first a factor of
  let reused = 0;
  const paths = pathsFrom(input, map);
  /** @type {(number | null)[]} */
  const seeds = [];
  const terms = paths.map(({ edges, output }, index) => {
    const seed = startOf(trace, input, output);
    seeds.push(seed);
    const factors = edges.map((edge) => {
      const factor = factorOf(edge);
      const term = seen.get(edge.id);
      const other = map.first[edge.source] ?? Infinity;
      if (term !== undefined) factor.earlier = `in term ${term + 1}`;
      else if (other < input) factor.earlier = `for ${trace.nodes[other]?.symbol.text}`;
      else seen.set(edge.id, index);
      if (factor.earlier) reused++;
      return factor;
    });
    const product = factors.reduce((all, { local }) => all * (local ?? NaN), seed ?? 1);
    return { factors, product };
  });
  const sum = terms.reduce((all, { product }) => all + product, 0);
  const size = terms.reduce((all, { product }) => all + Math.abs(product), 0);
  const expected = expectedOf(trace, input);
  const agrees = expected === null ? null : same(sum, expected, size);
  return { seeds, terms, sum, expected, agrees, reused };
}

/**
 * Every path from an input to an output, its edges from the output on.
 * @param {number} input @param {PathMap} map
 */
function pathsFrom(input, map) {
  /** @type {{ edges: GraphEdge[], output: number }[]} */
  const found = [];
  /** @type {{ node: number, edges: GraphEdge[] }[]} */
  const waiting = [{ node: input, edges: [] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, edges } = next;
    if (map.outputs.has(node)) found.push({ edges, output: node });
    for (const edge of [...(map.uses[node] ?? [])].reverse()) {
      waiting.push({ node: edge.target, edges: [edge, ...edges] });
    }
  }
  return found;
}

/**
 * Reverse mode: the gradient that arrives at an output. Forward mode: the tangent that leaves the
 * input, where it is the seeded one.
 * @param {Trace} trace @param {number} input @param {number} output
 * @returns {number | null}
 */
function startOf(trace, input, output) {
  if (trace.mode === "reverse") return seedOf(trace, output);
  const seeded = trace.steps.some((step) => step.node === input);
  return seeded ? scalar(trace.nodes[input]?.tangent) : null;
}

/** What the engine says the sum is. @param {Trace} trace @param {number} input */
function expectedOf(trace, input) {
  if (trace.mode === "reverse") return scalar(trace.nodes[input]?.gradient);
  const [output] = trace.outputs;
  const alone = trace.outputs.length === 1 && seedsOf(trace).length === 1 && seedsOf(trace)[0] === input;
  return alone && output !== undefined ? scalar(trace.nodes[output]?.tangent) : null;
}

/** The leaves that forward mode seeds. @param {Trace} trace */
function seedsOf(trace) {
  return trace.steps.map(({ node }) => node).filter((id) => trace.nodes[id]?.kind !== "gate");
}

/**
 * One line a node, from the output to the input; of very many the first and the last.
 * @param {PathMap} map @returns {{ lines: Line[], omitted: number }}
 */
function linesOf(map) {
  const nodes = [...map.between].reverse();
  const omitted = Math.max(0, nodes.length - FIRST_LINES - LAST_LINES);
  if (omitted) nodes.splice(FIRST_LINES, omitted);
  const lines = nodes.map(({ id }) => ({
    node: id,
    isOutput: map.outputs.has(id),
    uses: (map.uses[id] ?? []).map((edge) => ({
      edge: edge.id,
      upstream: edge.target,
      factor: factorOf(edge),
      whole: edge.whole,
      along: edge.summed ? `summed over ${edge.summed.words}` : edge.spread ? `spread over ${edge.spread.words}` : "",
    })),
  }));
  return { lines, omitted };
}

/** One local derivative, or, where the formula holds the upstream gradient, all that flows back. @param {GraphEdge} edge @returns {Factor} */
function factorOf(edge) {
  return { edge, local: scalar(edge.local), earlier: null };
}

/** @param {number} a @param {number} b @param {number} size of what was added up */
function same(a, b, size) {
  if (Object.is(a, b) || a === b) return true;
  return Math.abs(a - b) <= 1e-12 * Math.max(size, Math.abs(b));
}
