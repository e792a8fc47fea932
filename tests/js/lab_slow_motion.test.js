import assert from "node:assert/strict";
import test from "node:test";

import { products } from "../../static/js/lab/products.js";
import { placeOf, stagesOf } from "../../static/js/lab/slow_motion.js";
import { arrowsOf } from "../../static/js/lab/views/draw_pulls.js";
import { magnifiedBy, strengths } from "../../static/js/lab/views/network_links.js";
import { stageName, stageWords } from "../../static/js/lab/views/stage_text.js";
import { chosenSample, inFocus, leftOut, numberAt, rowOf, stageNumbers, toldWeight } from "../../static/js/lab/views/told_batch.js";
import { networkOf } from "./lab_network.js";

/** @param {number} units */
const tanh = (units) => ({ units, activation: "tanh" });
/** @param {number} units */
const straight = (units) => ({ units, activation: "identity" });
/** @param {number[]} shape @param {number[]} data */
const array = (shape, data) => ({ shape, data: Float32Array.from(data) });

const network = networkOf([2, 2, 2]); // x1, x2 → two of tanh → two scores; 6 and 6 parameters
const told = {
  stage: "forward", layer: 1, gradient: Float64Array.of(0, 0.5, 9, 0, 0, 0, 0, -2, 0, 0, 0, 3), delta: new Float64Array(12).fill(-0.001),
  batch: Int32Array.of(0, 2),
  values: array([4, 2], [0.1, 0.3, -1, 1, 2, 4, 0, 0]),
  deltas: array([4, 2], [0.02, 0.04, 0, 0, -0.5, 0.1, 0.5, -0.1]),
  outputs: array([2, 2], [0.5, 0.9, 0.5, 0.1]),
  pulls: array([2, 2], [3, 0, 0, 0.0001]),
};
/** @param {object} explained @param {object} [more] */
const at = (explained, more = {}) => /** @type {any} */ ({
  explained: { ...told, ...explained }, staged: true, network, selected: null, pointer: null,
  config: { loss: "softmax", output_activation: "identity", optimizer: { learning_rate: 0.01 } },
  data: { points: [[1, 1], [5, 5], [-2, 0]], labels: [0, 0, 1], classes: 2, extent: 6 },
  frame: { update: 8, batch_loss: 0.7, arrays: { parameters: { data: new Float64Array(12).fill(0.5) } } }, ...more,
});

test("an update goes forward layer by layer, and back from the output", () => {
  const names = stagesOf(3).map((stage) => stageName(stage, 3));
  assert.deepEqual(names, [
    "Forward: layer 1", "Forward: layer 2", "Forward: output", "Loss",
    "Backward: output", "Backward: layer 2", "Backward: layer 1", "Points", "Weights", "Update",
  ]);
  assert.equal(placeOf({ stage: "backward", layer: 1 }, 3), 6);
  assert.equal(placeOf({ stage: "backward", layer: 4 }, 3), -1);
});

test("products with reuse and without, by hand", () => {
  // One weight a layer: 1 for w2; for δ1 w2·δ and its slope, 1 for w1. Anew: w2 1; w1 δ·w2·slope·x 3, its bias 2.
  assert.deepEqual(products(1, [tanh(1), straight(1)]), { reused: 4, anew: 6 });
  assert.deepEqual(products(1, [tanh(1), straight(1)], { bias: false }), { reused: 4, anew: 4 });
  assert.deepEqual(products(1, [straight(1), straight(1)]), { reused: 3, anew: 4 }, "the slope of an identity is no factor");
  // 2 for W2; 2 · (1 + 1) for δ1, 4 for W1. Anew: 2; 4 weights of 3, 2 biases of 2.
  assert.deepEqual(products(2, [tanh(2), straight(1)]), { reused: 10, anew: 18 });
  // Two scores: 4 for W2; 2 · (2 + 1) for δ1, 4 for W1. Anew: 4; two ways of 2 each: 4 · 5 and 2 · 4.
  assert.deepEqual(products(2, [tanh(2), straight(2)]), { reused: 14, anew: 32 });
});

