// Recorded updates that are played, also where the record comes after the press.

import assert from "node:assert/strict";
import { test } from "node:test";

import { makeReplay } from "../../static/js/updates/replay.js";

/** A replay by hand. @param {number | null} end @param {boolean} [isSmooth] */
function stand(end, isSmooth = true) {
  const shown = { at: 0, playing: false, pace: 10, problem: /** @type {unknown} */ (null), end };
  /** @type {((now: number) => void)[]} */
  let frames = [];
  globalThis.requestAnimationFrame = (act) => frames.push(act);
  const replay = makeReplay({
    state: () => shown, at: () => shown.at, end: () => shown.end, isSmooth: () => isSmooth,
    set: ({ at = shown.at, playing }) => void Object.assign(shown, { at, playing }),
  });
  let now = performance.now();
  /** @param {number} ms */
  function pass(ms) {
    now = Math.max(now, performance.now()) + ms;
    const due = frames;
    frames = [];
    for (const act of due) act(now);
    return due.length > 0;
  }
  return { shown, replay, pass };
}

test("what is played before the record has come runs when it is there", () => {
  const { shown, replay, pass } = stand(null);
  replay.toggle();
  pass(50);
  assert.deepEqual([shown.at, shown.playing], [0, true]);
  shown.end = 3;
  pass(100);
  assert.ok(shown.at > 0 && shown.playing);
  while (pass(100));
  assert.deepEqual([shown.at, shown.playing], [3, false]);
  replay.toggle(); // once more, from the beginning
  assert.deepEqual([shown.at, shown.playing], [0, true]);
});

test("pressed again before the record has come it waits no longer", () => {
  const { shown, replay, pass } = stand(null);
  replay.toggle();
  replay.toggle();
  assert.equal(shown.playing, false);
  pass(50);
  assert.equal(pass(50), false, "no frame is asked for");
});

test("a step before the record has come is one that is taken", () => {
  const { shown, replay } = stand(null);
  replay.step();
  replay.step();
  replay.back();
  replay.end();
  assert.equal(shown.at, 1);
});

test("nothing is played of what cannot be had, or has no updates", () => {
  const wrong = stand(null);
  wrong.shown.problem = { title: "No landscape" };
  wrong.replay.toggle();
  assert.equal(wrong.shown.playing, false);
  const none = stand(0);
  none.replay.toggle();
  assert.equal(none.shown.playing, false);
});

test("without motion it goes by whole updates", () => {
  const { shown, replay, pass } = stand(20, false);
  replay.toggle();
  const seen = new Set();
  while (pass(30)) seen.add(shown.at);
  assert.deepEqual([...seen], Array.from({ length: 21 }, (_, k) => k));
});
