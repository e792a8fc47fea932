import assert from "node:assert/strict";
import { test } from "node:test";

import { isFollowing, likeOf, sizesText, standingText, withHead, withLayer, withOneMore, withoutLayer } from "../../static/js/panels/network.js";
import { linesOf, placesOf } from "../../static/js/network/neurons_layout.js";
import { aboutText, emptyText, unitName } from "../../static/js/network/neurons_text.js";
import { leaf, trace } from "./tracing.js";

/** @typedef {import("../../static/js/panels/network.js").Network} Network */
/** @typedef {import("../../static/js/panels/network.js").Written} Written */
/** @typedef {import("../../static/js/panels/network.js").Choices} Choices */
/** @typedef {import("../../static/js/network/neurons.js").Layer} Layer */

/** @type {Network} */
const network = {
  inputs: 2, layers: [{ units: 4, activation: "tanh" }, { units: 3, activation: "relu" }], outputs: 1,
  head: "sigmoid", convention: "X @ W.T", bias: true, samples: 4, seed: 1,
};
/** @type {Choices} */
const choices = {
  heads: [{ name: "sigmoid", title: "", fewest: 1 }, { name: "softmax", title: "", fewest: 2 }],
  conventions: [], activations: [], inputs: 9, units: 9, layers: 9, samples: 9, seed: 9,
};
/** @type {Written} */
const written = {
  network, program: "", title: "", deep: true, neurons: 27, weights: 13498, biases: 27, parameters: 13525,
  neuron_sum: "17 + 10 = 27", parameter_sum: "17·784 + 17 + 10·17 + 10 = 13,525",
};

test("a change leaves the other layers as they are", () => {
  assert.deepEqual(withLayer(network, 1, { units: 7 }).layers, [{ units: 4, activation: "tanh" }, { units: 7, activation: "relu" }]);
  assert.deepEqual(withOneMore(network).layers.slice(2), [{ units: 3, activation: "relu" }]);
  assert.deepEqual(withoutLayer(network, 0).layers, [{ units: 3, activation: "relu" }]);
  assert.equal(withOneMore({ ...network, layers: [] }).layers.length, 1);
});

test("a head has as many outputs as it needs", () => {
  assert.deepEqual(withHead(network, "softmax", choices), { head: "softmax", outputs: 2 });
  assert.deepEqual(withHead({ ...network, outputs: 5 }, "softmax", choices), { head: "softmax", outputs: 5 });
  assert.deepEqual(withHead({ ...network, outputs: 5 }, "sigmoid", choices), { head: "sigmoid", outputs: 5 });
});

test("neurons and parameters are told with their arithmetic", () => {
  const told = "Neurons: 17 + 10 = 27. Parameters: 17·784 + 17 + 10·17 + 10 = 13,525 (13,498 weights, 27 biases).";
  assert.equal(sizesText(written), told);
  assert.ok(sizesText({ ...written, biases: 0 }).endsWith("(all weights)."));
  assert.ok(sizesText({ ...written, weights: 1, biases: 1 }).endsWith("(1 weight, 1 bias)."));
});

test("only a program that is the builder's own is followed", () => {
  /** @param {Partial<import("../../static/js/panels/network.js").Read>} parts */
  const read = (parts) => ({ written, change: null, choices, ...parts });
  const change = { line: 7, found: "A1 = tanh(2 * Z1)", expected: "A1 = tanh(Z1)" };
  assert.deepEqual([isFollowing(null), isFollowing(read({})), isFollowing(read({ change })), isFollowing(read({ written: null }))], [false, true, false, false]);
  assert.match(standingText(read({})), /follows every change/);
  assert.match(standingText(read({ change })), /^Line 7 was changed by hand: it is “A1 = tanh\(2 \* Z1\)”, not “A1 = tanh\(Z1\)”\. /);
  assert.match(standingText(read({ change: { ...change, found: "" } })), /: “A1 = tanh\(Z1\)” is missing\. /);
  assert.match(standingText(read({ change: { ...change, expected: "" } })), /, where the network has ended\. /);
  assert.match(standingText(read({ written: null })), /not written here/);
});

