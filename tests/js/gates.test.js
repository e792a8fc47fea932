import assert from "node:assert/strict";
import { test } from "node:test";

import { across, down, nearest, placeOf, show } from "../../static/js/gates/readings.js";
import { countText, finds } from "../../static/js/gates/search.js";

/** @type {import("../../static/js/gates/readings.js").Curve} */
const CURVE = {
  from: -4,
  to: 4,
  low: -1,
  high: 3,
  frame: [30, 10, 200, 100],
  value: [-1, 0, 1, 2, 3],
  slope: [1, 1, "∞", 9, 1],
};

test("a search looks for each of its words, in any order", () => {
  const words = "leaky_relu leaky activations gates";
  assert.ok(finds("relu", words));
  assert.ok(finds("gates leaky", words));
  assert.ok(finds("Leaky ReLU", words));
  assert.ok(!finds("relu routes", words));
});

test("an empty search finds everything", () => {
  assert.ok(finds("", "add"));
  assert.ok(finds("  ", "add"));
});

test("the number found is said", () => {
  assert.equal(countText(3, 51), "3 of 51 gates");
  assert.equal(countText(51, 51), "51 gates");
});

test("a point of the picture belongs to the nearest place", () => {
  assert.equal(nearest(CURVE, 30), 0);
  assert.equal(nearest(CURVE, 131), 2);
  assert.equal(nearest(CURVE, 0), 0);
  assert.equal(nearest(CURVE, 999), 4);
});

test("a place is drawn where it is read", () => {
  for (const index of CURVE.value.keys()) assert.equal(nearest(CURVE, across(CURVE, index)), index);
  assert.equal(placeOf(CURVE, 1), -2);
});

test("a number outside the picture has no place in it", () => {
  assert.equal(down(CURVE, 3), 10);
  assert.equal(down(CURVE, -1), 110);
  assert.equal(down(CURVE, 9), null);
  assert.equal(down(CURVE, "∞"), null);
});

test("numbers are shown with a true minus sign", () => {
  assert.equal(show(-0.25), "−0.25");
  assert.equal(show(1e-7), "1e−7");
  assert.equal(show("−∞"), "−∞");
});
