import assert from "node:assert/strict";
import { test } from "node:test";
import { css, diverging, LEVELS, mixed, pixel, ramp, withTables } from "../../static/js/chart/colours.js";
import { rightShares } from "../../static/js/lab/views/confusion.js";
import { boundaryFields, decide, headOf } from "../../static/js/lab/views/decision.js";
import { latticeLabels } from "../../static/js/lab/views/draw_space.js";
import { stepFormula, unitFormula } from "../../static/js/lab/views/formula.js";
import { withLayer, withLayers } from "../../static/js/lab/views/network_controls.js";
import { coarserText, queryText, readOut, summary } from "../../static/js/lab/views/plane_text.js";
import { largest, shadePlane, shadeSigned } from "../../static/js/lab/views/shading.js";
import { summaryOf } from "../../static/js/lab/running.js";
import { shownFrame, shownHistory, shownParameters, shownProbed } from "../../static/js/lab/views/shown.js";
import { indexOf, mapLimit, subscript, unitName, weightAt, weightName } from "../../static/js/lab/views/units.js";
import { frameOf, networkOf, numbersFrom, spiral } from "./lab_network.js";

const COLOURS = withTables({
  classes: [[200, 0, 0], [0, 0, 200], [0, 200, 0], [100, 0, 100], [100, 100, 0]],
  positive: [0, 0, 255], negative: [255, 0, 0], paper: [255, 255, 255], ink: [0, 0, 0], quiet: [99, 99, 99], odd: [120, 121, 122],
});

/** @typedef {import("../../static/js/lab/views/decision.js").Head} Head */

/** The colour of a pixel, as bytes. @param {number | undefined} value */
const bytes = (value) => [...new Uint8Array(Uint32Array.of(value ?? 0).buffer)];

test("colours are mixed by share and packed as a canvas has them", () => {
  assert.deepEqual(mixed([0, 100, 200], [100, 200, 0], 0.25), [25, 125, 150]);
  assert.deepEqual(bytes(pixel([1, 2, 3])), [1, 2, 3, 255]);
  assert.equal(css([1, 2, 3]), "rgb(1 2 3)");
  assert.equal(css([1, 2, 3], 0.5), "rgb(1 2 3 / 0.5)");
  const table = ramp([0, 0, 0], [255, 255, 255]);
  assert.deepEqual([bytes(table[0]), bytes(table[LEVELS])], [[0, 0, 0, 255], [255, 255, 255, 255]]);
  const signs = diverging([255, 0, 0], [255, 255, 255], [0, 0, 255]);
  assert.equal(signs.length, 2 * LEVELS + 1);
  assert.deepEqual([0, LEVELS, 2 * LEVELS].map((k) => bytes(signs[k]).slice(0, 3)), [[255, 0, 0], [255, 255, 255], [0, 0, 255]]);
});

test("the head is known by the loss and the number of outputs", () => {
  assert.deepEqual([headOf({ loss: "sigmoid" }, 1), headOf({ loss: "sigmoid" }, 3), headOf({ loss: "softmax" }, 2), headOf({ loss: "svm" }, 2), headOf({ loss: "regression" }, 1)], ["binary", "sigmoid", "softmax", "svm", "regression"]);
});

test("a loss that the page does not know is taken for no other", () => {
  assert.deepEqual([headOf({ loss: "poisson" }, 1), headOf({ loss: "" }, 1), headOf(undefined, 3)], [null, null, null]);
});

/** @type {[Head, number[], number, number][]} */
const DECISIONS = [
  ["softmax", [0.5, 0.5], 0, 0],
  ["softmax", [0.25, 0.75], 1, 0.5],
  ["softmax", [0, 0, 1], 2, 1],
  ["binary", [0.25], 0, 0.5],
  ["binary", [1], 1, 1],
  ["sigmoid", [0.9, 0.4, 0.8], 0, 0.1],
  ["svm", [1.5, 1.25], 0, 0.25],
  ["svm", [-4, 3], 1, 1],
  ["regression", [-0.7], 0, -0.7],
];

for (const [head, outputs, label, confidence] of DECISIONS) {
  test(`${head} ${outputs}: class ${label}, sure by ${confidence}`, () => {
    const decided = decide(head, outputs);
    assert.equal(decided.label, label);
    assert.ok(Math.abs(decided.confidence - confidence) < 1e-12, String(decided.confidence));
  });
}

