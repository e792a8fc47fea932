import assert from "node:assert/strict";
import { test } from "node:test";
import { PACES, faster, paceName, stepOf } from "../../static/js/lab/pace.js";

test("each pace has a name of its own", () => {
  assert.deepEqual(PACES.map(paceName), ["1 update/s", "10 updates/s", "100 updates/s", "1 epoch/s", "5 epochs/s", "20 epochs/s", "fastest"]);
});

test("the keys go from step to step, and no further than the ends", () => {
  assert.deepEqual(faster({ epochs: 5 }, 1), { epochs: 20 });
  assert.deepEqual(faster({ epochs: 5 }, -1), { epochs: 1 });
  assert.equal(faster({ epochs: 20 }, 1), null);
  assert.equal(faster(null, 1), null);
  assert.deepEqual(faster({ updates: 1 }, -1), { updates: 1 });
  assert.equal(stepOf({ updates: 77 }), PACES.length - 1, "what is none of them counts as the fastest");
});
