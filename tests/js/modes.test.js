import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { readSeed, sweeps } from "../../static/js/controls/modes.js";

const { stories } = JSON.parse(
  readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8"),
);

test("reverse needs a sweep for each output, forward one for each input", () => {
  assert.deepEqual(sweeps(stories.circuit.trace), { reverse: 1, forward: 3 });
  assert.deepEqual(sweeps(stories.arrays.trace), { reverse: 1, forward: 6 });
  assert.deepEqual(sweeps(stories.opened.trace), { reverse: 2, forward: 2 });
});

test("a seed is a number or a list; nothing stands for ones", () => {
  assert.deepEqual([readSeed(" −2 "), readSeed("[1, 0]"), readSeed("")], [-2, [1, 0], null]);
});

test("what is no seed is refused", () => {
  assert.deepEqual([readSeed("x"), readSeed("{}"), readSeed("true")], [undefined, undefined, undefined]);
});
