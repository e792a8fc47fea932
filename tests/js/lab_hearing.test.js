import assert from "node:assert/strict";
import { test } from "node:test";
import { hearerOf, UNHEARD } from "../../static/js/lab/hearing.js";
import { makeStore } from "../../static/js/page/store.js";

/** A lab of which a connection may be lost: what its parts are called for is counted. */
function lab() {
  const store = makeStore(/** @type {any} */ ({ connection: "open", running: true, told: "" }));
  const called = { lost: 0, stop: 0, fail: 0 };
  const parts = {
    store,
    way: { lost: () => void called.lost++ },
    keeping: { stop: () => void called.stop++ },
    answers: { fail: () => void called.fail++ },
  };
  return { store, called, hearer: hearerOf(/** @type {any} */ (parts)) };
}

test("a lost connection is told, and each further try that fails tells it again", () => {
  const { store, called, hearer } = lab();
  hearer.lost("");
  assert.match(store.get().told, /is lost; trying again/);
  assert.deepEqual([store.get().connection, store.get().running], ["lost", false]);
  hearer.lost("too many streams");
  assert.match(store.get().told, /too many streams/);
  hearer.lost("");
  assert.match(store.get().told, /is lost; trying again/);
  assert.deepEqual(called, { lost: 3, stop: 3, fail: 3 });
});

test("that nothing was done is still said when the next try fails", () => {
  const { store, hearer } = lab();
  hearer.lost("");
  store.set({ told: UNHEARD });
  hearer.lost("");
  assert.equal(store.get().told, UNHEARD);
});
