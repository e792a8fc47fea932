import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { showBytes, showCount } from "../../static/js/page/amounts.js";
import { batchesWith, blocksOf, isDiagonal, memory, noteOn, quizOf, sayMask, sayMatrix, transposed } from "../../static/js/inspector/jacobian.js";

const cases = JSON.parse(readFileSync(new URL("../data/cases.json", import.meta.url), "utf-8"));
const sizes = cases.find((/** @type {any} */ one) => one.id === "jacobian-sizes");

test("the sizes are those of the reference case", () => {
  const { n, batch } = sizes.inputs;
  const expected = sizes.expected_forward;
  const one = memory(n);
  assert.deepEqual([one.rows, one.entries, one.bytes], [expected.rows_cols[0], expected.entries, expected.bytes_float32]);
  assert.equal(one.maskEntries, expected.nonzero_at_most);
  const many = memory(n, batch);
  assert.equal(many.rows, expected.batch_rows_cols[0]);
  assert.equal(many.entries, expected.batch_entries);
  assert.equal(many.bytes, expected.batch_bytes_float32);
  assert.equal(many.maskEntries, expected.batch_nonzero_at_most);
});

test("memory is shown in the unit that fits, by 1024 and by 1000", () => {
  assert.equal(showBytes(memory(4096).bytes), "64 MiB (67.1 MB)");
  assert.equal(showBytes(memory(4096, 100).bytes), "625 GiB (671 GB)");
  assert.equal(showBytes(memory(4096).maskBytes), "16 KiB (16.4 kB)");
  assert.equal(showBytes(16), "16 bytes");
  assert.equal(showBytes(1536), "1.5 KiB (1.54 kB)");
});

test("thousands are set apart", () => {
  assert.equal(showCount(16777216), "16,777,216");
  assert.equal(showCount(512), "512");
});

test("what a Jacobian and a mask take is said with all its numbers", () => {
  assert.equal(sayMatrix(409600), "409,600 × 409,600 = 167,772,160,000 entries, 625 GiB (671 GB)");
  assert.equal(sayMatrix(2, 3), "2 × 3 = 6 entries, 24 bytes");
  assert.equal(sayMatrix(1), "1 × 1 = 1 entry, 4 bytes");
  assert.equal(sayMask(409600), "409,600 numbers, 1.56 MiB (1.64 MB)");
});

test("a gate's own batch stands among those to choose from", () => {
  assert.deepEqual(batchesWith(4).slice(0, 4), [1, 2, 4, 5]);
  assert.equal(batchesWith(5).length, batchesWith(1).length);
});

test("it is turned to multiply the upstream gradient", () => {
  assert.deepEqual(transposed([[1, 2, 3], [4, 5, "NaN"]]), [[1, 4], [2, 5], [3, NaN]]);
  assert.deepEqual(transposed([]), []);
});

test("blocks are found where there is nothing outside of them", () => {
  const turned = [[1, 2, 0, 0], [3, 4, 0, 0], [0, 0, 5, 6], [0, 0, 7, 8]];
  assert.deepEqual(blocksOf(turned, [2, 2], [2, 2]), { count: 2, rows: 2, columns: 2 });
  assert.equal(blocksOf(turned.map((row, k) => (k ? row : [1, 2, 0, 9])), [2, 2], [2, 2]), null);
  assert.equal(blocksOf(turned, [4], [4]), null, "single numbers are no blocks");
  assert.equal(blocksOf([[1, 0, 0]], [1, 1], [3]), null);
});

test("what is seen of it is said", () => {
  const mask = [[1, 0], [0, 0]];
  assert.ok(isDiagonal(mask));
  assert.ok(!isDiagonal([[1, 0, 0], [0, 1, 0]]));
  assert.match(noteOn(mask, null, false), /^Diagonal: each output depends on one input only/);
  const blocks = { count: 3, rows: 2, columns: 4 };
  assert.match(noteOn([[1, 2]], blocks, true), /^Block diagonal: sample i depends only on sample i \(3 blocks of 2 × 4\)\. With gradients as columns/);
  assert.match(noteOn([[1, 2]], blocks, false), /row i depends only on row i/);
});

test("the questions have the numbers of a layer of 4096, alone and for a batch of 100", () => {
  const [one, many] = quizOf("ReLU");
  assert.equal(one?.question, "How large is the Jacobian of ReLU on 4096 numbers?");
  assert.match(one?.answer ?? "", /4,096 × 4,096 = 16,777,216 entries, 64 MiB \(67\.1 MB\) in float32\. At most 4096/);
  assert.match(many?.answer ?? "", /167,772,160,000 entries, 625 GiB \(671 GB\).*The mask needs 409,600 numbers\./);
  assert.deepEqual([one?.n, many?.batch], [4096, 100]);
});
