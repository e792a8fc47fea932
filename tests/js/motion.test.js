import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { momentOf, schedule } from "../../static/js/trace/moment.js";
import { summing } from "../../static/js/picture/motion.js";

const { stories } = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8"));

/** What runs at a step before what flows back. @param {string} name @param {number} step */
function before(name, step) {
  /** @type {import("../../static/js/trace/types.js").Trace} */
  const trace = stories[name].trace;
  const played = trace.steps[step - 1];
  assert.ok(played);
  return summing(trace, played.edge, momentOf(trace, schedule(trace), step, 2));
}

test("where a value was spread, what arrived runs first and then the sum", () => {
  const last = stories.broadcast.trace.steps.length;
  assert.deepEqual(before("broadcast", last).map(({ text }) => text), ["2×2", "Σ rows"]);
});

test("elsewhere what flows back runs all the way", () => {
  const last = stories.broadcast.trace.steps.length;
  assert.deepEqual(before("broadcast", last - 1), []);
  assert.deepEqual(before("circuit", stories.circuit.trace.steps.length), []);
});
