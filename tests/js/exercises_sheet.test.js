import assert from "node:assert/strict";
import { test } from "node:test";
import { clickerActions, hasNext } from "../../static/js/exercises/clicker.js";
import { exerciseText, readExercise, strangeIn } from "../../static/js/exercises/files.js";
import { hidesValues, isSheet, KINDS } from "../../static/js/exercises/kinds.js";
import { complete, DEFAULTS, readLink, writeLink } from "../../static/js/exercises/link.js";
import { isRenumbered, saidOfNumbers } from "../../static/js/exercises/renumbered.js";
import { answered, askedFor, chosenOf, heardOf, isMenu, moved, sheetProgress } from "../../static/js/exercises/sheet.js";
import { sheetOn } from "../../static/js/exercises/sheet_numbers.js";
import { isRight, saidOf } from "../../static/js/exercises/signs.js";
import { CHOSEN } from "../../static/js/exercises/state.js";
import { leaf, trace, written } from "./tracing.js";

/** @typedef {import("../../static/js/exercises/types.js").Question} Question */
/** @typedef {import("../../static/js/exercises/types.js").Mark} Mark */

/** @param {string} key @param {Partial<Question>} [parts] @returns {Question} */
const question = (key, parts = {}) => ({ key, asks: key, form: "number", options: [], shown: "", node: null, edge: null, line: null, ...parts });

/** @param {string} key @param {Mark["status"]} status @param {string} [reason] @returns {Mark} */
const mark = (key, status, reason = "") => ({ key, status, reason });

test("a link and a file hold the kind, the seed and, in a link, the answers", async () => {
  const shared = { ...DEFAULTS, kind: /** @type {const} */ ("predict"), seed: 4, answers: { q: "3", "wire1": "a, b" }, program: "x = 2\ny = x * x" };
  const { found, problems } = await readLink(`#${(await writeLink(shared)).fragment}`);
  assert.deepEqual(problems, []);
  assert.deepEqual(complete(found), shared);
  assert.equal((await readLink("#1/a={")).problems.length, 1);
  assert.deepEqual((await readLink("#1/a=[1]")).found.answers, {});
  const chosen = { ...CHOSEN, kind: /** @type {const} */ ("mistake"), seed: 12, program: "x = 2\ny = x * x" };
  assert.deepEqual(readExercise(exerciseText(chosen)), chosen);
  assert.equal(readExercise("# kind: essay\n# seed: -1\nx = 2").kind, "backward");
  const listing = { ...CHOSEN, kind: /** @type {const} */ ("blanks"), listing: "relu" };
  assert.deepEqual(readExercise(exerciseText(listing)), listing);
});

