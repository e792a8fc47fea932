// Programs that the server traced: `tests/data/cells.json`, written by tests.trace.test_golden_cells.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { pairsOf, spreadOf } from "../../static/js/picture/cells.js";
import { linkOf, numbersOf, sumText } from "../../static/js/picture/products.js";

/** @typedef {import("../../static/js/trace/types.js").Trace} Trace */

/** @type {Record<string, Trace>} */
const traces = JSON.parse(readFileSync(new URL("../data/cells.json", import.meta.url), "utf-8"));

/** @param {string} name @returns {Trace} */
function traced(name) {
  const found = traces[name];
  assert.ok(found, name);
  return found;
}

/** @param {Trace} trace @param {string} name of a node */
function nodeOf(trace, name) {
  const node = trace.nodes.find((one) => one.name === name);
  assert.ok(node, name);
  return node;
}

/** The flows of all steps, as `from → to way: pairs`. @param {Trace} trace @param {number} step */
function flows(trace, step) {
  return spreadOf(trace, step).map(({ from, to, way, pairs }) => `${from.what} ${from.id} → ${to.what} ${to.id} ${way}: ${pairs.map((pair) => pair.join(">")).join(" ")}`);
}

test("a bias spreads into the rows, and its gradient collapses them into one", () => {
  const trace = traced("bias");
  assert.deepEqual(flows(trace, 1), ["value 1 → value 2 spread: 0>0 1>1 0>2 1>3 0>4 1>5"]);
  const back = trace.steps.findIndex(({ edge }) => edge === 1) + 1;
  assert.deepEqual(flows(trace, back), ["total 2 → back 1 collapse: 0>0 1>1 2>0 3>1 4>0 5>1"]);
  assert.deepEqual(flows(trace, back - 1), [], "X keeps its place");
});

test("a sum along an axis collapses it, and spreads what comes back", () => {
  const trace = traced("sums");
  const byName = (/** @type {string} */ name) => nodeOf(trace, name).id;
  const step = (/** @type {number} */ id) => trace.steps.findIndex(({ node }) => node === id) + 1;
  assert.deepEqual(flows(trace, step(byName("r"))), [`value 0 → value ${byName("r")} collapse: 0>0 1>0 2>0 3>1 4>1 5>1`]);
  assert.deepEqual(flows(trace, step(byName("c"))), [`value 0 → value ${byName("c")} collapse: 0>0 1>1 2>2 3>0 4>1 5>2`]);
  const edge = trace.edges.find(({ target }) => target === byName("r"))?.id ?? -1;
  const back = trace.steps.findIndex((one) => one.edge === edge) + 1;
  assert.deepEqual(flows(trace, back), [`total ${byName("r")} → back ${edge} spread: 0>0 0>1 0>2 1>3 1>4 1>5`]);
});

test("transpose, reshape, concat and index move their cells, forth and back", () => {
  const trace = traced("moves");
  /** @param {string} name */
  const forward = (name) => flows(trace, trace.steps.findIndex(({ node }) => node === nodeOf(trace, name).id) + 1).map((flow) => flow.replace(/^.*?(\w+:)/, "$1"));
  assert.deepEqual(forward("t"), ["move: 0>0 3>1 1>2 4>3 2>4 5>5"]);
  assert.deepEqual(forward("r"), ["move: 0>0 1>1 2>2 3>3 4>4 5>5"], "the shape is another");
  assert.deepEqual(forward("i"), ["move: 1>0 4>1"]);
  assert.deepEqual(forward("c"), ["move: 0>0 1>1", "move: 0>2 1>3"], "and a literal, which has no wire");
  const edge = trace.edges.find(({ target }) => target === nodeOf(trace, "i").id)?.id ?? -1;
  const back = trace.steps.findIndex((one) => one.edge === edge) + 1;
  assert.equal(flows(trace, back)[0]?.split(" way")[0]?.endsWith("move: 0>1 1>4"), true);
});

test("a product mixes its cells, an elementwise gate leaves them, a label picks one a row", () => {
  const product = traced("product 3×2 by 2×4");
  const Y = nodeOf(product, "Y").id;
  const its = product.steps.flatMap(({ node }, k) => (node === Y ? [k + 1] : []));
  assert.deepEqual([0, ...its].flatMap((step) => spreadOf(product, step)), []);
  assert.equal(its.length, 3);
  const picked = traced("picked");
  assert.deepEqual(flows(picked, picked.steps.findIndex(({ node }) => node === nodeOf(picked, "p").id) + 1), ["value 0 → value 2 move: 1>0 2>1"]);
});

for (const [name, trace] of Object.entries(traces)) {
  test(`in "${name}" every sum that is written out makes the number that stands there`, () => {
    let sums = 0;
    const holders = [
      ...trace.nodes.map(({ id }) => ({ what: /** @type {const} */ ("value"), id })),
      ...trace.edges.map(({ id }) => ({ what: /** @type {const} */ ("back"), id })),
    ];
    for (const holder of holders) {
      for (const [cell, number] of (numbersOf(trace, holder) ?? []).entries()) {
        const link = linkOf(trace, holder, cell);
        if (!link) continue;
        for (const { holder: other, cells } of link.lit) {
          const count = numbersOf(trace, other)?.length ?? 0;
          assert.ok(cells.every((one) => Number.isInteger(one) && one >= 0 && one < count));
        }
        if (link.terms.length === 0) continue;
        sums += 1;
        const total = link.terms.reduce((sum, term) => sum + term.reduce((product, factor) => product * factor, 1), 0);
        assert.ok(Math.abs(total - number) <= 1e-12 * Math.max(1, Math.abs(number)), `${holder.what} ${holder.id}[${cell}]`);
      }
    }
    assert.equal(sums > 0, !["picked", "too large"].includes(name), `${sums} sums`);
  });
}

