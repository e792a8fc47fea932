import assert from "node:assert/strict";
import { test } from "node:test";

import { indentAfter } from "../../static/js/program/indenting.js";

test("a new line begins below the one before", () => {
  assert.equal(indentAfter("x = 1"), "");
  assert.equal(indentAfter("def f(x):\n    y = x"), "    ");
  assert.equal(indentAfter("def f(x):\n    y = x\n"), "");
  assert.equal(indentAfter("a = [1,\n\t2"), "\t");
});

test("and deeper in the body that a colon opens", () => {
  assert.equal(indentAfter("def f(x):"), "    ");
  assert.equal(indentAfter("  if x > 1:  # so"), "      ");
  assert.equal(indentAfter("x = 1  # so: it is"), "");
  assert.equal(indentAfter("# so:"), "");
});
