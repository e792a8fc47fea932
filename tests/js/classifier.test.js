import assert from "node:assert/strict";
import { test } from "node:test";

import { askOf } from "../../static/js/classifier/course.js";
import { edited, numberAt, placeName, placeOf, standing, withLabel, withNumber, withRow } from "../../static/js/classifier/edit.js";
import { joins, makeHistory } from "../../static/js/classifier/history.js";
import { complete, DEFAULTS, readLink, writeLink } from "../../static/js/classifier/link.js";
import { gradientArrow, reachOf, winners, zeroLine } from "../../static/js/classifier/plane.js";
import { lossesText } from "../../static/js/classifier/sharing.js";
import { chosenIn, chosenOf, CHOSEN, stateOf } from "../../static/js/classifier/state.js";
import { headlines, isDone, meanOf, penaltySum, rightIn, scoreSum, summaryOf, sumOf, termOf } from "../../static/js/classifier/told.js";
import { nudgedBy, nudgeText, randomWeights } from "../../static/js/classifier/weights_view.js";
import { makeStore } from "../../static/js/page/store.js";

/** @typedef {import("../../static/js/classifier/types.js").State} State */
/** @typedef {import("../../static/js/classifier/types.js").Moment} Moment */

/** Bird or car before its update. @type {Moment} */
const BEFORE = {
  update: 0, weights: [[-2, -1], [1, -5]], biases: null, scores: [[-8, -7]], weight_gradients: [[-3, -2], [3, 2]], bias_gradients: null,
  score_gradients: [[-1, 1]], terms: [[0, 2]], active: [[false, true]], losses: [2], data_loss: 2, penalty: 0, loss: 2, predicted: [1],
};
/** And after it. @type {Moment} */
const AFTER = {
  ...BEFORE, update: 1, weights: [[1, 1], [-2, -7]], scores: [[5, -20]], weight_gradients: [[0, 0], [0, 0]],
  score_gradients: [[0, 0]], terms: [[0, 0]], active: [[false, false]], losses: [0], data_loss: 0, loss: 0, predicted: [0],
};
/** Cat, car, frog. @type {Moment} */
const SCORES = {
  ...BEFORE, weights: null, weight_gradients: null, scores: [[3.2, 5.1, -1.7], [1.3, 4.9, 2], [2.2, 2.5, -3.1]],
  terms: [[0, 2.9, 0], [0, 0, 0], [6.3, 6.6, 0]], losses: [2.9, 0, 12.9], data_loss: 15.8 / 3, loss: 15.8 / 3, predicted: [1, 1, 1],
};

/** @param {Partial<State>} [change] @returns {State} */
const stateWith = (change = {}) => ({ ...stateOf("birdcar", { ...CHOSEN, rate: 1 }), moment: BEFORE, next: AFTER, ...change });

test("a term of the loss is written out with its numbers", () => {
  assert.deepEqual(termOf("svm", BEFORE, 0, 1, 0, 1), { sum: "max(0, −7 − (−8) + 1)", value: "2" });
  assert.deepEqual(termOf("svm", BEFORE, 0, 0, 0, 1), { sum: "", value: "" });
  assert.equal(termOf("svm", SCORES, 0, 1, 0, 1).sum, "max(0, 5.1 − 3.2 + 1)");
  assert.equal(termOf("structured", BEFORE, 0, 1, 0, 1).sum, "−7 − (−8) + 1");
  assert.deepEqual([0, 1].map((k) => termOf("ova", BEFORE, 0, k, 0, 1).sum), ["max(0, 1 − (−8))", "max(0, 1 + (−7))"]);
  assert.deepEqual([0, 1].map((k) => termOf("squared", BEFORE, 0, k, 0, 1).sum), ["(−8 − 1)²", "(−7 − 0)²"]);
  assert.equal(termOf("softmax", BEFORE, 0, 1, 0, 1).sum, "e^(−7) / Σ");
});

test("the loss of a row is the sum of what was written", () => {
  assert.equal(sumOf("svm", SCORES, 2, 2), "6.3 + 6.6 = 12.9");
  assert.equal(sumOf("svm", BEFORE, 0, 0), "2");
  assert.equal(sumOf("structured", { ...SCORES, losses: [2.9, 0, 6.6] }, 2, 2), "max(0, 6.3, 6.6) = 6.6");
  assert.equal(sumOf("softmax", { ...BEFORE, terms: [[0.25, 0.75]], losses: [1.386] }, 0, 0), "−ln 0.25 = 1.386");
  assert.equal(sumOf("squared", { ...BEFORE, terms: [[81, 49]], losses: [130] }, 0, 0), "81 + 49 = 130");
});

