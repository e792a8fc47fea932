import assert from "node:assert/strict";
import { test } from "node:test";

import { readFileSync } from "node:fs";

import { sampleAfter } from "../../static/js/controls/samples.js";
import { valueCaption } from "../../static/js/picture/captions.js";
import { batchOf, batchSizes } from "../../static/js/trace/batch.js";

const golden = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8"));

test("the samples come one after the other, and then none", () => {
  /** @type {(number | null)[]} */
  const forth = [null];
  for (let k = 0; k < 4; k += 1) forth.push(sampleAfter(3, forth.at(-1) ?? null, 1));
  assert.deepEqual(forth, [null, 0, 1, 2, null]);
  assert.deepEqual([sampleAfter(3, null, -1), sampleAfter(3, 2, -1), sampleAfter(3, 0, -1)], [2, 1, null]);
});

test("where the program does not show its samples, rows that agree are offered, and nothing is presumed", () => {
  /** @param {number} id @param {number[]} shape @param {string | null} [op] */
  const node = (id, shape, op = null) => ({ id, shape, op, inputs: [] });
  const edge = (/** @type {number} */ id, /** @type {number} */ source, /** @type {number} */ target, /** @type {number} */ slot) =>
    ({ id, source, target, slot, is_vjp: true, spread: null });
  const trace = /** @type {import("../../static/js/trace/types.js").Trace} */ (/** @type {unknown} */ ({
    nodes: [node(0, [4, 3]), node(1, [3, 4]), node(2, [4, 4], "matmul"), node(3, [4, 4], "sigmoid"), node(4, [4, 1]), node(5, [4, 1], "matmul"), node(6, [2])],
    edges: [edge(0, 0, 2, 0), edge(1, 1, 2, 1), edge(2, 2, 3, 0), edge(3, 3, 5, 0), edge(4, 4, 5, 1)],
  }));
  assert.equal(batchOf(trace), null);
  assert.deepEqual(batchSizes(trace), [4], "one array of three rows, one of two: neither agrees with another");
  const batch = batchOf(trace, 4);
  assert.deepEqual([...(batch?.nodes ?? [])], [0, 2, 3, 5], "the rows of a weight are no samples");
  assert.equal(batchOf(trace, 3), null);
  assert.deepEqual(valueCaption(trace, 2, "", batch), ["4 samples × 4", "4×4"]);
});

test("where the program shows its samples nothing is asked", () => {
  const trace = golden.stories["a batch"].trace;
  assert.deepEqual(batchSizes(trace), []);
  assert.equal(batchOf(trace, 2)?.size, 3);
});
