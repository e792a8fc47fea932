import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { barOf, costOf, entryOf, gradeOf, noteOf, showError, stepAt } from "../../static/js/panels/check.js";
import { codeAsk, linesAt, orderAt, passagesOf, textOf } from "../../static/js/panels/code.js";
import { graphAsk } from "../../static/js/trace/ask.js";
import { toCsv } from "../../static/js/trace/csv.js";
import { linesOf, runsOfLines } from "../../static/js/trace/lines.js";
import { clicked, sizeOf, sorted } from "../../static/js/panels/sorting.js";

const { stories } = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8"));

// -- CSV ---------------------------------------------------------------------------------------------

test("a trace is one line a node, with a header", () => {
  assert.equal(
    toCsv(stories.circuit.trace),
    [
      "id,name,gate,inputs,shape,value,gradient",
      "0,x,input,,,-2,-4",
      "1,y,input,,,5,-4",
      "2,z,input,,,-4,3",
      "3,q,add,0 1,,3,-4",
      "4,f,multiply,3 2,,-12,1",
      "",
    ].join("\r\n"),
  );
});

test("what holds a comma or a quote is quoted", () => {
  const [node] = stories.circuit.trace.nodes;
  const odd = { ...node, label: 'W[0, 1]"', value: [[1, -2]], shape: [1, 2], gradient: null };
  const [, row] = toCsv({ ...stories.circuit.trace, nodes: [odd] }).split("\r\n");
  assert.equal(row, '0,"W[0, 1]""",input,,1×2,"[[1, -2]]",');
});

test("numbers are exact, with a plain minus sign", () => {
  const [node] = stories.circuit.trace.nodes;
  const numbers = [-0.19661193324148185, 5e-324, "NaN", "-Infinity", -0];
  const nodes = numbers.map((value) => ({ ...node, value, gradient: value }));
  const rows = toCsv({ ...stories.circuit.trace, nodes }).split("\r\n").slice(1, -1);
  assert.deepEqual(
    rows.map((row) => row.split(",").slice(-2)),
    ["-0.19661193324148185", "5e-324", "NaN", "-Infinity", "-0"].map((text) => [text, text]),
  );
});

test("forward mode lists tangents", () => {
  assert.match(toCsv(stories.tangents.trace), /,tangent\r\n0,a,input,,,2,0\r\n1,b,input,,,1,1\r\n/);
});

test("of a large array its summary is listed", () => {
  const [node] = stories.circuit.trace.nodes;
  const value = { summary: true, shape: [100, 100], min: -1, max: 1, mean: 0, norm: 5, preview: [] };
  const csv = toCsv({ ...stories.circuit.trace, nodes: [{ ...node, value, gradient: null }] });
  assert.match(csv, /,min -1; max 1; mean 0; norm 5,\r\n$/);
});

// -- sorting -----------------------------------------------------------------------------------------

const { nodes } = stories.circuit.trace;

test("rows are sorted up and down, and equals stay in order", () => {
  const key = (/** @type {any} */ node) => node.gradient;
  assert.deepEqual(sorted(nodes, { column: "gradient", descending: false }, key), [0, 1, 3, 4, 2]);
  assert.deepEqual(sorted(nodes, { column: "gradient", descending: true }, key), [2, 4, 0, 1, 3]);
  assert.deepEqual(sorted(nodes, null, key), [0, 1, 2, 3, 4]);
});

test("what is blank comes last, up and down", () => {
  const key = (/** @type {any} */ node) => (node.id === 2 ? null : node.value);
  assert.deepEqual(sorted(nodes, { column: "value", descending: false }, key), [4, 0, 3, 1, 2]);
  assert.deepEqual(sorted(nodes, { column: "value", descending: true }, key), [1, 3, 0, 4, 2]);
});

test("names count: w2 before w10", () => {
  const names = ["w10", "w2", "b", "w1", "a"];
  const key = (/** @type {any} */ node) => names[node.id] ?? null;
  assert.deepEqual(sorted(nodes, { column: "node", descending: false }, key), [4, 2, 3, 1, 0]);
});

test("a head clicked again turns the order round, and a third time ends it", () => {
  const up = clicked(null, "value");
  const down = clicked(up, "value");
  assert.deepEqual([up?.descending, down?.descending, clicked(down, "value")], [false, true, null]);
  assert.deepEqual(clicked(down, "gate"), { column: "gate", descending: false });
});

test("an array is as large as its norm", () => {
  assert.equal(sizeOf([[3], [4]]), 5);
});

// -- the gradient check ------------------------------------------------------------------------------

