import assert from "node:assert/strict";
import { test } from "node:test";

import { typedFinite, typedNested, typedNumber } from "../../static/js/page/typed.js";

/** Numbers of every size and sign, the same at every run. @param {number} count */
function numbers(count) {
  let state = 12345;
  const next = () => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
  return Array.from({ length: count }, () => (next() - 0.5) * 10 ** Math.round(40 * (next() - 0.5)));
}

test("typed numbers are read as people write them", () => {
  const pairs = /** @type {[string, number | null][]} */ ([
    ["-2", -2], ["−2", -2], [" .5 ", 0.5], ["2.", 2], ["1,5", 1.5], ["1e-3", 0.001], ["1E3", 1000], ["1/4", 0.25], ["-0", 0],
    ["-4 * 3", -12], ["(−4) × (−2)", 8], ["=3", 3], ["∞", Infinity], ["-inf", -Infinity], ["1/0", Infinity],
    ["", null], ["x", null], ["1 2", null], ["1,2,3", null], ["0x10", null], ["1/", null], ["1".repeat(61), null],
  ]);
  for (const [text, number] of pairs) assert.ok(Object.is(typedNumber(text), number), text);
  assert.ok(Number.isNaN(typedNumber("NaN")));
});

test("however a number is written, the same number is read", () => {
  for (const number of numbers(2000)) {
    const written = String(number);
    for (const text of [written, written.replace("-", "−"), written.replace(".", ","), written.toUpperCase(), ` ${written} `, `=${written}`, `(${written})`, `${written}/1`]) {
      assert.equal(typedNumber(text), number, text);
    }
    assert.equal(typedNumber(`${written} / 3`), number / 3);
    assert.equal(typedNested(written), number);
  }
});

test("where only a finite number will do, no other is read", () => {
  assert.deepEqual(["1/3", "1/0", "nan", "inf", "1e999"].map(typedFinite), [1 / 3, null, null, null, null]);
});

test("a nested list reads back as it was written", () => {
  const some = numbers(60);
  for (let k = 0; k + 6 <= some.length; k += 6) {
    const [a, b, c, d, e, f] = /** @type {[number, number, number, number, number, number]} */ (some.slice(k, k + 6));
    for (const value of [[a, b], [[a, b, c], [d, e, f]], [[[a], [b]], [[c], [d]]]]) {
      assert.deepEqual(typedNested(JSON.stringify(value)), value);
      assert.deepEqual(typedNested(JSON.stringify(value).replaceAll("-", "−").replaceAll(",", " , ")), value);
    }
  }
  assert.deepEqual(typedNested('[1/4, "Infinity"]'), [0.25, "Infinity"]);
});

test("what is no list of numbers is refused", () => {
  const texts = ["[", "]", "[]", "[1", "[1,]", "[1,,2]", "[1]]", "[[1]", "[1][2]", '["a"]', '"NaN"', "[x]", "{}", "true", `${"[".repeat(9)}1${"]".repeat(9)}`];
  for (const text of texts) assert.equal(typedNested(text), null, text);
});
