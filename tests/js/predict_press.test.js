import assert from "node:assert/strict";
import { test } from "node:test";

import { pressed, stageOf } from "../../static/js/predict/press.js";
import { INITIAL } from "../../static/js/trace/state.js";
import { leaf, trace, written } from "./tracing.js";

/** y = x·x: two wires from one leaf, whose sum is a question too. */
const square = trace({
  outputs: [1],
  nodes: [leaf(0, "x", 3, undefined, { gradient: 6 }), leaf(1, "y", 9, undefined, { kind: "gate", op: "multiply", glyph: "×", inputs: [0, 0], gradient: 1 })],
  edges: [0, 1].map((slot) => ({ id: slot, source: 0, target: 1, slot, local: 3, ...written(), contribution: 3 })),
  steps: [
    { phase: "forward", node: 1, edge: null, sentence: "" },
    { phase: "backward", node: 1, edge: null, sentence: "" },
    { phase: "backward", node: 1, edge: 0, sentence: "" },
    { phase: "backward", node: 1, edge: 1, sentence: "" },
  ],
});

/** @param {Partial<import("../../static/js/predict/press.js").Asking>} [change] @returns {import("../../static/js/predict/press.js").Asking} */
const asking = (change = {}) => ({ ...INITIAL, trace: square, step: 1, by: "gate", predicting: true, guesses: {}, asked: null, why: null, ...change });

/** The stage after each press until there is nothing further. @param {import("../../static/js/predict/press.js").Asking} state */
function presses(state) {
  const told = [];
  for (let change = pressed(state); change && told.length < 50; change = pressed(state)) {
    state = { ...state, ...change };
    const { stage, question } = stageOf(state);
    told.push(question ? `${stage} ${question.key}` : `${stage} step ${state.step}`);
  }
  return told;
}

test("each question takes three presses, a fork's sum too", () => {
  const of = (/** @type {string} */ key) => ["ask", "reveal", "explain"].map((stage) => `${stage} ${key}`);
  assert.deepEqual(presses(asking()), ["explain step 2", ...of("e0"), ...of("e1"), ...of("n0")]);
});

test("an answer that was found is shown already, and explained by the next press", () => {
  const found = { status: /** @type {const} */ ("first"), tries: 1, last: "3" };
  assert.deepEqual(presses(asking({ step: 2, guesses: { e0: found } })).slice(0, 3), ["reveal e0", "explain e0", "ask e1"]);
});

test("another wire that was picked is left for that of the story", () => {
  const state = asking({ step: 3, asked: "e1" });
  assert.equal(stageOf(state).stage, "ask");
  assert.deepEqual(presses(state).slice(0, 3), ["ask e0", "reveal e0", "explain e0"]);
});

test("without predict mode a press is a gate or a wire, and the end is the end", () => {
  assert.deepEqual(pressed(asking({ predicting: false })), { step: 2, within: 1, why: null });
  assert.equal(pressed(asking({ predicting: false, step: 2 }))?.step, 4);
  assert.equal(pressed(asking({ predicting: false, step: 2, by: "wire" }))?.step, 3);
  assert.equal(pressed(asking({ step: 1 }))?.step, 2);
  assert.equal(pressed(asking({ predicting: false, step: 4 })), null);
  assert.equal(pressed(asking({ trace: null })), null);
});