test("the slider is logarithmic and stays within bounds", () => {
  assert.deepEqual([-5, -12, -1, -5.2, 3, -40].map(stepAt), [1e-5, 1e-12, 0.1, 6.3e-6, 0.1, 1e-12]);
});

test("errors are graded, drawn and written", () => {
  assert.deepEqual([1e-9, 1e-4, 0.5, "NaN"].map((e) => gradeOf(/** @type {any} */ (e))), ["small", "fair", "large", "large"]);
  assert.deepEqual([0, 1e-16, 1e-8, 1, 7, "NaN"].map((e) => barOf(/** @type {any} */ (e))), [0, 0, 50, 100, 100, 100]);
  assert.deepEqual([0, 3.14e-11, 1e-5, 0.25, "NaN"].map((e) => showError(/** @type {any} */ (e))), ["0", "3.1e−11", "1e−5", "0.25", "not finite"]);
});

test("a verdict that is none says why, and what can be done", () => {
  const check = { relative_error: 0.99, uncertainty: 12, cause: /** @type {"truncation" | "rounding" | null} */ ("rounding"), step: 1.8e-4, label: false, analytic: 1, numeric: 6, worst: [], checked: 1, total: 1 };
  const blind = { ...check, verdict: /** @type {const} */ ("cannot-tell") };
  assert.match(noteOf(blind, false), /off by as much as the gradient itself.*h = 1\.8e−4.*No step tells more/);
  assert.match(noteOf({ ...blind, uncertainty: 0.02 }, true), /0\.02 of the gradient, from rounding.*h is too small: try a larger step/);
  assert.match(noteOf({ ...blind, cause: "truncation", step: 1 }, true), /^h is too large: .*h = 1,.*Try a smaller step, or Automatic/);
  assert.match(noteOf({ ...check, verdict: "clamp" }, false), /^A clamp rules here/);
  assert.equal(noteOf({ ...check, verdict: "ok" }, false), "");
  assert.match(noteOf({ ...check, verdict: "ok", label: true }, false), /^It is a class label too/);
  assert.match(noteOf({ ...check, verdict: "no-gradient", label: true }, false), /^It is a class label: a whole number/);
  assert.match(noteOf({ ...check, verdict: "no-gradient" }, false), /does not depend on it/);
});

test("the worst entry is found in a nested list", () => {
  assert.equal(entryOf([[1, 2], [3, "NaN"]], [1, 1]), "NaN");
  assert.equal(entryOf(7, []), 7);
  assert.equal(entryOf(7, null), 7);
  assert.equal(entryOf(/** @type {any} */ ({ summary: true }), [1, 1]), null);
});

test("differences cost runs for every entry", () => {
  const inputs = /** @type {any} */ ({ W: { total: 6 }, b: { total: 1 } });
  const answer = { verdict: /** @type {const} */ ("ok"), h: null, output: null, inputs };
  assert.deepEqual(costOf({ ...answer, scheme: "central" }), { entries: 7, runs: 14 });
  assert.deepEqual(costOf({ ...answer, scheme: "forward" }), { entries: 7, runs: 8 });
});

// -- the lines of a script ---------------------------------------------------------------------------

test("each step has its line", () => {
  const lines = { forward_lines: { 3: 8 }, backward_lines: { 2: 13 }, seed_line: 11, update_lines: {} };
  const step = { node: 3, edge: null, sentence: "" };
  const same = { nodes: [[0], [1], [2], [3]], edges: [[0], [1], [2]] };
  assert.deepEqual(linesOf(lines, same, { ...step, phase: "forward" }), [8]);
  assert.deepEqual(linesOf(lines, same, { ...step, phase: "backward" }), [11]);
  assert.deepEqual(linesOf(lines, same, { ...step, phase: "backward", edge: 2 }), [13]);
  assert.deepEqual(linesOf(lines, same, { ...step, phase: "backward", edge: 9 }), []);
  assert.deepEqual(linesOf({ ...lines, seed_line: null, update_lines: {} }, same, { ...step, phase: "backward" }), []);
});

test("a folded call has the lines of all its gates", () => {
  const lines = { forward_lines: { 1: 9, 2: 4, 3: 5 }, backward_lines: {}, seed_line: null, update_lines: {} };
  const origins = { nodes: [[0], [1, 2, 3]], edges: [] };
  const found = linesOf(lines, origins, { phase: "forward", node: 1, edge: null, sentence: "" });
  assert.deepEqual(found, [4, 5, 9]);
  assert.deepEqual(runsOfLines(found), [[4, 2], [9, 1]]);
});

// -- the program as code -----------------------------------------------------------------------------

