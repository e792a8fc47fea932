import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { forwardSteps, heldAt, placeOf, pressAfter, pressBefore, pressOf, stopsOf, toldAt } from "../../static/js/trace/timeline.js";

const { stories } = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8"));
/** @type {import("../../static/js/trace/types.js").Trace} */
const circuit = stories.circuit.trace;

test("a press goes on by a step forward, by the seed, and back by all wires of a gate", () => {
  assert.deepEqual(stopsOf(circuit, "gate"), [0, 1, 2, 3, 5, 7]);
  assert.deepEqual(stopsOf(circuit, "wire"), [0, 1, 2, 3, 4, 5, 6, 7]);
  assert.deepEqual(pressOf(circuit, 4, "gate"), { from: 3, to: 5, node: 4, edges: [2, 3] });
  assert.deepEqual(pressOf(circuit, 4, "wire"), { from: 3, to: 4, node: 4, edges: [2] });
  assert.deepEqual(pressOf(circuit, 3, "gate"), { from: 2, to: 3, node: 4, edges: [] });
  assert.equal(pressOf(circuit, 0, "gate"), null);
});

test("from a wire in the middle of a gate a press leads to the end of the gate, and one back to its beginning", () => {
  assert.deepEqual([pressAfter(circuit, 4, "gate"), pressBefore(circuit, 4, "gate")], [5, 3]);
  assert.deepEqual([pressAfter(circuit, 4, "wire"), pressBefore(circuit, 4, "wire")], [5, 3]);
  assert.deepEqual([pressAfter(circuit, 7, "gate"), pressBefore(circuit, 0, "gate")], [null, null]);
  assert.equal(pressOf(circuit, Infinity, "gate")?.to, 7);
});

test("a place on the line is a step at rest, or a moment of a press, and the same place again", () => {
  assert.deepEqual(heldAt(circuit, 4, "gate"), { step: 4, within: 1 });
  assert.deepEqual(heldAt(circuit, 4, "gate", true), { step: 5, within: 0.5 }); // a hand passes through it
  assert.deepEqual(heldAt(circuit, 5, "gate", true), { step: 5, within: 1 });
  assert.deepEqual(heldAt(circuit, 3.5, "gate"), { step: 5, within: 0.25 });
  assert.deepEqual(heldAt(circuit, 3.5, "wire"), { step: 4, within: 0.5 });
  assert.deepEqual([heldAt(circuit, -3, "gate").step, heldAt(circuit, 99, "gate").step], [0, 7]);
  for (const by of /** @type {const} */ (["gate", "wire"])) {
    for (let place = 0; place <= 7; place += 0.125) {
      const { step, within } = heldAt(circuit, place, by, true);
      assert.equal(placeOf(circuit, step, within, by), place);
    }
  }
});

test("the story says which of its presses it is at", () => {
  assert.equal(toldAt(circuit, 0, "gate"), null);
  assert.deepEqual(toldAt(circuit, 2, "gate"), { phase: "forward", number: 2, count: 2 });
  assert.deepEqual(toldAt(circuit, 5, "gate"), { phase: "backward", number: 2, count: 3 });
  assert.deepEqual(toldAt(circuit, 5, "wire"), { phase: "backward", number: 3, count: 5 });
});

for (const [name, { trace }] of Object.entries(stories)) {
  for (const by of /** @type {const} */ (["gate", "wire"])) {
    test(`presses by ${by} walk through "${name}" and back the same way`, () => {
      const on = [0];
      for (let step = pressAfter(trace, 0, by); step !== null; step = pressAfter(trace, step, by)) on.push(step);
      const back = [trace.steps.length];
      for (let step = pressBefore(trace, trace.steps.length, by); step !== null; step = pressBefore(trace, step, by)) back.push(step);
      assert.deepEqual(on, stopsOf(trace, by));
      assert.deepEqual(back.reverse(), on);
      const told = on.slice(1).flatMap((stop) => pressOf(trace, stop, by)?.edges ?? []);
      assert.deepEqual(told, trace.steps.flatMap((/** @type {any} */ { edge }) => (edge === null ? [] : [edge])));
      assert.ok(on.includes(forwardSteps(trace)));
      for (const stop of on.slice(1)) {
        const press = pressOf(trace, stop, by);
        assert.ok(press && press.edges.every((edge) => trace.edges[edge].target === press.node));
      }
    });
  }
}
