import assert from "node:assert/strict";
import { test } from "node:test";
import { makePace } from "../../static/js/lab/compare.js";

/** Rounds whose drawing takes 50 ms and each update a part of one. @param {number} each @param {number} rounds */
function after(each, rounds) {
  const pace = makePace();
  for (let k = 0; k < rounds; k++) pace.took(50 + each * pace.updates);
  return pace.updates;
}

test("where updates cost little there are many a round", () => {
  assert.equal(after(0.001, 60), 2000);
});

test("where they cost much a round stays short", () => {
  const updates = after(1, 60);
  assert.ok(updates >= 8 && updates < 60, String(updates));
});

test("it begins with few and never makes fewer", () => {
  assert.equal(makePace().updates, 8);
  assert.ok(after(100, 60) <= 16);
});
