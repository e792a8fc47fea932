import assert from "node:assert/strict";
import { test } from "node:test";

import { boxOfCell, boxesAround, cellAt, elementAt, shownAt } from "../../static/js/picture/places.js";

const grid = { form: { kind: /** @type {const} */ ("grid"), rows: 2, columns: 3, width: 232, height: 62 }, anchor: { x: 500, y: 100, under: false } };
const tile = { form: { kind: /** @type {const} */ ("tile"), rows: 8, columns: 8, width: 112, height: 130 }, anchor: { x: 0, y: 10, under: true } };
const small = { form: { kind: /** @type {const} */ ("tile"), rows: 3, columns: 4, width: 94, height: 20 }, anchor: { x: 0, y: 0, under: true } };

test("the middle of a cell leads to the cell, in every form, and nothing beside them does", () => {
  for (const place of [grid, tile, small]) {
    for (let cell = 0; cell < place.form.rows * place.form.columns; cell += 1) {
      const { left, right, top, bottom } = boxOfCell(place, cell);
      assert.equal(cellAt(place, (left + right) / 2, (top + bottom) / 2), cell);
    }
    assert.equal(cellAt(place, place.anchor.x, place.anchor.y + (place.anchor.under ? -1 : 1)), null);
    assert.equal(cellAt(place, place.anchor.x - 200, place.anchor.y), null);
  }
});

test("a grid stands on its wire, a gradient hangs from it, a small tile begins at the left", () => {
  assert.deepEqual(boxOfCell(grid, 5), { left: 538, top: 78, right: 614, bottom: 100 });
  assert.deepEqual(boxOfCell(tile, 0), { left: -56, top: 10, right: -42, bottom: 24 });
  assert.deepEqual(boxOfCell(small, 0), { left: -47, top: 0, right: -40, bottom: 6 });
});

test("an element of a large array is in one block of its raster", () => {
  assert.deepEqual([shownAt(tile.form, [17, 784], 0), shownAt(tile.form, [17, 784], 17 * 784 - 1)], [0, 63]);
  assert.equal(shownAt(tile.form, [8, 8], 27), 27);
  for (const [rows, columns] of [[9, 13], [17, 8], [100, 11]]) {
    const down = Array.from({ length: 8 }, (_, k) => Math.floor((k * (rows ?? 0)) / 8));
    const blocks = down.map((row) => shownAt(tile.form, [rows ?? 0, columns ?? 0], row * (columns ?? 0)) / 8);
    assert.deepEqual(blocks, [0, 1, 2, 3, 4, 5, 6, 7], "blocks begin where the raster cuts");
  }
  assert.deepEqual([elementAt(tile.form, [8, 8], 5), elementAt(tile.form, [9, 8], 5)], [5, null]);
});

test("a row or a column of cells has one box, others have one each", () => {
  assert.deepEqual(boxesAround(grid, [3, 4, 5]), [{ left: 386, top: 78, right: 614, bottom: 100 }]);
  assert.deepEqual(boxesAround(grid, [1, 4]), [{ left: 462, top: 56, right: 538, bottom: 100 }]);
  assert.equal(boxesAround(grid, [2, 3]).length, 2, "the end of a row and the start of the next");
  assert.equal(boxesAround(grid, [0, 0]).length, 1);
  assert.deepEqual(boxesAround(grid, []), []);
});
