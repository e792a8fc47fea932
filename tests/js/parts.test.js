import assert from "node:assert/strict";
import { test } from "node:test";

import { belongs, identities, outsideUnchanged, titleOf, toggled, unchangedSentence } from "../../static/js/trace/parts.js";
import { leaf, trace, written } from "./tracing.js";

/** @typedef {import("../../static/js/trace/types.js").Part} Part */

/** @param {Partial<Part>} parts @returns {Part} */
function part(parts) {
  return { key: "neuron#1", kind: "call", label: "neuron", open: true, node: null, group: ["neuron#1"], inside: [], ...parts };
}

const GATES = { detail: "gates", closed: [], opened: [] };
const SIGMOID = part({ key: "neuron#1/h", kind: "gate", label: "sigmoid", open: false, node: 4 });

test("a call is closed and opened again", () => {
  const once = toggled(GATES, trace({ parts: [part({})] }), part({}));
  assert.deepEqual(once, { detail: "gates", closed: ["neuron#1"], opened: [] });
  assert.deepEqual(toggled(once, trace({ parts: [part({ open: false, node: 3 })] }), part({})), GATES);
});

test("what is inside a closed call is remembered", () => {
  const state = { detail: "gates", closed: [], opened: ["neuron#1/h"] };
  assert.deepEqual(toggled(state, trace({ parts: [part({})] }), part({})), { ...state, closed: ["neuron#1"] });
});

test("from blocks one call is opened and the others stay closed", () => {
  const parts = ["a#1", "b#1", "a#2"].map((key, node) => part({ key, open: false, node, group: [key] }));
  const blocks = trace({ detail: "blocks", parts });
  assert.deepEqual(toggled({ ...GATES, detail: "blocks" }, blocks, /** @type {Part} */ (parts[1])), {
    detail: "gates", closed: ["a#1", "a#2"], opened: [],
  });
});

test("a call that is opened from blocks keeps the calls inside it closed, and so do the others", () => {
  const parts = ["a#1", "b#1"].map((key, node) => part({ key, open: false, node, group: [key], inside: [`${key}/c#1`, `${key}/c#1/d#1`] }));
  const once = toggled({ ...GATES, detail: "blocks" }, trace({ detail: "blocks", parts }), /** @type {Part} */ (parts[0]));
  const left = ["b#1", "a#1/c#1", "a#1/c#1/d#1", "b#1/c#1", "b#1/c#1/d#1"];
  assert.deepEqual(once, { detail: "gates", closed: left, opened: [] });
  const inner = part({ key: "a#1/c#1", open: false, node: 1, group: ["a#1", "c#1"], inside: ["a#1/c#1/d#1"] });
  assert.deepEqual(toggled(once, trace({ detail: "gates", parts: [inner] }), inner).closed, left.filter((key) => key !== "a#1/c#1"));
});

test("from elementary one gate is closed and the others stay opened", () => {
  const parts = ["s", "t"].map((key) => part({ key, kind: "gate", label: "sigmoid", open: true, group: [`sigmoid#${key}`] }));
  const elementary = trace({ detail: "elementary", parts });
  assert.deepEqual(toggled({ ...GATES, detail: "elementary" }, elementary, /** @type {Part} */ (parts[0])), {
    detail: "gates", closed: [], opened: ["t"],
  });
});

test("a gate with a name is called by both", () => {
  assert.equal(titleOf(part({})), "neuron#1");
  assert.equal(titleOf(SIGMOID), "sigmoid → neuron#1/h");
  assert.equal(titleOf({ ...SIGMOID, key: "neuron#1/sigmoid#2" }), "neuron#1/sigmoid#2");
});

test("a node belongs to its call, and to the calls around that", () => {
  const inner = leaf(1, "s", 1, [1, 0, 1, 1], { group: ["layer#1", "neuron#2"] });
  assert.ok(belongs(part({ group: ["layer#1"] }), inner));
  assert.ok(belongs(part({ group: ["layer#1", "neuron#2"] }), inner));
  assert.ok(!belongs(part({ group: ["layer#1", "neuron#1"] }), inner));
  assert.ok(belongs({ ...SIGMOID, node: 1 }, inner));
  assert.ok(!belongs(SIGMOID, inner));
});

test("the outside is unchanged up to rounding, and no gradient is as good as zeros", () => {
  /** @param {number} value @param {import("../../static/js/trace/types.js").Trace["gradients"]} gradients */
  const told = (value, gradients) => trace({ output: "f", outputs: [0], nodes: [leaf(0, "f", value)], gradients });
  const before = told(0.73, { x: [1, 2], k: null });
  assert.ok(outsideUnchanged(before, told(0.73 * (1 + 1e-12), { x: [1, 2 + 1e-12], k: [0, 0] })));
  assert.ok(!outsideUnchanged(before, told(0.73, { x: [1, 2.000001], k: null })));
  assert.ok(!outsideUnchanged(before, told(0.74, { x: [1, 2], k: null })));
  assert.ok(!outsideUnchanged(before, trace({ ...before, mode: "forward" })));
  assert.ok(outsideUnchanged(told(NaN, { x: "Infinity" }), told(NaN, { x: "Infinity" })));
  assert.ok(!outsideUnchanged(told(1, { x: "Infinity" }), told(1, { x: "-Infinity" })));
  assert.equal(unchangedSentence(before), "outside numbers unchanged: f = 0.73");
});

test("what is written once and seen in two pictures has one key", () => {
  const x = leaf(0, "x", 1, [1, 4, 1, 5]);
  const gate = leaf(1, "y", 1, [2, 4, 2, 9], { op: "add", kind: "gate" });
  const edge = { id: 0, source: 0, target: 1, slot: 0, local: 1, ...written(), contribution: 1 };
  const one = identities(trace({ nodes: [x, gate], edges: [edge] }));
  const block = leaf(0, "h", 1, [3, 0, 3, 9], { op: "neuron", kind: "gate" });
  const two = identities(trace({
    nodes: [block, { ...x, id: 1 }, { ...gate, id: 2 }],
    edges: [{ ...edge, source: 1, target: 2 }],
  }));
  assert.deepEqual(one.nodes, two.nodes.slice(1));
  assert.deepEqual(one.edges, two.edges);
  const twins = identities(trace({ nodes: [gate, { ...gate, id: 2 }] })).nodes;
  assert.notEqual(twins[0], twins[1]);
});
