import assert from "node:assert/strict";
import { test } from "node:test";
import { between, cutAt } from "../../static/js/exercises/cutting.js";
import { exerciseText, readExercise } from "../../static/js/exercises/files.js";
import { stepsOf, targetOf } from "../../static/js/exercises/hints.js";
import { complete, DEFAULTS, readLink, writeLink } from "../../static/js/exercises/link.js";
import { writtenOn } from "../../static/js/exercises/numbers.js";
import { CHOSEN } from "../../static/js/exercises/state.js";
import { progressOf, progressText, reasonOf, settledOf } from "../../static/js/exercises/verdicts.js";
import { saidOf } from "../../static/js/exercises/signs.js";
import { leaf, trace, written } from "./tracing.js";

/** @typedef {import("../../static/js/exercises/types.js").Verdict} Verdict */

/** @param {string} target @param {Verdict["status"]} status @param {number} line @param {Partial<Verdict>} [parts] @returns {Verdict} */
const verdict = (target, status, line, parts = {}) => ({
  target, status, place: { line, column: 0, end_line: line, end_column: 9 }, value: 1, reason: null, fault: null, said: "", ...parts,
});

/** @param {Verdict[]} verdicts @param {string[]} [missing] @param {string[]} [asked] */
const checked = (verdicts, missing = [], asked = ["dx", "dz"]) => ({
  verdicts, missing, asked, hint: null, right: verdicts.filter(({ status }) => status === "right").map(({ target }) => target),
});

test("a link gives back what it was made of, and says nothing of what is as it was", async () => {
  const shared = { ...DEFAULTS, program: "x = 2\ny = x * x", lines: "dx = 2 * x * dy", hinting: false, tolerance: 0.05 };
  const { found, problems } = await readLink(`#${(await writeLink(shared)).fragment}`);
  assert.deepEqual(problems, []);
  assert.deepEqual(complete(found), shared);
  assert.equal((await writeLink(DEFAULTS)).fragment, "1/");
});

test("a file gives back the exercise, and remarks of its own stay", () => {
  const chosen = { ...CHOSEN, program: "# a circuit: small\nx = 2\ny = x * x", hinting: false, tolerance: 0.2 };
  assert.deepEqual(readExercise(exerciseText(chosen)), chosen);
  assert.deepEqual(readExercise("\uFEFFx = 2\r\ny = x\r\n"), { ...CHOSEN, program: "x = 2\ny = x" });
});

test("every verdict has a sign and a word of its own, and what is wrong has a reason", () => {
  for (const status of /** @type {const} */ (["right", "rounded", "chance", "part", "own", "wrong", "error"])) {
    const { sign, word } = saidOf(verdict("dx", status, 1));
    assert.ok(sign.length === 1 && word.length > 2);
  }
  assert.equal(reasonOf(verdict("dx", "wrong", 1, { said: "The sign is wrong." })), "The sign is wrong.");
  assert.equal(reasonOf(verdict("dx", "right", 1, { said: "A name of one’s own." })), "");
});

test("all is done when the gradients of the inputs are right and no line is wrong", () => {
  const part = checked([verdict("dq", "right", 1), verdict("dx", "right", 2)]);
  assert.deepEqual(progressOf(part), { right: 1, asked: 2, isDone: false });
  assert.equal(progressText(part, 0), "1 of 2 input gradients right");
  const all = checked([verdict("dx", "right", 1), verdict("dz", "right", 2)]);
  assert.equal(progressText(all, 1), "All gradients are right: 2 lines, 1 hint.");
  assert.equal(progressOf(checked([...all.verdicts, verdict("dq", "wrong", 3)])).isDone, false);
  assert.equal(progressOf(checked([verdict("dq", "wrong", 3), verdict("dq", "right", 4), ...all.verdicts])).isDone, true);
});

test("a hint is about the line with the cursor, else what is wrong, else the next on the way back", () => {
  const text = "dz = q * df\ndx =";
  const found = checked([verdict("dz", "right", 1), verdict("", "error", 2)], ["dx", "dy", "dq"]);
  assert.equal(targetOf(found, text, 2), "dx");
  assert.equal(targetOf(found, text, 1), "dq");
  assert.equal(targetOf(checked([verdict("foo", "own", 1)], ["dq"]), "foo = 2", 1), "dq");
  assert.equal(targetOf(checked([verdict("dy", "wrong", 1)], ["dx", "dq"]), "dy = 3", 0), "dy");
  assert.equal(targetOf(checked([verdict("dz", "right", 1)]), text, 1), null);
  assert.deepEqual(stepsOf({ target: "dq", rule: "a", operands: "b", line: null }), ["a", "b"]);
});

test("a line is heard once it is right, or the cursor has left it, and once", () => {
  const found = checked([verdict("dz", "right", 1), verdict("dx", "wrong", 2, { said: "The sign is wrong." })]);
  const text = "dz = q\ndx = -q";
  assert.deepEqual([...settledOf(found, text, 2, new Map()).keys()], [1]);
  const heard = settledOf(found, text, 0, new Map());
  assert.equal(heard.get(2), "Line 2, dx = -q: wrong: The sign is wrong.");
  assert.equal(settledOf(found, text, 0, heard).size, 0);
});

test("the numbers on the wires are the student's, and never the engine's", () => {
  const nodes = [leaf(0, "x", 3, [1, 0, 1, 1], { gradient: 77 }), leaf(1, "L", 9, [1, 0, 1, 1], { kind: "gate", op: "square", gradient: 1 })];
  const edge = { ...written("∂L/∂x = 2x"), id: 0, source: 0, target: 1, slot: 0, contribution: 77 };
  const story = trace({ names: { x: 0, L: 1 }, outputs: [1], output: "L", nodes, edges: [/** @type {any} */ (edge)], steps: [/** @type {any} */ ({ phase: "forward", node: 1, edge: null })] });
  const before = writtenOn(story, 1, null, 2);
  assert.equal(before.moment.back(0).text, "?");
  assert.equal(before.moment.total(1).text, "1");
  assert.equal(before.standings.get(0), "missing");
  const after = writtenOn(story, 1, checked([verdict("dx", "wrong", 1, { value: 5 })]), 2);
  assert.equal(after.moment.back(0).text, "5");
  assert.equal(after.standings.get(0), "wrong");
  const shaped = writtenOn(story, 1, checked([verdict("dx", "wrong", 1, { value: /** @type {any} */ ([1, 2]) })]), 2);
  assert.equal(shaped.moment.back(0).text, "(2,)");
});

test("a program is cut at a value, which is an input then", () => {
  const program = "x = 3; q = x + 1 # one more\nL = (q * 2)\nM = f(L = 2)";
  const gate = (/** @type {number} */ id, /** @type {string} */ name, /** @type {[number, number, number, number]} */ place, /** @type {number} */ value) => leaf(id, name, value, place, { kind: "gate", op: "add", gradient: 1 });
  const nodes = [leaf(0, "x", 3, [1, 4, 1, 5], { gradient: 2 }), gate(1, "q", [1, 11, 1, 16], 4), gate(2, "L", [2, 5, 2, 10], 8), gate(3, "M", [3, 4, 3, 12], Infinity)];
  const story = trace({ names: { x: 0, q: 1, L: 2, M: 3 }, outputs: [3], nodes });
  assert.equal(cutAt(program, story, 1), "x = 3; q = 4 # one more\nL = (q * 2)\nM = f(L = 2)");
  for (const id of [0, 2, 3]) assert.equal(cutAt(program, story, id), null);
  assert.deepEqual(between(story), [["q", 1], ["L", 2]]);
});
