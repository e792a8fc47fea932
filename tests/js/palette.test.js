// What stands on the palette, what is found on it, and what is asked to put a piece in.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { fits, insertAsk, ownFunctions, shownGroups, takenNames, toldOf } from "../../static/js/panels/palette.js";
import { INITIAL } from "../../static/js/trace/state.js";

const circuit = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8")).stories.circuit.trace;

const piece = (/** @type {string} */ name, kind = /** @type {const} */ ("gate")) => ({ kind, name, title: name, glyph: "+", summary: `It is ${name}.`, takes: null, forward: [], backward: [] });

test("functions of the program stand behind the blocks, but for those that are blocks", () => {
  const own = ownFunctions("def dense(x, W, b): return relu(W @ x + b)\ndef σq(x,\n  y):\n    return x * y\n  def no(x): return x\nx = 1");
  assert.deepEqual(own.map(({ name }) => name), ["dense", "σq"]);
  assert.match(own[1]?.summary ?? "", /σq\(x, y\)/);
  const groups = [{ title: "Inputs", items: [] }, { title: "Blocks", items: [/** @type {any} */ (piece("dense"))] }, { title: "Arithmetic", items: [] }];
  assert.deepEqual(shownGroups(groups, own).map(({ title, items }) => [title, items.length]), [["Inputs", 0], ["Blocks", 1], ["Functions of this program", 1], ["Arithmetic", 0]]);
  assert.deepEqual(shownGroups(groups, []).length, 3);
  assert.deepEqual(shownGroups([], own).map(({ title }) => title), ["Functions of this program"]);
});

test("a piece is found by all words that are looked for, in whatever order", () => {
  assert.ok(fits(piece("max_pool2d"), "pool MAX", "Layers"));
  assert.ok(fits(piece("max_pool2d"), "layers", "Layers"));
  assert.ok(fits(piece("max_pool2d"), "", "Layers"));
  assert.ok(!fits(piece("max_pool2d"), "pool min", "Layers"));
});

test("what is asked names nodes only of the picture that shows the program", () => {
  const asked = { program: "x = 2", kind: "gate", name: "tanh", detail: "gates" };
  const state = { ...INITIAL, program: "x = 2", trace: circuit, behind: false };
  assert.deepEqual(insertAsk(state, piece("tanh"), []), asked);
  assert.deepEqual(insertAsk(state, piece("tanh"), [0]), { ...asked, nodes: [0] });
  assert.equal(insertAsk({ ...state, behind: true }, piece("tanh"), [0]).nodes, undefined);
  assert.equal(insertAsk(state, piece("tanh"), [99]).nodes, undefined);
  assert.equal(insertAsk(state, { kind: "input", name: "vector" }, [0]).nodes, undefined);
  assert.deepEqual(insertAsk({ ...state, closed: ["f#1"], values: { x: 3 }, seed: 2 }, piece("tanh"), [0]), {
    ...asked, inputs: { x: 3 }, nodes: [0], closed: ["f#1"], opened: [],
  });
  assert.deepEqual(takenNames(circuit, [0, 99]), [circuit.nodes[0].symbol.text]);
  assert.equal(toldOf(piece("tanh"), { line: 2, lines: ["h1 = tanh(x)"] }), "tanh: line 2 is h1 = tanh(x)");
});
