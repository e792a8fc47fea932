import assert from "node:assert/strict";
import { test } from "node:test";

import { MOST, emptyHistory, record, redo, undo } from "../../static/js/history.js";
import { LOST } from "../../static/js/parts.js";

/** @type {readonly string[]} */
const NONE = [];

/** @param {Partial<import("../../static/js/history.js").Snapshot>} change @returns {import("../../static/js/history.js").Snapshot} */
const state = (change) => ({
  program: "x = 1", values: {}, detail: "gates", closed: NONE, opened: NONE, output: null, seed: null, mode: "reverse", wrt: null, ...change,
});

/** @param {...[Partial<import("../../static/js/history.js").Snapshot>, string | null, number]} changes */
function story(...changes) {
  let history = emptyHistory(state({}));
  for (const [change, gesture, now] of changes) history = record(history, state(change), gesture, now);
  return history;
}

test("undo and redo walk back and forth", () => {
  let history = story([{ values: { x: 2 } }, null, 0], [{ values: { x: 3 } }, null, 5000]);
  history = undo(history);
  assert.deepEqual(history.present.values, { x: 2 });
  history = undo(undo(history));
  assert.deepEqual(history.present.values, {});
  history = redo(redo(redo(history)));
  assert.deepEqual(history.present.values, { x: 3 });
});

test("a drag is one entry, however long it takes", () => {
  const history = story(
    [{ values: { x: 2 } }, "drag 1", 0], [{ values: { x: 3 } }, "drag 1", 9000], [{ values: { x: 4 } }, "drag 1", 20000],
    [{ values: { x: 5 } }, "drag 2", 20001],
  );
  assert.equal(history.past.length, 2);
  assert.deepEqual(undo(history).present.values, { x: 4 });
  assert.deepEqual(undo(undo(history)).present.values, {});
});

test("keystrokes in a row are one entry, after a pause another", () => {
  const history = story([{ program: "x = 12" }, null, 0], [{ program: "x = 123" }, null, 300], [{ program: "x = 4" }, null, 2000]);
  assert.deepEqual(history.past.map((one) => one.program), ["x = 1", "x = 123"]);
});

test("the arrow keys on another number begin another entry", () => {
  const history = story([{ values: { x: 2 } }, null, 0], [{ values: { x: 2, y: 1 } }, null, 10]);
  assert.equal(history.past.length, 2);
});

test("a change after undo forgets what was undone", () => {
  let history = undo(story([{ values: { x: 2 } }, null, 0]));
  history = record(history, state({ values: { x: 9 } }), null, 1);
  assert.equal(history.future.length, 0);
  assert.deepEqual(undo(history).present.values, {});
});

test("a mode alone is no entry; it comes back with the program it was chosen for", () => {
  let history = story([{ mode: "forward", wrt: "x" }, null, 0]);
  assert.equal(history.past.length, 0);
  history = record(history, state({ program: "y = 2" }), null, 1000);
  assert.deepEqual([undo(history).present.mode, undo(history).present.wrt], ["forward", "x"]);
  history = record(history, state({ program: "y = 2", values: { y: 3 } }), null, 9000);
  history = record(history, state({ program: "y = 2", values: { y: 3 }, mode: "forward", wrt: "y" }), null, 9100);
  assert.equal(undo(history).present.mode, "forward");
});

test("every fold is an entry of its own, however fast they follow", () => {
  let history = story([{ closed: ["a#1"] }, null, 0], [{ closed: ["a#1", "b#1"] }, null, 10], [{ detail: "blocks" }, null, 20]);
  assert.equal(history.past.length, 3);
  history = undo(history);
  assert.deepEqual([history.present.detail, history.present.closed], ["gates", ["a#1", "b#1"]]);
  history = undo(history);
  assert.deepEqual(history.present.closed, ["a#1"]);
  assert.deepEqual(redo(history).present.closed, ["a#1", "b#1"]);
});

test("folds that the program has lost are no entry, and come back with the program that had them", () => {
  let history = story([{ closed: ["a#1"] }, null, 0], [{ program: "y = 2", closed: ["a#1"] }, null, 5000]);
  history = record(history, state({ program: "y = 2", closed: LOST, opened: LOST }), null, 5200);
  assert.equal(history.past.length, 2);
  assert.deepEqual([undo(history).present.program, undo(history).present.closed], ["x = 1", ["a#1"]]);
});

test("it is bounded", () => {
  let history = emptyHistory(state({}));
  for (let k = 0; k < MOST + 50; k++) history = record(history, state({ values: { x: k } }), `drag ${k}`, k);
  assert.equal(history.past.length, MOST);
  for (let k = 0; k < MOST + 50; k++) history = undo(history);
  assert.deepEqual(history.present.values, { x: 49 });
  assert.equal(undo(history), history);
});