test("a setting of a file that cannot be is told with its line", () => {
  assert.match(strangeIn("# kind: predict # easy\nx = 2"), /^Line 1 was left out: “# kind:” takes one of backward, /);
  assert.match(strangeIn("\n# About circuits\n# hints: no\nx = 2"), /^Line 3 .* on or off\.$/);
  assert.match(strangeIn("# tolerance:\nx = 2"), /0 to 0\.5/);
  for (const text of ["# kind: predict\n# seed: 1000000000\nx = 2", "x = 2\n# kind: no", "# about: circuits of two"]) assert.equal(strangeIn(text), "", text);
  const read = readExercise("# kind: predict # easy\n# About circuits\nx = 2");
  assert.deepEqual(read, { ...CHOSEN, program: "# About circuits\nx = 2" });
});

test("only the lines and the blanks are no sheet", () => {
  assert.equal(new Set(KINDS).size, 9);
  assert.deepEqual(KINDS.filter((kind) => !isSheet(kind)), ["backward", "blanks"]);
  assert.deepEqual(KINDS.filter(hidesValues), ["predict", "shapes"]);
});

test("an answer is changed by its key, and an empty one is none", () => {
  assert.deepEqual(answered({ a: "1" }, "b", "2"), { a: "1", b: "2" });
  assert.deepEqual(answered({ a: "1", b: "2" }, "a", ""), { b: "2" });
});

test("options are found in an answer, with the commas of their own", () => {
  const options = ["max(a, b)", "x[0, 1]", "x"];
  assert.deepEqual(chosenOf("x, max(a,b)", options), ["x", "max(a, b)"]);
  assert.deepEqual(chosenOf("x[0, 1]\nnothing", options), ["x[0, 1]"]);
  assert.deepEqual(chosenOf("", options), []);
});

test("something of a list is moved up and down", () => {
  assert.deepEqual(moved(["a", "b", "c"], 0, 2), ["b", "c", "a"]);
  assert.deepEqual(moved(["a", "b", "c"], 2, 0), ["c", "a", "b"]);
  assert.deepEqual(moved(["a"], 4, 0), ["a"]);
});

test("what is said of a sheet counts what is right, and a hint is about what is not", () => {
  const questions = [question("a"), question("b"), question("c")];
  const marks = [mark("a", "right"), mark("b", "rounded"), mark("c", "wrong", "The sign.")];
  assert.deepEqual(sheetProgress(questions, marks, 0), { isDone: false, text: "2 of 3 right" });
  assert.deepEqual(sheetProgress(questions.slice(0, 2), marks, 1), { isDone: true, text: "All 2 are right, 1 hint." });
  assert.equal(sheetProgress([], [], 0).isDone, false);
  assert.equal(askedFor(questions, marks, "a"), "c");
  assert.equal(askedFor(questions, [], "b"), "b");
  assert.equal(askedFor(questions.slice(0, 1), marks, "a"), null);
  assert.equal(heardOf(mark("c", "wrong", "The sign."), 3), "Question 3: wrong: The sign.");
  assert.ok(isRight(mark("a", "rounded")) && !isRight(undefined) && !isRight(mark("a", "part")));
  assert.equal(saidOf(mark("a", "part")).sign, "…");
});

test("many short options are a menu, lines of a program and few are seen at once", () => {
  const options = ["1", "2", "3", "4", "5"];
  assert.ok(isMenu(question("a", { form: "choice", options })));
  assert.ok(!isMenu(question("a", { form: "choice", options: options.slice(1) })));
  assert.ok(!isMenu(question("a", { form: "choice", options: options.map((one) => `d = ${one}`) })));
  assert.ok(!isMenu(question("a", { form: "choices", options })));
});

test("the picture says what was answered rightly, and no value that is asked for", () => {
  const nodes = [leaf(0, "x", 3, [1, 0, 1, 1], { gradient: 6 }), leaf(1, "L", 9, [1, 0, 1, 1], { kind: "gate", op: "square", gradient: 1 })];
  const edge = { ...written("∂L/∂x = 2x"), id: 0, source: 0, target: 1, slot: 0, contribution: 6 };
  const steps = [{ phase: "forward", node: 1, edge: null }, { phase: "backward", node: 1, edge: null }, { phase: "backward", node: 1, edge: 0 }];
  const story = trace({ names: { x: 0, L: 1 }, outputs: [1], output: "L", nodes, edges: [/** @type {any} */ (edge)], steps: /** @type {any} */ (steps) });
  const questions = [question("L", { node: 1 }), question("dx", { node: 0 })];
  const sheet = { kind: /** @type {const} */ ("predict"), title: "Predict", program: "", questions };
  const on = (/** @type {Mark[]} */ marks, /** @type {import("../../static/js/exercises/types.js").Kind} */ kind = "predict", at = "") => sheetOn(story, 1, { kind, sheet, marks, at }, 2);
  const before = on([mark("L", "wrong")]);
  assert.deepEqual([before.value(0).text, before.value(1).text, before.back(0).text, before.total(1).text], ["3", "", "", "1"]);
  assert.equal(before.current, null);
  const after = on([mark("L", "right"), mark("dx", "right")], "predict", "dx");
  assert.deepEqual([after.value(1).text, after.back(0).text, after.current?.node], ["9", "6", 0]);
  assert.equal(on([], "shapes").value(0).text, "");
  assert.equal(on([], "order").value(1).text, "9");
});

test("a clicker goes through the questions or the stages, then through the set", () => {
  const state = (/** @type {any} */ parts) => ({ kind: "predict", sheet: { questions: [question("a"), question("b")] }, at: "", stage: 1, ...parts });
  assert.deepEqual([hasNext(state({}), 1, 1), hasNext(state({}), 1, -1)], [true, false]);
  assert.deepEqual([hasNext(state({ at: "a" }), 1, 1), hasNext(state({ at: "b" }), 1, 1), hasNext(state({ at: "b" }), 1, -1)], [true, false, true]);
  assert.deepEqual([1, -1].map((by) => hasNext(state({ kind: "blanks", stage: 2 }), 2, /** @type {1 | -1} */ (by))), [false, true]);
  assert.equal(hasNext(state({ kind: "backward" }), 3, 1), false);
  /** @type {string[]} */
  const done = [];
  let left = 1;
  const acts = clickerActions(() => left-- > 0, (by) => done.push(`question ${by}`), (by) => done.push(`exercise ${by}`) > 0, (action) => action);
  for (const act of [acts.clickOn, acts.clickOn, acts.clickBack]) act.act();
  assert.deepEqual(done, ["question 1", "exercise 1", "exercise -1"]);
});

test("other numbers of the same program are told, and nothing else is taken for them", () => {
  const own = "x = -2; y = [1, 2.5]\nq = x2 + y";
  assert.ok(isRenumbered("x = 4; y = [-3, 0.5]\nq = x2 + y\n", own));
  for (const other of [own, "x = 4; y = [3]\nq = x2 + y", "x = 4; y = [1, 2.5]\nq = x3 + y"]) assert.equal(isRenumbered(other, own), false, other);
  assert.equal(saidOfNumbers("x = 4\nq = x * x", "x = 3\nq = x * x"), "Other numbers: x = 4");
});
