import assert from "node:assert/strict";
import { test } from "node:test";

import { timelineActions } from "../../static/js/controls/timeline.js";
import { trainingActions } from "../../static/js/lab/running.js";
import { allActions, press } from "../../static/js/page/actions.js";
import { makeStore } from "../../static/js/page/store.js";
import { historyActions, mountHistory } from "../../static/js/program/history.js";
import { predictActions } from "../../static/js/predict/actions.js";

const nothing = () => {};

/** @param {Partial<import("../../static/js/page/actions.js").Action>} change @returns {import("../../static/js/page/actions.js").Action} */
const action = (change = {}) => ({ keys: ["a"], shown: "a", help: "do it", act: nothing, ...change });

test("all actions of a page stand in their order", () => {
  const all = allActions({ b: action({ keys: ["b"] }) }, { a: action(), c: action({ keys: [] }) });
  assert.deepEqual(Object.keys(all), ["b", "a", "c"]);
});

test("a key is bound once", () => {
  assert.throws(() => allActions({ one: action() }, { two: action({ keys: ["b", "a"] }) }), /“a” is bound to one and to two/);
  assert.throws(() => allActions({ one: action({ keys: ["a", "a"] }) }), /“a” is bound/);
});

test("a name is given once", () => {
  assert.throws(() => allActions({ one: action() }, { one: action({ keys: ["b"] }) }), /two actions are called one/);
});

test("the help tells of every action, by a row of its own or of another's", () => {
  const { shown: _, help: __, ...untold } = action();
  assert.throws(() => allActions({ one: untold }), /does not tell of one/);
  assert.throws(() => allActions({ one: action({ help: "" }) }), /does not tell of one/);
  assert.throws(() => allActions({ one: { ...untold, toldBy: "two" } }), /does not tell of one/);
  assert.throws(() => allActions({ one: { ...untold, toldBy: "one" } }), /does not tell of one/);
  assert.ok(allActions({ one: { ...untold, toldBy: "two" }, two: action({ keys: ["b"] }) }));
});

test("keys do something else during something else", () => {
  /** @type {string[]} */
  const done = [];
  let during = false;
  const one = action({ act: () => void done.push("own"), instead: { during: () => during, act: () => void done.push("other") } });
  press(one);
  during = true;
  press(one);
  assert.deepEqual(done, ["own", "other"]);
});

/** @typedef {import("../../static/js/page/store.js").Store} Store */

/** A store of the parts of the state that actions look at. @param {object} state */
const storeOf = (state) => /** @type {Store} */ (/** @type {unknown} */ (makeStore(state)));

test("undo and redo are offered where there is something to go to", () => {
  const store = storeOf({ program: "x = 1", values: {}, step: 0 });
  /** @type {ReturnType<typeof mountHistory> | null} */
  let past = null;
  const { undo, redo } = historyActions(() => past);
  const offered = () => [undo.allowed(), redo.allowed()];
  assert.deepEqual(offered(), [false, false]); // there is no history yet
  past = mountHistory(store);
  /** @type {boolean[][]} */
  const told = [];
  past.watch(() => told.push(offered()));
  store.set({ program: "x = 2" });
  undo.act();
  redo.act();
  assert.deepEqual([told[0], told[1]], [[false, false], [true, false]]);
  assert.deepEqual(told.slice(-2), [[false, true], [true, false]]);
});

test("what the timeline offers is what there is to do", () => {
  const steps = [{ node: 0 }, { node: 1 }];
  const store = storeOf({ step: 0, behind: false, playing: false, speed: 1, predicting: false, guesses: {}, trace: { steps, nodes: [], edges: [], mode: "reverse" } });
  const { moving } = timelineActions(store);
  const offered = () => Object.entries(moving).filter(([, one]) => !("allowed" in one) || one.allowed()).map(([name]) => name);
  assert.deepEqual(offered(), ["next", "play", "last"]);
  moving.next.act();
  assert.deepEqual(offered(), ["next", "back", "play", "first", "last"]);
  moving.last.act();
  assert.equal(store.get().step, 2);
  assert.deepEqual(offered(), ["back", "play", "first"]);
});

test("in slow motion the keys of a run go through the stages, and its buttons train on", () => {
  /** @type {string[]} */
  const done = [];
  /** @param {string} name */
  const noting = (name) => () => void done.push(name);
  let slowly = false;
  const running = {
    toggle: nothing,
    pause: nothing,
    epoch: nothing,
    back: nothing,
    last: nothing,
    slowly: nothing,
    reset: nothing,
    newSeed: nothing,
    setPace: nothing,
    step: noting("step"),
    first: noting("first"),
  };
  const slow = { isOn: () => slowly, next: noting("next stage"), back: noting("stage before"), toggle: noting("stage after stage") };
  const { step, back, run, first } = allActions(trainingActions(/** @type {any} */ (storeOf({})), running, slow));
  assert.ok(step && back && run && first);
  press(step);
  slowly = true;
  for (const one of [step, back, run, first]) press(one);
  step.act();
  assert.deepEqual(done, ["step", "next stage", "stage before", "stage after stage", "first", "step"]);
});

test("predict mode begins and ends by the same action", () => {
  const store = storeOf({ predicting: false });
  const { predict } = predictActions(store);
  predict.act();
  assert.equal(store.get().predicting, true);
  predict.act();
  assert.equal(store.get().predicting, false);
});
