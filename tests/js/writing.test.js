import assert from "node:assert/strict";
import { test } from "node:test";

import { movedBy, withValues, writeValues } from "../../static/js/program/writing.js";
import { leaf, trace } from "./tracing.js";

test("several numbers on a line, longer and shorter than before", () => {
  const nodes = [leaf(0, "x", -2, [1, 4, 1, 6]), leaf(1, "y", 5, [1, 12, 1, 13]), leaf(2, "z", -4, [1, 19, 1, 21])];
  const program = "x = -2; y = 5; z = -4  # -4 stays\nf = (x + y) * z";
  const written = writeValues(program, trace({ nodes }), { x: 10.25, z: 1, y: -0.5 });
  assert.deepEqual(written, { program: "x = 10.25; y = -0.5; z = 1  # -4 stays\nf = (x + y) * z", values: {} });
});

test("columns count characters, not UTF-16 units", () => {
  const nodes = [leaf(0, "σ", 1, [1, 4, 1, 5]), leaf(1, "α", 2, [2, 10, 2, 11]), leaf(2, "ŷ", 3, [2, 20, 2, 21])];
  const program = "σ = 1\n'😀😀'; 𝛼 = 2   ; ŷ = 3";
  const { program: text } = writeValues(program, trace({ nodes }), { σ: 7, α: 8, ŷ: 9 });
  assert.equal(text, "σ = 7\n'😀😀'; 𝛼 = 8   ; ŷ = 9");
});

test("lists over several lines, and constants stay constants", () => {
  const nodes = [
    leaf(0, "W", [[1, 2], [3, 4]], [1, 4, 2, 7]),
    leaf(1, "c", 3, [3, 4, 3, 12], { kind: "constant" }),
  ];
  const { program } = writeValues("W = [[1, 2],\n [3,4]]\nc = const(3)", trace({ nodes }), { W: [[1, 2], [3, 5]], c: 4 });
  assert.equal(program, "W = [[1, 2], [3, 5]]\nc = const(4)");
});

test("a pasted tensor that asks for no gradient stays a constant", () => {
  const nodes = [leaf(0, "c", [1, 0], [1, 4, 1, 46], { kind: "constant" })];
  const { program } = writeValues("c = torch.tensor([1., 0], requires_grad=False)", trace({ nodes }), { c: [1, 2] });
  assert.equal(program, "c = const([1, 2])");
});

test("a name that the program never binds is bound first", () => {
  const nodes = [leaf(0, "x", 2, [1, 4, 1, 5])];
  const { program } = writeValues("f = x * x", trace({ nodes }), { x: 3 });
  assert.equal(program, "x = 3\nf = x * x");
});

test("two names of one literal part ways", () => {
  const nodes = [leaf(0, "x", 3, [1, 8, 1, 9]), leaf(1, "y", 3, [1, 8, 1, 9])];
  const told = trace({ nodes });
  assert.equal(writeValues("x = y = 3; f = x * y", told, { x: 4 }).program, "x = 4; y = 3; f = x * y");
  assert.equal(writeValues("x = y = 3; f = x * y", told, { x: 4, y: 5 }).program, "x = 4; y = 5; f = x * y");
});

test("what cannot be written is left", () => {
  const nodes = [leaf(0, "x", 3, [1, 4, 1, 5]), leaf(1, "R", [1, 2], [2, 4, 2, 22])];
  const large = Array(500).fill(1);
  const values = /** @type {const} */ ({ x: "Infinity", R: large, gone: 1 });
  const written = writeValues("x = 3\nR = randn(500, seed=0)", trace({ nodes }), values);
  assert.deepEqual(written, { program: "x = 3\nR = randn(500, seed=0)", values });
});

test("arrays that were opened into scalars are written whole", () => {
  const nodes = [leaf(0, "x[0]", 1, [1, 4, 1, 10]), leaf(1, "x[1]", 2, [1, 4, 1, 10])];
  const { program } = writeValues("x = [1, 2]", trace({ nodes, detail: "scalars" }), { x: [1, 5] });
  assert.equal(program, "x = [1, 5]");
});

/** @param {string} program @param {import("../../static/js/trace/types.js").GraphNode[]} nodes @param {Record<string, any>} values */
const read = (program, nodes, values) => withValues(program, trace({ nodes }), values);

test("a number is read where its literal stands, and nothing else is touched", () => {
  const nodes = [leaf(0, "x", -2, [1, 4, 1, 6]), leaf(1, "y", 5, [1, 12, 1, 15])];
  const program = "x = -2; y = 5.0  # five";
  assert.equal(read(program, nodes, { x: 10.25 }).text, "x = 10.25; y = 5.0  # five");
  assert.equal(read(program, nodes, { y: 5 }).text, program);
  assert.equal(read(program, nodes, {}).text, program);
});

test("of an array the elements that changed are rewritten, over lines and comments", () => {
  const program = "W = [[1.0, 2],  # one\n [3,4,],\n]\nc = const([1, -2])";
  const nodes = [leaf(0, "W", [[1, 2], [3, 4]], [1, 4, 3, 1]), leaf(1, "c", [1, -2], [4, 4, 4, 18], { kind: "constant" })];
  const { text, outside } = read(program, nodes, { W: [[1, 2.5], [3, 4]], c: [1, 7] });
  assert.equal(text, "W = [[1.0, 2.5],  # one\n [3,4,],\n]\nc = const([1, 7])");
  assert.deepEqual(outside, []);
});

test("what the text has no literal for is named, with what stands there", () => {
  for (const [made, value] of /** @type {[string, any][]} */ ([
    ["randn(2, seed=0)", [1, 2]], ["zeros(2)", [0, 1]], ["1/3", 0.5], ["pi", 3], ["[1, 2*3]", [1, 7]], ["[1, 2]", [1, 2, 3]], ["2", "Infinity"], ["x", 3],
  ])) {
    const program = `x = ${made}`;
    const { text, outside } = read(program, [leaf(0, "x", value, [1, 4, 1, 4 + made.length])], { x: value });
    assert.deepEqual([text, outside], [program, [{ name: "x", text: made }]], made);
  }
  assert.deepEqual(read("y = 1", [], { gone: 2 }).outside, [{ name: "gone", text: "" }]);
});

test("two names of one literal are read apart when they differ", () => {
  const nodes = [leaf(0, "x", 3, [1, 8, 1, 9]), leaf(1, "y", 3, [1, 8, 1, 9])];
  assert.equal(read("x = y = 3; f = x * y", nodes, { x: 4 }).text, "x = 4; y = 3; f = x * y");
});

test("a place in the program is found in the text that is read", () => {
  const { text, edits } = read("x = 2; y = log(x)", [leaf(0, "x", 2, [1, 4, 1, 5])], { x: -12.5 });
  const at = movedBy(edits, "x = 2; y = ".length);
  assert.equal(text.slice(at), "log(x)");
  assert.equal(movedBy(edits, 0), 0);
});
