// The images of the classifier page: what a link says of them, and what two models have made of them at an update.

import assert from "node:assert/strict";
import { test } from "node:test";

import { courseOf, endOf, guessesAt, guessOf, kindsOf, modelOf, outputAt, productsOf, rowOf, summaryOf, templatesOf } from "../../static/js/classifier/images_course.js";
import { WORDS, readWords, wordsOf, writeWords } from "../../static/js/classifier/images_words.js";
import { chosenOf } from "../../static/js/classifier/state.js";

const IMAGES = Object.freeze([{ kind: "left", label: 0, pixels: [1, 0] }, { kind: "tree", label: 1, pixels: [0, 1] }, { kind: "left", label: 0, pixels: [1, 1] }]);

/** @param {object} some @returns {import("../../static/js/classifier/images_course.js").Answer} */
const answer = (some) => /** @type {any} */ ({ parameters: {}, gradients: {}, updates: [0, 1], losses: [0.7, 0.25], watched: {}, diverged: null, ...some });

const linear = courseOf("linear", "program", answer({
  parameters: { W: [[[0, 0], [0, 0]], [[2, -1], [-2, 1]]], b: [[0, 0], [0.5, -0.5]] },
  gradients: { W: [[[1, 2], [3, 4]], [[0.1, 0.2], [0.3, 0.4]]], b: [[0, 0], [0, 0]] },
  watched: { scores: [[[0, 0], [0, 0], [0, 0]], [[2.5, -2.5], [-0.5, 0.5], [1, 3]]] },
}), IMAGES);

const hidden = courseOf("hidden", "program", answer({
  parameters: { W1: [[[1, -3]], [[0.5, 0.5]]], b1: [[0], [0.25]], W2: [[[0.5], [-0.5]], [[1.5], [-1]]], b2: [[0, 0], [0, 0]] },
  gradients: { W1: [[[0, 0]], [[0, 0]]] },
  watched: { scores: [[[0, 1], [0, 1], [0, 1]], [[1, 0], [0, 1], [1, 0]]], h: [[[0], [0], [0]], [[0.75], [0.5], [1.25]]] },
}), IMAGES);

const learned = { classes: ["horse", "tree"], images: IMAGES, centred: [[0.5, -0.5]], models: { linear, hidden } };

test("what is written of the images is read again", () => {
  const words = { set: "arrows", seed: 4294967295, units: 8, activation: "tanh", updates: 200, image: 39, tile: "hidden.7" };
  assert.deepEqual(readWords(writeWords(words)), words);
  assert.deepEqual(readWords(writeWords(WORDS)), WORDS);
});

test("what cannot be read is as it was at first, and numbers keep to their bounds", () => {
  assert.deepEqual(readWords(""), WORDS);
  assert.deepEqual(readWords("no.set x 99 exp 1e9 -3 hidden.9"), { ...WORDS, units: 8 });
  assert.equal(readWords("horses 9999999999").seed, 4294967295);
  assert.equal(readWords("horses 1 1 relu 0").updates, 1);
});

test("a preset says of the images what is different", () => {
  assert.deepEqual(wordsOf({ set: "trees", units: 2 }), { ...WORDS, set: "trees", units: 2 });
  const preset = /** @type {any} */ ({ id: "a", mode: "images", images: { seed: 3 }, labels: [] });
  assert.deepEqual(readWords(chosenOf(preset).images), { ...WORDS, seed: 3 });
  assert.equal(chosenOf({ ...preset, images: null }).images, "");
});

test("a template is a row of the first weights, with its gradient and its votes", () => {
  assert.deepEqual(templatesOf(linear, 1), [
    { key: "linear.0", weights: [2, -1], gradient: [0.1, 0.2], bias: 0.5, votes: [] },
    { key: "linear.1", weights: [-2, 1], gradient: [0.3, 0.4], bias: -0.5, votes: [] },
  ]);
  assert.deepEqual(templatesOf(hidden, 1), [{ key: "hidden.0", weights: [0.5, 0.5], gradient: [0, 0], bias: 0.25, votes: [1.5, -1] }]);
  assert.deepEqual(templatesOf(hidden, 99), templatesOf(hidden, 1));
});

test("colours go up to the largest weight of the whole run", () => {
  assert.equal(linear.limit, 2);
  assert.equal(hidden.limit, 3);
});

test("who is right is counted at each update; of equal scores the first counts", () => {
  assert.equal(guessOf([1, 1]), 0);
  assert.deepEqual(guessesAt(linear, 0), [0, 0, 0]);
  assert.deepEqual(guessesAt(linear, 1), [0, 1, 1]);
  assert.deepEqual(linear.right, [2, 2]);
  assert.deepEqual(hidden.right, [1, 3]);
});

test("a class gives its score for an image, and a unit what it gives", () => {
  assert.equal(outputAt(linear, 1, 1, 0), -0.5);
  assert.equal(outputAt(hidden, 1, 2, 0), 1.25);
  assert.ok(Number.isNaN(outputAt(hidden, 1, 2, 5)));
});

test("a run that ended sooner stands at its end", () => {
  const short = { ...linear, updates: [0] };
  assert.equal(rowOf(short, 1), 0);
  assert.equal(endOf({ ...learned, models: { linear: short, hidden } }), 1);
  assert.equal(endOf(null), 0);
});

test("kinds keep their order, and their images", () => {
  assert.deepEqual(kindsOf(IMAGES), [["left", [0, 2]], ["tree", [1]]]);
});

test("the products of a template and an image, and whose tile it is", () => {
  assert.deepEqual(productsOf([2, -1], [0.5, 0.25]), [1, -0.25]);
  assert.equal(modelOf("hidden.3"), "hidden");
  assert.equal(modelOf("linear.0"), "linear");
});

test("what is heard of both", () => {
  assert.equal(summaryOf(learned, 1), "Update 1. Linear: 2 of 3 right, loss 0.25. Hidden layer: 3 of 3 right, loss 0.25.");
});
