import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import {
  changeAt, chosenIn, gradientAt, numbersOf, objective, objectiveName, outcome, sentence, targetsOf,
} from "../../static/js/panels/nudge.js";
import { changeText, changesOf } from "../../static/js/panels/nudge_marks.js";
import { leaf, trace } from "./tracing.js";

const golden = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8"));
const circuit = golden.stories.circuit.trace;

test("the slider goes from −1 to 1 in steps that people say", () => {
  assert.deepEqual([-10, -9, -1, 0, 1, 7, 10, 50].map(changeAt), [-1, -0.5, -0.001, 0, 0.001, 0.1, 1, 1]);
});

test("the promise in words", () => {
  const facts = { input: "x", output: "f", change: 0.5, predicted: -2, actual: -2.0000000000000018 };
  assert.equal(sentence(facts), "Raising x by 0.5 should change f by −2; it changed by −2, exactly as promised.");
  assert.match(sentence({ ...facts, change: -0.5, actual: -1.99 }), /^Lowering x by 0.5 .* off by 0.01, close/);
  assert.match(sentence({ ...facts, actual: 3 }), /the slope changes/);
  assert.match(sentence({ ...facts, predicted: 0, actual: 1 }), /the slope is zero here/);
  assert.match(sentence({ ...facts, change: 0 }), /Move the slider/);
});

test("the number that was chosen is nudged while there is such a one, else the first", () => {
  const targets = targetsOf(circuit);
  const nudge = { target: { name: "y", index: [] }, position: 3 };
  assert.equal(chosenIn(targets, nudge)?.name, "y");
  assert.equal(chosenIn(targets, { ...nudge, target: { name: "gone", index: [] } })?.name, "x");
  assert.equal(chosenIn(targets, null)?.name, "x");
  assert.equal(chosenIn([], nudge), null);
});

test("what was promised stands beside what happened", () => {
  const after = { ...circuit, nodes: circuit.nodes.map((/** @type {any} */ node) => (node.id === 4 ? { ...node, value: -13.99 } : node)) };
  const found = outcome(circuit, after, { name: "x", index: [] }, 0.5, null);
  assert.ok(found);
  const { actual, ...promised } = found;
  assert.deepEqual(promised, { input: "x", output: "f", change: 0.5, gradient: -4, predicted: -2 });
  assert.deepEqual(numbersOf(found), { predicted: "−4 × 0.5 = −2", actual: "−1.99", off: "0.01" });
  assert.equal(outcome({ ...circuit, gradients: {} }, after, { name: "x", index: [] }, 0.5, null), null);
});

test("numbers that are compared have as many digits as their difference needs", () => {
  for (const [predicted, actual] of [[0.012, 0.012004], [0.0119, 0.011900002], [-3.25, -3.2500041], [12345678, 12345679.5], [2e-5, 2.0004e-5], [0.5, 0.499999]]) {
    const told = sentence({ input: "x", output: "f", change: 0.5, predicted: predicted ?? 0, actual: actual ?? 0 });
    const [, one = "", other = ""] = /by (\S+); it changed by (\S+):/.exec(told) ?? [];
    const [p, a] = [one, other].map((text) => Number(text.replaceAll("−", "-")));
    const off = Math.abs((actual ?? 0) - (predicted ?? 0));
    assert.ok(Math.abs(Math.abs((a ?? 0) - (p ?? 0)) - off) < 0.1 * off, told);
  }
});

test("the promise is about what the gradient is of", () => {
  assert.equal(objective(circuit, null), -12);
  assert.equal(objective(circuit, 2), -24);
  assert.equal(objectiveName(circuit, null), "f");
  const array = trace({ output: "y", outputs: [0], nodes: [leaf(0, "y", [1, 2])] });
  assert.equal(objective(array, null), 3);
  assert.equal(objective(array, [1, 10]), 21);
  assert.equal(objectiveName(array, [1, 10]), "Σ seed × y");
});

test("every entry of every input can be nudged", () => {
  const told = trace({ nodes: [leaf(0, "x", 1), leaf(1, "W", [[1, 2]]), leaf(2, "c", 1, undefined, { kind: "constant" })] });
  assert.deepEqual(targetsOf(told), [
    { name: "x", index: [] }, { name: "W", index: [0, 0] }, { name: "W", index: [0, 1] },
  ]);
});

test("an input that nothing depends on has slope zero", () => {
  const told = trace({ gradients: { x: null, W: [[1, 2]] } });
  assert.equal(gradientAt(told, { name: "x", index: [] }), 0);
  assert.equal(gradientAt(told, { name: "W", index: [0, 1] }), 2);
  assert.equal(gradientAt(told, { name: "gone", index: [] }), null);
});

test("a change on the graph has a sign, an arrow and no more digits than are needed", () => {
  const before = trace({ nodes: [leaf(0, "x", 1), leaf(1, "y", [3, 4]), leaf(2, "z", 0.3), leaf(3, "w", 1)] });
  const after = trace({ nodes: [leaf(0, "x", 1.001), leaf(1, "y", [0, 0]), leaf(2, "z", 0.1 + 0.2), leaf(3, "w", "NaN")] });
  const [x = 0, y = 0, ...others] = changesOf(before, after);
  assert.equal(changeText(x ?? 0, false), "▲ +0.001");
  assert.equal(changeText(-0.5, false), "▼ −0.5");
  assert.equal(changeText(y ?? 0, true), "Δ ‖5‖");
  assert.deepEqual(others, [null, null]);
});

test("an input is found that the picture numbers since a gate bore its name before", () => {
  const nodes = [leaf(0, "a", 1), leaf(1, "x", 2, undefined, { kind: "gate" }), leaf(2, "x⁽²⁾", 3)];
  const told = trace({ nodes, names: { a: 0, x: 2 }, gradients: { a: 3, x: 1 } });
  assert.equal(gradientAt(told, { name: "x⁽²⁾", index: [] }), 1);
  assert.equal(gradientAt(told, { name: "x", index: [] }), 1);
});
