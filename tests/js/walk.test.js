import assert from "node:assert/strict";
import { test } from "node:test";

import { nodeAfter, said, spotIn, stepAt, wireAfter, wiresOf } from "../../static/js/inspector/walk.js";
import { leaf, trace, written } from "./tracing.js";

const formula = { text: "f = x · x", mathml: "" };
/** @param {number} id @param {string} name @param {any} [parts] */
const gate = (id, name, parts) =>
  leaf(id, name, 9, [2, 0, 2, 9], { kind: "gate", op: "multiply", glyph: "×", formula, gradient: 1, ...parts });
/** @param {number} id @param {number} source @param {number} target @param {number} slot */
const edge = (id, source, target, slot) => ({
  id, source, target, slot, local: 3, ...written("∂f/∂x = x"), contribution: 3,
});

/** `f = x * x`, with its five steps. */
const square = trace({
  outputs: [1],
  nodes: [leaf(0, "x", 3, [1, 4, 1, 5], { gradient: 6 }), gate(1, "f")],
  edges: [edge(0, 0, 1, 0), edge(1, 0, 1, 1)],
  steps: [
    { phase: "forward", node: 1, edge: null, sentence: "f = 9" },
    { phase: "backward", node: 1, edge: null, sentence: "Start" },
    { phase: "backward", node: 1, edge: 0, sentence: "first 3" },
    { phase: "backward", node: 1, edge: 1, sentence: "second 3" },
  ],
});

test("nodes follow in topological order, and the ends are ends", () => {
  assert.deepEqual(nodeAfter(square, { node: 0, wire: 1 }, 1), { node: 1, wire: null });
  assert.deepEqual(nodeAfter(square, { node: 1, wire: null }, 1), { node: 1, wire: null });
  assert.deepEqual(nodeAfter(square, { node: 0, wire: null }, -1), { node: 0, wire: null });
});

test("a gate and a wire have a step of their own, and a leaf has none", () => {
  const at = (/** @type {number} */ node, /** @type {number | null} */ wire) => stepAt(square, { node, wire });
  assert.deepEqual([at(0, null), at(1, null), at(0, 0), at(1, 1)], [0, 1, 3, 4]);
});

test("the wires of a node come round to the node, operands first", () => {
  assert.deepEqual(wiresOf(square, 1), [0, 1]);
  let spot = wireAfter(square, { node: 1, wire: null }, 1);
  assert.deepEqual(spot, { node: 1, wire: 0 });
  spot = wireAfter(square, wireAfter(square, spot, 1), 1);
  assert.deepEqual(spot, { node: 1, wire: null });
  assert.deepEqual(wireAfter(square, spot, -1), { node: 1, wire: 1 });
});

test("what is said tells no number before it is computed", () => {
  const at = (/** @type {any} */ spot, /** @type {number} */ step) => said(square, spot, step, 2, null);
  assert.equal(at({ node: 1, wire: null }, 0), "f, gate multiply. f = x · x");
  assert.equal(at({ node: 1, wire: null }, 1), "f, gate multiply, value 9. f = 9");
  assert.equal(at({ node: 1, wire: null }, 2), "f, gate multiply, value 9, gradient 1. f = 9");
  assert.equal(at({ node: 0, wire: null }, 3), "x, input, value 3");
  assert.equal(at({ node: 0, wire: null }, 4), "x, input, value 3, gradient 6");
  assert.equal(at({ node: 1, wire: 1 }, 3), "wire from x into f, gate multiply, value 3. ∂f/∂x = x");
  assert.equal(at({ node: 1, wire: 1 }, 4), "wire from x into f, gate multiply, value 3, gradient 3. second 3");
});

test("what is to be predicted is not said", () => {
  const text = said(square, { node: 1, wire: 0 }, 4, 2, {});
  assert.equal(text, "wire from x into f, gate multiply, value 3, gradient to be predicted");
});

test("a spot is found again in another picture, by what it is", () => {
  const before = trace({ nodes: [leaf(0, "x", 3, [1, 4, 1, 5]), gate(1, "a", { group: ["g#1"], source: null }), gate(2, "f")], edges: [edge(0, 1, 2, 0)] });
  const folded = trace({
    nodes: [gate(0, "f"), leaf(1, "x", 3, [1, 4, 1, 5]), gate(2, "b", { op: "g", source: null })],
    edges: [],
    parts: [{ key: "g#1", kind: "call", label: "g", open: false, node: 2, group: ["g#1"], inside: [] }],
  });
  assert.deepEqual(spotIn(before, folded, { node: 0, wire: null }), { node: 1, wire: null });
  assert.deepEqual(spotIn(before, folded, { node: 2, wire: 0 }), { node: 0, wire: null });
  assert.deepEqual(spotIn(before, folded, { node: 1, wire: null }), { node: 2, wire: null });
  assert.deepEqual(spotIn(folded, before, { node: 2, wire: null }), { node: 1, wire: null });
  assert.deepEqual(spotIn(before, trace({ nodes: [leaf(0, "z", 1)] }), { node: 2, wire: null }), { node: 0, wire: null });
});
