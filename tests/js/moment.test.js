import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { momentOf, schedule } from "../../static/js/moment.js";
import { showExactly, showInFull, showNumber } from "../../static/js/numbers.js";
import { carriedOver, faster, forwardSteps, stepOfEdge, stepOfNode } from "../../static/js/timeline.js";

const golden = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8"));

for (const [name, { trace, moments }] of Object.entries(golden.stories)) {
  test(`the labels of "${name}" at every step are the server's`, () => {
    const times = schedule(trace);
    for (const [step, expected] of moments.entries()) {
      const moment = momentOf(trace, times, step, 2);
      /** @param {import("../../static/js/moment.js").Label} label */
      const pair = ({ text, zero }) => [text, zero];
      const found = {
        values: trace.nodes.map((/** @type {any} */ node) => pair(moment.value(node.id))),
        backs: trace.edges.map((/** @type {any} */ edge) => pair(moment.back(edge.id))),
        totals: trace.nodes.map((/** @type {any} */ node) => pair(moment.total(node.id))),
      };
      assert.deepEqual(found, expected, `step ${step}`);
    }
  });
}

test("numbers are shown as the server shows them", () => {
  for (const [value, ...texts] of golden.numbers) {
    const shown = [showNumber(value), showNumber(value, 4), showExactly(value), showInFull(value)];
    assert.deepEqual(shown, texts);
  }
});

const circuit = golden.stories.circuit.trace;

test("a gate leads to the step of its value, a wire to that of its contribution", () => {
  assert.deepEqual([stepOfNode(circuit, 3), stepOfNode(circuit, 0), stepOfEdge(circuit, 2)], [1, 0, 4]);
});

test("the forward sweep ends where the backward one begins", () => {
  assert.equal(forwardSteps(circuit), 2);
  assert.equal(forwardSteps(golden.stories.tangents.trace), golden.stories.tangents.trace.steps.length);
});

test("the end stays the end when the story changes its length", () => {
  assert.equal(carriedOver(circuit, golden.stories.fork.trace, 7), golden.stories.fork.trace.steps.length);
  assert.equal(carriedOver(circuit, circuit, 3), 3);
});

test("speed has a slowest and a fastest", () => {
  assert.deepEqual([faster(1, 1), faster(8, 1), faster(0.25, -1), faster(3, 1)], [2, 8, 0.25, 2]);
});
