import assert from "node:assert/strict";
import { test } from "node:test";
import { readConfigText, writeConfigText, writeLayers } from "../../static/js/lab/config_text.js";
import { describeTroubles, readPoints, writePoints } from "../../static/js/lab/points_text.js";

const named = (/** @type {string[]} */ names) => names.map((name) => ({ name }));
const KNOWN = { activations: named(["tanh", "relu", "maxout"]), losses: named(["softmax", "svm", "sigmoid", "regression"]) };
/** @param {string} text */
const read = (text) => readConfigText(text, KNOWN);

test("points are read with a heading or without one", () => {
  const expected = [[1, 2, 0], [-0.5, 3e-2, 1]];
  for (const text of ["1,2,0\n-.5,3e-2,1", "x1,x2,label\r\n1,2,0\r\n-0.5,0.03,1\r\n", "\uFEFF1;2;0\n-0.5;0.03;1", "1\t2\t0\n\n# a remark\n-0.5\t0.03\t1", "1 2 0\n-0.5 0.03 1"]) {
    const { points, troubles } = readPoints(text);
    assert.deepEqual(troubles, []);
    assert.deepEqual(points, expected, text);
  }
});

test("names of classes are numbered as they appear", () => {
  const { points, names } = readPoints('0,0,cat\n1,1,dog\n2,2,"cat"');
  assert.deepEqual(names, ["cat", "dog"]);
  assert.deepEqual(points.map(([, , label]) => label), [0, 1, 0]);
});

test("labels that are classes already stay as they are", () => {
  assert.deepEqual(readPoints("0,0,2\n1,1,0").points.map(([, , label]) => label), [2, 0]);
});

test("with values a label is any number", () => {
  assert.equal(readPoints("0,0,-1.5", { values: true }).points[0]?.[2], -1.5);
  assert.equal(readPoints("0,0,cat", { values: true }).troubles.length, 1);
});

for (const [text, line, said] of /** @type {[string, number, string][]} */ ([
  ["1,2,0\n1,2", 2, "2 columns"],
  ["1,2,0\n1,b,0", 2, "“b” is no number for x2"],
  ["1,2,0\n\n1e9,0,0", 3, "too large"],
  ["1,2,", 1, "label is missing"],
  ["", 1, "no point"],
  ["1,2,a\n1,2,b\n1,2,c\n1,2,d\n1,2,e\n1,2,f", 6, "one class too many"],
])) {
  test(`line ${line} of ${JSON.stringify(text)} is told`, () => {
    const { troubles } = readPoints(text);
    assert.equal(troubles[0]?.line, line);
    assert.match(describeTroubles(troubles), new RegExp(said));
  });
}

test("points that were read are written as the same", () => {
  const points = /** @type {[number, number, number][]} */ ([[0.1, -2, 1], [3, 4, 0]]);
  assert.deepEqual(readPoints(writePoints(points)).points, points);
});

test("many troubles are counted", () => {
  assert.match(describeTroubles(readPoints(Array(9).fill("x").join("\n")).troubles), /And 4 more/);
});

for (const [text, layers, loss] of /** @type {[string, object[], string | undefined][]} */ ([
  ["6 tanh, 2 tanh, softmax", [{ units: 6, activation: "tanh" }, { units: 2, activation: "tanh" }], "softmax"],
  ["6, 2", [{ units: 6 }, { units: 2 }], undefined],
  ["2-6-2-softmax2", [{ units: 6 }, { units: 2 }], "softmax"],
  ["2-6-2", [{ units: 6 }], undefined],
  ["svm", [], "svm"],
  ["2-8maxout-svm", [{ units: 8, activation: "maxout" }], "svm"],
])) {
  test(`${text} is a network`, () => {
    assert.deepEqual(read(text), { config: { layers, ...(loss ? { loss } : {}) }, fault: null });
  });
}

for (const [text, column, said] of /** @type {[string, number, string][]} */ ([
  ["6 tahn, softmax", 1, "no activation tahn"],
  ["6 tanh, , softmax", 9, "missing"],
  ["6 tanh, two, softmax", 9, "no layer"],
])) {
  test(`what is wrong with ${text} is pointed at`, () => {
    const { fault } = read(text);
    assert.equal(fault?.column, column);
    assert.match(fault?.message ?? "", new RegExp(said));
  });
}

test("JSON that breaks off says where", () => {
  const { fault } = read('{\n  "batch_size": 3,\n  "loss": \n}');
  assert.equal(fault?.line, 4);
  assert.ok(fault.column >= 1);
});

test("a configuration that was written reads back as the same", () => {
  const config = /** @type {any} */ ({ features: ["x1"], layers: [{ units: 3, activation: "relu" }], loss: "svm", batch_size: 10 });
  assert.deepEqual(read(writeConfigText(config)).config, config);
  assert.equal(writeLayers(config), "3 relu, svm");
});
