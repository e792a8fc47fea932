import assert from "node:assert/strict";
import { test } from "node:test";

import { fitOf, isQuiet, isSameFit, isWorthwhile } from "../../static/js/picture/fit.js";

test("the box is the stage in steps of 20 px, so that answers that are kept serve many stages", () => {
  assert.deepEqual(fitOf({ width: 1279, height: 555.5 }, false), { width: 1260, height: 540, figure: 16 });
  assert.deepEqual(fitOf({ width: 1260, height: 541 }, false), fitOf({ width: 1275, height: 559 }, false));
});

test("figures before a class have 16 points, in the hand 12 px", () => {
  assert.equal(fitOf({ width: 1280, height: 540 }, true)?.figure, 21.34);
  assert.ok(21.34 >= (16 * 96) / 72);
  assert.equal(fitOf({ width: 390, height: 380 }, true)?.figure, 12);
  assert.equal(fitOf({ width: 390, height: 380 }, false)?.figure, 12);
});

test("what is not to be seen has no box, and what is huge has the largest", () => {
  assert.equal(fitOf({ width: 0, height: 540 }, false), null);
  assert.equal(fitOf({ width: 1280, height: 99 }, false), null);
  assert.equal(fitOf({ width: 99999, height: 540 }, false)?.width, 10_000);
});

test("boxes are the same by their sizes", () => {
  const box = { width: 1280, height: 540, figure: 16 };
  assert.ok(isSameFit(box, { ...box }));
  assert.ok(isSameFit(null, null));
  assert.ok(!isSameFit(box, { ...box, figure: 12 }));
  assert.ok(!isSameFit(box, null));
});

test("a picture is changed for one that is clearly larger, and not for a little", () => {
  const fit = { width: 1000, height: 500, figure: 16 };
  const shown = { width: 800, height: 400, forms: "" };
  assert.ok(isWorthwhile(shown, { width: 700, height: 350, forms: "" }, fit));
  assert.ok(!isWorthwhile(shown, { width: 780, height: 390, forms: "" }, fit));
  assert.ok(!isWorthwhile(shown, { width: 900, height: 450, forms: "" }, fit));
});

test("and for one whose figures are large enough, or whose arrays stand otherwise", () => {
  const fit = { width: 1000, height: 500, figure: 21.34 };
  const shown = { width: 760, height: 380, forms: "tile 2 3 82 46" };
  assert.ok(isWorthwhile(shown, { ...shown, width: 740, height: 370 }, fit));
  assert.ok(isWorthwhile(shown, { ...shown, forms: "grid 2 3 232 62" }, fit));
});

test("a picture is changed in the middle of the story too, but not under a hand", () => {
  const still = { behind: false, gesture: null };
  assert.ok(isQuiet(still, false));
  assert.ok(!isQuiet(still, true), "the paper is dragged");
  assert.ok(!isQuiet({ ...still, gesture: "drag 1" }, false), "a number is dragged");
  assert.ok(!isQuiet({ ...still, behind: true }, false));
});
