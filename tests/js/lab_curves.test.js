import assert from "node:assert/strict";
import { test } from "node:test";
import { curvesSvg } from "../../static/js/lab/views/curves_svg.js";
import { placedEnds } from "../../static/js/lab/views/curve_lines.js";
import { smoothed } from "../../static/js/lab/views/curve_series.js";
import { boxOf, drawCurves, updateScale } from "../../static/js/lab/views/draw_curves.js";
import { inWords, normsInWords } from "../../static/js/lab/views/curves_text.js";
import { boundaryFields, decide, headOf } from "../../static/js/lab/views/decision.js";
import { readOut } from "../../static/js/lab/views/plane_text.js";
import { litLines } from "../../static/js/lab/views/code.js";

/** @typedef {import("../../static/js/lab/views/draw_curves.js").Curves} Curves */

/** @param {number} far @param {object} [also] */
const curve = (far, also = {}) =>
  Array.from({ length: 200 }, (_, k) => ({ update: Math.round((k * far) / 199), epoch: k, train_loss: 1 / (1 + k), test_loss: 1.2 / (1 + k), train_accuracy: 1 - 1 / (2 + k), test_accuracy: 0.4, ...also }));
const ONE = { name: "", colour: "ink", curve: curve(1000) };
/** @param {Partial<Curves>} [change] @returns {Curves} */
const model = (change = {}) => ({ width: 980, height: 130, text: 1, runs: [ONE], first: 0, last: 1000, log: false, early: false, norms: false, loss: true, accuracy: true, cursor: null, marks: [], ...change });
const SEVERAL = [["A run of a long name that does not fit", 1000], ["tanh", 600], ["relu", 1500]].map(([name, far], k) => ({ name: String(name), colour: `class-${k}`, curve: curve(Number(far)) }));

/** A run of a network of six layers in which each layer's gradient is a tenth of the next one's. @param {object} [also] */
const deep = (also = {}) => ({ ...ONE, ...also, curve: curve(1000).map((row) => ({ ...row, norms: [0, 1, 2, 3, 4, 5].map((k) => (1 + (row.update % 3)) * 10 ** (k - 6)) })) });
const NORMS = { norms: true, loss: false, accuracy: false, log: true };

/** What is drawn. @param {Curves} curves */
function drawn(curves) {
  /** @type {{ places: readonly (readonly [number, number])[], width: number | undefined }[]} */
  const lines = [];
  /** @type {{ words: string, x: number, y: number, from: number, to: number }[]} */
  const texts = [];
  const measure = (/** @type {string} */ words) => 7.5 * curves.text * words.length;
  drawCurves({
    line: (places, _, { width } = {}) => lines.push({ places, width }),
    text(words, x, y, _, align) {
      const wide = measure(words);
      const from = x - { left: 0, center: wide / 2, right: wide }[align];
      texts.push({ words, x, y, from, to: from + wide });
    },
    measure,
  }, curves);
  return { lines, texts };
}

for (const [called, change] of /** @type {[string, Partial<Curves>][]} */ ([
  ["on a screen", {}], ["before a class", { text: 2.06, width: 930, height: 146 }], ["on a phone", { width: 366, height: 180 }],
  ["of gradients", { ...NORMS, runs: [deep()] }], ["of gradients before a class", { ...NORMS, runs: [deep()], text: 2.06, width: 930, height: 146 }],
  ["of gradients on a phone", { ...NORMS, runs: [deep()], width: 366, height: 180 }], ["of the gradients of several", { ...NORMS, runs: SEVERAL.map(deep) }],
  ["several", { runs: SEVERAL, accuracy: false, last: 1500 }], ["several before a class", { runs: SEVERAL, accuracy: false, last: 1500, text: 2.06, width: 930, height: 146 }],
])) {
  test(`no word is over a line or over another ${called}`, () => {
    const curves = model(change);
    const { texts, lines } = drawn(curves);
    const { left, right, top, bottom } = boxOf(curves);
    const half = 6 * curves.text;
    for (const { words, from, to, y } of texts) {
      assert.ok(from >= -1 && to <= curves.width + 1 && y <= curves.height, `${words} is on the chart`);
      assert.ok(to <= left || from >= right || y - half >= bottom - 1 || y + half <= top + 1, `${words} is not among the lines`);
    }
    for (const [k, one] of texts.entries()) {
      for (const other of texts.slice(k + 1)) {
        assert.ok(one.to <= other.from || other.to <= one.from || Math.abs(one.y - other.y) >= 2 * half - 1, `${one.words} and ${other.words}`);
      }
    }
    assert.ok(bottom - top >= 60, `${bottom - top} px for the lines`);
    const data = lines.filter(({ width, places }) => width === 2 && places.length > 2);
    for (const [x, y] of data.flatMap(({ places }) => places)) assert.ok(x >= left - 1 && x <= right + 1 && y >= top - 1 && y <= bottom + 1);
  });
}

test("the key tells each line once, and what is dashed", () => {
  const words = drawn(model()).texts.map(({ words: told }) => told);
  for (const name of ["loss", "accuracy", "test"]) assert.equal(words.filter((told) => told === name).length, 1, name);
});

test("each layer's gradient is a line that is named at its end, the first layer's lowest", () => {
  const curves = model({ ...NORMS, runs: [deep()] });
  const { texts, lines } = drawn(curves);
  const { right } = boxOf(curves);
  const names = texts.filter(({ from }) => from > right).sort((one, other) => other.y - one.y).map(({ words }) => words);
  assert.deepEqual(names, ["layer 1", "layer 2", "layer 3", "layer 4", "layer 5", "output"]);
  assert.equal(lines.filter(({ width, places }) => width === 2 && places.length > 100).length, 6);
  const few = drawn({ ...curves, text: 2.06, height: 146 }).texts.map(({ words }) => words);
  assert.ok(few.includes("layer 1") && few.includes("output") && few.filter((words) => words.startsWith("layer")).length < 4);
});

