import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { currentOf, rulerOf, shownOf } from "../../static/js/controls/ruler.js";
import { functionsOf } from "../../static/js/panels/functions.js";
import { knownAt, knownOf, termAt, wantedAt, wantedOf } from "../../static/js/panels/partials.js";
import { named } from "../../static/js/picture/figures.js";
import { VEIL, wireKey } from "../../static/js/predict/predict.js";

const { stories } = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8"));
/** @typedef {import("../../static/js/trace/types.js").Trace} Trace */
/** @typedef {import("../../static/js/panels/partials.js").Place} Place */

/** @param {string} story @returns {Trace} */
const traceOf = (story) => structuredClone(stories[story].trace);

// -- labels -----------------------------------------------------------------------------------------

test("a number is written with its name as far as there is room, while it is told too", () => {
  const [names, label] = [["∂f/∂x = #", "#"], { text: "−4", zero: false }];
  assert.equal(named(label, 130, names).text, "∂f/∂x = −4");
  assert.equal(named(label, 116, names).text, "−4"); // 10 characters of 11.75 px
  assert.equal(named(label, 130, []).text, "−4");
});

test("what is blank or is to be guessed is not given away by its name", () => {
  for (const text of ["", VEIL]) assert.equal(named({ text, zero: false }, 300, ["∂f/∂x = z·1"]).text, text);
});

test("a zero has no sign of a sum before it, and no second equals", () => {
  assert.equal(named({ text: "0", zero: true }, 300, ["= ∂f/∂x = #"]).text, "∂f/∂x = 0");
});

// -- nested functions -------------------------------------------------------------------------------

test("the circuit is f = g(h(x, y), z) of two functions, whose partials are the factors", () => {
  const trace = traceOf("circuit");
  const functions = functionsOf(trace);
  assert.ok(functions);
  assert.equal(functions.whole.text, "f = g(h(x, y), z)");
  assert.deepEqual(functions.definitions.map(({ text }) => text), ["h(x, y) = x + y", "g(a, b) = a · b"]);
  assert.deepEqual(trace.edges.map((edge) => functions.partial(edge).text), ["∂h/∂x", "∂h/∂y", "∂g/∂h", "∂g/∂z"]);
  assert.deepEqual(trace.edges.map((edge) => functions.factor(edge)?.text), ["1", "1", "z", "h"]);
});

test("a value that a gate reads twice is one of its arguments, and its partials are told apart", () => {
  const trace = traceOf("fork");
  const functions = functionsOf(trace);
  assert.ok(functions);
  assert.equal(functions.whole.text, "f = g(k(p(x), m(x)), h(x, y))");
  const square = trace.edges.filter((edge, k) => trace.edges.some((other, j) => j !== k && other.source === edge.source && other.target === edge.target));
  assert.deepEqual(square.map((edge) => functions.partial(edge).text), ["∂m/∂x (operand 1)", "∂m/∂x (operand 2)"]);
});

test("letters that the program uses are nobody else's", () => {
  const trace = traceOf("circuit");
  for (const [id, name] of [[0, "g"], [2, "a"]]) {
    const node = trace.nodes[Number(id)];
    if (node) node.symbol = { text: String(name), mathml: `<mi>${name}</mi>` };
  }
  const functions = functionsOf(trace);
  assert.equal(functions?.whole.text, "f = h(k(g, y), a)");
  assert.equal(functions?.definitions[1]?.text, "h(b, c) = b · c");
});

test("arrays and outputs that are several are not written as nested functions", () => {
  assert.equal(functionsOf(traceOf("arrays")), null);
  assert.equal(functionsOf(traceOf("opened")), null);
});

// -- what is known, and what is wanted --------------------------------------------------------------

/** @param {Trace} trace @param {number} step @param {Partial<Place>} [more] @returns {Place} */
const at = (trace, step, more = {}) => ({ trace, step, digits: 2, predicting: false, guesses: {}, ...more });

