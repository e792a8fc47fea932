import assert from "node:assert/strict";
import { test } from "node:test";
import { markNear, marksAfter } from "../../static/js/lab/views/curve_marks.js";
import { inWords, readoutText, summaryText } from "../../static/js/lab/views/curves_text.js";
import { besideWeight, editedWeight, reachOf, stepText, turnedBy } from "../../static/js/lab/views/edited_weight.js";
import { shapeOf } from "../../static/js/lab/views/network_controls.js";
import { strengths } from "../../static/js/lab/views/network_links.js";
import { toldText } from "../../static/js/lab/views/network_text.js";
import { spaceOf } from "../../static/js/lab/views/space_model.js";
import { frameOf, networkOf, spiral } from "./lab_network.js";

const NETWORK = networkOf([2, 3, 2]);
const RECORDED = { update: 1200, epoch: 60, train_loss: 0.25, test_loss: 0.5, train_accuracy: 0.875, test_accuracy: null };

/** @param {number} update @param {number} [rate] @param {number} [last] of the history */
const moment = (update, rate = 0.1, last = update) =>
  /** @type {any} */ ({ frame: { update, history: { first: 0, last } }, config: { optimizer: { learning_rate: rate } } });

test("a change of the configuration is marked where it was made, but not at the beginning", () => {
  const marks = marksAfter([], moment(50, 0.3), moment(50));
  assert.deepEqual(marks, [{ update: 50, text: "Learning rate = 0.3" }]);
  assert.deepEqual(marksAfter([], moment(0, 0.3), moment(0)), []);
  assert.deepEqual(marksAfter([], moment(50, 0.3), { ...moment(50), config: null }), []);
});

test("marks stay as long as the history reaches them", () => {
  const marks = [{ update: 20, text: "a" }, { update: 80, text: "b" }];
  assert.equal(marksAfter(marks, moment(10, 0.1, 90), moment(90)), marks, "gone back, but not begun anew");
  const now = moment(40);
  assert.deepEqual(marksAfter(marks, now, { ...moment(90), config: now.config }), marks.slice(0, 1));
});

test("the last mark near a place is told", () => {
  const marks = [{ update: 20, text: "a" }, { update: 21, text: "b" }];
  assert.equal(markNear(marks, 22, { first: 0, last: 120 })?.text, "b");
  assert.equal(markNear(marks, 24, { first: 0, last: 120 }), undefined);
});

test("the curves in words", () => {
  assert.equal(inWords(RECORDED), "update 1,200, epoch 60, loss 0.25 (test 0.5), accuracy 87.5 %");
  assert.equal(readoutText(null, undefined, inWords), "");
  assert.match(readoutText(RECORDED, { update: 900, text: "Learning rate = 0.3" }, inWords), / — changed at update 900: Learning rate = 0\.3$/);
  assert.match(summaryText([RECORDED]), /^Curves over 1 record; update 1,200/);
  assert.match(summaryText([]), /nothing recorded yet$/);
});

const DATA = spiral(10);
/** @param {[number, number]} units @param {number} layer */
const seen = (units, layer = 1) => {
  const parameters = Float64Array.from({ length: NETWORK.size }, (_, k) => Math.sin(k));
  const frame = frameOf(NETWORK, parameters, { size: 4, side: 2, warp: 3, points: DATA.points, neuron: { layer, units } });
  return /** @type {any} */ ({ network: NETWORK, data: DATA, config: { loss: "softmax", dataset: { query: null } }, showTest: false, frame, explained: null });
};

test("neuron space is what two neurons see", () => {
  const space = spaceOf(seen([0, 2]));
  assert.deepEqual(space?.names, ["h₁[0]", "h₁[2]"]);
  assert.equal(space?.labels?.length, 9);
  assert.equal(space?.places?.length, 40);
  assert.match(space?.told ?? "", /^The plane as layer 1, neuron 0 \(tanh\) and layer 1, neuron 2 \(tanh\) see it/);
});

