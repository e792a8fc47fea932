import assert from "node:assert/strict";
import { test } from "node:test";

import { exact } from "../../static/js/table.js";

test("a number is written in full with a true minus sign", () => {
  assert.equal(exact(-0.19661193324148185), "−0.19661193324148185");
});

test("a gradient that does not exist is a dash, a zero is a zero", () => {
  assert.deepEqual([exact(null), exact(0)], ["–", "0"]);
});

test("an array is written as a nested list", () => {
  assert.equal(exact([[1, -2], [3, "NaN"]]), "[[1, −2], [3, NaN]]");
});

test("a summary says shape and norm", () => {
  assert.equal(exact({ summary: true, shape: [100, 100], min: 0, max: 1, mean: 0.5, norm: 5, preview: [0] }), "100×100: norm 5");
});