test("scores, mean and penalty are spelled out", () => {
  assert.equal(scoreSum([-2, -1], [3, 2], null), "−2·3 + (−1)·2");
  assert.equal(scoreSum([1, -5], [-3, 2], 0.5), "1·(−3) + (−5)·2 + 0.5");
  assert.equal(meanOf(SCORES), "(2.9 + 0 + 12.9) / 3");
  assert.equal(meanOf({ ...SCORES, losses: [1, 2, 3, 4, 5] }), "mean of 5 losses");
  assert.equal(penaltySum(stateWith({ strength: 1 })), "1 · (4 + 1 + 1 + 25)");
  assert.equal(penaltySum(stateWith({ strength: 0.1, half: true })), "½ · 0.1 · (4 + 1 + 1 + 25)");
});

test("the stages say what they come to", () => {
  assert.deepEqual(headlines(stateWith()), { data: "1 image", scores: "car wins", loss: "2", total: "2" });
  const whole = { ...BEFORE, penalty: 31, loss: 33 };
  assert.equal(headlines(stateWith({ strength: 1, moment: whole })).total, "2 + 31 = 33");
  const scored = stateWith({ labels: [0, 1, 2], classes: ["cat", "car", "frog"], scores: [[1]], moment: SCORES });
  assert.deepEqual(headlines(scored), { data: "3 images", scores: "1 of 3 right", loss: "2.9, 0, 12.9", total: "5.27" });
  assert.equal(rightIn(SCORES, [0, 1, 2]), 1);
});

test("nothing is left to learn where every gradient is zero, of whatever sign", () => {
  assert.deepEqual([BEFORE, AFTER, { ...AFTER, weight_gradients: [[-0, 0]], bias_gradients: [0, 1] }].map(isDone), [false, true, false]);
  assert.equal(isDone(SCORES), false);
  assert.match(summaryOf(stateWith({ moment: AFTER, made: 1 })), /^After 1 update: loss 0, predicted bird, true bird\. Nothing left to learn/);
  assert.equal(summaryOf(stateWith({ moment: BEFORE, made: 1 })), ""); // it is of another update
});

test("a change by hand begins a run from the numbers as they stand", () => {
  const run = stateWith({ made: 1, moment: AFTER });
  assert.deepEqual(standing(run).weights, [[1, 1], [-2, -7]]);
  const other = edited(run, { loss: "softmax" });
  assert.deepEqual([other.weights, other.made, other.preset, other.loss, other.origin], [[[1, 1], [-2, -7]], 0, "", "softmax", undefined]);
  const place = placeOf("weights.1.0");
  assert.deepEqual([placeName(place), numberAt(run, place)], ["weights.1.0", -2]);
  const set = edited(run, withNumber(run, place, 4));
  assert.deepEqual([set.weights, set.origin?.weights], [[[1, 1], [4, -7]], [[1, 1], [4, -7]]]);
  assert.ok(Number.isNaN(numberAt(run, placeOf("biases.0.0"))));
  assert.deepEqual(withNumber(stateWith({ biases: [1, 2] }), placeOf("biases.1.0"), 5), { biases: [1, 5] });
  assert.deepEqual(withRow(run, 0, [7, 8]), { data: [[7, 8]] });
  assert.deepEqual(withLabel(run, 0, 1), { labels: [1] });
});

test("a nudge tells the loss before and after, beside what the gradient promised", () => {
  const { nudged, weights } = nudgedBy(stateWith(), placeOf("weights.0.0"), "bird, pixel 1", 0.1);
  assert.deepEqual(weights, [[-1.9, -1], [1, -5]]);
  assert.ok(nudged);
  assert.equal(nudgeText(nudged), "bird, pixel 1: −2 → −1.9");
  assert.equal(nudgeText({ ...nudged, after: 1.7 }), "bird, pixel 1: −2 → −1.9; loss 2 → 1.7, a change of −0.3; gradient · h = −3 · 0.1 = −0.3");
});

test("random weights are of about 1, and biases none", () => {
  assert.deepEqual(randomWeights(stateWith({ biases: [1, 2] }), () => 0.75), { weights: [[1.5, 1.5], [1.5, 1.5]], biases: [0, 0] });
});

test("the server is asked for the scores, or for what makes them", () => {
  const plain = askOf(stateWith({ rule: "adam" }), 2, 5);
  assert.deepEqual([plain.data, plain.weights, plain.optimizer, plain.since, plain.updates], [[[3, 2]], [[-2, -1], [1, -5]], { name: "adam", learning_rate: 1 }, 2, 5]);
  const scored = askOf(stateWith({ scores: [[1, 2]], data: null, weights: null }), 0, 1);
  assert.deepEqual([scored.scores, "data" in scored], [[[1, 2]], false]);
});

