import assert from "node:assert/strict";
import { test } from "node:test";

import { meet } from "../../static/js/picture/boxes.js";
import { namesOf, roomsAlong } from "../../static/js/picture/frame_names.js";
import { HALF_NAME, frameAround, lineWithGaps, piecesAround } from "../../static/js/picture/frames.js";

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
  assert.equal(missing, (28 + 18) / 300);
});

const GATE = box(100, 100, 40, 40);
const AFTER = box(260, 100, 40, 40);

test("what has another amid it is framed in pieces that do not take it in", () => {
  const other = box(180, 100, 40, 40);
  const pieces = piecesAround([GATE, AFTER], { figures: [], others: [other], view: VIEW }, NAME);
  assert.deepEqual(pieces.map(({ held }) => held), [[GATE], [AFTER]]);
  for (const piece of pieces) assert.ok(!meet(piece.box, other));
});

test("what stands in two rows with a figure between them that cannot be taken in is framed row by row", () => {
  const held = [GATE, AFTER, box(100, 300, 40, 40), box(260, 300, 40, 40)];
  const figures = [box(-24, 200, 204, 60), box(220, 200, 775, 60)];
  const pieces = piecesAround(held, { figures, others: [], view: VIEW }, NAME);
  assert.deepEqual(pieces.map(({ held: { length }, line }) => [length, line]), [[2, null], [2, null]]);
});

test("a gate in a figure's way has a frame that is open there, and never none", () => {
  const figure = box(-20, 110, 118, 18);
  const [piece, ...rest] = piecesAround([GATE], { figures: [figure], others: [box(0, 80, 20, 90)], view: VIEW }, NAME);
  assert.deepEqual([rest, piece?.held], [[], [GATE]]);
  assert.ok(piece?.line && !meet(piece.box, box(0, 80, 20, 90)));
});

test("no piece runs through what another one holds", () => {
  const [wide, other] = [box(20, 240, 120, 40), box(30, 180, 40, 40)];
  const pieces = piecesAround([GATE, wide], { figures: [box(150, 90, 30, 170)], others: [other], view: VIEW }, NAME);
  assert.deepEqual(pieces.map(({ held }) => held), [[GATE], [wide]]);
  assert.ok(pieces[0] && !meet(pieces[0].box, wide));
});

test("a frame that cannot keep clear of another node is open there", () => {
  const other = box(120, 130, 40, 40);
  const [piece] = piecesAround([GATE], { figures: [], others: [other], view: VIEW }, NAME);
  assert.equal(piece?.line, "M99 99H141M141 99V128M99 141H118M99 99V141");
});

test("gates that almost touch are framed apart", () => {
  const other = box(100, 143, 40, 40);
  const [piece] = piecesAround([GATE], { figures: [], others: [other], view: VIEW }, NAME);
  assert.ok(piece && !meet(piece.box, other));
});

/** @param {readonly Box[]} figures @param {readonly Box[]} [wires] @param {number} [width] */
function nameBeside(figures, wires = [], width = NAME) {
  const around = { figures, others: [GATE], view: VIEW };
  const [name] = namesOf(piecesAround([GATE], { ...around, others: [] }, width), wires, around, width);
  assert.ok(name);
  return name;
}

test("a name stands in the line of its frame", () => {
  assert.deepEqual(nameBeside([]), { box: { left: 88, top: 78, right: 178, bottom: 98 }, y: 88, named: true });
});

test("a name goes elsewhere for a figure, and for a wire where it can", () => {
  const [figure, wire] = [box(110, 70, 60, 18), box(60, 60, 200, 30)];
  for (const name of [nameBeside([figure]), nameBeside([], [wire])]) {
    assert.ok(name.named && !meet(name.box, GATE));
  }
  assert.ok(!meet(nameBeside([figure]).box, figure));
  assert.ok(!meet(nameBeside([], [wire]).box, wire));
  assert.ok(nameBeside([], [box(-24, -24, 1024, 424)]).named); // where it cannot, it lies over it
});

test("where no name has room there is the handle alone, and where that has none it is on the gate's rim", () => {
  assert.equal(nameBeside([], [], 2000).named, false);
  const [figures, around] = [[box(-24, -24, 1024, 124), box(-24, 140, 1024, 260), box(-24, 100, 124, 40), box(140, 100, 860, 40)], 9];
  const { box: room, named } = nameBeside(figures);
  assert.ok(!named && room.left >= GATE.left - around && room.left < GATE.left);
});

test("a wire's room is that of the parts of its path", () => {
  assert.deepEqual(roomsAlong("M10 20H50C60 20 60 40 70 40V90"), [
    { left: 8, top: 18, right: 52, bottom: 22 },
    { left: 48, top: 18, right: 72, bottom: 42 },
    { left: 68, top: 38, right: 72, bottom: 92 },
  ]);
});
