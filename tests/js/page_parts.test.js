import assert from "node:assert/strict";
import { test } from "node:test";

import { folded } from "../../static/js/page/folding.js";
import { isDouble, pinched } from "../../static/js/picture/pinching.js";

test("presenting folds the program away, and what was before comes back", () => {
  for (const fold of /** @type {const} */ (["open", "folded"])) {
    const during = folded({ fold, before: null }, "presented");
    assert.equal(during.fold, "folded");
    assert.deepEqual(folded(during, "presented"), during);
    assert.deepEqual(folded(during, "left"), { fold, before: null });
    assert.deepEqual(folded(folded(during, "pressed"), "left"), { fold, before: null });
  }
});

test("an error shows the program, but not to a class", () => {
  assert.equal(folded({ fold: "folded", before: null }, "wrong").fold, "open");
  assert.equal(folded({ fold: "folded", before: "open" }, "wrong").fold, "folded");
  // There is no room for it on a screen that became narrow meanwhile.
  assert.equal(folded(folded({ fold: "folded", before: "open" }, "narrow"), "left").fold, "folded");
});

test("two fingers make it larger about their middle and take it along", () => {
  const { ratio, about, dx, dy } = pinched([{ x: 100, y: 100 }, { x: 200, y: 100 }], [{ x: 60, y: 110 }, { x: 260, y: 110 }]);
  assert.deepEqual({ ratio, about, dx, dy }, { ratio: 2, about: { x: 160, y: 110 }, dx: 10, dy: 10 });
});

test("fingers that meet do not make a jump", () => {
  const one = { x: 50, y: 50 };
  const { ratio } = pinched([one, one], [one, { x: 51, y: 50 }]);
  assert.equal(ratio, 1);
});

test("two taps are a double tap where they are near and soon", () => {
  const tap = { x: 10, y: 10, at: 1000 };
  assert.equal(isDouble(null, tap), false);
  assert.equal(isDouble({ x: 12, y: 9, at: 800 }, tap), true);
  assert.equal(isDouble({ x: 12, y: 9, at: 300 }, tap), false);
  assert.equal(isDouble({ x: 90, y: 9, at: 800 }, tap), false);
});
