import assert from "node:assert/strict";
import { test } from "node:test";

import { amended, offsetAt, rangeOf } from "../../static/js/program/positions.js";

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

test("a hint that says what to write is followed to the letter", () => {
  const problem = { ...somewhere, line: 2, column: 4, end_line: 2, end_column: 10, replacement: "sin(𝛼)/cos(𝛼)" };
  assert.equal(amended("𝛼 = 1\ny = tan(𝛼) + 1", problem), "𝛼 = 1\ny = sin(𝛼)/cos(𝛼) + 1");
});

test("an empty replacement deletes, over several lines too", () => {
  const problem = { ...somewhere, line: 1, column: 6, end_line: 3, end_column: 1, replacement: "" };
  assert.equal(amended("x = 1;\n \n}", problem), "x = 1;");
});

test("a hint in words changes nothing by itself", () => {
  assert.equal(amended("x", { ...somewhere, line: 1, column: 0, end_line: 1, end_column: 1 }), null);
  assert.equal(amended("x", { ...somewhere, replacement: "y" }), null);
});