test("the plane is shaded as it is decided", () => {
  const random = numbersFrom(5);
  for (const [head, rows] of /** @type {[Head, number][]} */ ([["softmax", 3], ["svm", 4], ["sigmoid", 5], ["binary", 1]])) {
    const cells = 50;
    const grid = Float32Array.from({ length: rows * cells }, () => (head === "svm" ? 2 * random() : Math.abs(random())));
    const pixels = new Uint32Array(cells);
    shadePlane(pixels, grid, head, COLOURS, { discretize: false, limit: 1 });
    for (let cell = 0; cell < cells; cell++) {
      const { label, confidence } = decide(head, Array.from({ length: rows }, (_, k) => grid[k * cells + cell] ?? NaN));
      assert.equal(pixels[cell], COLOURS.ramps[label]?.[Math.round(LEVELS * confidence)], `${head} ${cell}`);
    }
    shadePlane(pixels, grid, head, COLOURS, { discretize: true, limit: 1 });
    const flat = COLOURS.ramps.slice(0, Math.max(rows, 2)).map((table) => table[LEVELS / 2]);
    assert.ok(pixels.every((one) => flat.includes(one)));
  }
});

test("a regression is shaded by sign and size, and what is not a number by its own colour", () => {
  const pixels = new Uint32Array(5);
  shadePlane(pixels, Float32Array.of(-2, 0, 1, 9, NaN), "regression", COLOURS, { discretize: false, limit: 2 });
  assert.deepEqual([...pixels], [COLOURS.signs[0], COLOURS.signs[LEVELS], COLOURS.signs[1.5 * LEVELS], COLOURS.signs[2 * LEVELS], COLOURS.oddPixel]);
  const grid = Float32Array.of(NaN, 0.5, NaN, 0.5);
  const two = new Uint32Array(2);
  shadePlane(two, grid, "softmax", COLOURS, { discretize: false, limit: 1 });
  assert.equal(two[0], COLOURS.oddPixel);
  assert.notEqual(two[1], COLOURS.oddPixel);
});

test("a neuron's map begins at its offset", () => {
  const pixels = new Uint32Array(2);
  shadeSigned(pixels, Float32Array.of(9, 9, -1, 0.5), 2, COLOURS, { discretize: false, limit: 1 });
  assert.deepEqual([...pixels], [COLOURS.signs[0], COLOURS.signs[1.5 * LEVELS]]);
  assert.equal(largest([1, -3, Infinity, NaN]), 3);
});

test("the boundary of classes is where the lead changes; each is drawn once for two", () => {
  const grid = Float32Array.of(0.9, 0.2, 0.3, 0.1, 0.8, 0.3, 0, 0, 0.4);
  const [first, second, ...others] = boundaryFields("softmax", grid, 3);
  assert.equal(others.length, 0);
  const rounded = (/** @type {Float32Array | undefined} */ field) => [...(field ?? [])].map((value) => Number(value.toFixed(5)));
  assert.deepEqual(rounded(first), [0.8, -0.6, -0.1]);
  assert.deepEqual(rounded(second), [-0.8, 0.6, -0.1]);
  assert.deepEqual(rounded(boundaryFields("binary", Float32Array.of(0.75, 0.25), 2)[0]), [0.25, -0.25]);
});

test("the lattice takes its classes from the grid, edge to edge", () => {
  const grid = { shape: [1, 4, 4], data: Float32Array.from({ length: 16 }, (_, k) => (k % 4 < 2 ? 0.1 : 0.9)) };
  assert.deepEqual([...latticeLabels("binary", grid, 3).slice(0, 3)], [0, 1, 1]);
  assert.deepEqual([...latticeLabels("binary", grid, 8).slice(0, 8)], [0, 0, 0, 0, 1, 1, 1, 1]);
});

const NETWORK = networkOf([2, 3, 2]);

test("every flat index has a name, and the name its index", () => {
  const names = Array.from({ length: NETWORK.size }, (_, index) => {
    const weight = weightAt(NETWORK, index);
    assert.ok(weight);
    assert.equal(indexOf(weight.block, weight.unit, weight.input), index);
    return weightName(weight);
  });
  assert.equal(new Set(names).size, NETWORK.size);
  assert.deepEqual(names.slice(0, 4), ["W1[0,0]", "W1[0,1]", "b1[0]", "W1[1,0]"]);
  assert.equal(names.at(-1), "b2[1]");
  assert.equal(weightAt(NETWORK, NETWORK.size), null);
  assert.equal(subscript(12), "₁₂");
  assert.equal(unitName(NETWORK, 1, 2), "layer 1, neuron 2 (tanh)");
  assert.equal(unitName(NETWORK, 2, 1), "output score 1");
});

