import assert from "node:assert/strict";
import { test } from "node:test";

import { zoomed } from "../../static/js/picture/picture.js";

test("a click on plus undoes a click on minus", () => {
  assert.equal(zoomed(zoomed(1, 1), -1), 1);
});

test("zooming stops at both ends", () => {
  assert.deepEqual([zoomed(1, 100), zoomed(1, -100)], [8, 0.01]);
});
