import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { momentOf, schedule } from "../../static/js/trace/moment.js";
import {
  agrees,
  answered,
  isSettled,
  nextOpen,
  keysBefore,
  questionsOf,
  revealed,
  scoreOf,
  veiled,
} from "../../static/js/predict/predict.js";
import { feedbackOn, mistakeOf } from "../../static/js/predict/hints.js";
import { forwardSteps } from "../../static/js/trace/timeline.js";
import { written } from "./tracing.js";

/** @typedef {import("../../static/js/trace/types.js").Trace} Trace */

const golden = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8"));
/** @type {Trace} x = -2; y = 5; z = -4; q = x + y; f = q * z */
const circuit = golden.stories.circuit.trace;
/** @type {Trace} x = 3; y = 1; f = 2*x + x*x + max(x, y) */
const fork = golden.stories.fork.trace;

/** @param {Trace} trace @param {string} key */
function question(trace, key) {
  const found = questionsOf(trace).find((one) => one.key === key);
  if (!found) throw new Error(`there is no question ${key}`);
  return found;
}

/** @param {Trace} trace @param {string} key @param {number} guess */
const mistake = (trace, key, guess) => mistakeOf(trace, question(trace, key), guess, 2)?.kind;

/**
 * One gate, f = gate(a, b) or gate(a), whose numbers are given.
 * @param {string} op @param {number} upstream @param {{ value: number, local: number }[]} operands
 * @returns {Trace}
 */
function gate(op, upstream, operands) {
  const node = { glyph: op, kind: "gate", shape: [], tangent: null, group: [], source: null, formula: { text: "", mathml: "" }, worked: null, active: null, moves: null, joins: null, deed: null };
  const id = operands.length;
  return /** @type {Trace} */ ({
    output: "f", layout: null, update: null,
    outputs: [id],
    mode: "reverse",
    detail: "gates",
    gradients: {},
    tangents: null,
    names: {},
    parts: [],
    nodes: [
      ...operands.map(({ value, local }, k) => ({
        ...node, id: k, name: "abc"[k], label: "abc"[k], symbol: { text: "abc"[k], mathml: "" }, op: null, inputs: [], value, gradient: upstream * local,
      })),
      { ...node, id, name: "f", label: "f", symbol: { text: "f", mathml: "" }, op, inputs: operands.map((_, k) => k), value: 0, gradient: upstream },
    ],
    edges: operands.map(({ local }, k) => ({
      id: k, source: k, target: id, slot: k, local, ...written("∂f/∂x"), contribution: upstream * local,
    })),
    steps: [
      { phase: "backward", node: id, edge: null, sentence: "seed" },
      ...operands.map((_, k) => ({ phase: "backward", node: id, edge: k, sentence: "back" })),
    ],
    warnings: [],
  });
}

test("questions come in the order of the story, the sum after its last branch", () => {
  assert.deepEqual(questionsOf(circuit).map(({ key, truth }) => [key, truth]), [
    ["e2", -4],
    ["e3", 3],
    ["e0", -4],
    ["e1", -4],
  ]);
  const keys = questionsOf(fork).map(({ key }) => key);
  assert.equal(keys.filter((key) => key.startsWith("n")).join(), "n0");
  assert.equal(question(fork, "n0").truth, 9);
  assert.ok(keys.indexOf("n0") > Math.max(...["e0", "e1", "e2", "e5"].map((key) => keys.indexOf(key))));
});

test("two wires between the same two nodes are told apart", () => {
  const labels = questionsOf(fork).map(({ label }) => label);
  assert.equal(new Set(labels).size, labels.length);
});

test("nothing is asked in forward mode", () => {
  assert.deepEqual(questionsOf(golden.stories.tangents.trace), []);
});

test("a wire with an array is no question with a number", () => {
  const { trace } = golden.stories.arrays;
  assert.ok(questionsOf(trace).every(({ truth }) => truth === null));
  assert.equal(scoreOf(trace, {}).total, 0);
});

test("right is within one per cent or as displayed", () => {
  assert.ok(agrees(0.38, 0.375, 2));
  assert.ok(agrees(100.9, 100, 2));
  assert.ok(agrees(0.045, 0.0454, 2) && !agrees(0.05, 0.0454, 2));
  assert.ok(agrees(0, 6.1e-16, 2));
  assert.ok(agrees(Infinity, Infinity, 2) && agrees(NaN, NaN, 2));
  assert.ok(!agrees(0.4, 0.375, 2));
  assert.ok(!agrees(0, 0.004, 2));
  assert.ok(!agrees(0.001, 0, 2));
  assert.ok(!agrees(-3, 3, 2));
  assert.ok(!agrees(1, Infinity, 2));
});

test("every right answer is right, in every story", () => {
  for (const { trace } of Object.values(golden.stories)) {
    for (const one of questionsOf(trace)) {
      if (one.truth === null) continue;
      assert.ok(agrees(one.truth, one.truth, 2));
      assert.equal(answered({}, one, String(one.truth), 2)[one.key]?.status, "first");
    }
  }
});

test("a forgotten upstream or local derivative is recognised", () => {
  const square = gate("square", 5, [{ value: 3, local: 6 }]);
  assert.equal(mistake(square, "e0", 6), "upstream");
  assert.equal(mistake(square, "e0", 5), "local");
});

