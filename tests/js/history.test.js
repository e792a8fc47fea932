import assert from "node:assert/strict";
import { test } from "node:test";

import { complete, stateOf } from "../../static/js/link/link.js";
import { MOST, NO_HISTORY, record, redo, undo } from "../../static/js/program/history.js";
import { LOST } from "../../static/js/trace/parts.js";
import { INITIAL } from "../../static/js/trace/state.js";

/** @typedef {import("../../static/js/program/history.js").Moment} Moment */

/** @type {readonly string[]} */
const NONE = [];
/** @type {Moment} */
const FIRST = {
  program: "x = 1", values: {}, detail: "gates", closed: NONE, opened: NONE, output: null, seed: null, mode: "reverse", wrt: null,
  hidden: NONE, example: "", digits: 2, labels: "numbers", names: "plain", theme: null, palette: null, by: "gate", widths: false, whatIf: true, predicting: false, batch: null, sample: null,
  drawing: "gates", run: null, step: 3,
};

/** A page of which only the history and the state are there. */
function page() {
  let history = NO_HISTORY;
  let moment = FIRST;
  /** @param {typeof undo} move */
  const go = (move) => {
    const moved = move(history, moment.step);
    if (moved) [history, moment] = [moved.history, { ...moment, ...moved.change }];
    return moved !== null;
  };
  return {
    /** @param {Partial<Moment>} change @param {string | null} [gesture] @param {number} [now] */
    set(change, gesture = null, now = history.at + 5000) {
      const after = { ...moment, ...change };
      history = record(history, moment, after, gesture, Number.isFinite(now) ? now : 0);
      moment = after;
    },
    undo: () => go(undo),
    redo: () => go(redo),
    now: () => moment,
    count: () => history.past.length,
  };
}

test("undo and redo walk back and forth", () => {
  const it = page();
  it.set({ values: { x: 2 } });
  it.set({ values: { x: 3 } });
  it.undo();
  assert.deepEqual(it.now().values, { x: 2 });
  it.undo();
  assert.equal(it.undo(), false);
  assert.deepEqual(it.now(), FIRST);
  it.redo();
  it.redo();
  assert.equal(it.redo(), false);
  assert.deepEqual(it.now().values, { x: 3 });
});

test("a drag is one entry, however long it takes", () => {
  const it = page();
  for (const [x, tag, now] of /** @type {const} */ ([[2, "drag 1", 0], [3, "drag 1", 9000], [4, "drag 1", 20000], [5, "drag 2", 20001]])) {
    it.set({ values: { x } }, tag, now);
  }
  assert.equal(it.count(), 2);
  it.undo();
  assert.deepEqual(it.now().values, { x: 4 });
  it.undo();
  assert.deepEqual(it.now().values, {});
});

test("keystrokes in a row are one entry, after a pause another", () => {
  const it = page();
  it.set({ program: "x = 12" }, null, 0);
  it.set({ program: "x = 123" }, null, 300);
  it.set({ program: "x = 4" }, null, 2000);
  it.undo();
  assert.equal(it.now().program, "x = 123");
  it.undo();
  assert.equal(it.now().program, "x = 1");
});

test("what comes out where it began is no entry, and what follows begins another", () => {
  const { set, undo, redo, now, count } = page();
  set({ program: "u = 3", hidden: ["share"] });
  set({ program: "x = 1", hidden: [] });
  set({ program: "u = 3", hidden: ["share"], step: 5 }, null, 5400);
  assert.equal(count(), 1);
  set({ values: { u: 4 } }, "drag", 6000);
  set({ values: {} }, "drag", 6010);
  assert.equal(count(), 1);
  set({ values: { u: 5 } }, "drag", 6020);
  assert.equal(count(), 2);
  undo();
  assert.deepEqual(now().values, {});
  undo();
  assert.deepEqual([now().program, now().hidden], ["x = 1", []]);
  redo();
  assert.deepEqual(now().hidden, ["share"]);
});

