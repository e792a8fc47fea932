import assert from "node:assert/strict";
import { test } from "node:test";

import { offsetAt, rangeOf } from "../../static/js/positions.js";

test("lines count from 1 and columns from 0", () => {
  assert.equal(offsetAt("ab\ncd\nef", 2, 1), 4);
});

test("a column counts characters, not UTF-16 units", () => {
  assert.equal(offsetAt("𝛼 = 1", 1, 2), 3);
});

test("a line past the end stops at the last one", () => {
  assert.equal(offsetAt("a\nb", 9, 0), 2);
});

const somewhere = { title: "", detail: "" };

test("a problem without a place marks nothing", () => {
  assert.equal(rangeOf("x", somewhere), null);
});

test("a problem marks at least one character", () => {
  assert.deepEqual(rangeOf("x = y", { ...somewhere, line: 1, column: 4 }), [4, 5]);
});

test("a problem at the end of the text stays inside it", () => {
  assert.deepEqual(rangeOf("x =", { ...somewhere, line: 1, column: 3 }), [3, 3]);
});

test("a problem over two lines marks both", () => {
  const problem = { ...somewhere, line: 1, column: 4, end_line: 2, end_column: 1 };
  assert.deepEqual(rangeOf("x = (\n1", problem), [4, 7]);
});
