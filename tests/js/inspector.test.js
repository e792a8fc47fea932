import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { factorsOf, inspect, isInFormula, isShort, whyNone } from "../../static/js/inspector/inspector.js";
import { textOf } from "../../static/js/inspector/told.js";

const golden = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8"));
/** @type {import("../../static/js/trace/types.js").Trace} */
const circuit = golden.stories.circuit.trace; // f = (x + y) * z at −2, 5, −4
const END = circuit.steps.length;

/** @param {number} id @param {number} step @param {import("../../static/js/predict/predict.js").Guesses} [guesses] */
function report(id, step, guesses) {
  const found = inspect(circuit, id, step, guesses);
  assert.ok(found);
  return found;
}

test("a gate knows its operands and nothing further", () => {
  const q = report(3, END);
  assert.deepEqual(q.operands.map((use) => use.name), ["x", "y"]);
  assert.deepEqual(q.uses.map((use) => use.name), ["f"]);
  assert.deepEqual(q.operands.map((use) => use.contribution), [{ kind: "there", value: -4 }, { kind: "there", value: -4 }]);
  assert.deepEqual(q.operands[0]?.arriving, { kind: "there", value: -4 });
  assert.deepEqual(q.derivative, { kind: "there", value: -4 });
});

test("what is not computed yet is blank", () => {
  const q = report(3, 0);
  assert.equal(q.value.kind, "blank");
  assert.equal(q.derivative.kind, "blank");
  assert.deepEqual(q.operands.map((use) => [use.value.kind, use.local.kind, use.contribution.kind]), [
    ["there", "blank", "blank"],
    ["there", "blank", "blank"],
  ]);
  assert.equal(report(3, 1).value.kind, "there");
});

test("gradients are hidden from somebody who predicts them", () => {
  const q = report(3, END, {});
  assert.deepEqual([q.value.kind, q.derivative.kind, q.operands[0]?.arriving.kind], ["there", "hidden", "hidden"]);
  const wire = q.uses[0]?.edge.id;
  const right = /** @type {any} */ ({ [`e${wire}`]: { status: "right" } });
  const guessed = report(3, 0, right);
  assert.deepEqual([guessed.derivative.kind, guessed.operands[0]?.contribution.kind], ["there", "hidden"]);
});

test("multiply keeps both operands, add keeps nothing", () => {
  assert.deepEqual(report(4, END).cached.toSorted(), ["q", "z"]);
  assert.deepEqual(report(3, END).cached, []);
});

test("a node that is not there is not told of", () => {
  assert.equal(inspect(circuit, 99, 0), null);
});

test("a product is told by its factors once all of it is there", () => {
  const [x] = report(3, END).operands;
  assert.ok(x);
  assert.equal(factorsOf(x, 4), "−4 × 1 = ");
  assert.equal(factorsOf({ ...x, arriving: { kind: "blank" } }, 4), "");
  assert.equal(factorsOf({ ...x, local: { kind: "there", value: [1, 1] } }, 4), "");
});

test("a local derivative that the formula tells has no number beside it", () => {
  const [x] = report(3, END).operands; // ∂q/∂x = 1
  const [q] = report(4, END).operands; // ∂f/∂q = z
  assert.ok(x && q);
  assert.deepEqual([x, q, { ...q, local: { kind: /** @type {const} */ ("none") } }].map(isInFormula), [true, false, true]);
});

test("an array is told in one line", () => {
  const ten = Array.from({ length: 10 }, (_, k) => k - 2);
  assert.equal(textOf([1, 2]), "[1, 2]");
  assert.equal(textOf(ten), "10 numbers, from −2 to 7");
  assert.equal(textOf(ten.map(() => 3)), "10 numbers, all 3");
  assert.equal(textOf(ten.map(() => "NaN")), "10 numbers");
  assert.equal(textOf(/** @type {any} */ ({ summary: true, shape: [100, 100], min: -1, max: 1, mean: 0, norm: 5, preview: [] })), "100×100 numbers, from −1 to 1, mean 0, norm 5");
});

test("a sum is written out while its terms are short", () => {
  const there = (/** @type {any} */ value) => ({ kind: /** @type {const} */ ("there"), value });
  assert.deepEqual([{ kind: /** @type {const} */ ("blank") }, there(1), there([1, 2, 3, 4]), there([1, 2, 3, 4, 5])].map(isShort), [true, true, true, false]);
});

test("that there is no derivative has its reason", () => {
  const q = report(3, END);
  assert.match(whyNone(q), /does not depend on it/);
  assert.match(whyNone({ ...q, forward: true }), /No tangent/);
  assert.match(whyNone({ ...q, node: { ...q.node, kind: "constant" } }), /nobody asks/);
});
