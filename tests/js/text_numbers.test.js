import assert from "node:assert/strict";
import { test } from "node:test";

import { numberAt, numbersIn, settled, targetAt, writtenAt } from "../../static/js/program/text_numbers.js";
import { rowsOf } from "../../static/js/program/tokens.js";
import { withValues } from "../../static/js/program/writing.js";
import { leaf, trace } from "./tracing.js";

/** @param {string} text */
const numbers = (text) => numbersIn(rowsOf(text)).map(({ start, end, value }) => `${text.slice(start, end)} is ${value}`);
/** @param {string} text */
const whole = (text) => numbersIn(rowsOf(text)).map((number) => number.whole);

test("numbers of lists and expressions, with a sign that is theirs", () => {
  assert.deepEqual(numbers("x = -2.5; W = [[1, -2], [+3e2, .5]]"), ["-2.5 is -2.5", "1 is 1", "-2 is -2", "+3e2 is 300", ".5 is 0.5"]);
  assert.deepEqual(numbers("y = x - 2 * -3"), ["2 is 2", "-3 is -3"]);
  assert.deepEqual(numbers("def f(x): return -1 * x  # 5"), ["-1 is -1"]);
  assert.deepEqual(numbers("y = 1_000 + 0x10"), ["1_000 is 1000", "0x10 is 16"]);
  assert.deepEqual(numbers("y = 2j"), []);
});

test("a power is taken of the number without its sign, and a negative base has brackets", () => {
  assert.deepEqual(numbers("y = -2**x"), ["2 is 2"]);
  const [two] = numbersIn(rowsOf("y = 2**x"));
  assert.ok(two);
  assert.deepEqual([writtenAt(two, 3), writtenAt(two, -1.5)], ["3", "(-1.5)"]);
});

test("sizes, places and seeds are whole, and other numbers are not", () => {
  assert.deepEqual(whole("W = randn(2, 3, seed=0)"), [true, true, true]);
  assert.deepEqual(whole("x = uniform(2, low=0, high=1)"), [true, false, false]);
  assert.deepEqual(whole("y = s[1] + X[:, -1]"), [true, true]);
  assert.deepEqual(whole("y = onehot([2, 0], classes=3)"), [true, true, true]);
  assert.deepEqual(whole("y = sum(x * 2, axis=1)"), [false, true]);
  assert.deepEqual(whole("x = [1, 2]; y = x**2 + max(x, 0)"), [false, false, false, false]);
  assert.deepEqual(whole("a = 3\n[1, 2]"), [false, false, false]); // a list on a line of its own is no place in 3
  const [size] = numbersIn(rowsOf("zeros(3)"));
  assert.ok(size);
  assert.deepEqual([settled(size, 3.4), settled(size, -2)], [3, 0]);
});

test("the number at a cursor, that before it too", () => {
  const found = numbersIn(rowsOf("x = -2; y"));
  assert.deepEqual([3, 4, 5, 6, 7].map((offset) => numberAt(found, offset)?.value ?? null), [null, -2, -2, -2, null]);
});

const nodes = [leaf(0, "x", -2, [1, 4, 1, 6]), leaf(1, "W", [[1, 2], [3, 4]], [1, 12, 1, 28])];
const program = "x = -2; W = [[1, 2], [3, 4]]\ny = W * x * 7";

test("a number of an input is that input's, at its place", () => {
  const told = trace({ nodes });
  /** @param {number} start */
  const target = (start) => targetAt({ program, edits: [] }, told, program, start);
  assert.deepEqual(target(4), { name: "x", index: [] });
  assert.deepEqual(target(program.indexOf("3,")), { name: "W", index: [1, 0] });
  assert.equal(target(program.indexOf("7")), null); // of the expression: another program
});

test("it is found in the text as it reads", () => {
  const told = trace({ nodes });
  const { text, edits } = withValues(program, told, { x: -12.25, W: [[1, 2], [3.5, 4]] });
  assert.equal(text, "x = -12.25; W = [[1, 2], [3.5, 4]]\ny = W * x * 7");
  assert.deepEqual(targetAt({ program, edits }, told, text, 4), { name: "x", index: [] });
  assert.deepEqual(targetAt({ program, edits }, told, text, text.indexOf("3.5")), { name: "W", index: [1, 0] });
  assert.deepEqual(targetAt({ program, edits }, told, text, text.indexOf("4]]")), { name: "W", index: [1, 1] });
});

test("what two inputs share, and what a maker is given, are other programs", () => {
  const shared = trace({ nodes: [leaf(0, "a", 3, [1, 8, 1, 9]), leaf(1, "b", 3, [1, 8, 1, 9])] });
  assert.equal(targetAt({ program: "a = b = 3", edits: [] }, shared, "a = b = 3", 8), null);
  const made = trace({ nodes: [leaf(0, "R", [1, 2], [1, 4, 1, 12])] });
  assert.equal(targetAt({ program: "R = randn(2)", edits: [] }, made, "R = randn(2)", 10), null);
});
