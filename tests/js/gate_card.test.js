import assert from "node:assert/strict";
import { test } from "node:test";

import { linesAt, mayTell, sharesOf, typed, written } from "../../static/js/inspector/card.js";
import { choosingOf, withClass } from "../../static/js/inspector/classes.js";
import { FRAME, across, down, isInside, pathOf, tangentOf, ticks } from "../../static/js/inspector/plot.js";
import { leaf, trace, written as plain } from "./tracing.js";

/** @param {number} line @param {number} column @param {number} end @param {string} text */
const edit = (line, column, end, text) => ({ place: { line, column, end_line: line, end_column: end }, text });

/** A gate of some operands. @param {number} id @param {string} op @param {number[]} inputs @param {any} value @param {Partial<import("../../static/js/trace/types.js").GraphNode>} [parts] */
const gate = (id, op, inputs, value, parts = {}) => leaf(id, `g${id}`, value, [1, 0, 1, 0], { kind: "gate", op, inputs, ...parts });

test("edits are written where they say, from the end on, with the number that was chosen", () => {
  assert.equal(written("E = half_squared_error(p, y)", [edit(1, 4, 22, "squared_error")]), "E = squared_error(p, y)");
  assert.equal(written("x = 1\nf = elu(x)", [edit(2, 9, 9, ", alpha=▢")], "2.5"), "x = 1\nf = elu(x, alpha=2.5)");
  assert.equal(written("a b c", [edit(1, 0, 1, "xx"), edit(1, 4, 5, "z")]), "xx b z");
  assert.equal(written("𝑤 = relu(𝑤)", [edit(1, 4, 8, "tanh")]), "𝑤 = tanh(𝑤)");
});

test("a number is typed with either minus and either point, and not below its least", () => {
  assert.equal(typed(" −0,5 ", null), -0.5);
  assert.equal(typed("0.01", 0), 0.01);
  for (const text of ["", "x", "1e999"]) assert.equal(typed(text, null), null);
  assert.equal(typed("-1", 0), null);
});

test("gates are asked about, and nothing else", () => {
  assert.equal(mayTell(gate(1, "relu", [0], 1)), true);
  assert.equal(mayTell(gate(1, "matmul", [0], 1)), true);
  assert.equal(mayTell(leaf(0, "x", 1)), false);
  assert.equal(mayTell(undefined), false);
});

test("lines of a gradient wait for it", () => {
  const told = trace({
    outputs: [1], nodes: [leaf(0, "p", 0.1, undefined, { gradient: -10 }), gate(1, "bce", [0], 2.3, { gradient: 1 })],
    edges: [{ id: 0, source: 0, target: 1, slot: 0, local: -10, contribution: -10, ...plain() }],
    steps: [{ phase: "forward", node: 1, edge: null, sentence: "" }, { phase: "backward", node: 1, edge: null, sentence: "" }, { phase: "backward", node: 0, edge: 0, sentence: "" }],
  });
  /** @type {any} */
  const card = { loss: { predicted: { node: 0 } }, lines: [{ phase: "forward", text: "E" }, { phase: "backward", text: "dE" }] };
  assert.deepEqual([0, 1, 3].map((step) => linesAt(card, told, 1, step).lines), [[], ["E"], ["E", "dE"]]);
});

test("the parts of an objective share a bar", () => {
  assert.deepEqual(sharesOf([{ name: "data", value: 2 }, { name: "penalty", value: 6 }]).map(({ share }) => share), [0.25, 0.75]);
  assert.deepEqual(sharesOf([{ name: "data", value: 0 }]).map(({ share }) => share), [0]);
});

test("the 1 of a target goes to the class that is chosen", () => {
  const y = leaf(0, "Y", [0, 1, 0], undefined, { kind: "constant" });
  const row = choosingOf(trace({ nodes: [y] }), y);
  assert.ok(row);
  assert.deepEqual([row.chosen, row.classes, withClass(row, 0, 2)], [[1], 3, [0, 0, 1]]);
  const rows = leaf(0, "Y", [[1, 0], [0, 1]], undefined, { kind: "constant" });
  const two = choosingOf(trace({ nodes: [rows] }), rows);
  assert.ok(two);
  assert.deepEqual(withClass(two, 1, 0), [[1, 0], [1, 0]]);
});

test("no class is chosen of what is no target", () => {
  for (const node of [leaf(0, "W", [[1, 0], [0, 1]]), leaf(0, "y", [0.2, 0.8]), leaf(0, "y", [1, 1]), leaf(0, "y", 1), gate(0, "softmax", [], [0, 1])]) {
    assert.equal(choosingOf(trace({ nodes: [node] }), node), null);
  }
});

test("the number of a class, and the truth of a yes or no, are chosen too", () => {
  const label = leaf(1, "label", 2, undefined, { kind: "constant" });
  const told = trace({
    nodes: [leaf(0, "s", [1, 2, 3]), label, gate(2, "hinge", [0, 1], 1)],
    edges: [{ id: 0, source: 0, target: 2, slot: 0, local: null, contribution: null, ...plain() }, { id: 1, source: 1, target: 2, slot: 1, local: null, contribution: null, ...plain() }],
  });
  const choosing = choosingOf(told, label);
  assert.ok(choosing);
  assert.deepEqual([choosing.classes, choosing.chosen, withClass(choosing, 0, 1)], [3, [2], 1]);
  const yes = leaf(0, "y", 1, undefined, { kind: "constant" });
  const truth = choosingOf(trace({ nodes: [yes] }), yes, true);
  assert.ok(truth);
  assert.deepEqual([truth.classes, withClass(truth, 0, 0)], [2, 0]);
});

const CURVE = { across: "p", up: "E", left: 0, right: 2, low: 0, high: 4, lines: [], points: [] };

test("a curve is drawn in its frame, with gaps where it is not finite", () => {
  assert.equal(across(CURVE, 0), FRAME.left);
  assert.equal(down(CURVE, 4), FRAME.top);
  assert.equal(down(CURVE, 0), FRAME.top + FRAME.height);
  const path = pathOf(CURVE, { name: "", kind: "here", y: ["Infinity", 4, 0, "NaN", 2, 2] });
  assert.equal(path.match(/M/g)?.length, 2);
  assert.equal(path.match(/L/g)?.length, 2);
  assert.ok(isInside(CURVE, { name: "", x: 1, y: 4, slope: 0 }));
  assert.ok(!isInside(CURVE, { name: "", x: 1, y: 4.1, slope: 0 }));
});

test("the tangent line goes through its point as steep as the slope says, and is always as long", () => {
  for (const slope of [-10, 0, 0.5, 3]) {
    const { x1, y1, x2, y2 } = tangentOf(CURVE, { name: "", x: 0.5, y: 1, slope });
    assert.ok(Math.abs((x1 + x2) / 2 - across(CURVE, 0.5)) < 0.11 && Math.abs((y1 + y2) / 2 - down(CURVE, 1)) < 0.11);
    const steep = ((y1 - y2) / FRAME.height * 4) / ((x2 - x1) / FRAME.width * 2);
    assert.ok(Math.abs(steep - slope) < 0.05 * Math.max(1, Math.abs(slope)), `${slope}: ${steep}`);
    assert.ok(Math.abs(Math.hypot(x2 - x1, y2 - y1) - 124) < 0.4);
  }
});

test("ticks are round numbers", () => {
  assert.deepEqual(ticks(0, 1), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(ticks(-46, 46), [-40, -20, 0, 20, 40]);
  assert.deepEqual(ticks(0, 4), [0, 1, 2, 3, 4]);
});
