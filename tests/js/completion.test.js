import assert from "node:assert/strict";
import { test } from "node:test";

import { fitting, inserted, namesIn, offersOf, placed, typedAt, updateOffers } from "../../static/js/program/completion.js";
import { rolesOf } from "../../static/js/program/roles.js";
import { rowsOf } from "../../static/js/program/tokens.js";

const formula = { text: "1/(1 + exp(−x))", mathml: "" };
/** @param {string} name @param {string[]} [aliases] @param {any[]} [params] */
const gate = (name, aliases = [], params = []) => ({
  name, aliases, params, formula, arguments: ["x"], variadic: false, summary: `${name} does that.`, convention: null,
  glyph: "", family: "", pattern: "elementwise", derivatives: [], behaviour: "", definition: null, numpy: "", torch: "",
});
const gates = offersOf({
  gates: [gate("sin"), gate("softmax_cross_entropy"), gate("softmax"), gate("sigmoid"), gate("max", ["maximum"]), gate("leaky_relu", [], [{ name: "slope", default: "0.1", kind: "", help: "" }])],
  makers: [{ name: "zeros", usage: "zeros(2, 3)", summary: "Zeros of a shape." }],
});

/** @param {string} program @param {number} [at] */
const names = (program, at = -1) => namesIn(rowsOf(program), rolesOf(rowsOf(program)), at);
/** @param {string} typed @param {string} [program] @param {string} [behind] */
const found = (typed, program = "", behind = "") => fitting(typed, names(program), gates, behind).map(({ name }) => name);

test("gates have their signature, formula and summary, under every name; makers too", () => {
  assert.deepEqual(gates.map(({ name, more }) => name + more), ["sin(x)", "softmax_cross_entropy(x)", "softmax(x)", "sigmoid(x)", "max(x)", "maximum(x)", "leaky_relu(x, slope=0.1)", "zeros(2, 3)"]);
  assert.equal(gates[3]?.what, "1/(1 + exp(−x))");
  assert.equal(gates[3]?.summary, "sigmoid does that.");
});

test("the words of an update are offered as they are written there", () => {
  const offers = updateOffers();
  assert.deepEqual(offers.slice(0, 2).map(({ name, what }) => [name, what]), [["grad", "w -= 0.1 * grad(w)"], ["momentum", "w -= 0.1 * momentum(grad(w))"]]);
  assert.deepEqual(fitting("ada", [], offers, "").map(({ name }) => name), ["adagrad", "adadelta", "adam", "adamw"]);
  assert.deepEqual(inserted(/** @type {any} */ (offers[0]), ""), { text: "grad()", cursor: 5 });
});

test("what begins so comes before what has it inside", () => {
  assert.deepEqual(found("so"), ["softmax_cross_entropy", "softmax"]);
  assert.deepEqual(found("ma"), ["max", "maximum", "softmax_cross_entropy", "softmax"]);
  assert.deepEqual(found("relu"), ["leaky_relu"]);
  assert.deepEqual(found("SIG"), ["sigmoid"]);
  assert.deepEqual(found("zz"), []);
});

test("the program's own names come first, and hide a gate of the same name", () => {
  const program = "scores = [1, 2]\ndef sigmoid(a, b): return a / b\nsum_1 = scores * 2";
  assert.deepEqual(found("s", program).slice(0, 3), ["scores", "sigmoid", "sum_1"]);
  const [scores, own, sum] = ["scores", "sigmoid", "sum_1"].map((sought) => names(program).find(({ name }) => name === sought));
  assert.deepEqual([scores?.what, scores?.summary], ["= [1, 2]", "Line 1: an input."]);
  assert.deepEqual([own?.more, own?.what, own?.isCalled, own?.role], ["(a, b)", "a / b", true, "own"]);
  assert.equal(sum?.summary, "Line 3: computed.");
});

test("a name that is whole needs nothing more; one that is called gets its brackets", () => {
  assert.deepEqual(found("scores", "scores = 1"), []);
  assert.deepEqual(found("sigmoid"), ["sigmoid"]);
  assert.deepEqual(found("sigmoid", "", "(x)"), []);
  assert.deepEqual(inserted(/** @type {any} */ (gates[3]), ""), { text: "sigmoid()", cursor: 8 });
  assert.deepEqual(inserted(/** @type {any} */ (gates[3]), "(x)"), { text: "sigmoid", cursor: 8 });
  assert.deepEqual(inserted(/** @type {any} */ (names("scores = 1")[0]), ""), { text: "scores", cursor: 6 });
});

test("the name that is being typed is not offered to itself", () => {
  assert.deepEqual(names("y = sc", 4).map(({ name }) => name), ["y"]);
});

test("a name is typed in code, and not in remarks, strings, numbers, or behind a dot", () => {
  /** @param {string} text */
  const typed = (text) => typedAt(rowsOf(text.replace("|", "")), text.indexOf("|"));
  assert.deepEqual(typed("x = 1\ny = si|"), { start: 10, text: "si" });
  assert.deepEqual(typed("y = si|gm"), { start: 4, text: "si" });
  assert.deepEqual(typed("y = |"), { start: 4, text: "" });
  assert.deepEqual(typed("f(|)"), { start: 2, text: "" });
  for (const text of ["# si|", "'si|'", "y = 12|", "x.si|", "x.|", "2e|"]) assert.equal(typed(text), null, text);
});

test("the list stays within what is seen, above its word where there is more room", () => {
  const seen = { left: 0, top: 0, width: 390, height: 400 };
  const list = { width: 300, height: 200 };
  assert.deepEqual(placed({ left: 50, top: 80, bottom: 100 }, list, seen), { left: 50, top: 104, height: 200 });
  assert.deepEqual(placed({ left: 350, top: 80, bottom: 100 }, list, seen).left, 86);
  assert.deepEqual(placed({ left: 50, top: 300, bottom: 320 }, list, seen), { left: 50, top: 96, height: 200 });
  // A keyboard covers the lower half: what is left is used.
  assert.deepEqual(placed({ left: 50, top: 80, bottom: 100 }, list, { ...seen, height: 200 }), { left: 50, top: 104, height: 92 });
});
