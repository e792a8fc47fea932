import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { followed, fresh, startedOver } from "../../static/js/predict/following.js";
import { keysBefore, questionsOf } from "../../static/js/predict/predict.js";
import { forwardSteps } from "../../static/js/trace/timeline.js";

const { stories } = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8"));
const { trace } = stories.circuit;
const questions = questionsOf(trace);

/** @param {object} [change] @returns {import("../../static/js/trace/types.js").State} */
const state = (change = {}) =>
  /** @type {any} */ ({ trace, step: forwardSteps(trace), predicting: true, guesses: {}, asked: null, why: null, ...change });

test("it starts before any gradient, with nothing answered", () => {
  const start = startedOver(state({ step: trace.steps.length, playing: true }));
  assert.deepEqual([start.step, start.playing, start.guesses], [forwardSteps(trace), false, {}]);
  assert.deepEqual(startedOver(state({ trace: null })), {});
});

test("what the story has told before is given", () => {
  const { guesses } = fresh(state(), trace.steps.length);
  assert.deepEqual(Object.keys(guesses ?? {}), keysBefore(trace, trace.steps.length));
});

test("turned on it starts over; by a link or in another graph it begins at the step", () => {
  assert.equal(followed(state(), state({ predicting: false })), "start over");
  assert.equal(followed(state(), null), "fresh");
  assert.equal(followed(state(), state({ trace: stories.arrays.trace })), "fresh");
  assert.equal(followed(state({ predicting: false }), state()), null);
  assert.equal(followed(state({ trace: structuredClone(trace) }), state()), null);
});

test("who goes past a question gives it up, and a step back shows it again", () => {
  const [first] = questions;
  assert.ok(first);
  const on = followed(state({ step: first.step + 1 }), state({ step: first.step }));
  assert.ok(on && typeof on === "object");
  assert.equal(on.guesses?.[first.key]?.status, "revealed");
  const back = followed(state({ step: first.step, guesses: on.guesses }), state({ step: first.step + 1 }));
  assert.ok(back && typeof back === "object");
  assert.deepEqual([back.asked, back.why], [first.key, first.key]);
});
