import assert from "node:assert/strict";
import { test } from "node:test";

import { invitation } from "../../static/js/controls/invitation.js";

const step = /** @type {any} */ ({});

test("the first line says what will be seen and what to press", () => {
  assert.equal(invitation({ mode: "reverse", steps: [step] }, false), "Watch a gradient find its way back: press Play");
  assert.equal(invitation({ mode: "forward", steps: [step] }, true), "Watch a tangent run forward: tap Play");
  assert.doesNotMatch(invitation({ mode: "reverse", steps: [] }, false), /Play/);
});
