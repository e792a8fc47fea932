import assert from "node:assert/strict";
import { test } from "node:test";

import { when } from "../../static/js/page/connection.js";
import { NO_HISTORY } from "../../static/js/program/history.js";
import { readText, textOf } from "../../static/js/program/keeping.js";
import { versionIn } from "../../static/js/page/version.js";

/** @param {object} [change] @returns {any} */
const state = (change) => ({
  program: "x = 2\ny = sigmod(x", values: { x: 3, step: 1 }, step: Infinity, closed: [], opened: ["f"], panel: "code",
  selected: 3, digits: 2, trace: { steps: [] }, problem: { detail: "never closed" }, ...change,
});

const PAST = { before: { program: "x = 2", step: Infinity }, after: { program: "x = 3", step: 4 } };

test("what is kept is what is read again, the end of the story and what can be undone included", () => {
  const found = readText(textOf("a", state(), { ...NO_HISTORY, past: [PAST] }), "a");
  const { trace: _, problem: __, ...kept } = state();
  assert.deepEqual(found?.state, kept);
  assert.deepEqual(found?.history, { ...NO_HISTORY, past: [PAST] });
});

test("what another page of the tab has kept is not read, but for a reload", () => {
  const text = textOf("a", state(), NO_HISTORY);
  for (const id of ["b", undefined, null, 1]) assert.equal(readText(text, id), null);
  assert.equal(readText(text, undefined, true)?.state.program, state().program);
});

test("what cannot be read is nothing", () => {
  for (const text of [null, "", "{", "[]", "null", "1", '{"id":"a"}', '{"id":"a","state":{}}', '{"id":"a","state":{"program":1}}']) {
    assert.equal(readText(text, "a"), null);
    assert.equal(readText(text, "a", true), null);
  }
});

test("what can be undone is kept as far as it is small", () => {
  const many = Array.from({ length: 99 }, (_, k) => ({ before: { step: k }, after: { step: k + 1 } }));
  const few = readText(textOf("a", state(), { ...NO_HISTORY, past: many, future: many }), "a");
  assert.deepEqual(few?.history.past, many.slice(-20));
  assert.deepEqual(few?.history.future, many.slice(0, 20));
  const large = { before: { program: "x".repeat(200_000) }, after: { program: "" } };
  const none = readText(textOf("a", state(), { ...NO_HISTORY, past: [large] }), "a");
  assert.deepEqual(none?.history, NO_HISTORY);
  assert.equal(none?.state.program, state().program);
});

test("the time until the next attempt is counted in whole seconds", () => {
  assert.deepEqual([5000, 4100, 4000, 1, 0, -3000].map((until) => when(until, 0)), ["in 5 s", "in 5 s", "in 4 s", "in 1 s", "now", "now"]);
  assert.equal(when(null, 0), "now");
});

test("a file's address tells its version", () => {
  assert.equal(versionIn("https://a.org/below/static/v0123456789ab/js/version.js"), "v0123456789ab");
  assert.equal(versionIn("https://a.org/static/js/page/version.js"), null);
});