test("by one neuron alone the points lie one above the other, without a lattice", () => {
  const space = spaceOf(seen([1, 1]));
  assert.deepEqual([space?.warp, space?.labels, space?.up, space?.names[1]], [null, null, [-1, 20], "point"]);
  assert.deepEqual([...(space?.places ?? [])].slice(20), Array.from({ length: 20 }, (_, k) => k));
});

test("neurons that the network has no more are not shown, nor points that have changed since", () => {
  assert.equal(spaceOf({ ...seen([0, 2]), network: networkOf([2, 2, 2]) }), null);
  assert.equal(spaceOf({ ...seen([0, 2]), data: spiral(9) })?.places, null);
});

/** @param {number} selected @param {object} [more] */
const edited = (selected, more = {}) => {
  const state = { ...seen([0, 1]), selected, ...more };
  return { state, edited: /** @type {import("../../static/js/lab/views/edited_weight.js").Edited} */ (editedWeight(state)) };
};

test("a weight is chosen among those that lead to the same neuron", () => {
  const { weight } = edited(4).edited;
  assert.deepEqual(besideWeight(NETWORK, weight), [
    { index: 3, text: "W1[1,0] from feature x1" },
    { index: 4, text: "W1[1,1] from feature x2" },
    { index: 5, text: "b1[1] bias" },
  ]);
  assert.equal(editedWeight(edited(999).state), null, "one that a smaller network has no more");
});

test("the slider reaches far enough, and a notch of the wheel is a tenth", () => {
  assert.deepEqual([reachOf(0.3), reachOf(-2.6), reachOf(40)], [5, 6, 80]);
  assert.deepEqual([turnedBy(0.2, -120), turnedBy(0.3, 3), turnedBy(NaN, 1)], [0.3, 0.2, -0.1]);
});

test("the step of a weight is told from where it began", () => {
  const [gradient, delta] = [new Float64Array(NETWORK.size).fill(2), new Float64Array(NETWORK.size).fill(-0.2)];
  /** @param {string} stage */
  const at = (stage) => edited(0, { explained: { stage, gradient, delta, batch: [] } });
  for (const [stage, line] of [["weights", "0 − 0.1 · 2 = −0.2"], ["update", "0.2 − 0.1 · 2 = 0"]]) {
    const { state, edited: weight } = at(stage ?? "");
    assert.equal(stepText(state, weight), `gradient 2; W1[0,0] ← ${line}`);
  }
  assert.equal(stepText(edited(0).state, edited(0).edited), null);
});

test("the pointer on the network is told a weight, else what the neuron computes", () => {
  const state = seen([0, 1]);
  assert.match(toldText(state, 1) ?? "", /^W1\[0,1\] = 0\.841/);
  assert.equal(toldText(state, null), "");
  assert.equal(toldText({ ...state, hovered: { layer: 0, unit: 1 } }, null), "");
  assert.match(toldText({ ...state, hovered: { layer: 1, unit: 2 } }, null) ?? "", /^h₁\[2\] = tanh\(/);
  assert.equal(toldText({ ...state, frame: null }, 1), null, "what was told stays until a frame has come");
});

test("links show gradients while these are told, the largest in full width", () => {
  const weights = Float32Array.of(1, -2);
  const explained = { layer: 0, gradient: Float64Array.of(0.5, -6), delta: Float64Array.of(-0.3, 0.1), batch: Int32Array.of(0) };
  assert.deepEqual(strengths(null, weights), { values: weights, unit: 1 });
  assert.deepEqual(strengths({ ...explained, stage: "loss" }, weights), { values: weights, unit: 1 });
  assert.deepEqual(strengths({ ...explained, stage: "weights" }, weights), { values: explained.gradient, unit: 2 });
});

test("what the output gives is called by the loss, unless the data have values", () => {
  const choices = /** @type {any} */ ({ activations: [], losses: [], layers: 6, units: 64 });
  /** @param {string} loss @param {number} classes */
  const output = (loss, classes) => shapeOf(NETWORK, /** @type {any} */ ({ layers: [], loss }), /** @type {any} */ ({ classes }), choices).output;
  assert.deepEqual([output("softmax", 2), output("svm", 2), output("regression", 0), output("svm", 0)], ["softmax", "scores", "value", "value"]);
});
