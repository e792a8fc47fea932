import assert from "node:assert/strict";
import { test } from "node:test";

import { cellAfter, gridOf, placeOf, scaleOf, shade } from "../../static/js/inspector/heat.js";
import { rangeOf } from "../../static/js/inspector/range.js";

/** @type {Parameters<typeof shade>[2]} */
const colours = { above: [0, 100, 0], zero: [200, 200, 200], below: [100, 0, 0], odd: [1, 2, 3] };

test("a vector lies down, more axes go down", () => {
  assert.deepEqual([gridOf([1, 2, 3], [3]).rows, gridOf([1, 2, 3], [3]).columns], [1, 3]);
  const deep = gridOf([[[1, 2]], [[3, 4]], [[5, 6]]], [3, 1, 2]);
  assert.deepEqual([deep.rows, deep.columns], [3, 2]);
  assert.equal(placeOf(deep, 2, 1), "[2, 0, 1]");
  assert.equal(placeOf(gridOf([[1, 2]], [1, 2]), 0, 1), "row 0, column 1");
  assert.equal(placeOf(gridOf([1, 2], [2]), 0, 1), "element 1");
});

test("zero is paper, and both signs share one scale", () => {
  assert.deepEqual(rangeOf([-1, 4, NaN, Infinity]), { min: -1, max: 4, limit: 4 });
  assert.deepEqual(shade(0, 4, colours), [200, 200, 200]);
  assert.deepEqual(shade(4, 4, colours), [0, 100, 0]);
  assert.deepEqual(shade(-2, 4, colours), [150, 100, 100]);
  assert.deepEqual(shade(NaN, 4, colours), [1, 2, 3]);
  assert.deepEqual(shade(0, 0, colours), [200, 200, 200]);
  assert.deepEqual(rangeOf([NaN]), { min: 0, max: 0, limit: 0 });
});

test("the cursor stays inside", () => {
  const grid = gridOf([[1, 2], [3, 4]], [2, 2]);
  assert.deepEqual(cellAfter(grid, { row: 0, column: 0 }, "ArrowLeft"), { row: 0, column: 0 });
  assert.deepEqual(cellAfter(grid, { row: 0, column: 0 }, "ArrowDown"), { row: 1, column: 0 });
  assert.equal(cellAfter(grid, { row: 0, column: 0 }, "PageDown"), null);
});

test("a scale passes through zero, which is written where there is room", () => {
  assert.deepEqual(scaleOf({ min: -2, max: 2 }), {
    low: -2, high: 2,
    marks: [{ number: -2, share: 0, fits: true }, { number: 0, share: 0.5, fits: true }, { number: 2, share: 1, fits: true }],
  });
  const between = (/** @type {number} */ min, /** @type {number} */ max) => scaleOf({ min, max }).marks.map(({ number, fits }) => [number, fits]);
  assert.deepEqual(between(-1, 9), [[-1, true], [0, false], [9, true]]);
  assert.deepEqual(between(-9, 1), [[-9, true], [0, false], [1, true]]);
  assert.deepEqual(between(3, 5), [[0, true], [5, true]]);
  assert.deepEqual(between(0, 0), [[0, true]]);
});
