import assert from "node:assert/strict";
import { test } from "node:test";

import { activationOf, elementOf, entriesOf, layerAt, layerName, layersOf, numbersOf, sampleOf, weightsOf } from "../../static/js/network/neurons.js";
import { storyOf } from "../../static/js/trace/known.js";
import { leaf, trace, written } from "./tracing.js";

/** @typedef {import("../../static/js/trace/types.js").GraphNode} GraphNode */

/** A gate of arrays. @param {number} id @param {string} op @param {number[]} inputs @param {number[]} shape @param {any} [value] @param {any} [gradient] @returns {GraphNode} */
const gate = (id, op, inputs, shape, value = 0, gradient = null) => ({ ...leaf(id, null, value), op, kind: "gate", inputs, shape, gradient });

/** @param {GraphNode[]} nodes */
function story(nodes) {
  const edges = nodes.flatMap(({ id, inputs }) => inputs.map((source, slot) => ({ source, target: id, slot })))
    .map((edge, id) => ({ ...edge, ...written(), id, local: null, contribution: null }));
  const steps = nodes.filter(({ kind }) => kind === "gate").map(({ id }) => ({ phase: /** @type {const} */ ("forward"), node: id, edge: null, sentence: "" }));
  return storyOf(trace({ nodes, edges, steps, outputs: [nodes.length - 1] }));
}

/** Two layers, samples as rows, weights as in X @ W.T. */
const rows = story([
  leaf(0, "X", [[1, 2], [3, 4], [5, 6]], undefined, { kind: "constant" }),
  leaf(1, "W1", [[1, 2], [3, 4], [5, 6], [7, 8]]), leaf(2, "b1", [0, 0, 0, 0]), leaf(3, "W2", [[1, 2, 3, 4]]),
  gate(4, "transpose", [1], [2, 4]), gate(5, "matmul", [0, 4], [3, 4]), gate(6, "add", [5, 2], [3, 4]),
  gate(7, "tanh", [6], [3, 4], [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]),
  gate(8, "transpose", [3], [4, 1]), gate(9, "matmul", [7, 8], [3, 1], [[1], [2], [3]]), gate(10, "sigmoid", [9], [3, 1], [[0.1], [0.2], [0.3]]),
  gate(11, "bce", [10], []),
]);

test("layers are found in the trace, the input first", () => {
  const layers = layersOf(rows.trace) ?? [];
  assert.deepEqual(layers.map(({ units }) => units), [2, 4, 1]);
  assert.deepEqual(layers.map(({ values, scores, bias }) => [values, scores, bias]), [[0, 0, null], [7, 6, 2], [10, 9, null]]);
  assert.deepEqual(layers.map((layer) => activationOf(rows.trace, layer)), ["input", "tanh", "sigmoid"]);
  assert.ok(layers.every(({ samples, rows: isRows }) => samples === 3 && isRows));
  assert.equal(layersOf(rows.trace), layersOf(rows.trace), "they are looked for once");
});

test("a gate belongs to the layer that it is computed for, and a loss to none", () => {
  const layers = layersOf(rows.trace) ?? [];
  assert.deepEqual([0, 1, 4, 5, 6, 7, 8, 10, 11, -1].map((node) => layerAt(rows.trace, layers, node)), [0, 1, 1, 1, 1, 1, 2, 2, -1, -1]);
});

test("a weight is that of a unit for an input, however the matrix lies", () => {
  const [, hidden] = layersOf(rows.trace) ?? [];
  assert.ok(hidden);
  const weight = weightsOf(rows.trace, hidden, 2);
  assert.deepEqual([weight?.(2, 0), weight?.(0, 1)], [5, 2]);
  const columns = story([
    leaf(0, "x", [1, 2], undefined, { kind: "constant" }), leaf(1, "W", [[1, 2, 3], [4, 5, 6]]),
    gate(2, "transpose", [1], [3, 2]), gate(3, "matmul", [2, 0], [3], [7, 8, 9]), gate(4, "sum", [3], []),
  ]);
  const [, only] = layersOf(columns.trace) ?? [];
  assert.ok(only);
  assert.deepEqual([only.units, only.rows, only.samples, only.outputsFirst], [3, false, 1, false]);
  assert.equal(weightsOf(columns.trace, only, 2)?.(2, 1), 6);
  assert.equal(activationOf(columns.trace, only), "linear");
  assert.equal(elementOf({ ...only, samples: 5 }, 2, 3), 13);
});

