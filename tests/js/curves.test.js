import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { CARD, CURVES, cardOf } from "../../static/js/picture/curves.js";

/** @type {Record<string, [number, number | null][]>} */
const recorded = JSON.parse(readFileSync(new URL("../data/curves.json", import.meta.url), "utf-8"));

test("the curves are those of the engine's own gates", () => {
  assert.deepEqual(Object.keys(CURVES).sort(), Object.keys(recorded).sort());
  for (const [op, places] of Object.entries(recorded)) {
    for (const [x, y] of places) {
      const found = CURVES[op]?.(x) ?? NaN;
      if (y === null) assert.ok(!Number.isFinite(found), `${op}(${x})`);
      else assert.ok(Math.abs(found - y) <= 1e-12 * Math.max(1, Math.abs(y)), `${op}(${x}) = ${found}`);
    }
  }
});

test("on its card the curve goes through the value, and the tangent touches it there", () => {
  for (const op of Object.keys(CURVES)) {
    const [x, f] = [1.3, CURVES[op]];
    assert.ok(f);
    const slope = (f(x + 1e-5) - f(x - 1e-5)) / 2e-5;
    const card = cardOf(op, x, f(x), slope, "slope");
    assert.ok(card, op);
    const points = card.lines.flat();
    assert.ok([...points, ...card.tangent, card.at].every((point) => Math.abs(point.x) <= CARD.width / 2 && Math.abs(point.y) <= 1.1 * CARD.height), op);
    const near = Math.min(...points.map((point) => Math.hypot(point.x - card.at.x, point.y - card.at.y)));
    assert.ok(near < 3, `${op}: ${near}`);
    const [one, other] = card.tangent;
    assert.ok(Math.abs((one.x + other.x) / 2 - card.at.x) < 1e-9 && Math.abs((one.y + other.y) / 2 - card.at.y) < 1e-9);
    assert.equal(Math.sign(one.y - other.y), Math.sign(slope), op); // downwards on a screen
  }
});

test("a gate without a curve, and a place without a value, have no card", () => {
  assert.equal(cardOf("multiply", 1, 1, 1, ""), null);
  assert.equal(cardOf("constructor", 1, 1, 1, ""), null);
  assert.equal(cardOf("log", 0, -Infinity, Infinity, ""), null);
});
