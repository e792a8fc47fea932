import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decodeFrame, decodeMessage } from "../../static/js/lab/decode.js";
import { framed, initialState, received } from "../../static/js/lab/reduce.js";

const data = new URL("../data/", import.meta.url);
const bytes = readFileSync(new URL("frame.bin", data));
/** @type {{ header: any, arrays: { name: string, dtype: string, shape: number[], data: number[] }[] }} */
const golden = JSON.parse(readFileSync(new URL("frame.json", data), "utf8"));
const message = /** @type {ArrayBuffer} */ (bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));

/** What JSON has no word for. @param {unknown} value */
const number = (value) => ({ NaN, Infinity, "-Infinity": -Infinity })[/** @type {string} */ (value)] ?? value;

test("the golden frame has the header that was written", () => {
  const { arrays: _, ...found } = decodeFrame(message);
  const expected = Object.fromEntries(Object.entries(golden.header).map(([key, value]) => [key, number(value)]));
  assert.deepEqual(found, expected);
});

test("the golden frame has the arrays that were written", () => {
  const { arrays } = decodeFrame(message);
  assert.deepEqual(Object.keys(arrays), golden.arrays.map(({ name }) => name));
  for (const { name, dtype, shape, data: values } of golden.arrays) {
    assert.deepEqual(arrays[name]?.shape, shape);
    const steps = dtype.startsWith("uint");
    assert.equal(arrays[name]?.data.constructor.name.toLowerCase(), steps ? "float32array" : `${dtype}array`);
    const expected = /** @type {number[]} */ (values.map(number));
    const found = [...(arrays[name]?.data ?? [])];
    if (steps) found.forEach((value, k) => assert.ok(Math.abs(value - (expected[k] ?? NaN)) <= 1e-6 * (1 + Math.abs(value)), `${name}[${k}]`));
    else assert.deepEqual(found, expected);
  }
});

test("what is told once stays, until it is told anew", () => {
  const kept = { layer0: { shape: [1], data: Float32Array.of(1) }, layer1: { shape: [1], data: Float32Array.of(2) } };
  const { arrays } = decodeFrame(message, kept);
  assert.equal(arrays["layer0"], kept.layer0);
  assert.notEqual(arrays["layer1"], kept.layer1);
});

test("a kind of numbers that is not known is an error", () => {
  const text = new TextEncoder().encode('{"arrays":[{"name":"a","dtype":"int8","shape":[1],"offset":0}]}');
  const odd = new Uint8Array(4 + text.length);
  new DataView(odd.buffer).setUint32(0, text.length, true);
  odd.set(text, 4);
  assert.throws(() => decodeFrame(odd.buffer), /int8/);
});

test("a message's words for what is not finite are numbers, and its other texts are texts", () => {
  const told = decodeMessage('{"type":"probed","x":[1,2],"outputs":["NaN",1],"layers":[{"before":["-Infinity"]}]}');
  assert.deepEqual(told, { type: "probed", x: [1, 2], outputs: [NaN, 1], layers: [{ before: [-Infinity] }] });
});

/** A message with what is read of it here. @param {object} part @returns {import("../../static/js/lab/types.js").ServerMessage} */
const told = (part) => /** @type {any} */ (part);

const CHOICES = /** @type {any} */ ({ activations: [], layers: 8, units: 64 });
/** @param {number} update @param {number} [last] @returns {any} */
const frame = (update, last = update) => ({ update, epoch: update / 20, train_loss: 1 / (1 + update), test_loss: null, train_accuracy: 0.5, test_accuracy: null, running: true, history: { first: 0, last }, arrays: {} });
/** @param {...any} frames */
const after = (...frames) => frames.reduce((state, one) => ({ ...state, ...framed(state, one) }), initialState(CHOICES));
/** @param {{ curve: readonly { update: number }[] }} state */
const updates = ({ curve }) => curve.map(({ update }) => update);

test("frames make the curve", () => {
  assert.deepEqual(updates(after(frame(0), frame(10), frame(20))), [0, 10, 20]);
});

test("going back keeps the curve and sets the cursor", () => {
  const state = after(frame(0), frame(10), frame(20), frame(10, 20));
  assert.deepEqual(updates(state), [0, 10, 20]);
  assert.equal(state.cursor, 10);
});

test("going on from there drops what came after", () => {
  const state = after(frame(0), frame(10), frame(20), frame(10, 20), frame(12));
  assert.deepEqual(updates(state), [0, 10, 12]);
  assert.equal(state.cursor, null);
});

test("a reset begins the curve anew", () => {
  assert.deepEqual(updates(after(frame(0), frame(10), frame(0))), [0]);
});

test("an explained update is told until the next moment", () => {
  const changed = { ...frame(1), running: false };
  const told = { ...changed, arrays: { gradient: { shape: [1], data: new Float64Array(1) }, delta: { shape: [1], data: new Float64Array(1) }, batch: { shape: [1], data: new Int32Array(1) } } };
  assert.equal(after(frame(0), told).explained?.stage, "forward");
  assert.equal(after(frame(0), told).explained?.layer, 1);
  assert.equal(after(frame(0), told).explained?.before?.update, 0);
  assert.equal(after(frame(0), told, frame(2)).explained, null);
  assert.equal(after(frame(0), told).staged, true);
  assert.equal(after(frame(0), told, changed).staged, true, "a change leaves slow motion on");
  assert.equal(after(frame(0), told, changed).explained, null);
  assert.equal(after(frame(0), told, changed, { ...told, update: 2 }).explained?.before?.update, 1);
  for (const left of [frame(2), frame(0), frame(1)]) assert.equal(after(frame(0), told, left).staged, false);
  assert.equal(after(frame(0), { ...told, update: 9 }).explained?.before, null, "not the moment before");
});

test("runs in step do not say themselves whether they run", () => {
  const state = { ...initialState(CHOICES), inStep: true, running: true };
  assert.equal(framed(state, { ...frame(3), running: false }).running, true);
  assert.equal(received(state, { type: "paused", update: 3, reason: "asked" }).running, true);
});

test("what is told stays while somebody goes back in a run that stands", () => {
  const state = { ...initialState(CHOICES), told: "The connection is back." };
  assert.equal(received(state, { type: "paused", update: 3, reason: "asked" }).told, undefined);
  assert.equal(received({ ...state, running: true }, { type: "paused", update: 3, reason: "asked" }).told, "");
  assert.match(received(state, { type: "paused", update: 3, reason: "until" }).told ?? "", /as you asked/);
});

test("an error stands until the server has understood", () => {
  const problem = { title: "no", detail: "no" };
  const wrong = { ...initialState(CHOICES), ...received(initialState(CHOICES), told({ type: "error", problem })) };
  assert.equal(wrong.problem, problem);
  assert.equal(received(wrong, told({ type: "ready", config: {} })).problem, null);
});

test("a network with fewer neurons forgets which were chosen", () => {
  const state = { ...initialState(CHOICES), neuron: /** @type {any} */ ({ layer: 1, units: [0, 5] }) };
  const network = { features: ["x1"], layers: [{ units: 3, activation: "tanh" }], blocks: [], size: 0 };
  assert.equal(received(state, told({ type: "ready", network })).neuron, null);
});
