import assert from "node:assert/strict";
import { test } from "node:test";
import { readConfigText, writeConfigText, writeLayers } from "../../static/js/lab/config_text.js";
import { Past } from "../../static/js/lab/own_data_past.js";
import { ownChange, tellRead, writePoints } from "../../static/js/lab/points_text.js";

const named = (/** @type {string[]} */ names) => names.map((name) => ({ name }));
const KNOWN = { activations: named(["tanh", "relu", "maxout"]), losses: named(["softmax", "svm", "sigmoid", "regression"]) };
/** @param {string} text */
const read = (text) => readConfigText(text, KNOWN);

const READ = { points: /** @type {[number, number, number][]} */ ([[170, 60, 0], [181, 80, 1]]), columns: /** @type {[string, string]} */ (["cm", "kg"]), label: "who", class_names: ["a", "b"], values: false, header: true, names: ["cm", "kg", "who"], skipped: [], skipped_rows: 0 };
/** @param {string} loss */
const losing = (loss) => /** @type {any} */ ({ loss });

test("points are written with the names of their columns and classes", () => {
  const data = { points: /** @type {[number, number][]} */ ([[0.1, -2], [3, 4]]), labels: [1, 0], names: /** @type {[string, string]} */ (["cm, tall", "kg"]), class_names: ["a", 'so "b"'] };
  assert.equal(writePoints(data), '"cm, tall",kg,label\n0.1,-2,"so ""b"""\n3,4,a');
  assert.equal(writePoints({ ...data, class_names: [] }).split("\n")[1], "0.1,-2,1");
});

test("points that were read bring their names, their units anew, and a loss for their labels", () => {
  const { dataset, ...rest } = ownChange("custom", READ, losing("softmax"));
  assert.deepEqual([dataset.columns, dataset.class_names, dataset.standardize, dataset.center], [["cm", "kg"], ["a", "b"], null, null]);
  assert.deepEqual(rest, {});
  assert.equal(ownChange("custom", { ...READ, header: false }, losing("softmax")).dataset.columns, null);
  assert.equal(/** @type {any} */ (ownChange("custom", { ...READ, values: true, class_names: null }, losing("softmax"))).loss, "regression");
  assert.equal(/** @type {any} */ (ownChange("custom", READ, losing("regression"))).loss, "softmax");
});

test("what was read is told, with the lines that were left out", () => {
  assert.equal(tellRead(READ), "2 points of cm and kg, who as 2 classes: a, b.");
  const skipped = [1, 2, 3, 4].map((line) => ({ line, why: "kg is missing" }));
  assert.match(tellRead({ ...READ, skipped, skipped_rows: 4 }), /4 rows were left out \(line 1: kg is missing; .*; …\)\.$/);
  assert.match(tellRead({ ...READ, skipped: skipped.slice(0, 1), skipped_rows: 1 }), / 1 row was left out \(line 1: kg is missing\)\.$/);
});

test("each change of the data is taken back, those of one press together", () => {
  const past = new Past();
  const data = (/** @type {number} */ seed, loss = "softmax") => /** @type {any} */ ({ dataset: { seed }, loss, output_activation: "identity" });
  past.note(data(1), 0);
  past.note(data(1, "svm"), 1);
  assert.ok(past.isEmpty, "another loss is no change of the data");
  past.note(data(2), 2);
  past.note(data(3), 2);
  past.note(data(4), 3);
  assert.deepEqual(past.takeBack(), data(3));
  past.note(data(3), 4);
  assert.deepEqual(past.takeBack(), data(1, "svm"), "what was taken back is no change, and 2 was on the way");
  past.note(data(1, "svm"), 5);
  assert.equal(past.takeBack(), null);
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