test("of two arrays that learn the one that is called W is the weights; else nothing is presumed", () => {
  /** @param {string} name */
  const made = (name) => story([leaf(0, "X", [[1, 2]]), leaf(1, name, [[1], [2]]), gate(2, "matmul", [0, 1], [1, 1]), gate(3, "sum", [2], [])]);
  assert.equal(layersOf(made("W").trace)?.length, 2);
  assert.equal(layersOf(made("Y").trace), null);
  const [x, w, v] = [leaf(0, "X", [[1, 2]], undefined, { kind: "constant" }), leaf(1, "W", [[1], [2]]), leaf(2, "V", [[1], [2]])];
  const maxout = story([x, w, v, gate(3, "matmul", [0, 1], [1, 1]), gate(4, "matmul", [0, 2], [1, 1]), gate(5, "max", [3, 4], [1, 1])]);
  assert.equal(layersOf(maxout.trace), null, "two pieces are no chain");
  assert.equal(layersOf(trace({ nodes: [leaf(0, "x", 1), gate(1, "exp", [0], [])] })), null);
});

test("a vector of weights is one neuron", () => {
  const one = story([
    leaf(0, "X", [[1, 2], [3, 4], [5, 6]], undefined, { kind: "constant" }), leaf(1, "w", [7, 8]),
    gate(2, "matmul", [0, 1], [3], [23, 53, 83]), gate(3, "sigmoid", [2], [3]), gate(4, "sum", [3], []),
  ]);
  const layers = layersOf(one.trace) ?? [];
  assert.deepEqual(layers.map(({ units, samples, values }) => [units, samples, values]), [[2, 3, 0], [1, 3, 3]]);
  assert.equal(weightsOf(one.trace, /** @type {any} */ (layers[1]), 2)?.(0, 1), 8);
});

test("an activation that is opened into gates is still one", () => {
  const opened = story([
    leaf(0, "X", [[1]], undefined, { kind: "constant" }), leaf(1, "W1", [[1]]), leaf(2, "W2", [[1]]), gate(3, "matmul", [0, 1], [1, 1]),
    gate(4, "negate", [3], [1, 1]), gate(5, "exp", [4], [1, 1]), gate(6, "divide", [5], [1, 1]), gate(7, "matmul", [6, 2], [1, 1]), gate(8, "sum", [7], []),
  ]);
  const layers = layersOf(opened.trace) ?? [];
  assert.deepEqual(layers.map(({ values }) => values), [0, 6, 7]);
  assert.equal(activationOf(opened.trace, /** @type {any} */ (layers[1])), "activation");
});

test("the numbers of a neuron are those of its sample, as far as they are computed", () => {
  const layers = layersOf(rows.trace) ?? [];
  const [, hidden] = layers;
  assert.ok(hidden);
  /** @param {number} step @param {number} sample */
  const shown = (step, sample) => [0, 3].map(numbersOf(rows, hidden, sample, { step, predicting: false }).value);
  assert.deepEqual(shown(4, 1), [4, 7], "four steps: transpose, product, sum, tanh");
  assert.deepEqual(shown(3, 1), [null, null]);
  assert.deepEqual(shown(8, 2), [8, 11]);
  assert.deepEqual([null, 2, 9].map((sample) => sampleOf(layers, sample)), [0, 2, 0]);
});

test("of many neurons the first and the last are drawn, with how many are between", () => {
  assert.deepEqual(entriesOf(3, 3), [{ unit: 0 }, { unit: 1 }, { unit: 2 }]);
  assert.deepEqual(entriesOf(784, 5), [{ unit: 0 }, { unit: 1 }, { left: 780 }, { unit: 782 }, { unit: 783 }]);
  assert.deepEqual(entriesOf(9, 3), [{ unit: 0 }, { left: 7 }, { unit: 8 }]);
});

test("the input counts as layer 0", () => {
  assert.deepEqual([0, 1, 12].map(layerName), ["A⁽⁰⁾", "A⁽¹⁾", "A⁽¹²⁾"]);
});
