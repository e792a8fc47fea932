import assert from "node:assert/strict";
import { test } from "node:test";

import { dataSetChange, decayText, layerChange, lossChange, sharedChange, toggledFeature } from "../../static/js/lab/changes.js";

const LOSSES = [{ name: "softmax", classifies: true }, { name: "regression", classifies: false }];

/** @param {object} row */
const change = (row, loss = "softmax") =>
  dataSetChange(
    /** @type {any} */ ({ name: "new", samples: 300, classes: 2, source: "made", ...row }),
    /** @type {any} */ ({ loss, dataset: { name: "old", samples: 77, noise: 0.2 } }),
    /** @type {any} */ (LOSSES),
  );

test("a data set brings its own count of points and keeps the noise; the same keeps both", () => {
  const { dataset } = change({});
  assert.deepEqual([dataset.name, dataset.samples, dataset.noise, dataset.function], ["new", 300, 0.2, null]);
  assert.equal(change({ name: "old" }).dataset.samples, 77);
});

test("only a data set of a function gets one", () => {
  assert.equal(change({ source: "function" }).dataset.function, "x1**3 - x1");
  assert.equal(change({ source: "made" }).dataset.function, null);
});

test("the loss follows from what the labels are", () => {
  const { dataset: _, ...ofValues } = change({ classes: 0 });
  assert.deepEqual(ofValues, { loss: "regression" });
  const { dataset: __, ...ofClasses } = change({}, "regression");
  assert.deepEqual(ofClasses, { loss: "softmax", output_activation: "identity" });
  assert.deepEqual(Object.keys(change({})), ["dataset"]);
  assert.deepEqual(lossChange("svm"), { loss: "svm", output_activation: "identity" });
});

test("features keep the table's order, and the last one stays", () => {
  const all = ["x1", "x2", "x1^2"];
  assert.deepEqual(toggledFeature(all, ["x1^2"], "x1"), ["x1", "x1^2"]);
  assert.deepEqual(toggledFeature(all, ["x1", "x2"], "x1"), ["x2"]);
  assert.equal(toggledFeature(all, ["x1"], "x1"), null);
});

test("runs side by side share their data and seeds, and a loss only with its data", () => {
  const dataset = { name: "new" };
  assert.deepEqual(sharedChange({ dataset, ...lossChange("softmax"), batch_size: 5 }), { dataset, ...lossChange("softmax") });
  assert.deepEqual(sharedChange({ init: { seed: 3 }, features: ["x1"] }), { init: { seed: 3 } });
  assert.deepEqual(sharedChange(lossChange("softmax")), {});
});

test("a formula stays when a feature is pressed, and goes when it is pressed itself", () => {
  const all = ["x1", "x2"];
  assert.deepEqual(toggledFeature(all, ["x1", "sin(3*x1)"], "x2"), ["x1", "x2", "sin(3*x1)"]);
  assert.deepEqual(toggledFeature(all, ["x1", "sin(3*x1)"], "sin(3*x1)"), ["x1"]);
  assert.equal(toggledFeature(all, ["sin(3*x1)"], "sin(3*x1)"), null);
});

test("one layer is changed and the others stay", () => {
  const config = /** @type {any} */ ({ layers: [{ units: 3 }, { units: 2 }] });
  assert.deepEqual(layerChange(config, 1, { dropout: 0.5 }), { layers: [{ units: 3 }, { units: 2, dropout: 0.5 }] });
});

test("weight decay says which convention it is in and how it differs from the others", () => {
  assert.match(decayText(true, true), /\(\(L2\/2\)·Σw² \+ L1·Σ\|w\|\) \/ batch size.*twice as hard.*0\.0001/);
  assert.match(decayText(false, false), /Adds L2·Σw².*half as hard.*not divided/);
});
