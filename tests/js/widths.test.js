import assert from "node:assert/strict";
import { test } from "node:test";

import { widthOf } from "../../static/js/picture/widths.js";

test("a wire is wider the larger its gradient is, whatever its sign, within bounds", () => {
  const widths = [0, 1e-9, 1e-3, 0.01, 0.5, 1, 12, 100, 1e9].map(widthOf);
  assert.deepEqual(widths, [...widths].sort((a, b) => a - b));
  assert.deepEqual([widths[0], widths[2], widths.at(-1)], [2, 2, 9]);
  assert.equal(widthOf(-0.5), widthOf(0.5));
  assert.ok(Math.abs(widthOf(10) - widthOf(1) - (widthOf(1) - widthOf(0.1))) < 0.11); // as much for each power of ten
});

test("of an array it is the norm, and what is no number is as thin as nothing", () => {
  assert.equal(widthOf([[3, 0], [0, -4]]), widthOf(5));
  assert.equal(widthOf(/** @type {any} */ ({ norm: 5 })), widthOf(5));
  assert.deepEqual(["NaN", null, undefined].map((one) => widthOf(/** @type {any} */ (one))), [2, 2, 2]);
  assert.equal(widthOf("Infinity"), 9);
});
