import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { derivativeAt, storyOf, valueAt } from "../../static/js/trace/known.js";
import { orderAt } from "../../static/js/panels/table.js";

const { stories } = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8"));
const circuit = storyOf(stories.circuit.trace);
const { nodes, steps } = circuit.trace;
const end = steps.length;

/** @param {import("../../static/js/trace/known.js").Story} story @param {number} step @param {boolean} [predicting] */
const derivatives = ({ trace, times }, step, predicting = false) =>
  trace.nodes.map((node) => derivativeAt({ trace, times }, node, { step, predicting }));

test("a value is blank until its gate is computed", () => {
  const valuesAt = (/** @type {number} */ step) => nodes.map((node) => valueAt(circuit, node, step));
  assert.deepEqual([0, 1, 2].map(valuesAt), [[-2, 5, -4, "", ""], [-2, 5, -4, 3, ""], [-2, 5, -4, 3, -12]]);
});

test("a gradient is blank until it is complete, and while it is predicted", () => {
  assert.deepEqual(derivatives(circuit, 2), ["", "", "", "", ""]);
  assert.deepEqual(derivatives(circuit, 3), ["", "", "", "", 1]);
  assert.deepEqual(derivatives(circuit, end), [-4, -4, 3, -4, 1]);
  assert.deepEqual(derivatives(circuit, end, true), ["", "", "", "", ""]);
});

test("that there is no gradient is certain at the end only", () => {
  const unused = storyOf({ ...circuit.trace, nodes: nodes.map((node) => (node.id === 0 ? { ...node, gradient: null } : node)) });
  assert.equal(derivatives(unused, end - 1)[0], "");
  assert.equal(derivatives(unused, end)[0], null);
});

test("a tangent comes with its value, once the seeds are told", () => {
  const tangents = storyOf(stories.tangents.trace);
  const all = tangents.trace.nodes.map(({ tangent }) => tangent);
  assert.ok(derivatives(tangents, 0).every((shown) => shown === ""));
  assert.deepEqual(derivatives(tangents, tangents.trace.steps.length), all);
});

test("what is blank is not sorted by its number", () => {
  const byGradient = { column: "gradient", descending: true };
  assert.deepEqual(orderAt(circuit, null, { step: 0, predicting: false }), [0, 1, 2, 3, 4]);
  assert.deepEqual(orderAt(circuit, byGradient, { step: 0, predicting: false }), [0, 1, 2, 3, 4]);
  assert.deepEqual(orderAt(circuit, byGradient, { step: 3, predicting: false }), [4, 0, 1, 2, 3]);
  assert.deepEqual(orderAt(circuit, byGradient, { step: end, predicting: false }), [2, 4, 0, 1, 3]);
});
