import assert from "node:assert/strict";
import { test } from "node:test";

import { RESTING, durationText, passed, readTimer, toggled } from "../../static/js/speaker/timer.js";

test("a timer counts while it runs, and goes on from where it rested", () => {
  const running = toggled(RESTING, 1000);
  assert.equal(passed(running, 4500), 3500);
  const rested = toggled(running, 4500);
  assert.equal(passed(rested, 99_000), 3500);
  assert.equal(passed(toggled(rested, 100_000), 101_000), 4500);
  assert.equal(passed(running, 0), 0, "a clock that was set back takes nothing away");
});

test("a duration as one reads it", () => {
  assert.deepEqual([0, 59_999, 65_000, 3_723_000].map(durationText), ["0:00", "0:59", "1:05", "1:02:03"]);
});

test("what cannot be read is a timer at rest", () => {
  assert.deepEqual(readTimer(JSON.stringify({ since: 5, before: 7 })), { since: 5, before: 7 });
  for (const text of [null, "", "{", "{}", '{"since":"x","before":0}', "[]", "3"]) assert.deepEqual(readTimer(text), RESTING, String(text));
});
