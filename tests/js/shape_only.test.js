// A leaf with a shape and no numbers, and what depends on it: told by its shape, and never as a number.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { toCsv } from "../../static/js/trace/csv.js";
import { labelOf } from "../../static/js/trace/moment.js";
import { flat, isListed, isShapeOnly, isSummary, valueOf } from "../../static/js/trace/nested.js";
import { showInFull } from "../../static/js/trace/numbers.js";
import { show } from "../../static/js/controls/shown.js";
import { textOf } from "../../static/js/inspector/told.js";
import { obstacleTo } from "../../static/js/learn/learning.js";
import { targetsOf, whyNone } from "../../static/js/panels/nudge.js";
import { sizeOf } from "../../static/js/panels/sorting.js";
import { arrayMarks } from "../../static/js/picture/arrays.js";
import { textOf as inMotion } from "../../static/js/picture/locals.js";
import { widthOf } from "../../static/js/picture/widths.js";
import { noteOn } from "../../static/js/predict/exercise.js";
import { questionsOf } from "../../static/js/predict/predict.js";
import { learnersOf } from "../../static/js/trace/updates.js";

const SHAPE = { shape_only: /** @type {const} */ (true), shape: [60000, 784] };
const SUMMARY = { summary: /** @type {const} */ (true), shape: [9], min: 0, max: 1, mean: 0, norm: 2, preview: [0], raster: [1] };

test("a value that is null is a shape", () => {
  const node = /** @type {any} */ ({ value: null, shape: [60000, 784] });
  assert.deepEqual(valueOf(node), SHAPE);
  assert.equal(valueOf({ ...node, value: 0 }), 0);
});

test("a shape is no summary, and lists no numbers", () => {
  assert.deepEqual([isShapeOnly(SHAPE), isSummary(SHAPE), isListed(SHAPE)], [true, false, false]);
  assert.deepEqual([isShapeOnly(SUMMARY), isSummary(SUMMARY), isListed(SUMMARY)], [false, true, false]);
  assert.deepEqual([isListed(null), isListed(0), isListed([1, 2]), isListed("NaN")], [false, true, true, true]);
  assert.deepEqual(flat(SHAPE), []);
});

test("its shape stands in the picture, on its wire and in motion", () => {
  assert.deepEqual(labelOf(SHAPE, [60000, 784], 2), { text: "60000×784", zero: false, isShape: true });
  assert.equal(labelOf({ shape_only: true, shape: [] }, [], 2).text, "scalar");
  const form = { kind: /** @type {const} */ ("tile"), rows: 0, columns: 0, width: 117, height: 20 };
  const [mark, ...others] = arrayMarks(labelOf(SHAPE, [60000, 784], 2), form, "value", ["60000×784"], false, false);
  assert.deepEqual([mark?.text, mark?.size, mark?.y, others.length], ["60000×784", 16, -5, 0]);
  assert.equal(inMotion(SHAPE, 2), "60000×784");
  assert.equal(widthOf(SHAPE), widthOf(0));
});

test("beside the picture it is said that there are no numbers", () => {
  assert.equal(showInFull(SHAPE), "a shape, no numbers");
  assert.equal(textOf(SHAPE), "a shape, no numbers");
  assert.equal(show(SHAPE, [60000, 784], 4), "60000×784");
  assert.equal(show({ shape_only: true, shape: [3] }, [3], 4), "a vector of 3");
  assert.ok(Number.isNaN(sizeOf(SHAPE)));
  const node = { id: 0, label: "X", op: null, kind: "input", inputs: [], shape: [60000, 784], value: null, gradient: SHAPE };
  assert.equal(toCsv(/** @type {any} */ ({ mode: "reverse", nodes: [node] })).split("\r\n")[1], "0,X,input,,60000×784,,");
});

test("what asks for numbers says that there are none", () => {
  const { trace } = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8")).stories["shapes without numbers"];
  assert.match(whyNone({ ...trace, nodes: trace.nodes.filter((/** @type {any} */ node) => node.value === null) }), /shapes without numbers/);
  assert.deepEqual(targetsOf(trace).map(({ name }) => name), ["b", "b", "b", "k"]);
  assert.deepEqual(learnersOf(trace), []);
  assert.match(obstacleTo(/** @type {any} */ ({ trace, seed: null })), /^The loss is a shape without numbers/);
  assert.equal(noteOn(trace, questionsOf(trace)), "The gradients are shapes without numbers, which can only be revealed.");
});
