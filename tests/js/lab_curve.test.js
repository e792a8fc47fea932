import assert from "node:assert/strict";
import { test } from "node:test";
import { grown, spacing, toldBy } from "../../static/js/lab/curve.js";

/** @typedef {import("../../static/js/lab/types.js").Recorded} Recorded */

/**
 * A frame at an update that tells of some updates.
 * @param {number} update @param {readonly number[]} [told] @param {number} [last]
 * @returns {any}
 */
const frame = (update, told = [], last = update) => ({
  update, epoch: update / 2, train_loss: 1 / (1 + update), test_loss: null, train_accuracy: 0.5, test_accuracy: null, history: { first: 0, last },
  arrays: told.length ? {
    recorded_at: { shape: [told.length], data: Int32Array.from(told) },
    recorded: { shape: [told.length, 6], data: Float32Array.from(told.flatMap((at) => [at / 2, 1 / (1 + at), NaN, 0.5, NaN, NaN])) },
  } : {},
});
/** @param {readonly any[]} frames */
const after = (...frames) => frames.reduce((curve, one) => grown(curve, one), /** @type {readonly Recorded[]} */ ([]));
/** @param {readonly { update: number }[]} curve */
const updates = (curve) => curve.map(({ update }) => update);
/** @param {number} from @param {number} to */
const range = (from, to) => Array.from({ length: to - from }, (_, k) => from + k);

test("a frame tells of the updates before it, and what is missing is missing", () => {
  assert.deepEqual(toldBy(frame(3, [1, 2])), [1, 2].map((at) => ({ update: at, epoch: at / 2, train_loss: at === 1 ? 0.5 : 0.3333333, test_loss: null, train_accuracy: 0.5, test_accuracy: null, mean_error: null, norms: [] })));
  assert.deepEqual(toldBy(frame(3)), []);
});

test("the norms of the layers come after the rest, as many as there are", () => {
  const told = { recorded_at: { shape: [2], data: Int32Array.of(1, 2) }, recorded: { shape: [2, 9], data: Float32Array.from([[0.5, 0.25, 2], [0.5, 2, NaN]].flatMap((norms) => [0, 1, NaN, 1, NaN, NaN, ...norms])) } };
  assert.deepEqual(toldBy({ arrays: told }).map(({ norms }) => norms), [[0.5, 0.25, 2], [0.5, 2]]);
});

test("the beginning is whole though frames are few and tell late", () => {
  const curve = after(frame(0), frame(400, range(1, 41)), frame(900, range(41, 400)));
  assert.deepEqual(updates(curve), [...range(0, 401), 900]);
});

test("a long curve keeps its beginning and its end, and grows with the logarithm", () => {
  const curve = after(...range(0, 30_000).map((update) => frame(update)));
  assert.deepEqual(updates(curve.slice(0, 512)), range(0, 512));
  assert.equal(curve.at(-1)?.update, 29_999);
  assert.ok(curve.length < 512 + 2 * 256 * 6, `${curve.length} records`);
  for (const [k, { update }] of curve.entries()) assert.ok(update - (curve[k - 1]?.update ?? 0) <= spacing(update), `before ${update}`);
});

test("few moments are all kept", () => {
  assert.deepEqual(updates(after(...[0, 700, 1400, 5000].map((update) => frame(update)))), [0, 700, 1400, 5000]);
});

test("going back keeps the curve and going on from there cuts it", () => {
  assert.deepEqual(updates(after(frame(0), frame(10), frame(20), frame(10, [], 20))), [0, 10, 20]);
  assert.deepEqual(updates(after(frame(0), frame(10), frame(20), frame(10, [], 20), frame(12))), [0, 10, 12]);
});

test("what is told of the past takes its place there", () => {
  assert.deepEqual(updates(after(frame(90), frame(10, [3, 10], 90))), [3, 10, 90]);
});
