import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { changeAt, gradientAt, objective, objectiveName, sentence, targetsOf } from "../../static/js/nudge.js";
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
