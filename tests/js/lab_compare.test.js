import assert from "node:assert/strict";
import { test } from "node:test";
import { Chosen, chosenActions } from "../../static/js/lab/chosen.js";
import { atPace, lockstep, rateOf } from "../../static/js/lab/compare.js";
import { HIDDEN_NAMES, hidingRule } from "../../static/js/lab/hiding.js";
import { boundaryLength, weightNorm } from "../../static/js/lab/measures.js";
import { runNames } from "../../static/js/lab/run_names.js";
import { placesOf, readValues, sweepsOf, topOf, updatesOf, withValue } from "../../static/js/lab/sweep.js";
import { makeStore } from "../../static/js/page/store.js";
import { networkOf } from "./lab_network.js";

/** @param {any} state @returns {import("../../static/js/lab/types.js").LabStore} */
const storeOf = (state) => /** @type {any} */ (makeStore(state));

test("what is chosen is read, changed and heard, and nothing of the others", () => {
  const [a, b] = [storeOf({ running: false, told: "a" }), storeOf({ running: false, told: "b" })];
  const chosen = new Chosen(a);
  /** @type {string[]} */
  const heard = [];
  const leave = chosen.watch(["told"], ({ told }) => heard.push(told));
  /** @type {string[]} */
  const changes = [];
  chosen.subscribe(({ told }, before) => changes.push(`${before.told}>${told}`));
  b.set({ told: "not heard" });
  chosen.follow(b);
  assert.equal(chosen.get().told, "not heard");
  a.set({ told: "nor this" });
  chosen.set({ told: "c" });
  assert.equal(b.get().told, "c");
  assert.deepEqual(heard, ["a", "not heard", "c"]);
  assert.deepEqual(changes, ["not heard>c"], "another choice is no change of a run");
  leave();
  chosen.set({ told: "d" });
  assert.deepEqual(heard, ["a", "not heard", "c"]);
  let done = 0;
  chosen.when(({ running }) => running, () => done++);
  a.set({ running: true });
  assert.equal(done, 0);
  b.set({ running: true });
  b.set({ running: false });
  b.set({ running: true });
  assert.equal(done, 1);
});

test("actions are those of whichever run is chosen", () => {
  /** @type {string[]} */
  const done = [];
  const of = (/** @type {string} */ name) => /** @type {any} */ ({ seek: (/** @type {number} */ update) => done.push(`${name} ${update}`) });
  let now = of("a");
  const actions = chosenActions(() => now);
  actions.seek(1);
  now = of("b");
  actions.seek(2);
  assert.deepEqual(done, ["a 1", "b 2"]);
});

test("a pace is a number of updates a second, and a round a part of it", () => {
  assert.equal(rateOf(null, 20), Infinity);
  assert.equal(rateOf({ updates: 10 }, 20), 10);
  assert.equal(rateOf({ epochs: 5 }, 20), 100);
  assert.equal(atPace(1, 0), 1);
  assert.equal(atPace(100, 0), 4);
  assert.equal(atPace(100, 0.1), 10, "slow rounds are larger");
  assert.equal(atPace(100, 3), 25, "but no burst");
  assert.equal(atPace(Infinity, 0), Infinity);
});

/** A run that makes what it is asked for at once. */
function runOf() {
  const store = storeOf({ frame: { update: 0, epoch: 0 }, connection: "open", config: { batch_size: 10 }, data: null });
  const send = (/** @type {any} */ { updates }) => queueMicrotask(() => store.set({ frame: /** @type {any} */ ({ update: (store.get().frame?.update ?? 0) + updates, epoch: 0 }) }));
  return /** @type {import("../../static/js/lab/lab.js").Lab} */ (/** @type {any} */ ({ store, actions: { send } }));
}

test("runs stay at the same update and go no faster than the pace", async () => {
  const labs = [runOf(), runOf(), runOf()];
  const updates = () => labs.map(({ store }) => store.get().frame?.update);
  const together = lockstep(labs, () => {}, () => null, () => 50);
  const start = performance.now();
  together.toggle();
  await new Promise((done) => setTimeout(done, 400));
  together.pause();
  await together.settled();
  const [first = 0, ...others] = updates();
  assert.deepEqual(others, [first, first]);
  assert.ok(first >= 4 && first <= 2 + 0.05 * (performance.now() - start), String(first));
  labs[1]?.store.set({ frame: /** @type {any} */ ({ update: first - 3, epoch: 0 }) });
  await together.step(1);
  assert.deepEqual(updates(), [first + 1, first + 1, first + 1], "a step takes with it what was behind");
});

