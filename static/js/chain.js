// The chain rule of a traced graph, written out: as a sum over paths of products of local
// derivatives where the paths are few, else node by node as a sum over the uses of each. Pure.

import { toNumber } from "./numbers.js";

/** @typedef {import("./types.js").Trace} Trace */
/** @typedef {import("./types.js").GraphNode} GraphNode */
/** @typedef {import("./types.js").GraphEdge} GraphEdge */
/** @typedef {import("./types.js").Formula} Formula the MathML is without its `math` element */
/** @typedef {{ edge: number, left: Formula, right: Formula, local: number | null, earlier: string | null }} Factor `earlier` says where it was computed before */
/** @typedef {{ factors: Factor[], product: number }} Term */
/** @typedef {{ edge: number, upstream: number, factor: Factor, whole: boolean, summed: boolean }} Use */
/** @typedef {{ node: number, isOutput: boolean, uses: Use[] }} Line */
/**
 * @typedef {{ kind: "none" }
 *   | { kind: "paths", seeds: (number | null)[], terms: Term[], sum: number, expected: number | null, agrees: boolean | null, reused: number }
 *   | { kind: "nested" | "arrays", paths: number, lines: Line[], omitted: number }} Chain `omitted` counts the lines left out before the last ones
 */

const MOST_PATHS = 12; // more terms than a class can read
const FIRST_LINES = 50;
export const LAST_LINES = 10;

/** How a node is written: its name, or v with its number. @param {GraphNode} node @returns {Formula} */
export function symbolOf(node) {
  const { text, mathml } = bare(node.formula);
  const leaf = node.kind !== "gate";
  return {
    text: cut(text, leaf ? ": " : " = ")[0],
    mathml: leaf ? mathml : cut(mathml, "<mo>=</mo>")[0],
  };
}

/** The right side of an edge's formula. @param {GraphEdge} edge @returns {Formula} */
export function rightSide(edge) {
  const { text, mathml } = bare(edge.formula);
  return { text: cut(text, " = ")[1], mathml: cut(mathml, "</mfrac><mo>=</mo>")[1] };
}

/** Write ∂of/∂by. @param {Formula} of @param {Formula} by @returns {Formula} */
export function partial(of, by) {
  return {
    text: `∂${of.text}/∂${by.text}`,
    mathml: `<mfrac><mrow><mo>∂</mo>${of.mathml}</mrow><mrow><mo>∂</mo>${by.mathml}</mrow></mfrac>`,
  };
}

/** Whether a formula of a product's factor needs brackets. @param {string} text */
export function needsBrackets(text) {
  if (text.startsWith("−")) return true;
  let depth = 0;
  for (const [k, character] of [...text].entries()) {
    if ("([".includes(character)) depth++;
    else if (")]".includes(character)) depth--;
    else if (depth === 0 && k > 0 && "+−<>≤≥".includes(character)) return true;
  }
  return false;
}

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
  if (map.hasArrays) return { kind: "arrays", paths, ...linesOf(trace, map) };
  if (paths > most) return { kind: "nested", paths, ...linesOf(trace, map) };
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
  return trace.mode === "reverse" ? edge.contribution !== null : rightSide(edge).text !== "0";
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
    const seed = seedOf(trace, input, output);
    seeds.push(seed);
    const factors = edges.map((edge) => {
      const factor = factorOf(trace, edge);
      const term = seen.get(edge.id);
      const other = map.first[edge.source] ?? Infinity;
      if (term !== undefined) factor.earlier = `in term ${term + 1}`;
      else if (other < input) factor.earlier = `for ${nameOf(trace, other)}`;
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
function seedOf(trace, input, output) {
  if (trace.mode === "forward") {
    const seeded = trace.steps.some((step) => step.node === input);
    return seeded ? scalar(trace.nodes[input]?.tangent) : null;
  }
  const own = trace.edges.reduce(
    (left, edge) => (edge.source === output ? left - (scalar(edge.contribution) ?? 0) : left),
    scalar(trace.nodes[output]?.gradient) ?? NaN,
  );
  return own;
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
 * @param {Trace} trace @param {PathMap} map @returns {{ lines: Line[], omitted: number }}
 */
function linesOf(trace, map) {
  const nodes = [...map.between].reverse();
  const omitted = Math.max(0, nodes.length - FIRST_LINES - LAST_LINES);
  if (omitted) nodes.splice(FIRST_LINES, omitted);
  const lines = nodes.map(({ id }) => ({
    node: id,
    isOutput: map.outputs.has(id),
    uses: (map.uses[id] ?? []).map((edge) => ({
      edge: edge.id,
      upstream: edge.target,
      factor: factorOf(trace, edge),
      whole: rightSide(edge).text.includes("∂"),
      summed: !rightSide(edge).text.includes("∂") && !sameShape(trace, edge),
    })),
  }));
  return { lines, omitted };
}

/** @param {Trace} trace @param {GraphEdge} edge */
function sameShape(trace, edge) {
  return String(trace.nodes[edge.source]?.shape) === String(trace.nodes[edge.target]?.shape);
}

/**
 * One local derivative. A formula that speaks of the upstream gradient is no factor; the bare
 * ∂target/∂source stands in for it.
 * @param {Trace} trace @param {GraphEdge} edge @returns {Factor}
 */
function factorOf(trace, edge) {
  const [source, target] = [trace.nodes[edge.source], trace.nodes[edge.target]];
  if (!source || !target) throw new Error(`edge ${edge.id} leads nowhere`);
  const left = partial(symbolOf(target), symbolOf(source));
  return { edge: edge.id, left, right: rightSide(edge), local: scalar(edge.local), earlier: null };
}

/** @param {Trace} trace @param {number} id */
function nameOf(trace, id) {
  const node = trace.nodes[id];
  return node ? symbolOf(node).text : `v${id}`;
}

/** @param {import("./types.js").Nested | null | undefined} value */
function scalar(value) {
  return value === null || value === undefined || typeof value === "object" ? null : toNumber(value);
}

/** @param {number} a @param {number} b @param {number} size of what was added up */
function same(a, b, size) {
  if (Object.is(a, b) || a === b) return true;
  return Math.abs(a - b) <= 1e-12 * Math.max(size, Math.abs(b));
}

/** @param {Formula} formula @returns {Formula} */
function bare({ text, mathml }) {
  const inner = mathml.replace(/^<math[^>]*>/, "").replace(/<\/math>$/, "");
  const whole = inner.startsWith("<mrow>") && inner.endsWith("</mrow>") && closes(inner);
  return { text, mathml: whole ? inner.slice("<mrow>".length, -"</mrow>".length) : inner };
}

/** Whether the first `mrow` ends where the text does. @param {string} mathml */
function closes(mathml) {
  let depth = 0;
  for (const tag of mathml.matchAll(/<(\/?)mrow>/g)) {
    depth += tag[1] ? -1 : 1;
    if (depth === 0) return tag.index + tag[0].length === mathml.length;
  }
  return false;
}

/** @param {string} text @param {string} at @returns {[string, string]} */
function cut(text, at) {
  const place = text.indexOf(at);
  return place < 0 ? [text, ""] : [text.slice(0, place), text.slice(place + at.length)];
}
