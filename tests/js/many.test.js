import assert from "node:assert/strict";
import { test } from "node:test";

import { countNodes, readParts } from "../../static/js/picture/written.js";
import { withFormulas } from "../../static/js/trace/plain.js";
import { wiresAt } from "../../static/js/trace/wires.js";

const DRAWN = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 200">
<title>Computation graph of E</title>
<defs></defs>
<g data-edge="0"><path class="cr-wire" d="M72 104H119C135 104 135 46 150 -6.5V30"/><g data-slot="value" data-room="82"><text class="cr-text cr-value" x="110" y="40"></text></g></g>
<g data-edge="1"><path class="cr-wire cr-back" d="M300 46H310"/><g data-slot="value" data-room="320" data-form="grid 3 4 320 84" data-at="305 40 over"></g></g>
<g class="cr-node" data-node="0"><text class="cr-text cr-leaf" x="60" y="110">a&lt;b</text></g>
<g class="cr-node cr-waiting" data-node="1"><rect class="cr-body" x="256" y="23" width="46" height="40" rx="23" ry="23"/><text class="cr-text cr-glyph" x="279" y="52">×2</text></g>
</svg>
`;

test("a drawing is its head and a line for each part, which says where it stands", () => {
  const { head, parts } = readParts(DRAWN);
  assert.ok(head.startsWith("<svg") && head.endsWith("</svg>") && !head.includes("data-"));
  assert.equal(countNodes(DRAWN), 2);
  assert.deepEqual(parts.map(({ kind, id }) => `${kind} ${id}`), ["edge 0", "edge 1", "node 0", "node 1"]);
  const [wire, short, leaf, gate] = parts;
  assert.deepEqual(wire?.box, { left: 70, top: -36.5, right: 152, bottom: 134 }); // its number is as wide as it is
  assert.deepEqual(short?.box, { left: 145, top: -44, right: 465, bottom: 76 }); // and an array wider
  assert.equal(leaf?.sign?.text, "a<b");
  assert.equal(leaf?.body, null);
  assert.deepEqual(gate?.body, { left: 256, top: 23, right: 302, bottom: 63 });
  assert.ok(gate && gate.box.left < 210 && gate.box.bottom > 100); // with its name and its sum
});

test("the wires of a node are found once, in the order of the trace", () => {
  const edges = [[0, 2], [1, 2], [2, 3], [2, 2]].map(([source, target], id) => ({ id, source, target }));
  const trace = /** @type {any} */ ({ nodes: [{}, {}, {}, {}], edges });
  assert.deepEqual(wiresAt(trace, 2).map(({ id }) => id), [0, 1, 2, 3]);
  assert.deepEqual(wiresAt(trace, 0).map(({ id }) => id), [0]);
  assert.deepEqual(wiresAt(trace, 7), []);
});

test("a formula that comes as text is shown as text, and another as it came", () => {
  const one = () => ({ text: "a < b", mathml: "" });
  const edge = { formula: one(), left: one(), right: null, factor: one(), derivative: { text: "x", mathml: "<mi>x</mi>" } };
  const trace = withFormulas(/** @type {any} */ ({ nodes: [{ symbol: one(), formula: one() }], edges: [edge] }));
  assert.equal(trace.nodes[0]?.symbol.mathml, "<mtext>a &lt; b</mtext>");
  assert.equal(trace.edges[0]?.left.mathml, "<mtext>a &lt; b</mtext>");
  assert.equal(trace.edges[0]?.derivative.mathml, "<mi>x</mi>");
});
