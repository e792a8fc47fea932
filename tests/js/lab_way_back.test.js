import assert from "node:assert/strict";
import { test } from "node:test";
import { Kept } from "../../static/js/lab/kept.js";
import { WayBack } from "../../static/js/lab/way_back.js";
import { makeStore } from "../../static/js/page/store.js";

const CONFIG = { loss: "svm" };
const FRAME = { update: 30, history: { first: 0, last: 40 } };

/** A run that stands at an update, of which a moment is kept. @param {object} [more] of its state */
function lab(more = {}) {
  const state = { connection: "open", running: true, inStep: false, frame: FRAME, config: CONFIG, limits: null, cursor: 30, neuron: { layer: 1, units: [0, 1] }, told: "", curve: [1], ...more };
  const store = makeStore(/** @type {any} */ (state));
  const kept = new Kept();
  kept.hear(/** @type {any} */ ({ type: "logged", kept: 0, log: [{ update: 3, set: {} }], config: { loss: "softmax" } }));
  kept.hear({ type: "state", update: 25, changes: 1, state: "abc" });
  return { store, way: new WayBack(/** @type {any} */ (store), kept, null, CONFIG) };
}

test("a new run is begun from its configuration, and stands still", () => {
  const { way } = lab();
  assert.deepEqual([way.best, way.goesOn, way.isBack], [{ config: CONFIG, update: 0 }, false, true]);
  assert.equal(way.next(), false, "there is no other way");
});

test("a run whose connection is lost is taken up where it was, and trains on if it did", () => {
  const { store, way } = lab();
  way.lost();
  store.set({ connection: "lost" });
  way.returns();
  const { state, ...replayed } = /** @type {any} */ (way.best);
  assert.deepEqual([state, replayed.update, replayed.config], ["abc", 40, { loss: "softmax" }]);
  assert.deepEqual([way.goesOn, way.isBack, way.at(10)], [true, false, way.best]);
  assert.equal(way.isBefore(/** @type {any} */ ({ update: 39 })), true);
  assert.equal(way.isBefore(/** @type {any} */ ({ update: 40 })), false);
  assert.equal(way.next(), true, "by the log alone");
  assert.deepEqual(way.best, replayed);
  assert.equal(way.next(), true, "from the configuration alone, which is told");
  assert.deepEqual([way.best?.update, store.get().curve, store.get().cursor], [0, [], null]);
  assert.match(store.get().told, /began anew/);
});

test("what was looked at is looked at again, once", () => {
  const { store, way } = lab({ connection: "lost" });
  way.returns();
  /** @type {object[]} */
  const said = [];
  for (let k = 0; k < 2; k++) way.arrive((message) => said.push(message));
  assert.deepEqual(said, [{ type: "neuron", layer: 1, units: [0, 1] }, { type: "seek", update: 30 }]);
  assert.deepEqual([way.isBack, way.at(26)?.state], [true, "abc"]);
  assert.match(store.get().told, /is back/);
});

test("a run in step with others, or one that was never seen, does not go on by itself", () => {
  const beside = lab({ inStep: true });
  beside.way.lost();
  assert.equal(beside.way.goesOn, false);
  const unseen = lab({ frame: null, connection: "lost" });
  unseen.way.returns();
  assert.deepEqual([unseen.way.isBack, unseen.way.best?.update], [true, 0]);
});