test("a network without biases has the names it should", () => {
  const [first] = NETWORK.blocks;
  assert.ok(first);
  const bare = { ...NETWORK, blocks: [{ ...first, bias: false }] };
  const weight = weightAt(bare, 3);
  assert.equal(weight && weightName(weight), "W1[1,1]");
});

test("maps of bounded neurons are shown up to 1, others up to their largest", () => {
  const values = Float32Array.of(0.1, -0.2, 7, 0.5);
  assert.equal(mapLimit(values, 0, 2, NETWORK, 1), 1);
  assert.equal(mapLimit(values, 2, 2, NETWORK, 2), 7);
  assert.equal(mapLimit(values, 0, 2, NETWORK, 0), Math.fround(0.2));
});

const text = (/** @type {{ text: string }[]} */ parts) => parts.map((part) => part.text).join("");
const NUMBERS = Float64Array.of(0.5, -0.25, 0.1, 1, 2, 3, 4, 5, 6, -1, 2, 0.5, 0, 1, 2, 3, 4);

test("a neuron's formula with the names, and with the numbers, of its inputs", () => {
  assert.equal(text(unitFormula(NETWORK, NUMBERS, 1, 0, null)), "h₁[0] = tanh(0.50·x1 − 0.25·x2 + 0.10)");
  assert.equal(text(unitFormula(NETWORK, NUMBERS, 1, 0, { inputs: [1.2, -3], result: 0.9 })), "h₁[0] = tanh(0.50·1.20 − 0.25·(−3) + 0.10) = 0.90");
  assert.equal(text(unitFormula(NETWORK, NUMBERS, 2, 0, null)), "s[0] = −1·h₁[0] + 2·h₁[1] + 0.50·h₁[2] + 0");
  const marked = unitFormula(NETWORK, NUMBERS, 1, 0, null).find((part) => part.index === 1);
  assert.equal(marked?.text, " − 0.25·x2");
});

test("a long formula keeps the wanted term and says how many are left out", () => {
  const wide = networkOf([20, 1]);
  const parts = unitFormula(wide, new Float64Array(wide.size).fill(1), 1, 0, null, 17);
  assert.ok(parts.some((part) => part.index === 17));
  assert.match(text(parts), /… 14 more/);
});

test("two pieces of maxout are both in the formula", () => {
  const [first] = NETWORK.blocks;
  assert.ok(first);
  const maxout = /** @type {any} */ ({ ...NETWORK, layers: [{ units: 3, activation: "maxout" }, { units: 2, activation: "identity" }], blocks: [first, { ...first, piece: 1, offset: 9 }] });
  assert.equal(text(unitFormula(maxout, new Float64Array(18).fill(1), 1, 0, null)), "h₁[0] = max(1·x1 + 1·x2 + 1, 1·x1 + 1·x2 + 1)");
});

test("a step of plain descent shows rate times gradient, another optimiser's what it did", () => {
  assert.equal(stepFormula("W1[0,0]", { before: 0.5, gradient: -2, delta: 0.02, rate: 0.01 }), "W1[0,0] ← 0.5 − 0.01 · (−2) = 0.52");
  assert.equal(stepFormula("b1[0]", { before: 0.5, gradient: 2, delta: -0.001, rate: 0.01 }), "b1[0] ← 0.5 − 0.001 = 0.499");
  assert.equal(stepFormula("b1[0]", { before: 0.5, gradient: 0, delta: 0, rate: 0.01 }), "b1[0] ← 0.5 − 0.01 · 0 = 0.5");
});

test("layers are added, removed and changed in place", () => {
  const layers = [{ units: 6, activation: "tanh" }, { units: 4, activation: "relu" }];
  assert.deepEqual(withLayers(layers, 1), [...layers, { units: 2, activation: "relu" }]);
  assert.deepEqual(withLayers([], 1), [{ units: 2, activation: "tanh" }]);
  assert.deepEqual(withLayers(layers, -1), layers.slice(0, 1));
  assert.deepEqual(withLayer(layers, 1, { units: 5 }), [layers[0], { units: 5, activation: "relu" }]);
});

test("what is read at a place, in the words of the head", () => {
  const data = { names: /** @type {[string, string]} */ (["lectures", "hours"]), class_names: ["failed", "passed"] };
  const probed = { x: [1, -0.5], outputs: [0.25, 0.75] };
  assert.equal(readOut("softmax", probed, data), "(1, −0.50): probabilities 0.25, 0.75 → passed");
  assert.equal(readOut("binary", { ...probed, outputs: [0.25] }, data), "(1, −0.50): P(passed) = 0.25 → failed");
  assert.match(readOut("binary", { ...probed, outputs: [0.25] }, { names: ["x1", "x2"], class_names: [] }), /^x1 = 1, x2 = −0.50: P\(class 1\) = 0.25 → class 0$/);
  assert.equal(readOut("regression", { ...probed, outputs: [-3] }, data), "(1, −0.50): value = −3");
});

