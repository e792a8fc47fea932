import assert from "node:assert/strict";
import { test } from "node:test";

import { cellsAt } from "../../static/js/picture/cell_motion.js";
import { boxOfCell } from "../../static/js/picture/places.js";

/** @typedef {import("../../static/js/picture/cells.js").Flow} Flow */

/** @param {number[]} shape @param {number[]} numbers @param {number} x */
function grid(shape, numbers, x) {
  const [rows = 1, columns = 1] = shape.length > 1 ? shape : [1, shape[0] ?? 1];
  const form = { kind: /** @type {const} */ ("grid"), rows, columns, width: 72 * columns + 16, height: 22 * rows + 18 };
  return { form, shape, numbers, anchor: { x, y: 0, under: false } };
}

const rows = grid([3, 2], [4, 2, 8, 6, 12, 10], 400);
const row = grid([2], [24, 18], 0);
/** @type {Flow} */
const collapse = {
  edge: 1,
  from: { what: "total", id: 2 }, to: { what: "back", id: 1 }, way: "collapse",
  pairs: [[0, 0], [1, 1], [2, 0], [3, 1], [4, 0], [5, 1]],
};
/** @type {Flow} */
const spread = { ...collapse, way: "spread", pairs: collapse.pairs.map(([one, other]) => [other, one]) };

/** @param {Parameters<typeof boxOfCell>[0]} place @param {number} cell */
function middle(place, cell) {
  const { left, right, top, bottom } = boxOfCell(place, cell);
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

test("rows collapse into one, which counts up to its sum", () => {
  const at = (/** @type {number} */ t) => cellsAt(collapse, rows, row, t);
  assert.equal(at(0).moving.length, 6);
  assert.deepEqual(at(0).landed, []);
  assert.deepEqual(at(0.5).landed.map(({ number }) => number), [4, 2]);
  assert.deepEqual(at(0.75).landed.map(({ number }) => number), [12, 8]);
  assert.deepEqual(at(1), { moving: [], landed: [{ ...middle(row, 0), number: 24 }, { ...middle(row, 1), number: 18 }] });
});

test("what does not add up to the result is not counted up", () => {
  const mean = { ...row, numbers: [8, 6] };
  assert.deepEqual(cellsAt(collapse, rows, mean, 0.75).landed, []);
  assert.deepEqual(cellsAt(collapse, rows, mean, 1).landed.map(({ number }) => number), [8, 6]);
});

test("a row spreads into the rows: copies part, and all arrive together", () => {
  const [from, to] = [{ ...row, numbers: [7, 9] }, { ...rows, numbers: [8, 11, 10, 13, 12, 15] }];
  const start = cellsAt(spread, from, to, 0).moving;
  assert.deepEqual(start.map(({ x, y }) => ({ x, y })), [0, 1, 0, 1, 0, 1].map((cell) => middle(from, cell)));
  assert.deepEqual(start.map(({ number }) => number), [7, 9, 7, 9, 7, 9]);
  const half = cellsAt(spread, from, to, 0.5).moving[4];
  assert.deepEqual(half && { x: half.x, y: half.y }, { x: (middle(from, 0).x + middle(to, 4).x) / 2, y: (middle(from, 0).y + middle(to, 4).y) / 2 });
  const end = cellsAt(spread, from, to, 1);
  assert.deepEqual([end.moving, end.landed.map(({ number }) => number)], [[], to.numbers]);
});

test("the way is the same however it is walked: any t has its picture", () => {
  for (const t of [0.1, 0.33, 0.5, 0.77]) {
    assert.deepEqual(cellsAt(collapse, rows, row, t), cellsAt(collapse, rows, row, t));
    assert.ok(cellsAt(collapse, rows, row, t).moving.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)));
  }
});

test("on a coarser raster a cell moves once", () => {
  const form = { kind: /** @type {const} */ ("tile"), rows: 8, columns: 1, width: 94, height: 130 };
  const from = { form, shape: [16, 1], numbers: Array.from({ length: 16 }, () => 1), anchor: { x: 0, y: 0, under: false } };
  const to = grid([1], [16], 200);
  /** @type {Flow} */
  const flow = { ...collapse, pairs: Array.from({ length: 16 }, (_, k) => /** @type {const} */ ([k, 0])) };
  assert.equal(cellsAt(flow, from, to, 0).moving.length, 8);
});