test("the arrow keys on another number begin another entry", () => {
  const it = page();
  it.set({ values: { x: 2 } }, null, 0);
  it.set({ values: { x: 2, y: 1 } }, null, 10);
  assert.equal(it.count(), 2);
});

test("a change after undo forgets what was undone", () => {
  const it = page();
  it.set({ values: { x: 2 } });
  it.undo();
  it.set({ values: { x: 9 } });
  assert.equal(it.redo(), false);
  it.undo();
  assert.deepEqual(it.now().values, {});
});

test("an example is one entry with everything that it brought, and the step", () => {
  const it = page();
  it.set({ values: { x: 2 } });
  const before = it.now();
  it.set({ program: "a = 1", values: {}, example: "other", detail: "scalars", mode: "forward", wrt: "a", seed: 2, output: "a", step: 9 });
  const after = { ...it.now(), step: 11 };
  it.set({ step: 11 });
  it.undo();
  assert.deepEqual(it.now(), before);
  it.set({ step: 5 });
  it.redo();
  assert.deepEqual(it.now(), after);
  it.undo();
  assert.equal(it.now().step, 5);
});

test("two examples in a row are two entries, however fast they follow", () => {
  const it = page();
  for (const [k, example] of ["one", "two"].entries()) it.set({ program: example, example }, null, k);
  it.undo();
  assert.deepEqual([it.now().program, it.now().example], ["one", "one"]);
});

test("a number is undone where one stands now; a mode where it was chosen", () => {
  const it = page();
  it.set({ values: { x: 2 } });
  it.set({ step: 7 });
  it.undo();
  assert.equal(it.now().step, 7);
  it.set({ mode: "forward", wrt: "x" });
  it.set({ step: 1 });
  it.undo();
  assert.deepEqual([it.now().mode, it.now().step], ["reverse", 7]);
});

test("how the page looks is no entry, and stays when the numbers go back", () => {
  const it = page();
  it.set({ values: { x: 2 } });
  it.set({ theme: "dark", digits: 4, predicting: true });
  it.undo();
  assert.deepEqual(it.now(), { ...FIRST, theme: "dark", digits: 4, predicting: true });
});

test("every fold is an entry of its own, however fast they follow", () => {
  const it = page();
  it.set({ closed: ["a#1"] }, null, 0);
  it.set({ closed: ["a#1", "b#1"] }, null, 10);
  it.set({ detail: "blocks" }, null, 20);
  assert.equal(it.count(), 3);
  it.undo();
  assert.deepEqual([it.now().detail, it.now().closed], ["gates", ["a#1", "b#1"]]);
  it.undo();
  assert.deepEqual(it.now().closed, ["a#1"]);
  it.redo();
  assert.deepEqual(it.now().closed, ["a#1", "b#1"]);
});

test("folds that the program has lost are no entry, and come back with the program that had them", () => {
  const it = page();
  it.set({ closed: ["a#1"] });
  it.set({ program: "y = 2" });
  it.set({ closed: LOST, opened: LOST });
  assert.equal(it.count(), 2);
  it.undo();
  assert.deepEqual([it.now().program, it.now().closed], ["x = 1", ["a#1"]]);
  it.redo();
  assert.deepEqual([it.now().program, it.now().closed], ["y = 2", LOST]);
});

test("a link to what is there already is no entry", () => {
  const linked = { ...INITIAL, ...stateOf(complete({})) };
  assert.equal(record(NO_HISTORY, INITIAL, linked, null, 0), NO_HISTORY);
});

test("it is bounded", () => {
  const it = page();
  for (let k = 0; k < MOST + 50; k++) it.set({ values: { x: k } }, `drag ${k}`, k);
  assert.equal(it.count(), MOST);
  while (it.undo());
  assert.deepEqual(it.now().values, { x: 49 });
});

test("the sample that was followed comes back with the example", () => {
  const it = page();
  it.set({ sample: 2, batch: 4 });
  assert.equal(it.count(), 0, "to follow one is nothing to undo");
  it.set({ program: "x = 2", example: "another", sample: null, batch: null });
  it.undo();
  assert.deepEqual([it.now().sample, it.now().batch], [2, 4]);
});