test("a cell of a product is a row times a column", () => {
  const trace = traced("product 3×2 by 2×4");
  const Y = nodeOf(trace, "Y").id;
  const link = linkOf(trace, { what: "value", id: Y }, 6);
  assert.deepEqual(link?.lit, [
    { holder: { what: "value", id: 0 }, cells: [2, 3] },
    { holder: { what: "value", id: 1 }, cells: [2, 6] },
  ]);
  assert.equal(link && sumText(link, 4), "3·(−3) + 4·7 = 19");
  const back = linkOf(trace, { what: "back", id: 0 }, 5);
  assert.deepEqual(back?.lit, [
    { holder: { what: "total", id: Y }, cells: [8, 9, 10, 11] },
    { holder: { what: "value", id: 1 }, cells: [4, 5, 6, 7] },
  ], "a row of the upstream times a row of W");
  const other = linkOf(trace, { what: "back", id: 1 }, 4);
  assert.deepEqual(other?.lit, [
    { holder: { what: "value", id: 0 }, cells: [1, 3, 5] },
    { holder: { what: "total", id: Y }, cells: [0, 4, 8] },
  ], "a column of X times a column of the upstream");
});

test("a cell of a convolution is the numbers under its window times the filter, and the bias", () => {
  const trace = traced("convolution");
  const [x, W, b, y] = ["x", "W", "b", "y"].map((name) => nodeOf(trace, name).id);
  const link = linkOf(trace, { what: "value", id: y ?? -1 }, 3);
  assert.deepEqual(link?.lit, [
    { holder: { what: "value", id: x }, cells: [4, 5, 7, 8] },
    { holder: { what: "value", id: W }, cells: [0, 1, 2, 3] },
    { holder: { what: "value", id: b }, cells: [0] },
  ]);
  assert.equal(link && sumText(link, 4), "1·1 + 3·(−1) + 1·2 + (−1)·0 + 5 = 5");
  const middle = linkOf(trace, { what: "back", id: 0 }, 4);
  assert.equal(middle?.terms.length, 4, "the pixel in the middle lies under all four windows");
  const corner = linkOf(trace, { what: "back", id: 0 }, 0);
  assert.deepEqual(corner?.lit, [
    { holder: { what: "total", id: y }, cells: [0] },
    { holder: { what: "value", id: W }, cells: [0] },
  ]);
});

test("what a product takes from a transpose is lit where it came from too", () => {
  const trace = traced("product with a transpose");
  const link = linkOf(trace, { what: "value", id: nodeOf(trace, "z").id }, 1);
  const W = nodeOf(trace, "W").id;
  assert.deepEqual(link?.lit.filter(({ holder }) => holder.id === W), [{ holder: { what: "value", id: W }, cells: [1, 4] }]);
});

test("stacks of matrices and large arrays are not told", () => {
  const trace = traced("stacks");
  const Y = nodeOf(trace, "Y").id;
  assert.equal(linkOf(trace, { what: "value", id: Y }, 0), null);
  assert.equal(linkOf(trace, { what: "back", id: 0 }, 0), null);
  const large = traced("too large");
  assert.equal(linkOf(large, { what: "value", id: nodeOf(large, "y").id }, 0), null);
});

test("a long sum is cut in the middle, a rounded one is no equation", () => {
  assert.equal(sumText({ lit: [], terms: [[1, 2], [-3, 4]], result: -10 }, 4), "1·2 + (−3)·4 = −10");
  assert.equal(sumText({ lit: [], terms: [[1], [-3], [0.5]], result: -1.5 }, 4), "1 − 3 + 0.5 = −1.5");
  assert.equal(sumText({ lit: [], terms: [[1 / 3], [1 / 3]], result: 2 / 3 }, 2), "0.33 + 0.33 ≈ 0.67");
  const terms = Array.from({ length: 9 }, (_, k) => [k, 1]);
  assert.equal(sumText({ lit: [], terms, result: 36 }, 4), "0·1 + 1·1 + 2·1 + 3·1 + … + 8·1 (9 terms) = 36");
  assert.equal(sumText({ lit: [], terms: [], result: 1 }, 4), "");
});

test("an elementwise gate lights the cells that it was made of", () => {
  const trace = traced("bias");
  assert.deepEqual(linkOf(trace, { what: "value", id: 2 }, 3)?.lit, [
    { holder: { what: "value", id: 0 }, cells: [3] },
    { holder: { what: "value", id: 1 }, cells: [1] },
  ]);
  const collapsed = linkOf(trace, { what: "back", id: 1 }, 1);
  assert.equal(collapsed && sumText(collapsed, 4), "4 + 8 + 12 = 24");
  assert.equal(pairsOf(trace, /** @type {any} */ ({ ...trace.edges[0], is_vjp: true })), null);
});
