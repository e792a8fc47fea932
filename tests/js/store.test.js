import assert from "node:assert/strict";
import { test } from "node:test";

import { makeStore } from "../../static/js/page/store.js";

test("a listener that sets lets nobody hear the older state last", () => {
  const store = makeStore({ count: 0 });
  /** @type {[number, number][]} */
  const heard = [];
  store.subscribe(({ count }) => {
    if (count === 1) store.set({ count: 2 });
  });
  store.subscribe((now, before) => heard.push([before.count, now.count]));
  store.set({ count: 1 });
  assert.deepEqual(heard, [[0, 1], [1, 2]]);
  assert.equal(store.get().count, 2);
});

test("the state is new at once, also for who sets while others are told", () => {
  const store = makeStore({ count: 0 });
  /** @type {number[]} */
  const seen = [];
  store.subscribe(({ count }) => {
    if (count >= 3) return;
    store.set({ count: count + 1 });
    seen.push(store.get().count);
  });
  store.set({ count: 1 });
  assert.deepEqual(seen, [2, 3]);
});

test("who was stopped meanwhile hears nothing, and who came meanwhile hears what comes after", () => {
  const store = makeStore({ count: 0 });
  /** @type {string[]} */
  const heard = [];
  let stop = () => {};
  store.subscribe(({ count }) => {
    stop();
    if (count === 1) store.subscribe((now) => heard.push(`late ${now.count}`));
  });
  stop = store.subscribe(({ count }) => heard.push(`stopped ${count}`));
  store.set({ count: 1 });
  store.set({ count: 2 });
  assert.deepEqual(heard, ["late 2"]);
});

test("a watcher is told at once, and when a part of its own changes", () => {
  const store = makeStore({ count: 0, name: "x" });
  /** @type {number[]} */
  const heard = [];
  const stop = store.watch(["count"], ({ count }) => heard.push(count));
  store.set({ name: "y" });
  store.set({ count: 1 });
  store.set({ count: 1 });
  stop();
  store.set({ count: 2 });
  assert.deepEqual(heard, [0, 1]);
});

test("an error ends one telling and not the next", () => {
  const store = makeStore({ count: 0 });
  /** @type {number[]} */
  const heard = [];
  store.subscribe(({ count }) => {
    heard.push(count);
    if (count === 1) {
      store.set({ count: 2 });
      throw new Error("wrong");
    }
  });
  assert.throws(() => store.set({ count: 1 }), /wrong/);
  store.set({ count: 3 });
  assert.deepEqual(heard, [1, 3]);
});

test("what the state does not allow yet is done once, as soon as it does", () => {
  const store = makeStore({ count: 0 });
  /** @type {number[]} */
  const done = [];
  const act = () => done.push(store.get().count);
  store.when(({ count }) => count > 1, act);
  for (const count of [1, 2, 3]) store.set({ count });
  assert.deepEqual(done, [2]);
  store.when(({ count }) => count > 1, act);
  assert.deepEqual(done, [2, 3]);
});
