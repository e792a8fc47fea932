import assert from "node:assert/strict";
import { test } from "node:test";

import { cellsOf, chainAsk, countText, heardOf, layersOf, nextOf, norms, travelled, wayOf, wireOf } from "../../static/js/panels/chain.js";

/** @typedef {import("../../static/js/panels/chain.js").ChainAnswer} ChainAnswer */

/** @param {number | null} node @param {number | null} edge @param {number | "NaN"} norm @param {any} [value] @param {number[]} [shape] */
function link(node, edge, norm, value = 1, shape = []) {
  return /** @type {import("../../static/js/panels/chain.js").Link} */ (/** @type {unknown} */ ({ node, edge, norm, value, shape }));
}

/** @param {Partial<ChainAnswer>} [parts] @returns {ChainAnswer} */
function chain(parts = {}) {
  const symbol = (/** @type {string} */ text) => ({ text, mathml: "" });
  return {
    of: "W1", output: "E", layers: 2, is_whole: true, forward: [],
    targets: [
      { name: "W1", kind: "input", symbol: symbol("W[1]"), layer: 1, factors: 4 },
      { name: "b1", kind: "input", symbol: symbol("b1"), layer: 1, factors: 3 },
      { name: "W2", kind: "input", symbol: symbol("W2"), layer: 2, factors: 2 },
      { name: "h", kind: "gate", symbol: symbol("h"), layer: null, factors: 1 },
    ],
    links: [link(9, 8, 2), link(7, null, 4), link(7, 5, 1), link(null, null, "NaN")],
    products: { parameters: ["W2", "b1", "W1"], reused: 1052, anew: 2_372_000 },
    ...parts,
  };
}

test("a factor inside a block has the wire that leads into it", () => {
  const { links } = chain();
  assert.deepEqual([0, 1, 2, 3, 4].map((index) => wireOf(links, index)), [8, 5, 5, null, null]);
});

test("the way so far has each gate and wire once", () => {
  assert.deepEqual(wayOf(chain(), 2), { edges: [8], nodes: [9, 7] });
  assert.deepEqual(wayOf(chain(), 4), { edges: [8, 5], nodes: [9, 7] });
});

test("a layer is chosen by what has the longest way in it, of those that learn", () => {
  assert.deepEqual(layersOf(chain(), null), [
    { layer: 1, names: ["W1", "b1"], first: "W1" }, { layer: 2, names: ["W2"], first: "W2" },
  ]);
  assert.deepEqual(layersOf(chain(), ["b1"]), [{ layer: 1, names: ["b1"], first: "b1" }]);
  assert.equal(layersOf(chain(), ["other"]).length, 2);
});

test("a press says how far it is, and the counter what reuse saves", () => {
  assert.equal(nextOf(chain(), 0), "Next factor (0 of 4)");
  assert.equal(nextOf(chain(), 4), "All 4 factors");
  assert.equal(nextOf(chain({ links: chain().links.slice(1, 2) }), 1), "The only factor");
  assert.equal(countText(chain()), "Multiplications for W2, b1 and W[1]: 1,052 with reuse, 2.4e6 without");
});

test("norms are shares of the largest, and tell where the gradient went", () => {
  const { links } = chain();
  assert.deepEqual(norms(links).map(({ share }) => share), [0.5, 1, 0.25, 0]);
  assert.equal(travelled(links.slice(0, 1), 2), "Norm 2 after 1 factor");
  assert.equal(travelled(links.slice(0, 2), 2), "Norm grows from 2 to 4 over 2 factors");
  assert.equal(travelled(links.slice(0, 3), 2), "Norm shrinks from 2 to 1 over 3 factors");
  assert.equal(travelled([], 2), "");
});

test("a factor that is opened is said with what it comes to", () => {
  const [first] = chain().links;
  const formula = (/** @type {string} */ text) => ({ text, mathml: "" });
  const said = { ...link(0, 0, 1), ...first, left: formula("∂E/∂z"), product: formula("[a] · b"), simple: formula("p − y"), earlier: "w2" };
  assert.equal(heardOf(said), "∂E/∂z = [a] · b = p − y, already computed for w2");
  assert.equal(heardOf({ ...said, simple: null, earlier: null }), "∂E/∂z = [a] · b");
  assert.equal(heardOf(undefined), "");
});

test("an array of up to four rows and columns is printed, a larger one is not", () => {
  assert.deepEqual(cellsOf(link(0, 0, 1, [[1, 0.5], [2, 3]], [2, 2]), 2), [["1", "0.5"], ["2", "3"]]);
  assert.deepEqual(cellsOf(link(0, 0, 1, [1, 2], [2]), 2), [["1", "2"]]);
  assert.equal(cellsOf(link(0, 0, 1, [1, 2, 3, 4, 5], [5]), 2), null);
  assert.equal(cellsOf(link(0, 0, 1, 3, []), 2), null);
});

test("what is asked leaves out what is as by default", () => {
  const none = { derived: null, learners: null, trace: null, names: /** @type {const} */ ("plain") };
  assert.deepEqual(chainAsk(none), {});
  assert.deepEqual(chainAsk({ ...none, derived: "w", learners: ["w"], names: "layers" }), { of: "w", parameters: ["w"], names: "layers" });
});
