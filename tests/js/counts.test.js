// What the panel Counts says of an answer, and which sizes of a batch can be chosen.

import assert from "node:assert/strict";
import test from "node:test";

import { countsAsk, notesOf, rowsOf, sayParameters, sizesWith, totalsOf } from "../../static/js/panels/counts.js";

const layer = { kind: /** @type {const} */ ("line"), multiply_adds_back: 0, kept: 0, multiply_adds: 0, parameters: 0, written: "0" };
const gate = { node: 3, layer: 0, multiply_adds: 0, multiply_adds_back: 0, kept: 0 };

/** @type {import("../../static/js/panels/counts.js").Answer} */
const ANSWER = {
  parameters: [{ name: "W", node: 1, shape: [17, 784], count: 13328, written: "17·784", layer: 1 }],
  data: [{ name: "X", node: 0, shape: [60000, 784], count: 47040000, written: "60000·784", layer: null }, { name: "k", node: 5, shape: [], count: 1, written: "1", layer: null }],
  total: 13328,
  written: "17·784 = 13,328",
  layers: [
    { ...layer, name: "A0", line: 1 },
    { ...layer, name: "layer#1", kind: "call", line: 2, parameters: 13328, written: "17·784 = 13,328", multiply_adds: 799680000, multiply_adds_back: 799680000 },
    { ...layer, name: "A1", line: 3, kept: 1020000 },
  ],
  gates: [
    { ...gate, name: "X @ W", jacobian: null },
    { ...gate, name: "A1", jacobian: { rows: 1020000, columns: 1020000, entries: 1.0404e12, stored: 1020000 } },
    { ...gate, name: "L", jacobian: { rows: 1, columns: 1020000, entries: 1020000, stored: 0 } },
  ],
  multiply_adds: 799680000,
  multiply_adds_back: 799680000,
  kept: 1020000,
  kept_bytes: { float32: 4080000, float64: 8160000 },
  batch: { size: 60000, own: 60000, data: ["X"] },
};

test("a layer that costs nothing has no row, and what is none is a dash", () => {
  assert.deepEqual(rowsOf(ANSWER), [
    { name: "layer#1", line: 2, cells: ["17·784 = 13,328", "799,680,000", "799,680,000", "–"] },
    { name: "A1", line: 3, cells: ["–", "–", "–", "1,020,000"] },
  ]);
  assert.deepEqual(totalsOf(ANSWER), ["13,328", "799,680,000", "799,680,000", "1,020,000"]);
});

test("parameters are told with their arithmetic, one with none", () => {
  assert.equal(sayParameters(ANSWER), "Parameters: 17·784 = 13,328");
  assert.equal(sayParameters({ ...ANSWER, total: 1, written: "1" }), "1 parameter");
  assert.equal(sayParameters({ ...ANSWER, total: 0, written: "0" }), "Nothing learns here: no gradient flows back to an input.");
});

test("below the table stand the memory, the largest Jacobian and what is no parameter", () => {
  assert.deepEqual(notesOf(ANSWER), [
    "Kept for the way back: 1,020,000 numbers, 3.89 MiB (4.08 MB) in float32, 7.78 MiB (8.16 MB) in float64.",
    "The Jacobian of A1 would have 1,020,000 × 1,020,000 = 1,040,400,000,000 entries, 3.78 TiB (4.16 TB) in float32; the way back reads 1,020,000 numbers in its place.",
    "The gradient takes as much room as the parameters: 52.1 KiB (53.3 kB) in float32.",
    "No parameters: X 60000×784, k scalar.",
  ]);
  const large = { rows: 2 ** 50, columns: 2 ** 50, entries: 2 ** 100, stored: 0 };
  const [, said] = notesOf({ ...ANSWER, gates: [{ ...gate, name: "S", jacobian: large }] });
  assert.match(said ?? "", /= 1\.27 · 10\^30 entries, .*; the way back reads no number in its place\.$/);
  assert.deepEqual(notesOf({ ...ANSWER, kept: 0, gates: [], data: [], parameters: [], total: 0 }), []);
});

test("the sizes of a batch are round, and those that the program has", () => {
  assert.deepEqual(sizesWith(4, 60000).slice(0, 6), [1, 2, 4, 5, 10, 20]);
  assert.ok(sizesWith(4, 60000).includes(60000));
  assert.equal(sizesWith().at(-1), 1_000_000);
  assert.equal(sizesWith(2_000_000).at(-1), 2_000_000);
});

test("what is chosen is asked for, and no parameters where the text says which learn", () => {
  const state = { counted: null, learners: null, trace: null };
  assert.deepEqual(countsAsk(state), {});
  assert.deepEqual(countsAsk({ ...state, counted: 100, learners: ["W"] }), { batch: 100, parameters: ["W"] });
  const trace = /** @type {any} */ ({ update: { parameters: ["b"] } });
  assert.deepEqual(countsAsk({ ...state, learners: ["W"], trace }), {});
});