test("what is proposed is like the program that is there", () => {
  /** @param {number} id @param {string} op @param {number[]} inputs @param {number[]} shape */
  const gate = (id, op, inputs, shape) => ({ ...leaf(id, null, 0), op, kind: /** @type {const} */ ("gate"), inputs, shape });
  const all = { ...choices, activations: ["relu", "tanh"], inputs: 99, units: 99, samples: 99 };
  const nodes = [
    leaf(0, "X", [[1, 2], [3, 4], [5, 6]], undefined, { kind: "constant" }), leaf(1, "W1", [[1, 2, 3, 4], [5, 6, 7, 8]]), leaf(2, "W2", Array(4).fill([1, 2, 3])),
    gate(3, "matmul", [0, 1], [3, 4]), gate(4, "max", [3], [3, 4]), gate(5, "matmul", [4, 2], [3, 3]), gate(6, "softmax_cross_entropy", [5], []),
  ];
  const like = { inputs: 2, layers: [{ units: 4, activation: "relu" }], outputs: 3, head: "softmax", convention: "X @ W", bias: false, samples: 3 };
  assert.deepEqual(likeOf(trace({ nodes }), all), like);
  assert.deepEqual(likeOf(trace({ nodes: nodes.with(6, gate(6, "hinge", [5], [])) }), { ...all, samples: 2 }), { ...like, head: "svm", samples: 2 });
  assert.deepEqual([likeOf(null, all), likeOf(trace({}), all), likeOf(trace({ nodes }), { ...all, layers: 0 })], [{}, {}, {}]);
});

/** @type {Layer} */
const input = { units: 2, samples: 3, rows: true, values: 0, scores: 0, product: null, weights: null, outputsFirst: false, edge: null, bias: null };
/** @type {Layer} */
const hidden = { ...input, units: 30, values: 3, scores: 3, product: 3, weights: 1, outputsFirst: true, bias: 2 };
const weights = Array.from({ length: 30 }, (_, unit) => [unit, -1]);
const story = trace({ nodes: [leaf(0, "X", [[1, 2], [3, 4], [5, 6]]), leaf(1, "W1", weights), leaf(2, "b1", Array(30).fill(0)), leaf(3, "A1", [[0]])] });
const room = { width: 600, height: 220, size: 16, biases: true };

test("neurons stand in columns, and what has no room is counted", () => {
  const { neurons, marks, columns, width, height } = placesOf([input, hidden], room);
  assert.deepEqual(neurons.map(({ layer, unit }) => `${layer}.${unit}`), ["0.0", "0.1", "1.0", "1.1", "1.2", "1.28", "1.29"]);
  assert.deepEqual(marks.map(({ text, layer }) => [text, layer]), [["1", 0], ["⋮ 25", 1]]);
  assert.ok(columns.every(({ x }) => x > 0 && x < width) && neurons.every(({ y }) => y > 0 && y < height));
  assert.ok(width <= 600.1 && height <= 220.1);
  assert.equal(placesOf([input, hidden], { ...room, biases: false }).marks.length, 1);
  assert.ok(placesOf(Array(13).fill(input), room).width > 1000, "columns keep their distance, and the drawing scrolls");
  assert.equal(placesOf([hidden], { ...room, height: 10 }).neurons.length, 2, "the first and the last at least");
});

test("a line is as strong as its weight is large in its layer, with its sign", () => {
  const places = placesOf([input, hidden], room);
  const lines = linesOf(story, [input, hidden], places);
  assert.equal(lines.length, 5 * 3, "two inputs and the bias of each unit that is drawn");
  /** @param {number} of */
  const shares = (of) => lines.filter(({ unit }) => unit === of).map(({ share }) => share);
  assert.deepEqual(shares(29), [1, -1 / 29, 0]);
  assert.deepEqual(shares(0), [0, -1 / 29, 0]);
  const unlisted = trace({ nodes: story.nodes.map((node) => ({ ...node, value: /** @type {any} */ ({ summary: true }) })) });
  assert.ok(linesOf(unlisted, [input, hidden], places).every(({ share }) => share === null));
});

test("a neuron is told with its place in the program and its weights", () => {
  const layers = [input, hidden];
  assert.equal(unitName(story, layers, { layer: 1, unit: 2 }, 1), "A1[1, 2], unit 2 of A⁽¹⁾");
  assert.equal(unitName(story, [{ ...input, rows: false }], { layer: 0, unit: 1 }, 2), "X[1, 2], unit 1 of A⁽⁰⁾");
  const moment = { sample: 1, digits: 2 };
  assert.equal(aboutText(story, layers, { layer: 1, unit: 2 }, moment), "A1[1, 2], unit 2 of A⁽¹⁾: weights W1[2] = (2, −1), bias b1[2] = 0.");
  assert.equal(aboutText(story, layers, { layer: 0, unit: 1 }, moment), "X[1, 1], unit 1 of A⁽⁰⁾: an input.");
  const wide = [{ ...input, units: 784 }, { ...hidden, outputsFirst: false, bias: null }];
  assert.ok(aboutText(story, wide, { layer: 1, unit: 2 }, moment).endsWith("weights W1[:, 2] = 784 numbers."));
});

test("where no layers are it is said why", () => {
  assert.match(emptyText(trace({ detail: "scalars" })), /choose gates/);
  assert.match(emptyText(trace({})), /X @ W\.T \+ b/);
});
