import assert from "node:assert/strict";
import { test } from "node:test";

import { meet } from "../../static/js/picture/boxes.js";
import { HALF_NAME, frameAround, lineWithGaps } from "../../static/js/picture/frames.js";

/** @typedef {import("../../static/js/picture/boxes.js").Box} Box */

const VIEW = { left: -24, top: -24, right: 1000, bottom: 400 };
const NAME = 90;

/** @param {number} left @param {number} top @param {number} width @param {number} height @returns {Box} */
const box = (left, top, width, height) => ({ left, top, right: left + width, bottom: top + height });

/** @param {Box | null} frame @param {Box} figure */
function isClear(frame, figure) {
  assert.ok(frame);
  const inside = figure.left > frame.left && figure.right < frame.right && figure.top > frame.top && figure.bottom < frame.bottom;
  const name = { left: frame.left, top: frame.top - HALF_NAME, right: frame.left + NAME, bottom: frame.top + HALF_NAME };
  return !meet(figure, name) && (inside || !meet(figure, frame));
}

test("a frame without figures around it lies close", () => {
  assert.deepEqual(frameAround([box(100, 100, 40, 40)], [], NAME, VIEW), box(88, 88, 64, 64));
});

test("a figure on any side of the frame is taken in", () => {
  for (const figure of [box(60, 110, 40, 18), box(140, 110, 60, 18), box(100, 80, 30, 18), box(110, 145, 30, 18)]) {
    assert.ok(isClear(frameAround([box(100, 100, 40, 40)], [figure], NAME, VIEW), figure));
  }
});

test("a figure that is met only once the frame has grown is taken in too", () => {
  const figures = [box(60, 110, 40, 18), box(20, 120, 38, 18)];
  const frame = frameAround([box(100, 100, 40, 40)], figures, NAME, VIEW);
  for (const figure of figures) assert.ok(isClear(frame, figure));
});

test("the name in the upper line keeps clear of figures below it", () => {
  const figure = box(95, 90, 40, 18);
  assert.ok(isClear(frameAround([box(90, 92, 80, 60)], [figure], NAME, VIEW), figure));
});

test("where there is no room there is no frame", () => {
  assert.equal(frameAround([box(100, 100, 40, 40)], [box(-30, 110, 140, 18)], NAME, VIEW), null);
});

test("a line that cannot take in a figure is open where it stands", () => {
  const { line, missing } = lineWithGaps(box(0, 0, 100, 50), [box(40, -5, 20, 10), box(95, 20, 20, 10), box(300, -5, 20, 10)]);
  assert.equal(line, "M0 0H36M64 0H100M100 0V16M100 34V50M0 50H100M0 0V50");
});