test("of several runs the first layer and the output are drawn", () => {
  const { texts, lines } = drawn(model({ ...NORMS, runs: SEVERAL.map(deep) }));
  assert.equal(lines.filter(({ width, places }) => width === 2 && places.length > 100).length, 6);
  for (const name of ["layer 1", "output"]) assert.equal(texts.filter(({ words }) => words === name).length, 1, name);
});

test("a gradient of nothing lies at the bottom, and one that was not looked at nowhere", () => {
  const rows = curve(1000).map((row) => ({ ...row, norms: row.update < 500 ? [] : [0, 0.5] }));
  const curves = model({ ...NORMS, runs: [{ ...ONE, curve: rows }] });
  const { bottom, left, right } = boxOf(curves);
  const [first] = drawn(curves).lines.filter(({ width, places }) => width === 2 && places.length > 50);
  assert.ok(first?.places.every(([x, y]) => y === bottom && x >= (left + right) / 2 - 1));
  assert.equal(normsInWords({ ...curve(9)[0], update: 3, epoch: 1, train_loss: 0, test_loss: 0, train_accuracy: 0, test_accuracy: 0, norms: [0.25, 0.5] }), "update 3, gradient norms: layer 1 0.25, output 0.5");
});

test("a noisy line is smoothed by its logarithm, and nothing stays nothing", () => {
  const line = smoothed(Array.from({ length: 100 }, (_, k) => [k, k % 2 ? 1 : 0.01]));
  for (const [, value] of line.slice(4, -4)) assert.ok(value > 0.07 && value < 0.14, String(value));
  assert.deepEqual(smoothed([[0, 0], [1, 0]]), [[0, 0], [1, 0]]);
});

test("names at the ends never come nearer than they can be read, the first and the last are there", () => {
  const ends = [90, 89, 40, 41, 20].map((y, what) => ({ y, what }));
  const placed = placedEnds(ends, [10, 95], 14);
  assert.deepEqual(placed.map(({ what }) => what).sort(), [0, 2, 4]);
  assert.deepEqual(placedEnds([{ y: 50, what: 0 }, { y: 50, what: 1 }], [10, 95], 14).map(({ y }) => y), [50, 64]);
  assert.deepEqual(placedEnds([], [10, 95], 14), []);
});

test("a regression has its mean error and no scale of accuracy", () => {
  const runs = [{ ...ONE, curve: curve(1000, { test_loss: null, train_accuracy: null, test_accuracy: null, mean_error: 0.3 }) }];
  const words = drawn(model({ runs, accuracy: false })).texts.map(({ words: told }) => told);
  assert.ok(words.includes("mean error") && words.includes("loss"));
  assert.ok(!words.some((told) => told.includes("%") || told === "test" || told === "accuracy"));
});

test("by their logarithm the first updates have as much room as the last", () => {
  const curves = model({ early: true, last: 9_999 });
  const box = boxOf(curves);
  const x = updateScale(curves, box);
  assert.ok(Math.abs(x.to(99) - (box.left + box.right) / 2) < 1e-9);
  for (const update of [0, 1, 57, 9_999]) assert.ok(Math.abs(x.back(x.to(update)) - update) < 1e-6);
});

test("the picture stands alone: paper, title, what the axes show, and no word that breaks it", () => {
  const svg = curvesSvg({ ...model({ runs: SEVERAL.map((run) => ({ ...run, name: `<${run.name}>` })), accuracy: false, early: true, log: true }) }, "A & B", (name) => (name === "paper" ? "white" : "black"));
  assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 900 \d+"/);
  for (const part of ["A &amp; B", "loss (logarithmic) over updates (logarithmic)", "&lt;tanh>", 'fill="white"']) assert.ok(svg.includes(part), part);
  assert.ok(!/NaN|undefined|<tanh/.test(svg));
});

test("the lines of the stage are lit, else the loop's while it runs", () => {
  const code = { text: "", lines: { run: [5], forward: [6, 7] } };
  const at = (/** @type {any} */ stage, running = false) => litLines({ code, running, explained: stage && /** @type {any} */ ({ stage }) });
  assert.deepEqual(at("forward"), [6, 7]);
  assert.deepEqual(at("loss"), []);
  assert.deepEqual(at(null, true), [5]);
  assert.deepEqual(at(null), []);
  assert.deepEqual(litLines({ code: null, running: true, explained: null }), []);
});

test("a value from 0 to 1 is decided and bounded at one half, and read as a value", () => {
  assert.equal(headOf({ loss: "regression", output_activation: "sigmoid" }, 1), "share");
  assert.equal(headOf({ loss: "regression", output_activation: "tanh" }, 1), "regression");
  assert.deepEqual({ ...decide("share", [0.5]) }, { label: 1, confidence: 0 });
  assert.deepEqual({ ...decide("share", [0]) }, { label: 0, confidence: 1 });
  assert.deepEqual(boundaryFields("share", Float32Array.of(0, 0.5, 1, 0.25), 4).map((field) => [...field]), [[-0.5, 0, 0.5, -0.25]]);
  assert.equal(readOut("share", { x: [0, 1], outputs: [0.25] }, { names: ["x1", "x2"], class_names: [] }), "x1 = 0, x2 = 1: value = 0.25");
});

test("the mean error is read with the loss", () => {
  assert.equal(inWords({ update: 5, epoch: 5, train_loss: 0.5, test_loss: null, train_accuracy: null, test_accuracy: null, mean_error: 0.25 }), "update 5, epoch 5, loss 0.5, mean error 0.25");
});
