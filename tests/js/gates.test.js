import assert from "node:assert/strict";
import { test } from "node:test";

import { across, down, nearest, placeOf, show, tangent } from "../../static/js/gates/readings.js";
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

test("the tangent line is as steep as the derivative says, through the curve, and stays in the plot", () => {
  const line = tangent(CURVE, 1);
  assert.ok(line);
  const [x, y] = [across(CURVE, 1), down(CURVE, 0) ?? NaN];
  assert.ok(Math.abs((y - line.y2) / (line.x2 - x) - 1) < 1e-9, "as 4 in height and 8 across have one scale here");
  for (const index of [0, 1, 3, 4]) {
    const { x1, y1, x2, y2 } = tangent(CURVE, index) ?? { x1: 30, y1: 10, x2: 30, y2: 10 };
    assert.ok(Math.min(x1, x2) >= 30 - 1e-9 && Math.max(x1, x2) <= 230 + 1e-9 && Math.min(y1, y2) >= 10 - 1e-9 && Math.max(y1, y2) <= 110 + 1e-9);
  }
  assert.equal(tangent(CURVE, 2), null, "where the derivative is infinite there is none");
});
