import assert from "node:assert/strict";
import test from "node:test";

import { blockText } from "../../static/js/picture/blocks.js";
import { blockAt, placeOfLargest, rasterOf } from "../../static/js/trace/raster.js";

/** @typedef {import("../../static/js/trace/types.js").Trace} Trace */

/** @param {unknown} value @param {number[]} shape */
const story = (value, shape) =>
  /** @type {Trace} */ (/** @type {unknown} */ ({
    nodes: [{ id: 0, name: "X", label: "X", symbol: { text: "X" }, shape, value, gradient: null }],
    edges: [],
  }));
const VALUE = /** @type {const} */ ({ what: "value", id: 0 });

test("a cell of a coarse tile says what it stands for and where that is", () => {
  const rows = Array.from({ length: 16 }, (_, r) => Array.from({ length: 32 }, (_, c) => (r === 4 && c === 12 ? -0.83 : 0.01)));
  const trace = story(rows, [16, 32]);
  assert.equal(blockText(trace, VALUE, [16, 32], 2 * 8 + 3, 2), "X (16×32), largest of 2×4 elements: −0.83 at [4, 12]");
  assert.equal(blockText(trace, VALUE, [16, 32], 63, 2), "X (16×32), largest of 2×4 elements: 0.01 at [14, 28]");
});

test("of an array that is not listed its range is said, and no place that nobody knows", () => {
  const summary = { summary: true, shape: [100, 80], min: -2, max: "Infinity", mean: 0, norm: 1, preview: [], raster: Array(64).fill(0.5) };
  assert.equal(blockText(story(summary, [100, 80]), VALUE, [100, 80], 0, 2), "X (100×80), from −2 to ∞; largest of 12×10 elements: 0.5");
});

test("nothing is said of what was not computed", () => {
  assert.equal(blockText(story([1], [1]), { what: "total", id: 0 }, [1], 0, 2), "");
});

test("the blocks of a raster are all of the array, and each has its largest element", () => {
  for (const [rows = 0, columns = 0] of [[9, 13], [17, 8], [3, 11]]) {
    const numbers = Array.from({ length: rows * columns }, (_, k) => Math.sin(k * k));
    const raster = rasterOf(numbers, columns);
    const found = raster.map((_, cell) => numbers[placeOfLargest(numbers, columns, blockAt(rows, columns, cell))]);
    assert.deepEqual(found, raster);
    const area = raster.reduce((sum, _, cell) => {
      const { top, bottom, left, right } = blockAt(rows, columns, cell);
      return sum + (bottom - top) * (right - left);
    }, 0);
    assert.equal(area, rows * columns);
  }
});
