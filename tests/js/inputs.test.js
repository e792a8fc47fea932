import assert from "node:assert/strict";
import { test } from "node:test";

import { inputsOf, numberAt, targetName, targetOf, withNumber } from "../../static/js/trace/inputs.js";
import { leaf, trace } from "./tracing.js";

test("what can be changed: named leaves of the program, whole or entry by entry", () => {
  assert.deepEqual(targetOf(leaf(0, "x", 1), "gates"), { name: "x", index: [] });
  assert.deepEqual(targetOf(leaf(0, "W[0,1]", 1), "scalars"), { name: "W", index: [0, 1] });
  assert.equal(targetOf(leaf(0, null, 1), "gates"), null);
  assert.equal(targetOf(leaf(0, "w", 1, undefined, { group: ["g#1"] }), "gates"), null);
  assert.equal(targetOf(leaf(0, "x", 1, undefined, { kind: "gate" }), "gates"), null);
  assert.deepEqual(targetOf(leaf(0, "x⁽³⁾", 1), "gates"), { name: "x⁽³⁾", index: [] });
});

test("an entry changes, the others and the trace stay", () => {
  const W = [[1, 2], [3, 4]];
  const told = trace({ nodes: [leaf(0, "W", W)] });
  const values = withNumber(told, { b: 1 }, { name: "W", index: [1, 0] }, 9);
  assert.deepEqual(values, { b: 1, W: [[1, 2], [9, 4]] });
  assert.deepEqual(W, [[1, 2], [3, 4]]);
  assert.equal(numberAt(told, values, { name: "W", index: [1, 0] }), 9);
});

test("entries that are nodes of their own are put together", () => {
  const nodes = [[0, 0], [0, 1], [1, 0], [1, 1]].map(([i, j], id) => leaf(id, `W[${i},${j}]`, id));
  const told = trace({ nodes, detail: "scalars" });
  assert.deepEqual(withNumber(told, {}, { name: "W", index: [1, 1] }, 7), { W: [[0, 1], [2, 7]] });
});

test("targets have the names that programs give them", () => {
  assert.equal(targetName({ name: "W", index: [0, 1] }), "W[0, 1]");
  assert.equal(targetName({ name: "x", index: [] }), "x");
});

test("inputs are told by their names in every mode and at every level, constants are none", () => {
  const nodes = [leaf(0, "W[0,0]", 1), leaf(1, "W[0,1]", 2), leaf(2, "b", 3), leaf(3, "k", 4, undefined, { kind: "constant" }), leaf(4, null, 5)];
  assert.deepEqual(inputsOf(trace({ nodes, detail: "scalars", mode: "forward", gradients: null })), ["W", "b"]);
  assert.deepEqual(inputsOf(trace({ nodes, detail: "scalars" })), ["W", "b"]);
});