test("products are counted down to the layer that the stage has come to", () => {
  const layers = [tanh(6), tanh(2), straight(2)];
  assert.deepEqual(products(2, layers, { lowest: 3 }), { reused: 4, anew: 4 });
  assert.deepEqual(products(2, layers, { lowest: 2 }), { reused: 4 + 6 + 12, anew: 4 + 60 + 8 });
  assert.deepEqual(products(2, layers), { reused: 22 + 18 + 12, anew: 72 + 12 * 17 + 6 * 16 });
});

test("without a hidden layer there is nothing to reuse", () => {
  assert.deepEqual(products(2, [straight(2)]), { reused: 4, anew: 4 });
  assert.equal(stageWords(at({ stage: "backward", layer: 2 })).count, "4 products");
  assert.equal(stageWords(at({ stage: "backward", layer: 1 })).count, "Reuse: 14 products, not 32");
  assert.equal(stageWords(at({ stage: "loss", layer: 0 })).count, "");
});

test("neurons show the mean of the batch, or the point that the pointer is on", () => {
  assert.equal(rowOf(network.layers, 2, 1), 3);
  assert.equal(numberAt(told.values, 2, null), 3);
  assert.equal(numberAt(told.values, 2, 1), 4);
  assert.equal(chosenSample(at({})), null);
  assert.equal(chosenSample(at({}, { pointer: [-2.1, 0.1] })), 1);
  assert.equal(chosenSample(at({}, { pointer: [5, 5] })), null, "a point that is not of the batch");
});

test("numbers stand where the stage has come to", () => {
  /** @param {object} explained */
  const numbers = (explained) => {
    const of = stageNumbers(at(explained, { pointer: [1, 1] }));
    return [[0, 0], [1, 0], [2, 0]].map(([layer = 0, unit = 0]) => of(layer, unit)?.toFixed(2) ?? null);
  };
  assert.deepEqual(numbers({}), [null, "0.10", null]);
  assert.deepEqual(numbers({ layer: 2 }), [null, "0.10", "2.00"]);
  assert.deepEqual(numbers({ stage: "loss", layer: 0 }), [null, null, "0.50"]);
  assert.deepEqual(numbers({ stage: "backward", layer: 2 }), [null, null, "-0.50"]);
  assert.deepEqual(numbers({ stage: "backward" }), [null, "0.02", "-0.50"]);
  assert.deepEqual(numbers({ stage: "update", layer: 0 }), [null, null, null]);
  assert.equal(stageNumbers(at({ values: null }))(1, 0), null);
});

test("links that carry a layer's numbers are lit", () => {
  /** @param {any} explained */
  const lit = (explained) => [1, 2].map((layer) => inFocus(explained, 2).links(layer));
  assert.deepEqual(lit(null), [true, true]);
  assert.deepEqual(lit({ stage: "forward", layer: 2 }), [false, true]);
  assert.deepEqual(lit({ stage: "loss", layer: 0 }), [false, false]);
  assert.deepEqual(lit({ stage: "backward", layer: 1 }), [false, true]);
  assert.deepEqual(lit({ stage: "points", layer: 0 }), [true, false]);
  assert.deepEqual(lit({ stage: "weights", layer: 0 }), [true, true]);
});

test("what dropout leaves out is a share of the points, or of the one", () => {
  const mask = array([2, 2], [1, 0, 1, 1]);
  assert.equal(leftOut(at({ mask }))(1, 0), 0.5);
  assert.equal(leftOut(at({ mask }, { pointer: [-2, 0] }))(1, 0), 1);
  assert.equal(leftOut(at({ mask }))(2, 0), null);
  assert.equal(leftOut(at({}))(1, 0), null);
  assert.match(stageWords(at({ mask })).more, /crossed out/);
});

