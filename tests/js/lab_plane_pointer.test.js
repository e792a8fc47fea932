import assert from "node:assert/strict";
import { test } from "node:test";
import { mountPlanePointer } from "../../static/js/lab/views/plane_pointer.js";

/** A plane of pixels on which a point lies at (0, 0); what is done to it is told. */
function plane() {
  const square = /** @type {any} */ (new EventTarget());
  square.setPointerCapture = () => {};
  /** @type {string[]} */
  const done = [];
  const say = (/** @type {string} */ name) => (/** @type {any[]} */ ...given) => void done.push([name, ...given].join(" "));
  mountPlanePointer(square, {
    placeOf: ({ clientX, clientY }) => [clientX, clientY],
    pointAt: ([x, y]) => (Math.hypot(x, y) < 9 ? 0 : null),
    hover: () => {},
    add: say("add"), paint: say("paint"), remove: say("remove"), move: say("move"), letGo: say("letGo"),
  });
  return {
    done,
    /** @param {string} type @param {number} clientX @param {object} [more] */
    point(type, clientX, more = {}) {
      square.dispatchEvent(Object.assign(new Event(`pointer${type}`), { pointerId: 1, button: 0, pointerType: "mouse", shiftKey: false, clientX, clientY: 0, ...more }));
    },
  };
}

test("a click adds a point", () => {
  const { point, done } = plane();
  point("down", 50);
  point("move", 52);
  point("up", 52);
  assert.deepEqual(done, ["add 52,0 false"]);
});

test("a button that is held over an empty place paints points, of the next class with Shift", () => {
  const { point, done } = plane();
  point("down", 50);
  for (const x of [53, 60, 70]) point("move", x);
  point("move", 80, { shiftKey: true });
  point("up", 80);
  assert.deepEqual(done, ["paint 60,0 false", "paint 70,0 false", "paint 80,0 true"]);
});

test("a button that is held on a point moves it, and a finger scrolls", () => {
  const { point, done } = plane();
  point("down", 3);
  point("move", 30);
  point("up", 30);
  assert.deepEqual(done, ["move 0 30,0 false", "move 0 30,0 true"]);
  point("down", 50, { pointerType: "touch" });
  point("move", 90, { pointerType: "touch" });
  point("up", 90, { pointerType: "touch" });
  assert.equal(done.length, 2);
});
