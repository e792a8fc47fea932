import assert from "node:assert/strict";
import { test } from "node:test";

import { FEW, ROW, rowsInView } from "../../static/js/panels/rows.js";

test("a short table stands in the page whole", () => {
  assert.deepEqual(rowsInView(FEW, 0, 0), [0, FEW]);
});

test("of a long table what is in view stands in the page, and little more", () => {
  for (const top of [-200, 0, 1, 100 * ROW + 7, 2990 * ROW]) {
    const [first, end] = rowsInView(3000, top, 10 * ROW);
    assert.ok(first * ROW <= Math.max(top, 0));
    assert.ok(end === 3000 || end * ROW >= top + 10 * ROW);
    assert.ok(end - first < 40);
  }
});

test("scrolled past its end, as when the table has just become shorter, a table shows its end", () => {
  const [first, end] = rowsInView(100, 1e6, 10 * ROW);
  assert.equal(end, 100);
  assert.ok(first < 90);
});
