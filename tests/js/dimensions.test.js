import assert from "node:assert/strict";
import { test } from "node:test";

import { backCheck, gateCheck, sayCheck, tuple } from "../../static/js/inspector/dimensions.js";

/**
 * A gate over operands of some shapes, as far as dimensions go.
 * @param {string} op @param {string} glyph @param {number[]} shape @param {number[][]} operands @param {Record<string, unknown>[]} [edges]
 * @returns {any}
 */
function trace(op, glyph, shape, operands, edges = []) {
  const symbol = (/** @type {string} */ text) => ({ symbol: { text }, label: text, name: text });
  const leaves = operands.map((one, id) => ({ id, op: null, glyph: "", shape: one, inputs: [], kind: "input", ...symbol("XW"[id] ?? "b") }));
  return {
    nodes: [...leaves, { id: operands.length, op, glyph, shape, inputs: operands.map((_, id) => id), kind: "gate", ...symbol("Y") }],
    edges: operands.map((one, id) => ({ id, source: id, target: operands.length, slot: id, is_vjp: false, summed: null, spread: null, constant: null, contribution: zeros(one), ...edges[id] })),
  };
}

/** @param {number[]} shape @returns {any} */
function zeros([size, ...rest]) {
  return size === undefined ? 0 : Array.from({ length: size }, () => zeros(rest));
}

const forward = (/** @type {any} */ story) => sayCheck(gateCheck(story, story.nodes.at(-1)) ?? { text: "none", agrees: false });
const back = (/** @type {any} */ story, edge = 0) => sayCheck(backCheck(story, story.edges[edge]) ?? { text: "none", agrees: false });
const ROWS = { axes: [0], words: "the 3 rows", each: "each of the 3 rows", short: "rows" };

test("a shape is written as code has it", () => {
  assert.deepEqual([[], [4], [60000, 784]].map(tuple), ["()", "(4,)", "(60000, 784)"]);
});

test("of a product the inner sizes have to be the same, forward and back", () => {
  const large = trace("matmul", "@", [60000, 17], [[60000, 784], [784, 17]]);
  large.edges[0].contribution = { summary: true, shape: [60000, 784] };
  assert.equal(forward(large), "(60000, 784) @ (784, 17) → (60000, 17): 784 = 784 ✓");
  assert.equal(back(large), "(60000, 17) @ (17, 784) = (60000, 784), as X ✓");
  assert.equal(back(large, 1), "(784, 60000) @ (60000, 17) = (784, 17), as W ✓");
  assert.equal(forward(trace("matmul", "@", [3, 4], [[3, 2], [3, 4]])), "(3, 2) @ (3, 4) → (3, 4): 2 = 3 ✗");
});

test("a vector is a row on the left, a column on the right, and its gradient a vector", () => {
  const right = trace("matmul", "@", [3], [[3, 2], [2]]);
  assert.deepEqual([forward(right), back(right), back(right, 1)], ["(3, 2) @ (2,) → (3,): 2 = 2 ✓", "outer((3,), (2,)) = (3, 2), as X ✓", "(2, 3) @ (3,) = (2,), as W ✓"]);
  const left = trace("matmul", "@", [4], [[2], [2, 4]]);
  assert.deepEqual([back(left), back(left, 1)], ["(4,) @ (4, 2) = (2,), as X ✓", "outer((2,), (4,)) = (2, 4), as W ✓"]);
  assert.equal(back(trace("dot", "•", [], [[3], [3]])), "() · (3,) = (3,), as X ✓");
});

test("a bias is used for each row, and its gradient summed over them", () => {
  const biased = trace("add", "+", [3, 4], [[3, 4], [4]], [{ constant: 1 }, { constant: 1, summed: ROWS }]);
  assert.equal(forward(biased), "(3, 4) + (4,) → (3, 4): W is used for each of the 3 rows ✓");
  assert.equal(back(biased), "(3, 4) = (3, 4), as X ✓");
  assert.equal(back(biased, 1), "(3, 4) summed over the 3 rows → (4,), as W ✓");
  const kept = trace("add", "+", [3, 4], [[3, 4], [1, 4]], [{ constant: 1 }, { constant: 1, summed: ROWS }]);
  assert.equal(back(kept, 1), "(3, 4) summed over the 3 rows → (1, 4), as W ✓");
});

test("a sum folds its axes, and hands its gradient to each element", () => {
  const mean = trace("mean", "mean", [4], [[3, 4]], [{ is_vjp: true, spread: ROWS }]);
  assert.deepEqual([forward(mean), back(mean)], ["(3, 4) → (4,): averaged over the 3 rows ✓", "(4,) for each of the 3 rows → (3, 4), as X ✓"]);
});

test("what only moves elements has as many as before", () => {
  const turned = trace("transpose", "T", [784, 17], [[17, 784]], [{ is_vjp: true }]);
  assert.deepEqual([forward(turned), back(turned)], ["(17, 784)ᵀ → (784, 17): the axes swap places ✓", "(784, 17)ᵀ = (17, 784), as X ✓"]);
  assert.equal(forward(trace("reshape", "reshape", [6, 784], [[6, 28, 28]], [{ is_vjp: true }])), "(6, 28, 28) → (6, 784): 6 · 28 · 28 = 6 · 784 = 4704 numbers ✓");
});

test("element by element all shapes are one", () => {
  assert.equal(forward(trace("relu", "ReLU", [4], [[4]])), "(4,) → (4,): element by element ✓");
  assert.equal(forward(trace("multiply", "×", [4], [[4], [4]])), "(4,) × (4,) → (4,): the same shape ✓");
  assert.equal(forward(trace("bce", "bce", [], [[6, 10], [6, 10]], [{ is_vjp: true }, { is_vjp: true }])), "bce((6, 10), (6, 10)) → (): one number ✓");
});

test("what is a gradient of another shape is told", () => {
  const wrong = trace("matmul", "@", [3, 4], [[3, 2], [2, 4]], [{ contribution: zeros([2, 3]) }]);
  assert.equal(back(wrong), "(3, 4) @ (4, 2) = (2, 3), as X ✗");
});

test("of numbers there is nothing to check, nor where nothing flows back", () => {
  assert.equal(gateCheck(trace("add", "+", [], [[], []]), trace("add", "+", [], [[], []]).nodes[2]), null);
  const still = trace("relu", "ReLU", [4], [[4]], [{ contribution: null }]);
  assert.equal(backCheck(still, still.edges[0]), null);
});
