import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { ghostTexts, isWithin, measured, placed, whatIf } from "../../static/js/panels/what_if.js";
import { meet } from "../../static/js/picture/boxes.js";
import { boxAt } from "../../static/js/picture/routes.js";

const golden = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8"));
const circuit = golden.stories.circuit.trace;
const X = { name: "x", index: [] };
const END = circuit.steps.length;

/** The circuit with other numbers at some of its nodes. @param {Record<string, number>} values */
const with_ = (values) => ({ ...circuit, nodes: circuit.nodes.map((/** @type {any} */ node) => ({ ...node, value: values[node.name] ?? node.value })) });
const raised = with_({ x: -1.5, q: 3.5, f: -14 });

test("what was predicted of a changed number stands beside what is true", () => {
  const found = whatIf(circuit, raised, X, null, END);
  assert.ok(found);
  assert.deepEqual([found.from, found.gradient, found.change, found.predicted, found.actual], [-12, -4, 0.5, -2, -2]);
  assert.deepEqual(ghostTexts(found, false)[0], [
    { of: "predicted", text: "predicted −12 + (−4) · 0.5 = −14" },
    { of: "true", text: "true −14" },
  ]);
  assert.deepEqual(ghostTexts(found, true).at(-1)?.map(({ text }) => text), ["f predicted −14", "f true −14"]);
});

test("figures that differ are written until that is seen, and rounding is no difference", () => {
  const near = whatIf(circuit, with_({ x: -1.5, q: 3.5, f: -13.99996 }), X, null, END);
  assert.deepEqual(near && ghostTexts(near, false).at(-1)?.map(({ text }) => text), ["predicted −14", "true −13.99996"]);
  const dirty = whatIf(circuit, with_({ x: -1.5, q: 3.5, f: -14.000000000000002 }), X, null, END);
  assert.equal(dirty && ghostTexts(dirty, false)[0][1]?.text, "true −14");
});

test("nothing is said of a number that stands, before its gradient is told, or where another changed too", () => {
  assert.equal(whatIf(circuit, circuit, X, null, END), null);
  assert.equal(whatIf(circuit, raised, X, null, 2), null);
  assert.equal(whatIf(circuit, with_({ x: -1.5, z: -5, f: -17.5 }), X, null, END), null);
  assert.equal(whatIf(circuit, { ...raised, nodes: raised.nodes.slice(1) }, X, null, END), null);
  assert.equal(whatIf({ ...circuit, gradients: null }, raised, X, null, END), null);
  assert.equal(whatIf(circuit, with_({ x: Infinity, q: Infinity, f: -Infinity }), X, null, END), null);
});

/** @type {[import("../../static/js/panels/what_if.js").Lines, import("../../static/js/panels/what_if.js").Lines]} */
const TEXTS = [
  [{ of: "predicted", text: "predicted −12 + (−4) · 0.5 = −14" }, { of: "true", text: "true −14" }],
  [{ of: "predicted", text: "predicted −14" }, { of: "true", text: "true −14" }],
];

test("ghosts cover nothing, are as full as there is room, and stay where they stand", () => {
  const bounds = { left: 0, top: 0, right: 600, bottom: 300 };
  const figures = Array.from({ length: 5 }, (_, k) => ({ key: `edge:${k}:value`, box: boxAt({ x: 100 * k + 60, y: 150 }, { width: 60, height: 40 }) }));
  const first = placed(TEXTS, [20, 13], { x: 560, y: 150 }, { taken: figures, bounds });
  assert.ok(first);
  assert.deepEqual([first.form, first.letter], [0, 20]);
  const box = boxAt(first.at, measured(TEXTS[0], 20));
  assert.ok(figures.every((one) => !meet(box, one.box)) && isWithin({ x: box.right, y: box.bottom }, bounds));
  assert.equal(placed(TEXTS, [20, 13], { x: 10, y: 10 }, { taken: figures, bounds }, first), first);
  const narrow = placed(TEXTS, [20, 13], { x: 100, y: 60 }, { taken: [], bounds: { left: 0, top: 0, right: 190, bottom: 200 } });
  assert.deepEqual([narrow?.form, narrow?.letter], [1, 20]);
  const tight = placed(TEXTS, [20, 13], { x: 60, y: 60 }, { taken: [], bounds: { left: 0, top: 0, right: 130, bottom: 200 } });
  assert.deepEqual([tight?.form, tight?.letter], [1, 13]);
  assert.equal(placed(TEXTS, [20, 13], { x: 60, y: 60 }, { taken: [{ key: "", box: bounds }], bounds }), null);
});