test("every stage says what happens, with its numbers", () => {
  /** @param {object} explained @param {object} [more] */
  const text = (explained, more) => stageWords(at(explained, more)).text;
  assert.equal(text({}), "tanh(W·x + b): mean of 2 points.");
  assert.equal(text({ layer: 2 }, { pointer: [-2, 0] }), "Scores W·h + b: the point (−2, 0).");
  assert.equal(text({ stage: "loss", layer: 0 }), "Loss of this batch: 0.7. Outputs 0.70, 0.30, labels 0.50, 0.50 (means).");
  assert.equal(text({ stage: "loss", layer: 0 }, { pointer: [1, 1] }), "Loss of this batch: 0.7. Outputs 0.50, 0.50; label: class 0.");
  assert.equal(text({ stage: "backward", layer: 2 }), "δ = probability − label: mean of 2 points.");
  assert.equal(text({ stage: "backward", layer: 2 }, { config: { loss: "svm" } }), "δ = ∂loss/∂score: mean of 2 points.");
  assert.equal(text({ stage: "backward" }), "δ = Wᵀ·(δ of the output, reused) · slope of tanh.");
  assert.match(text({ stage: "points", layer: 0 }), /along its arrow, ∂loss\/∂x/);
  assert.equal(text({ stage: "update", layer: 0 }), "All 12 parameters take their step, on the way 800× as large.");
  assert.equal(stageWords(at({ stage: "update", layer: 0 }), false).text, "All 12 parameters take their step.");
  assert.equal(text({ batch: Int32Array.of(0, 2, 1) }), "tanh(W·x + b): mean of the first 2 of 3 points.");
});

test("the neuron that is pointed at tells its number in full", () => {
  const hovered = { layer: 1, unit: 0 };
  assert.equal(stageWords(at({}, { hovered, pointer: [1, 1] })).more, "layer 1, neuron 0 (tanh): 0.1.");
  assert.equal(stageWords(at({ stage: "points", layer: 0 }, { hovered })).more, "layer 1, neuron 0 (tanh): δ = 0.03.");
  assert.match(stageWords(at({ stage: "update", layer: 0 }, { hovered })).text, /step/);
});

test("a weight's own arithmetic is that of the chosen one, else of the largest that is no bias", () => {
  assert.deepEqual(toldWeight(at({})), { index: 7, isLargest: true });
  assert.deepEqual(toldWeight(at({}, { selected: 2 })), { index: 2, isLargest: false });
  assert.equal(stageWords(at({ stage: "weights", layer: 0 })).text, "W2[0,1] ← 0.501 − 0.001 = 0.5");
  const delta = Float64Array.from(told.gradient, (value) => -0.01 * value);
  assert.equal(stageWords(at({ stage: "weights", layer: 0, delta }, { selected: 1 })).text, "W1[0,1] ← 0.505 − 0.01 · 0.5 = 0.5");
});

test("at the update the links go from the old weights by a magnified step to the new ones", () => {
  const after = Float32Array.of(0.5, 0.25);
  const update = /** @type {any} */ ({ stage: "update", delta: Float64Array.of(0.1, -0.05) });
  assert.equal(magnifiedBy(update.delta), 8);
  assert.equal(magnifiedBy([2]), 1);
  assert.equal(magnifiedBy([0, NaN]), 1);
  const widths = (/** @type {number} */ share) => [...strengths(update, after, share).values].map((value) => Number(value.toFixed(6)));
  assert.deepEqual(widths(0), [0.4, 0.3]);
  assert.deepEqual(widths(0.25), [0.8, 0.1]);
  assert.deepEqual([widths(0.5), widths(0.75)], [[1.2, -0.1], [1.2, -0.1]]);
  assert.deepEqual(widths(1), [0.5, 0.25]);
});

test("arrows begin at their points, go the way of the gradient, and stay readable", () => {
  const pulls = { batch: Int32Array.of(4, 7, 9), data: Float32Array.of(3, 0, 0, 4, 0.75, 0), columns: 3 };
  const arrows = arrowsOf(pulls, (index) => [index, 2 * index], 1000);
  assert.equal(arrows.length, 2, "one that is nothing has no direction");
  assert.deepEqual(arrows[0]?.from, [4, 8]);
  const [dx = 0, dy = 0] = arrows[0]?.along ?? [];
  assert.ok(dx > 0 && dy < 0, "x2 grows upwards");
  assert.ok(Math.abs(Math.hypot(dx, dy) - 160) < 1e-6, "the largest is as long as arrows get");
  assert.ok(Math.abs((arrows[1]?.along[1] ?? 0) + 160 * Math.sqrt(0.15)) < 1e-4);
});
