import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { mayDerive, unfolded } from "../../static/js/inspector/derivation.js";
import { trace } from "./tracing.js";

const circuit = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8")).stories.circuit.trace;
const [x, , , q, f] = circuit.nodes;

test("a known gate, a block and a gate of one may have a derivation", () => {
  /** @type {import("../../static/js/trace/types.js").Part} */
  const call = { key: "s#1", kind: "call", label: "s", open: false, node: q.id, group: ["s#1"], inside: [] };
  const inside = { ...f, group: ["s#1"] };
  assert.equal(mayDerive(trace({ nodes: circuit.nodes }), q), false);
  assert.equal(mayDerive(trace({ nodes: circuit.nodes }), { ...q, op: "sigmoid" }), true);
  assert.equal(mayDerive(trace({ nodes: circuit.nodes, detail: "scalars" }), { ...q, op: "sigmoid" }), false);
  assert.equal(mayDerive(trace({ nodes: circuit.nodes, parts: [call] }), q), true);
  assert.equal(mayDerive(trace({ nodes: circuit.nodes, parts: [call] }), x), false);
  assert.equal(mayDerive(trace({ nodes: circuit.nodes, parts: [{ ...call, open: true, node: null }] }), inside), true);
});

test("lines unfold one by one", () => {
  const lines = [1, 2].map((k) => ({ formula: { text: `${k}`, mathml: "" }, worked: null, why: "" }));
  const answer = { gate: "sigmoid", name: "squash", lines };
  assert.deepEqual(unfolded(answer, 1), { lines: lines.slice(0, 1), next: "Next line (1 of 2)", note: "squash gives the same numbers as sigmoid." });
  assert.deepEqual(unfolded({ ...answer, name: "sigmoid" }, 5), { lines, next: "", note: "" });
  assert.match(unfolded({ gate: null, name: null, lines: [] }, 1).note, /^No known gate/);
});
