import assert from "node:assert/strict";
import { test } from "node:test";

import { meet } from "../../static/js/picture/boxes.js";
import { around, isNearEdge } from "../../static/js/picture/culling.js";

const view = { left: 100, top: 100, right: 300, bottom: 200 };
/** @param {number} dx @param {number} dy */
const moved = (dx, dy) => ({
  left: view.left + dx, top: view.top + dy, right: view.right + dx, bottom: view.bottom + dy,
});

test("half a view more to each side is rendered", () => {
  assert.deepEqual(around(view), { left: 0, top: 50, right: 400, bottom: 250 });
});

test("more is rendered before the view comes to the edge, whichever way it goes", () => {
  const rendered = around(view);
  assert.equal(isNearEdge(view, rendered), false);
  for (const near of [moved(50, 0), moved(-50, 0), moved(0, 25), moved(0, -25)]) assert.equal(isNearEdge(near, rendered), false);
  for (const far of [moved(70, 0), moved(-70, 0), moved(0, 35), moved(0, -35)]) assert.equal(isNearEdge(far, rendered), true);
});

test("zoomed in, what was rendered for a wide view is too much", () => {
  const near = { left: 190, top: 145, right: 210, bottom: 155 };
  assert.equal(isNearEdge(near, around(view)), true);
});

test("what touches the rendered part is in it, a wire across it too", () => {
  assert.ok(meet({ left: -500, top: 150, right: 900, bottom: 151 }, view));
  assert.ok(!meet({ left: 301, top: 0, right: 400, bottom: 400 }, view));
});