test("the inputs of a multiply gate that were swapped are recognised", () => {
  assert.equal(mistake(circuit, "e2", 3), "swapped");
  const product = gate("multiply", 10, [{ value: 2, local: 7 }, { value: 7, local: 2 }]);
  assert.equal(mistake(product, "e0", 20), "swapped");
  assert.equal(mistake(product, "e0", 2), "swapped");
});

test("the sum for a branch, a branch for the sum, another branch", () => {
  assert.equal(mistake(fork, "e0", 9), "sum");
  assert.equal(mistake(fork, "n0", 3), "branch");
  assert.equal(mistake(fork, "n0", 6), "missing");
  assert.equal(mistake(fork, "n0", 18), "product");
});

test("the loser of a max that was given the gradient is recognised", () => {
  assert.equal(mistake(fork, "e6", 1), "local");
  const most = gate("max", 4, [{ value: 2, local: 0 }, { value: 7, local: 1 }]);
  assert.equal(mistake(most, "e0", 4), "local");
  assert.equal(mistake(most, "e1", 0), "sibling");
});

test("a wrong sign, a lost factor of two", () => {
  assert.equal(mistake(circuit, "e0", 4), "sign");
  assert.equal(mistake(gate("exp", 1, [{ value: 2, local: 7.389 }]), "e0", 14.78), "factor");
});

test("what was rounded too early is recognised", () => {
  const tanh = gate("tanh", 0.37, [{ value: 1, local: 0.84 }]);
  assert.equal(mistake(tanh, "e0", 0.3), "rounded");
  assert.equal(mistake(tanh, "e0", 0.4 * 0.8), "rounded");
  assert.equal(mistake(tanh, "e0", 0.325), "close");
  assert.equal(mistake(tanh, "e0", 77), undefined);
});

test("no hint contains the answer's number, and none calls a right answer a mistake", () => {
  for (const { trace } of Object.values(golden.stories)) {
    for (const one of questionsOf(trace)) {
      if (one.truth === null) continue;
      for (const guess of [0, 1, -1, 3, -4, 9, 0.5]) {
        const found = mistakeOf(trace, one, guess, 2);
        if (found?.number != null && found.kind !== "rounded" && found.kind !== "close") {
          assert.ok(!agrees(found.number, one.truth, 2));
        }
      }
    }
  }
});

test("the score tells right at once from right in the end and from given up", () => {
  /** @type {import("../../static/js/predict/predict.js").Guesses} */
  let guesses = {};
  const [a, b, c] = questionsOf(circuit);
  if (!a || !b || !c) throw new Error("too few questions");
  guesses = answered(guesses, a, "−4", 2);
  guesses = answered(guesses, b, "4", 2);
  guesses = answered(guesses, b, "3", 2);
  guesses = revealed(guesses, [a.key, c.key]);
  assert.deepEqual(scoreOf(circuit, guesses), { first: 1, right: 1, revealed: 1, open: 1, total: 4 });
  assert.equal(nextOpen(circuit, guesses, b.key), "e1");
  assert.equal(nextOpen(circuit, revealed(guesses, ["e1"]), null), null);
  assert.equal(answered(guesses, a, "5", 2), guesses);
  assert.equal(answered(guesses, question(circuit, "e1"), "what", 2), guesses);
});

test("feedback says what happened in words", () => {
  const one = question(circuit, "e0");
  const say = (/** @type {string} */ text) => feedbackOn(circuit, answered({}, one, text, 2), one, 2);
  assert.deepEqual(say("-4"), { tone: "right", text: `Right. ${circuit.steps.find(({ edge }) => edge === 0)?.sentence}` });
  assert.equal(say("4").tone, "wrong");
  assert.equal(feedbackOn(circuit, {}, one, 2).text, "");
  const sum = question(fork, "n0");
  assert.match(feedbackOn(fork, revealed({}, ["n0"]), sum, 2).text, /^Revealed\. .*2 \+ 3 \+ 3 \+ 1 = 9$/);
});

test("a step that is played answers its wire", () => {
  const forward = forwardSteps(circuit);
  assert.deepEqual(keysBefore(circuit, forward + 2), []);
  assert.deepEqual(keysBefore(circuit, forward + 3).length, 1);
  assert.deepEqual(keysBefore(circuit, circuit.steps.length + 1).length, 4);
});

test("a veiled moment shows what is known and a question mark for the rest", () => {
  const times = schedule(fork);
  const [now, end] = [forwardSteps(fork), fork.steps.length].map((step) => momentOf(fork, times, step, 2));
  if (!now || !end) throw new Error("no moment");
  const hidden = veiled(now, end, fork, {});
  assert.deepEqual(fork.edges.map(({ id }) => hidden.back(id).text), fork.edges.map(() => "?"));
  assert.deepEqual([hidden.total(0).text, hidden.total(1).text, hidden.total(6).text], ["?", "?", "1"]);
  assert.equal(hidden.value(6).text, "18");
  const guesses = revealed({}, ["e0", "n0"]);
  const known = veiled(now, end, fork, guesses);
  assert.deepEqual([known.back(0).text, known.back(1).text, known.total(0).text], ["2", "?", "9"]);
  assert.ok(isSettled(guesses, "e0") && !isSettled(guesses, "e1"));
});
