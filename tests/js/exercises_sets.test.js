import assert from "node:assert/strict";
import { test } from "node:test";
import { practiceOf, practiceTitle, standingOf } from "../../static/js/exercises/onward.js";
import { answersIn, answersText, isResult, readResult, resultText } from "../../static/js/exercises/results.js";
import { CHOSEN } from "../../static/js/exercises/state.js";

/** @param {string} id @param {string} topic @param {any} [settings] */
const preset = (id, topic, settings = { kind: "backward" }) => ({ id, title: id, topic, program: "x = 1", note: "", source: [], settings });
const row = { name: "", right: 2, asked: 3, hints: 2, code: "CR-2/3-h2-012345", marks: [], fault: null, doubt: null };
const chosen = { ...CHOSEN, program: "x = 2\ny = x * x", lines: "dx = 2 * x * dy", hinting: false, tolerance: 0.05 };

test("a result gives back the exercise, the lines and the hints, and its own marks are not read", () => {
  const text = resultText(chosen, 2, row);
  assert.deepEqual(JSON.parse(text).answers, { lines: chosen.lines });
  assert.equal(JSON.parse(text).code, row.code);
  assert.ok(isResult(`\n${text}`) && !isResult("x = 1"));
  assert.deepEqual(readResult(text), { chosen, hints: 2 });
});

test("what is no result is none, and what cannot be is left as it is by default", () => {
  for (const text of ["{", "[]", "{}", "null", '{"chainrule": 2, "exercise": {"program": "x = 1"}}', '{"chainrule": 1, "exercise": {"program": 3}}', '{"chainrule": 1, "exercise": null}']) {
    assert.equal(readResult(text), null, text);
  }
  const odd = { chainrule: 1, exercise: { program: "x = 1", tolerance: "much" }, answers: { lines: 3 }, hints: -1 };
  assert.deepEqual(readResult(JSON.stringify(odd)), { chosen: { ...CHOSEN, program: "x = 1" }, hints: 0 });
});

test("another kind hands in answers by its questions", () => {
  const sheet = /** @type {any} */ ({ ...chosen, kind: "shapes", seed: 4, answers: { x: "(2, 3)" } });
  assert.deepEqual(answersIn(sheet), { x: "(2, 3)" });
  assert.equal(JSON.parse(resultText(sheet, 0, row)).exercise.seed, 4);
});

test("the answers are a text to be read, and the result is a file of its own", () => {
  assert.equal(answersText(chosen, []), `${chosen.lines}\n`);
  const sheet = /** @type {any} */ ({ ...chosen, kind: "predict", answers: { q: "3" } });
  const questions = [{ key: "q", asks: "The value of q" }, { key: "dq", asks: "dq = ∂f/∂q" }];
  assert.equal(answersText(sheet, questions), "1. The value of q\n3\n\n2. dq = ∂f/∂q\n(no answer)\n");
  assert.equal(answersText({ ...sheet, kind: "blanks" }, []), "1. q\n3\n");
  assert.equal(isResult(answersText(sheet, questions)), false);
});

test("an exercise stands somewhere in its set, and before and after it are others", () => {
  const presets = [preset("a-1", "A"), preset("a-2", "A"), preset("b-1", "B"), preset("xyz", "A", {})];
  assert.deepEqual(standingOf("a-1", presets), { said: "A 1/2", before: "", after: "a-2" });
  assert.deepEqual(standingOf("a-2", presets), { said: "A 2/2", before: "a-1", after: "" });
  assert.equal(standingOf("xyz", presets), null);
  assert.equal(standingOf("", presets), null);
});

test("random exercises go on by their numbers", () => {
  assert.deepEqual(practiceOf("practice-2-17"), { level: 2, seed: 17 });
  for (const id of ["practice-4-1", "practice-1-01", "practice-1-1000000", "practice-1", "xpractice-1-1", ""]) assert.equal(practiceOf(id), null);
  assert.deepEqual(standingOf("practice-2-0", []), { said: practiceTitle(2, 0), before: "", after: "practice-2-1" });
  assert.equal(standingOf("practice-3-999999", [])?.after, "");
});
