import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { chainOf } from "../../static/js/trace/chain.js";
import { gradientOf, partial, startsFromOne } from "../../static/js/trace/derivatives.js";

const { stories } = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8"));
/** @param {string} name @returns {import("../../static/js/trace/types.js").Trace} */
const traceOf = (name) => structuredClone(stories[name].trace);

/**
 * @param {import("../../static/js/trace/types.js").Trace} trace
 * @param {string} name of an input
 * @param {number} [most]
 */
function chain(trace, name, most) {
  const node = trace.nodes.find((one) => one.name === name);
  assert.ok(node);
  return chainOf(trace, node.id, most);
}

/**
 * @param {import("../../static/js/trace/types.js").Trace} trace
 * @param {string} name of an input
 */
function paths(trace, name) {
  const found = chain(trace, name);
  assert.equal(found.kind, "paths");
  return /** @type {Extract<typeof found, { kind: "paths" }>} */ (found);
}

/**
 * @param {import("../../static/js/trace/types.js").Trace} trace
 * @param {string} name of an input
 * @param {number} [most]
 */
function nested(trace, name, most) {
  const found = chain(trace, name, most);
  assert.ok("lines" in found);
  return found;
}

test("one path is one product, its factors from the output on", () => {
  const { terms, sum, expected, agrees } = paths(traceOf("circuit"), "x");
  assert.deepEqual(terms.map(({ factors }) => factors.map(({ edge }) => edge.derivative.text)), [["∂f/∂q", "∂q/∂x"]]);
  assert.deepEqual(terms[0]?.factors.map(({ local }) => local), [-4, 1]);
  assert.deepEqual([sum, expected, agrees], [-4, -4, true]);
});

test("a factor that an earlier input has too is marked", () => {
  const { terms, reused } = paths(traceOf("circuit"), "y");
  assert.deepEqual(terms[0]?.factors.map(({ earlier }) => earlier), ["for x", null]);
  assert.equal(reused, 1);
});

test("where a value is used more than once the products add", () => {
  const { terms, sum, expected, agrees } = paths(traceOf("fork"), "x");
  assert.deepEqual(terms.map(({ product }) => product).toSorted(), [1, 2, 3, 3]);
  assert.deepEqual([sum, expected, agrees], [9, 9, true]);
});

test("factors of an earlier term are marked", () => {
  const { terms } = paths(traceOf("fork"), "x");
  const marked = terms.flatMap(({ factors }) => factors.map(({ earlier }) => earlier)).filter(Boolean);
  assert.ok(marked.includes("in term 1"), String(marked));
});

test("past so many paths the nested form sums over the uses of each node", () => {
  const { kind, paths: count, lines } = nested(traceOf("fork"), "x", 3);
  assert.equal(kind, "nested");
  assert.equal(count, 4);
  assert.equal(lines[0]?.isOutput, true);
  assert.equal(lines.at(-1)?.uses.length, 4);
});

test("arrays are told line by line, from the output to the input", () => {
  const { kind, lines } = nested(traceOf("arrays"), "W");
  assert.equal(kind, "arrays");
  assert.deepEqual(lines.map(({ node }) => node), [5, 4, 3, 2, 0]);
  const last = lines.at(-1)?.uses[0];
  assert.equal(last?.whole, true);
  assert.match(last?.factor.edge.factor.text ?? "", /^outer\(d\(W @ x\), x\)$/);
});

test("several outputs each bring their own seed", () => {
  const { seeds, sum, expected, agrees } = paths(traceOf("opened"), "x[0]");
  assert.deepEqual(seeds, [1]);
  assert.ok(Math.abs(Number(expected) - sum) < 1e-15); // the gate's own number, and the smaller gates'
  assert.equal(agrees, true);
});

test("an input without influence has no chain", () => {
  assert.equal(chain(traceOf("constant"), "u").kind, "none");
});

test("in forward mode the tangent of the output is what the sum is held against", () => {
  const trace = traceOf("tangents");
  const b = paths(trace, "b");
  assert.deepEqual([b.sum, b.expected, b.agrees], [5, 5, true]);
  const a = paths(trace, "a");
  assert.deepEqual([a.sum, a.expected, a.agrees], [2, null, null]);
});

test("what is not finite agrees with itself", () => {
  const { sum, agrees } = paths(traceOf("not finite"), "x");
  assert.deepEqual([sum, agrees], [-Infinity, true]);
});

test("a wrong gradient is noticed", () => {
  const trace = traceOf("circuit");
  const [x] = trace.nodes;
  assert.ok(x);
  x.gradient = -4.001;
  assert.equal(paths(trace, "x").agrees, false);
});

test("many paths are counted, not walked", () => {
  const { trace } = stories.circuit;
  const [x, , , q] = trace.nodes;
  const depth = 200;
  const nodes = [x, ...Array.from({ length: depth }, (_, k) => ({ ...q, id: k + 1, shape: [] }))];
  const edges = Array.from({ length: 2 * depth }, (_, k) => ({
    ...trace.edges[0], id: k, source: k >> 1, target: (k >> 1) + 1, contribution: 1,
  }));
  const found = chainOf({ ...trace, nodes, edges, outputs: [depth] }, 0);
  assert.equal(found.kind, "nested");
  assert.ok("lines" in found);
  assert.equal(found.paths, 2 ** depth);
  assert.deepEqual([found.lines.length, found.omitted], [60, depth + 1 - 60]);
  assert.deepEqual([found.lines.at(0)?.node, found.lines.at(-1)?.node], [depth, 0]);
});

test("what is spread by broadcasting is said to be summed, and over what", () => {
  const trace = traceOf("broadcast");
  const { lines } = nested(trace, "b");
  const use = lines.at(-1)?.uses[0];
  assert.ok(use);
  assert.equal(use.whole, true);
  assert.equal(use.factor.edge.factor.text, "Σ_rows(dY)");
  assert.equal(use.along, "summed over the 2 rows");
});

test("only a lone number with the seed 1 starts from one", () => {
  assert.equal(startsFromOne(traceOf("circuit")), true);
  assert.equal(startsFromOne(traceOf("broadcast")), true);
  assert.equal(startsFromOne(traceOf("seeded")), false);
  assert.equal(startsFromOne(traceOf("opened")), false);
});

test("all but a name stands in brackets behind a letter", () => {
  const symbol = { text: "x + y", mathml: "<mi>x</mi>" };
  const z = { label: "z", symbol: { text: "z", mathml: "<mi>z</mi>" } };
  assert.equal(partial({ label: null, symbol }, z).text, "∂(x + y)/∂z");
  assert.equal(gradientOf({ label: null, symbol }).text, "d(x + y)");
  assert.equal(gradientOf(z).text, "dz");
});
