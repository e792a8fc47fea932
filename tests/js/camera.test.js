import assert from "node:assert/strict";
import { test } from "node:test";

import { besideFar, comingFrom, lensFor, scrollToSee, shareOf } from "../../static/js/picture/camera.js";

const room = { width: 1000, height: 500 };
/** @param {number} width @param {number} height */
const box = (width, height) => ({ left: 0, top: 0, right: width, bottom: height });

test("what fits at the reading size is looked at as it is", () => {
  assert.equal(shareOf(box(500, 200), room, 1.68, 1.25), 1);
});

test("what does not is seen smaller, as long as it can be read", () => {
  const share = shareOf(box(700, 200), room, 1.68, 1.25);
  assert.ok(share < 1 && share * 1.68 >= 1.25 && share * 1.68 * 700 <= 1000);
  assert.equal(shareOf(box(900, 200), room, 1.68, 1.25), 0);
  assert.equal(shareOf(box(100, 450), room, 1.68, 1.25), 0);
});

test("a wider view is taken for a step and given back after it", () => {
  assert.equal(lensFor(0.8, 1, 1), 0.8);
  assert.equal(lensFor(1, 1, 0.8), 1);
});

test("nothing moves where what is seen is enough, nor where the next step needs it again", () => {
  assert.equal(lensFor(0.9, 1, 0.8), 0.8);
  assert.equal(lensFor(1, 0.85, 0.8), 0.8);
  assert.equal(lensFor(1, 0.85, 1), 1);
});

test("a view is wide enough for the step after it", () => {
  assert.equal(lensFor(0.9, 0.8, 1), 0.8);
  assert.equal(lensFor(0.9, 1, 1), 0.9);
});

test("beside one end there is room for the other, on its side", () => {
  const near = { left: 100, top: 100, right: 200, bottom: 150 };
  assert.deepEqual(besideFar(near, { left: 5000, top: 110, right: 5050, bottom: 140 }), { ...near, right: 250 });
  assert.deepEqual(besideFar(near, { left: 120, top: 900, right: 170, bottom: 960 }), { ...near, bottom: 210 });
  assert.deepEqual(besideFar(near, { left: 110, top: 110, right: 150, bottom: 140 }), near);
});

test("what is in view moves nothing, what is not comes to the middle, what is too long to its start", () => {
  assert.equal(scrollToSee(20, 80, 0, 100, 10), 0);
  assert.equal(scrollToSee(100, 140, 0, 100, 10), 70);
  assert.equal(scrollToSee(-40, -20, 0, 100, 10), -80);
  assert.equal(scrollToSee(50, 250, 0, 100, 10), 40);
});

test("the camera glides from where the drawing was, and stays where it need not move", () => {
  const there = { left: 10, top: 20, width: 500 };
  assert.equal(comingFrom(there, { left: 10.4, top: 20, width: 500 }), null);
  assert.equal(comingFrom(there, { left: -90, top: 20, width: 500 }), "translate(100.0px, 0.0px) scale(1.0000)");
  assert.equal(comingFrom(there, { left: 10, top: 20, width: 250 }), "translate(0.0px, 0.0px) scale(2.0000)");
  assert.equal(comingFrom(there, { ...there, width: 0 }), null);
});
