import assert from "node:assert/strict";
import { test } from "node:test";

import { renumbered } from "../../static/js/trace/renumbered.js";

const trace = /** @type {any} */ ({
  output: "y",
  gradients: { x: 2 },
  warnings: [{ kind: "kink" }],
  nodes: [{ id: 0, name: "x", value: 1 }, { id: 1, name: "y", value: 2 }],
  edges: [{ id: 0, local: 2, formula: "2" }],
  steps: [{ phase: "forward", node: 1, edge: null, sentence: "y = 2" }],
});
const numbers = /** @type {any} */ ({
  gradients: { x: 3 }, tangents: null, warnings: [], nodes: [{ value: 4 }, { value: 8 }], edges: [{ local: 3 }], sentences: ["y = 8"],
});

test("other numbers leave the texts of a story as they are", () => {
  assert.deepEqual(renumbered(trace, numbers), {
    output: "y",
    gradients: { x: 3 },
    tangents: null,
    warnings: [],
    nodes: [{ id: 0, name: "x", value: 4 }, { id: 1, name: "y", value: 8 }],
    edges: [{ id: 0, local: 3, formula: "2" }],
    steps: [{ phase: "forward", node: 1, edge: null, sentence: "y = 8" }],
  });
  assert.equal(trace.nodes[0].value, 1);
});

test("numbers of another graph are none of this story", () => {
  assert.equal(renumbered(trace, { ...numbers, nodes: [] }), null);
  assert.equal(renumbered(trace, { ...numbers, edges: [] }), null);
  assert.equal(renumbered(trace, { ...numbers, sentences: ["y = 8", "and more"] }), null);
});
