import assert from "node:assert/strict";
import { test } from "node:test";

import { makeStore } from "../../static/js/page/store.js";
import { withStory } from "../../static/js/page/story.js";

/** @param {object | null} trace @param {object | null} problem */
const store = (trace, problem) => /** @type {any} */ (makeStore({ trace, problem, step: 0 }));

test("presses are done in their order when the story comes, once", () => {
  const page = store(null, null);
  /** @type {number[]} */
  const done = [];
  for (const k of [1, 2]) withStory(page, () => done.push(k));
  assert.equal(done.length, 0);
  page.set({ trace: {} });
  page.set({ step: 1 });
  assert.deepEqual(done, [1, 2]);
  withStory(page, () => done.push(3));
  assert.deepEqual(done, [1, 2, 3]);
});

test("what was pressed for a story that never came is not done to another", () => {
  const page = store(null, null);
  withStory(page, () => assert.fail());
  page.set({ problem: {} });
  withStory(page, () => assert.fail());
  page.set({ problem: null });
  page.set({ trace: {} });
});
