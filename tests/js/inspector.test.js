import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { inspect } from "../../static/js/inspector/inspector.js";

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
