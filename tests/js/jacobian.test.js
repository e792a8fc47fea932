import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { LARGEST, jacobian, memory, noteOn, showBytes, showCount, widthsWith } from "../../static/js/inspector/jacobian.js";

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

test("memory is shown in the unit that fits", () => {
  assert.equal(showBytes(memory(4096).bytes), "64 MiB");
  assert.equal(showBytes(memory(4096, 100).bytes), "625 GiB");
  assert.equal(showBytes(memory(4096).maskBytes), "16 KiB");
  assert.equal(showBytes(16), "16 bytes");
  assert.equal(showBytes(1536), "1.5 KiB");
});

test("thousands are set apart", () => {
  assert.equal(showCount(16777216), "16\u202f777\u202f216");
  assert.equal(showCount(512), "512");
});

test("a Jacobian is zero off its diagonal", () => {
  assert.deepEqual(jacobian([1, 0, 0.5]), [[1, 0, 0], [0, 0, 0], [0, 0, 0.5]]);
});

test("a gate's own size stands among those to choose from", () => {
  assert.deepEqual(widthsWith(100).slice(0, 4), [16, 64, 100, 256]);
  assert.equal(widthsWith(64).length, widthsWith(0).length);
});

test("a matrix that is not drawn says why", () => {
  assert.match(noteOn(0), /not known yet/);
  assert.match(noteOn(LARGEST), /all entries off the diagonal are zero/);
  assert.match(noteOn(LARGEST + 1), /Up to 16 elements/);
});