test("of the pinned point its loss is told", () => {
  const data = { class_names: ["failed", "passed"] };
  assert.equal(queryText("binary", [0.1], 1, data), "? P(passed) = 0.10, loss −ln 0.10 = 2.30");
  assert.equal(queryText("binary", [0.1], 0, data), "? P(failed) = 0.90, loss −ln 0.90 = 0.11");
  assert.match(queryText("softmax", [0.25, 0.75], 1, { class_names: [] }), /P\(class 1\) = 0.75, loss −ln 0.75 = 0.29/);
  assert.equal(queryText("svm", [0.25, 0.75], 1, { class_names: [] }), "? is class 1, decided as class 1");
  assert.equal(queryText("regression", [1], 3, data), "? value = 1 for 3, loss 2");
});

test("the plane in words counts the points of each class", () => {
  const words = summary(spiral(10), [[0, 10], [-6, 6]], { update: 50, accuracy: 0.875 });
  assert.match(words, /^Plane of x1 from 0 to 10 and x2 from −6 to 6: /);
  assert.match(words, /20 points \(10 of class 0, 10 of class 1; 4 kept for the test\)/);
  assert.match(words, /after 50 updates 88 % of the training points are on the right side\.$/);
});

test("what is drawn coarser than it was asked for is told", () => {
  const asked = { size: 100, neurons: 24, warp: 41 };
  const grid = { size: 100, neurons: 24, warp: 41, extent: 6 };
  assert.equal(coarserText(asked, grid), "");
  assert.equal(coarserText(null, grid), "");
  assert.equal(coarserText(asked, { ...grid, neurons: 20 }), "The map of each neuron is drawn on 20×20 cells instead of 24×24: this network is large.");
  assert.equal(
    coarserText(asked, { ...grid, size: 80, neurons: 20 }),
    "The plane is drawn on 80×80 cells instead of 100×100, the map of each neuron is drawn on 20×20 cells instead of 24×24: this network is large.",
  );
});

test("shares of right decisions", () => {
  assert.deepEqual(rightShares([3, 1, 0, 0], 2), { byClass: [0.75, null], all: 0.75 });
  assert.deepEqual(rightShares([0, 0, 0, 0], 2), { byClass: [null, null], all: null });
});

test("in slow motion all that is shown is of the moment before the update, until it comes", () => {
  /** @param {number} update @param {number} value */
  const moment = (update, value) => ({ ...frameOf(NETWORK, new Float64Array(NETWORK.size).fill(value), { update, size: 4, side: 4 }), train_loss: value, history: { first: 0, last: update } });
  const [before, frame] = [moment(9_621, 2.5), moment(9_622, 3)];
  const curve = [before, frame].map(({ update, train_loss }) => ({ update, train_loss }));
  /** @param {string} stage @param {any} [from] */
  const at = (stage, from = before) => /** @type {any} */ ({ frame, curve, running: false, probed: { update: 9_622 }, pointer: [0, 0], explained: { stage, before: from } });
  for (const stage of ["forward", "loss", "backward", "points", "weights"]) {
    assert.equal(shownParameters(at(stage))?.[3], 2.5);
    assert.deepEqual(shownHistory(at(stage)), { first: 0, last: 9_621, curve: curve.slice(0, 1) });
    assert.match(summaryOf(at(stage)), /update 9,621, .* loss 2\.5/);
    assert.equal(shownProbed(at(stage)), null);
  }
  assert.equal(shownParameters(at("update"))?.[3], 3);
  assert.deepEqual(shownHistory(at("update")), { first: 0, last: 9_622, curve });
  assert.match(summaryOf(at("update")), /update 9,622, .* loss 3/);
  assert.equal(shownProbed(at("update"))?.update, 9_622);
  assert.equal(shownFrame(at("forward", null)), frame, "one moment, where that before is not known");
  assert.equal(shownParameters(at("forward", null))?.[3], 3);
  assert.equal(shownParameters(/** @type {any} */ ({ frame, explained: null }))?.[3], 3);
  assert.equal(shownParameters(/** @type {any} */ ({ frame: null, explained: null })), null);
});
