import assert from "node:assert/strict";
import { test } from "node:test";
import { curvesSvg } from "../../static/js/lab/views/curves_svg.js";
import { boxOf, drawCurves, updateScale } from "../../static/js/lab/views/draw_curves.js";
import { inWords } from "../../static/js/lab/views/curves_text.js";
import { boundaryFields, decide, headOf } from "../../static/js/lab/views/decision.js";
import { readOut } from "../../static/js/lab/views/plane_text.js";
import { litLines } from "../../static/js/lab/views/code.js";

/** @typedef {import("../../static/js/lab/views/draw_curves.js").Curves} Curves */

/** @param {number} far @param {object} [also] */
const curve = (far, also = {}) =>
  Array.from({ length: 200 }, (_, k) => ({ update: Math.round((k * far) / 199), epoch: k, train_loss: 1 / (1 + k), test_loss: 1.2 / (1 + k), train_accuracy: 1 - 1 / (2 + k), test_accuracy: 0.4, ...also }));
const ONE = { name: "", colour: "ink", curve: curve(1000) };
/** @param {Partial<Curves>} [change] @returns {Curves} */
const model = (change = {}) => ({ width: 980, height: 130, text: 1, runs: [ONE], first: 0, last: 1000, log: false, early: false, loss: true, accuracy: true, cursor: null, marks: [], ...change });
const SEVERAL = [["A run of a long name that does not fit", 1000], ["tanh", 600], ["relu", 1500]].map(([name, far], k) => ({ name: String(name), colour: `class-${k}`, curve: curve(Number(far)) }));

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
