import assert from "node:assert/strict";
import { test } from "node:test";

import {
  PIXELS_PER_TICK, decimals, dragTo, dragged, keyAction, moved, startDrag, tickSize, wheelTicks,
} from "../../static/js/page/scrub.js";

test("a tick follows the magnitude of the number", () => {
  const pairs = [[5, 0.1], [-2, 0.1], [25, 1], [100, 10], [0.5, 0.01], [0.05, 0.001], [0, 0.1], [NaN, 0.1]];
  for (const [number = 0, size] of pairs) assert.equal(tickSize(number), size, String(number));
});

test("decimals stay clean", () => {
  assert.equal(moved(0.1, 2, 0.1), 0.3);
  assert.equal(moved(0.37, 1, 0.1), 0.47);
  assert.equal(moved(-0.1, 1, 0.1), 0);
  assert.ok(Object.is(moved(-0.1, 1, 0.1), 0));
  assert.equal(moved(1, 0.1, 0.1), 1.01);
  assert.equal(moved(0.7310585786300049, 1, 0.01), 0.7410585786300049);
  assert.equal(moved(1e-7, 3, 1e-8), 1.3e-7);
  assert.equal(moved(1e22, 1, 1e15), 1e22 + 1e15);
  assert.equal(decimals(1.5e-7), 8);
});

test("a number that is not finite begins at zero", () => {
  assert.equal(moved(Infinity, 1, 0.1), 0.1);
});

/** @param {number} value @param {...[number, object?]} path */
function drag(value, ...path) {
  let drag = startDrag(value, 0);
  let held = {};
  for (const [x, modifiers] of path) {
    held = modifiers ?? {};
    drag = dragTo(drag, x, held);
  }
  return dragged(drag, held);
}

test("a drag to the right and back ends where it began", () => {
  assert.equal(drag(-2, [10 * PIXELS_PER_TICK]), -1);
  assert.equal(drag(-2, [37], [-5], [0]), -2);
});

test("a drag passes zero", () => {
  assert.equal(drag(0.5, [100 * PIXELS_PER_TICK]), 1.5);
  assert.equal(drag(0.5, [-100 * PIXELS_PER_TICK]), -0.5);
});

test("Shift is fine, Alt is coarse, and taking them makes no jump", () => {
  assert.equal(drag(2, [4, { shiftKey: true }]), 2.01);
  assert.equal(drag(2, [4, { altKey: true }]), 3);
  assert.equal(drag(2, [40], [44, { shiftKey: true }]), 3.01);
});

test("the wheel turns up for more, in pixels or in lines", () => {
  assert.equal(wheelTicks({ deltaY: -40 }), 1);
  assert.equal(wheelTicks({ deltaY: 3, deltaMode: 1 }), -1);
  assert.equal(wheelTicks({ deltaX: -40, deltaY: 0, shiftKey: true }), 1);
  assert.equal(wheelTicks({ deltaY: -4000 }), 3);
});

test("arrows step, Enter and digits open the field", () => {
  assert.deepEqual(keyAction({ key: "ArrowUp" }), { kind: "step", ticks: 1 });
  assert.deepEqual(keyAction({ key: "ArrowDown", shiftKey: true }), { kind: "step", ticks: -0.1 });
  assert.deepEqual(keyAction({ key: "ArrowUp", altKey: true }), { kind: "step", ticks: 10 });
  assert.deepEqual(keyAction({ key: "Enter" }), { kind: "type", text: null });
  assert.deepEqual(keyAction({ key: "7" }), { kind: "type", text: "7" });
});

test("what a clicker sends stays the clicker's", () => {
  for (const key of ["PageUp", "PageDown", ".", "b", " ", "Escape"]) assert.equal(keyAction({ key }), null, key);
});
