import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { callOf, framed, joined, namesOf, regrouped, told, turned } from "../../static/js/picture/marks.js";
import { INITIAL } from "../../static/js/trace/state.js";
import { trace } from "./tracing.js";

const circuit = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8")).stories.circuit.trace;
const answer = { program: "p", name: "block", key: "block#1", why: null, adds: [], result: 4, operands: [0, 1, 2], calls: ["block#1"], gates: [] };

test("a click turns the mark of a gate over, and inputs take none", () => {
  assert.deepEqual(turned(circuit, [], [3]), [3]);
  assert.deepEqual(turned(circuit, [4], [3]), [3, 4]);
  assert.deepEqual(turned(circuit, [3, 4], [3]), [4]);
  assert.deepEqual(turned(circuit, [], [0, 1]), []);
  assert.deepEqual(joined(circuit, [3], [0, 3, 4]), [3, 4]);
});

test("what is marked is said, and what is missing", () => {
  assert.match(told(circuit, [], null), /^Click the gates/);
  assert.equal(told(circuit, [3], null), "Marked: q.");
  assert.equal(told(circuit, [3, 4], answer), "2 gates marked. The block reads x, y and z and gives f.");
  assert.equal(told(circuit, [3, 4], { ...answer, why: "q lies between" }), "2 gates marked; q lies between.");
  assert.equal(namesOf(circuit, [0, 1, 2, 3, 4]), "x, y, z, q and 1 more");
});

test("a frame marks what it holds the middle of", () => {
  const boxes = [0, 1, 2].map((id) => ({ id, box: { left: 100 * id, top: 0, right: 100 * id + 40, bottom: 40 } }));
  assert.deepEqual(framed({ left: 10, top: 10, right: 130, bottom: 30 }, boxes), [0, 1]);
});

/** @type {import("../../static/js/trace/types.js").Part} */
const call = { key: "s#1", kind: "call", label: "s", open: false, node: 2, group: ["s#1"], inside: [] };
const nodes = circuit.nodes.slice(0, 4);

test("a folded call can be ungrouped, and an open one by its gates", () => {
  assert.equal(callOf(trace({ nodes, parts: [call] }), [2]), "s#1");
  assert.equal(callOf(trace({ nodes, parts: [call] }), [2, 3]), null);
  const inside = nodes.map((/** @type {any} */ node) => (node.id > 1 ? { ...node, group: ["s#1", "t#1"] } : node));
  const open = { ...call, open: true, node: null };
  assert.equal(callOf(trace({ nodes: inside, parts: [open] }), [2, 3]), "s#1");
  assert.equal(callOf(trace({ nodes: inside, parts: [open] }), [1, 2]), null);
  assert.equal(callOf(trace({ nodes, parts: [] }), []), null);
});

test("a new block is folded, and what was folded stays so where it is still there", () => {
  const state = { ...INITIAL, program: "before", closed: ["s#1", "t#1"], opened: ["p"], trace: trace({}) };
  const made = regrouped(state, { program: "p", calls: ["block#1", "block#1/s#1", "t#1"], gates: [] }, "block#1");
  assert.deepEqual([made.closed, made.opened, made.detail], [["t#1", "block#1"], [], "gates"]);
  assert.deepEqual(made.regrouped, { from: "before", to: "p" });
  const asBlocks = regrouped({ ...state, detail: "blocks" }, { program: "p", calls: ["block#1"], gates: [] }, "block#1");
  assert.deepEqual([asBlocks.program, "detail" in asBlocks], ["p", false]);
  const shown = { ...state, detail: "elementary", trace: trace({ parts: [{ ...call, kind: "gate", key: "p", open: true }] }) };
  assert.deepEqual(regrouped(shown, { program: "p", calls: [], gates: ["p"] }, null).opened, ["p"]);
});