test("undo takes back what one gesture changed, and redo brings it again", () => {
  const store = makeStore(stateWith());
  let now = 0;
  const past = makeHistory(store, () => now);
  for (const rate of [0.5, 0.6, 0.7]) store.set({ rate, gesture: "drag 1" });
  now = 5000;
  store.set({ made: 1, gesture: null });
  store.set({ made: 2 });
  store.set({ moment: AFTER });
  past.undo();
  assert.deepEqual([store.get().made, store.get().moment], [1, BEFORE]); // updates are entries of their own, however quick
  past.undo();
  past.undo();
  assert.deepEqual([store.get().rate, store.get().made], [1, 0]);
  past.redo();
  assert.equal(store.get().rate, 0.7);
  past.undo();
  past.undo(); // there is nothing more
  assert.equal(store.get().rate, 1);
  assert.deepEqual([joins({ tag: "a", at: 0 }, "a", false, 100), joins({ tag: "a", at: 0 }, "a", false, 9000), joins({ tag: "a", at: 0 }, "b", true, 1)], [true, false, false]);
});

test("the line of a class is where its score is zero, and its arrow stands upright on it", () => {
  const line = zeroLine([1, 2], -1, 2);
  assert.ok(line);
  for (const [x, y] of line) {
    assert.ok(Math.abs(x + 2 * y - 1) < 1e-12);
    assert.ok(Math.max(Math.abs(x), Math.abs(y)) <= 2 + 1e-12);
  }
  const arrow = gradientArrow([1, 2], -1, 2);
  assert.ok(arrow);
  const [dx, dy] = [arrow.to[0] - arrow.from[0], arrow.to[1] - arrow.from[1]];
  assert.ok(Math.abs(dy - 2 * dx) < 1e-12 && dx > 0);
  assert.deepEqual([zeroLine([0, 0], 1, 1), zeroLine([1, 0], -5, 1), gradientArrow([1, 0], -5, 1), zeroLine([NaN, 1], 0, 1)], [null, null, null, null]);
});

test("the class of the highest score wins a place", () => {
  const { classes, leads } = winners([[1, 0], [-1, 0], [0, 9]], [0, 0, -10], 1, 4);
  assert.deepEqual([...classes], [1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0]);
  assert.ok([...leads].every((lead) => lead >= 0 && lead <= 1));
  assert.deepEqual([reachOf([[0.5, -0.8]]), reachOf([[10, 0]]), reachOf([])], [1, 12, 1]);
});

/** A setting that has everything. */
const SHARED = {
  ...DEFAULTS, preset: "", mode: /** @type {const} */ ("plane"), classes: ["ape", "nut, big", "é"].map((one) => one.replace(",", "")), labels: [0, 2, 1],
  data: [[0.1, 1e-7], [1 / 3, -2], [0, 0]], features: ["a b", "ü"], weights: [[1, 2], [1e21, 4], [0.1 + 0.2, 6]], biases: [0, 1, -1], scores: null, loss: /** @type {const} */ ("structured"),
  margin: 0.5, strength: 0.003, half: true, rule: /** @type {const} */ ("adam"), rate: 3.7, made: 42, pace: 50, stage: /** @type {const} */ ("total"),
  theme: /** @type {const} */ ("dark"), presenting: true,
};

test("a link gives back exactly what it was made of", async () => {
  const { fragment, missing } = await writeLink(SHARED);
  const { found, problems } = await readLink(`#${fragment}`);
  assert.deepEqual([problems, missing], [[], []]);
  assert.deepEqual(complete(found), SHARED);
  assert.equal((await writeLink(DEFAULTS)).fragment, "1/");
});

test("what is as in the preset is not written", async () => {
  const preset = chosenOf({ ...CHOSEN, id: "birdcar", title: "", note: "", source: [], images: null, rate: 1 });
  const state = stateOf("birdcar", preset);
  assert.deepEqual(chosenIn(state), preset);
  assert.equal((await writeLink({ ...DEFAULTS, ...chosenIn({ ...state, made: 1 }), preset: "birdcar" }, preset)).fragment, "1/e=birdcar&u=1");
});

for (const broken of ["1/m=cube", "1/w=[1,2]", "1/w=[[1],[2,3]]", "1/b=1", "1/y=0,a", "1/k=one", "1/n=fast", "1/r=NaN", "1/x=[[\"NaN\"]]", "1/o=newton", "1/a=plot"]) {
  test(`${broken} does no harm`, async () => {
    const { found, problems } = await readLink(broken);
    assert.ok(problems.length > 0);
    assert.doesNotThrow(() => complete(found));
  });
}

test("the losses as a table end where the run does", () => {
  assert.equal(lossesText(stateWith({ curve: { updates: [0, 1, 2], losses: [2, 0, 0] }, far: 1 })), "update,loss\n0,2\n1,0\n");
});