test("local derivatives are known after the forward sweep, and what is wanted fills in on the way back", () => {
  const trace = traceOf("circuit");
  const [known, wanted] = [knownOf(trace), wantedOf(trace)];
  assert.deepEqual(known.map(({ name, rule }) => `${name.text} = ${rule?.text}`), ["∂q/∂x = 1", "∂q/∂y = 1", "∂f/∂q = z", "∂f/∂z = q"]);
  assert.deepEqual(wanted.map(({ name }) => name.text), ["∂f/∂x", "∂f/∂y", "∂f/∂z"]);
  /** @param {number} step */
  const told = (step) => [known.map((one) => knownAt(one, at(trace, step)).text), wanted.map((one) => wantedAt(one, at(trace, step)).text)];
  assert.deepEqual(told(0), [["", "", "", ""], ["", "", ""]]);
  assert.deepEqual(told(1), [["", "", "", ""], ["", "", ""]], "f is not computed yet");
  assert.deepEqual(told(2), [["", "", "−4", "3"], ["", "", ""]]);
  assert.deepEqual(told(5), [["", "", "−4", "3"], ["", "", "3"]]);
  assert.deepEqual(told(7), [["", "", "−4", "3"], ["−4", "−4", "3"]]);
  const terms = wanted.map(({ terms: [term] }) => term && [term.factors.map(({ text }) => text).join(" · "), termAt(term, at(trace, 7)).text]);
  assert.deepEqual(terms, [["∂f/∂q · ∂q/∂x", "(−4) · 1"], ["∂f/∂q · ∂q/∂y", "(−4) · 1"], ["", "1 · 3"]]);
});

test("a sum is whole once all its terms have come", () => {
  const trace = traceOf("fork");
  const [x] = wantedOf(trace);
  assert.ok(x);
  const end = trace.steps.length;
  const come = Array.from({ length: end + 1 }, (_, step) => x.terms.filter((term) => termAt(term, at(trace, step)).isThere).length);
  assert.equal(come.at(-1), 4);
  for (const [step, count] of come.entries()) assert.equal(wantedAt(x, at(trace, step)).text, count === 4 ? "9" : "", `step ${step}`);
});

test("what is to be guessed is blank until it is settled", () => {
  const trace = traceOf("circuit");
  const [z, local] = [wantedOf(trace)[2], knownOf(trace)[3]];
  assert.ok(z && local);
  const hidden = at(trace, 7, { predicting: true });
  assert.deepEqual([wantedAt(z, hidden).text, knownAt(local, hidden).text], ["", ""]);
  const settled = { ...hidden, guesses: { [wireKey(3)]: { status: /** @type {const} */ ("first"), tries: 1, last: "3" } } };
  assert.deepEqual([wantedAt(z, settled).text, knownAt(local, settled).text], ["3", "3"]);
});

test("in forward mode the tangent of the output is wanted", () => {
  const trace = traceOf("tangents");
  const [f] = wantedOf(trace);
  assert.equal(f?.name.text, "∂f/∂b");
  assert.equal(f && wantedAt(f, at(trace, trace.steps.length)).text, "5");
});

test("of arrays the rule is known, and the shape of what is wanted", () => {
  const trace = traceOf("arrays");
  const [W] = wantedOf(trace);
  assert.ok(W);
  assert.equal(W.name.text, "∂f/∂W");
  assert.deepEqual(W.terms.map(({ factors, isNumber }) => [factors.length, isNumber]), [[1, false]]);
  assert.equal(wantedAt(W, at(trace, trace.steps.length)).text, "2×2");
});

// -- the ruler --------------------------------------------------------------------------------------

test("the gates stand on the ruler in the order in which they speak, forward and back", () => {
  const marks = rulerOf(traceOf("circuit"));
  assert.deepEqual(marks.map(({ phase, name }) => `${phase} ${name}`), ["forward q", "forward f", "backward seed", "backward f", "backward q"]);
  assert.deepEqual(marks.map(({ from, to }) => [from, to]), [[0, 1], [1, 2], [2, 3], [3, 5], [5, 7]]);
  assert.equal(marks[0]?.whole, "forward: q = x + y");
  assert.deepEqual([0, 1, 4, 5, 7].map((step) => currentOf(marks, step)), [-1, 0, 3, 3, 4]);
});

test("names that would cover each other are every n-th, and the one that speaks is there", () => {
  const places = Array.from({ length: 9 }, (_, k) => ({ left: 10 * k, right: 10 * k + 15 }));
  assert.deepEqual([...shownOf(places, -1)], [0, 2, 4, 6, 8]);
  const shown = [...shownOf(places, 3)].sort((a, b) => a - b);
  assert.deepEqual(shown, [0, 3, 6, 8]);
  assert.deepEqual([...shownOf([], -1)], []);
});