test("the weight norm is of weights, not of biases", () => {
  const network = networkOf([2, 3, 2]);
  const parameters = new Float32Array(network.size).fill(2);
  const state = /** @type {any} */ ({ network, explained: null, frame: { arrays: { parameters: { shape: [network.size], data: parameters } } } });
  assert.equal(weightNorm(state), 4 * (2 * 3 + 3 * 2));
  assert.equal(weightNorm({ ...state, frame: { arrays: {} } }), null);
});

test("the length of the boundary is in units of the plane", () => {
  const cells = 20;
  const grid = Float32Array.from({ length: cells * cells }, (_, at) => ((at % cells) + 0.5) / cells); // p = 0.5 on x1 = 0
  const state = /** @type {any} */ ({ config: { loss: "softmax" }, explained: null, data: null, grid: { extent: 6 }, frame: { arrays: { grid: { shape: [1, cells, cells], data: grid } } } });
  assert.ok(Math.abs((boundaryLength(state) ?? 0) - (12 * (cells - 1)) / cells) < 1e-5, String(boundaryLength(state)));
  assert.equal(boundaryLength({ ...state, config: { loss: "regression" } }), null);
});

test("runs are called as their example says, else by what is different", () => {
  const config = (/** @type {number} */ rate) => /** @type {any} */ ({ optimizer: { learning_rate: rate } });
  assert.deepEqual(runNames([{ title: "linear", config: null }, { title: "tanh", config: null }]), ["linear", "tanh"]);
  assert.deepEqual(runNames([{ title: "", config: config(1) }, { title: "", config: config(1) }]), ["run 1", "run 2"]);
  assert.deepEqual(runNames([{ title: "", config: config(1) }, { title: "", config: config(3) }]), ["Learning rate 1", "Learning rate 3"]);
});

test("a sweep changes one setting, over values that are typed", () => {
  const config = /** @type {any} */ ({ layers: [{ units: 6, activation: "tanh" }, { units: 2 }], optimizer: { name: "adam", learning_rate: 0.01 }, batch_size: 10, regularization: { l2: 0 } });
  assert.deepEqual(sweepsOf(config).map(({ path }) => path), ["optimizer.learning_rate", "regularization.l2", "layers.0.units", "layers.1.units", "dataset.noise", "batch_size", "init.seed"]);
  assert.deepEqual(withValue(config, "optimizer.learning_rate", 1).optimizer, { name: "adam", learning_rate: 1 });
  assert.deepEqual(withValue(config, "layers.1.units", 5).layers, [{ units: 6, activation: "tanh" }, { units: 5 }]);
  assert.equal(withValue(config, "batch_size", 3).batch_size, 3);
  assert.deepEqual(readValues("0.1, 0.2;0.3 0.1"), { values: [0.1, 0.2, 0.3], problem: "" });
  assert.match(readValues("1, 2").problem, /3 to 8/);
  assert.match(readValues("1 2 3 4 5 6 7 8 9").problem, /3 to 8/);
  assert.match(readValues("1, 2.5, 3", true).problem, /2.5 is no whole number/);
  assert.match(readValues("1, two, 3").problem, /two is no number/);
  assert.equal(updatesOf({ batch_size: 30 }, 200, 10), 70);
  assert.equal(updatesOf({ batch_size: 0 }, 200, 10), 10);
});

test("its chart leaves out what is no number", () => {
  const box = { left: 0, right: 30, top: 0, bottom: 10 };
  assert.deepEqual(placesOf([0, null, 1], 2, box), [[5, 10], [25, 5]]);
  assert.equal(topOf([0.3, null, 0.13]), 0.5);
  assert.equal(topOf([Infinity, 7]), 10);
  assert.equal(topOf([]), 1);
});

test("controls are hidden by names", () => {
  assert.equal(hidingRule([]), "");
  assert.equal(hidingRule(["pace", "nothing"]), ":is(#pace) { display: none !important; }");
  assert.equal(HIDDEN_NAMES.length, 13);
});