const answer = /** @type {any} */ ({
  numpy: "x = -2\nq = x + y\nf = q * z\ndf = 1\n",
  numpy_lines: { forward_lines: { 3: 2, 4: 3 }, backward_lines: {}, seed_line: 4, update_lines: {} },
  torch: "import torch\n",
  classes: "class Add:\n    return a + b\n\n\nclass ComputationalGraph:\n    gate.forward()\nnodes = [\n    q,\n]\n",
  classes_lines: { names: ["x", "y", "z", "q", "f"], forward_lines: { 3: [2, 6, 8] }, backward_lines: { 0: [2, 8] }, seed_lines: [6, 9], graph_line: 5, update_lines: {} },
  nodes: [[0], [1], [2], [3], [4]],
  edges: [[0], [1], [2], [3]],
});
const state = /** @type {any} */ ({ program: "", values: {}, output: null, seed: null, detail: "gates", closed: [], opened: [], codeLanguage: "numpy", reach: "gradient", trace: stories.circuit.trace, step: 1 });
const script = { answer, question: JSON.stringify(graphAsk(state)), waiting: false };

test("the text is that of the language chosen, once there is one", () => {
  assert.equal(textOf(script, "torch"), "import torch\n");
  assert.equal(textOf(null, "torch"), "");
});

test("the line of a step is told with what stands there", () => {
  assert.deepEqual(linesAt(script, state), { lines: [2], note: "Line 2: q = x + y" });
  assert.deepEqual(linesAt(script, { ...state, step: 3 }), { lines: [4], note: "Line 4: df = 1" });
  assert.match(linesAt(script, { ...state, step: 0 }).note, /once you step/);
  assert.match(linesAt(script, { ...state, trace: { ...stories.circuit.trace, detail: "scalars" } }).note, /whole arrays/);
});

test("a step of the classes has its lines in both parts, and its node in the order", () => {
  const shown = { ...state, codeLanguage: "classes" };
  assert.deepEqual(linesAt(script, shown), { lines: [2, 6, 8], note: "Lines 2, 6, 8: return a + b; gate.forward(); q," });
  assert.deepEqual(linesAt(script, { ...shown, step: 3 }).lines, [6, 9]);
  const passages = passagesOf(script, "classes");
  assert.deepEqual(passages.map(({ first, end }) => [first, end]), [[1, 5], [5, Infinity]]);
  assert.equal(passages[0]?.text, "class Add:\n    return a + b\n");
  assert.ok(passages[1]?.text.startsWith("class ComputationalGraph:"));
  assert.equal(passagesOf(script, "torch").length, 1);
  assert.deepEqual(passagesOf(null, "classes"), []);
  assert.deepEqual(orderAt(script, shown), { names: answer.classes_lines.names, lit: [3], reversed: false });
  assert.deepEqual(orderAt(script, { ...shown, step: 4 }).lit, [4]);
  assert.ok(orderAt(script, { ...shown, step: 4 }).reversed);
  assert.deepEqual(orderAt(script, { ...shown, step: 0 }).lit, []);
});

test("where the story goes on to the update the script makes the updates of the run", () => {
  const learning = { ...state, reach: "update", rule: "adam", rate: 0.5, learners: ["x", "y"], run: null };
  const descend = { optimizer: { name: "adam", learning_rate: 0.5 }, updates: 1, parameters: ["x", "y"] };
  assert.deepEqual(codeAsk(learning), { ...graphAsk(state), descend });
  const after = { ...learning, values: { x: 3 }, run: { made: 7, start: { x: 1 } } };
  assert.deepEqual(codeAsk(after), { ...graphAsk({ ...state, values: { x: 1 } }), descend: { ...descend, updates: 7 } });
  assert.deepEqual(codeAsk({ ...learning, trace: null }), graphAsk(state));
  const update = { rule: "adam", rate: 0.5, parameters: ["x"], places: [], times: 4, source: { line: 4, column: 0, end_line: 5, end_column: 9 } };
  const saying = { ...state, rule: "sgd", rate: 1, learners: null, run: null, trace: { ...state.trace, update } };
  assert.deepEqual(codeAsk(saying), { ...graphAsk(saying), descend: { ...descend, updates: 4, parameters: ["x"] } });
  const lines = { ...answer.numpy_lines, update_lines: { 0: 9 } };
  assert.deepEqual(linesOf(lines, answer, { phase: "update", node: 0, edge: null, sentence: "" }), [9]);
});

test("no line is marked of a script that was written for something else", () => {
  const none = { lines: [], note: "" };
  assert.deepEqual(linesAt(null, state), none);
  assert.deepEqual(linesAt({ ...script, waiting: true }, state), none);
  assert.deepEqual(linesAt(script, { ...state, values: { x: 1 } }), none);
  assert.deepEqual(linesAt({ ...script, answer: { ...answer, nodes: [[0]] } }, state), none);
});
