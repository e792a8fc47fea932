import assert from "node:assert/strict";
import { test } from "node:test";

import { sampleAfter } from "../../static/js/controls/samples.js";

test("the samples come one after the other, and then none", () => {
  /** @type {(number | null)[]} */
  const forth = [null];
  for (let k = 0; k < 4; k += 1) forth.push(sampleAfter(3, forth.at(-1) ?? null, 1));
  assert.deepEqual(forth, [null, 0, 1, 2, null]);
  assert.deepEqual([sampleAfter(3, null, -1), sampleAfter(3, 2, -1), sampleAfter(3, 0, -1)], [2, 1, null]);
});
