import assert from "node:assert/strict";
import { test } from "node:test";
import { layerOf, sparedText } from "../../static/js/gates/layer.js";

/** @param {string[]} needing @param {number} numbers */
const layer = (needing, numbers) => ({ needing, init: "", forward: "", backward: "", gradients: needing.length, numbers });
const ALL = layer(["a", "b"], 9);
const LAYERS = [ALL, layer(["a"], 6), layer(["b"], 3), layer([], 0)];

test("the layer is that of the arguments that need gradients", () => {
  assert.equal(layerOf(LAYERS, ["b", "a"]), ALL);
  assert.equal(layerOf(LAYERS, ["b"]), LAYERS[2]);
  assert.equal(layerOf(LAYERS, []), LAYERS[3]);
});

test("what is spared is counted", () => {
  assert.equal(sparedText(LAYERS, ALL), "In the example backward works out 2 gradients, 9 numbers.");
  assert.equal(sparedText(LAYERS, layer(["b"], 3)), "In the example backward works out 1 gradient, 3 numbers. 6 numbers spared.");
});
