import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { derive, explanationOf, flowed, resultAt } from "../../static/js/panels/formula.js";

const { stories } = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8"));

/** @param {string} story @param {string | null} [input] */
function derivation(story, input = null) {
  const found = derive(structuredClone(stories[story].trace), input, null);
  assert.ok(found);
  return found;
}

test("the first input is written out unless another is chosen", () => {
  assert.equal(derivation("circuit").input.name, "x");
  assert.equal(derivation("circuit", "z").input.name, "z");
  assert.match(explanationOf(derivation("circuit")), /^One path leads from it to the output\./);
  assert.match(explanationOf(derivation("arrays")), /^Arrays: /);
});

test("the sum is held against the sweep once it is there, and a wrong one is said to be", () => {
  const right = derivation("circuit");
  const { chain } = right;
  assert.ok(chain.kind === "paths");
  const end = right.trace.steps.length;
  assert.match(resultAt({ ...right, chain }, 0).text, /is not computed yet at this step\.$/);
  assert.deepEqual(resultAt({ ...right, chain }, end), { text: "The product is −4. ✓ The backward sweep says −4.", wrong: false });
  const wrong = { ...chain, expected: 3, agrees: false };
  assert.deepEqual(resultAt({ ...right, chain: wrong }, end), { text: "The product is −4, but the backward sweep says 3.", wrong: true });
  assert.equal(resultAt({ ...right, chain: wrong }, 0).wrong, false);
});

test("a wire's product is known from the step that sends it back", () => {
  const found = derivation("circuit");
  for (const [k, { edge }] of found.trace.steps.entries()) {
    if (edge === null || found.trace.edges[edge]?.contribution === null) continue;
    assert.deepEqual([flowed(found, edge, k), flowed(found, edge, k + 1)], [false, true]);
  }
});

test("a program without inputs has nothing to derive", () => {
  const { trace } = structuredClone(stories.circuit);
  for (const node of trace.nodes) if (node.kind === "input") node.kind = "constant";
  assert.equal(derive(trace, null, null), null);
});
