import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { beforeClosing, endText, forwardText, pressText, shortText, startText, turnText, wireText } from "../../static/js/controls/card_texts.js";
import { read, signBefore } from "../../static/js/trace/rounding.js";
import { slotsOf } from "../../static/js/controls/slots.js";
import { fillingsOf } from "../../static/js/controls/worked.js";
import { showExactly } from "../../static/js/trace/numbers.js";
import { pressOf, stopsOf } from "../../static/js/trace/timeline.js";

/** @typedef {import("../../static/js/trace/types.js").Trace} Trace */

const golden = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8"));
/** @type {Record<string, Trace>} */
const stories = Object.fromEntries(Object.entries(golden.stories).map(([name, { trace }]) => [name, trace]));

/** @param {string} name */
const story = (name) => /** @type {Trace} */ (stories[name]);

/** The slots at every place where presses stop. @param {Trace} trace @param {import("../../static/js/trace/timeline.js").By} by @param {number} [digits] */
function everySlots(trace, by, digits = 4) {
  return stopsOf(trace, by).flatMap((step) => {
    const press = pressOf(trace, step, by);
    return (press && slotsOf(trace, press, digits)) ?? [];
  });
}

/** The slots after a press by one gate. @param {Trace} trace @param {number} step @param {number} [digits] */
function slotsAt(trace, step, digits = 4) {
  const press = pressOf(trace, step, "gate");
  return press && slotsOf(trace, press, digits, step);
}

/** @param {string} text */
const number = (text) => Number(text.replaceAll("−", "-").replace("∞", "Infinity"));

test("a multiply gate tells its two wires together, each with the other's value", () => {
  const slots = slotsAt(story("circuit"), 5);
  assert.ok(slots);
  assert.deepEqual([slots.upstream?.symbol.text, slots.upstream?.figure.text], ["∂f/∂f", "1"]);
  const rows = slots.rows.map(({ rule, local, by, sign, back, sum }) => [rule.text, local?.text, local?.tone, by, sign, back.symbol.text, back.figure.text, sum]);
  assert.deepEqual(rows, [
    ["∂f/∂q = z", "−4", "value", "×", "=", "∂f/∂q", "−4", null],
    ["∂f/∂z = q", "3", "value", "×", "=", "∂f/∂z", "3", null],
  ]);
  assert.deepEqual(slots.rows.map(({ local }) => local?.edge), [3, 2], "the swap: each is tied to the other's wire");
  assert.deepEqual(slots.rows.map(({ back }) => back.figure.edge), [2, 3]);
});

test("a wire that the story has not come to has its place", () => {
  assert.deepEqual(slotsAt(story("circuit"), 4)?.rows.map(({ isPlayed }) => isPlayed), [true, false]);
  assert.deepEqual(slotsAt(story("circuit"), 5)?.rows.map(({ isPlayed }) => isPlayed), [true, true]);
});

test("nothing flows while values are computed, and the seed stands in the first slot alone", () => {
  assert.equal(slotsAt(story("circuit"), 1), null);
  const seed = slotsAt(story("seeded"), 2);
  assert.deepEqual([seed?.upstream?.figure.text, seed?.rows.length], ["3", 0]);
});

test("the products and the sums of all stories come to what is shown, or are said to do so about", () => {
  let products = 0;
  let sums = 0;
  for (const trace of Object.values(stories)) {
    for (const { upstream, rows } of everySlots(trace, "wire")) {
      for (const { upstream: own, local, by, sign, back, sum } of rows) {
        const [a, b, c] = [(own ?? upstream)?.figure.text ?? "", local?.text ?? "", back.figure.text].map(number);
        if (by === "×" && [a, b, c].every(Number.isFinite)) {
          assert.equal(sign === "=", showExactly(Number(a) * Number(b)) === back.figure.text, `${a} × ${b} ${sign} ${c}`);
          products++;
        }
        if (!sum?.total) continue;
        const total = sum.terms.reduce((all, term) => all + (term.sign === "−" ? -1 : 1) * number(term.figure.text), 0);
        assert.equal(sum.sign === "=", showExactly(total) === sum.total.text);
        sums++;
      }
    }
  }
  assert.ok(products > 20 && sums > 3, `${products} products, ${sums} sums`);
});

test("at a fork the sum runs, and its last part makes it the whole gradient", () => {
  const trace = story("fork");
  const written = everySlots(trace, "wire").flatMap(({ rows }) => rows.flatMap(({ sum, back }) => (sum && back.symbol.text === "∂f/∂x" ? [sum] : [])));
  assert.deepEqual(written.map(({ terms, total }) => `${terms.map(({ sign, figure }) => sign + figure.text).join(" ")}${total ? ` = ${total.text}` : ""}`), [
    "1", "1 +3 = 4", "4 +3 = 7", "7 +2 = 9",
  ]);
  assert.deepEqual(written.map(({ isComplete }) => isComplete), [false, false, false, true]);
  assert.equal(written.at(-1)?.total?.text, showExactly(Number(trace.nodes[0]?.gradient)));
});

test("what rounding breaks is said to be about", () => {
  assert.equal(signBefore(read(0.512149, 4) * read(0.01766449, 4), 0.512149 * 0.01766449, 4), "≈");
  assert.equal(signBefore(read(2, 4) * read(-4, 4), -8, 4), "=");
});

test("of arrays the formula of what flows back stands between shapes", () => {
  const slots = everySlots(story("broadcast"), "gate").at(-1);
  assert.equal(slots?.upstream?.figure.text, "2×2");
  const [wide, bias] = slots?.rows ?? [];
  assert.deepEqual([wide?.by, wide?.back.figure.text], ["×", "2×2"]);
  assert.deepEqual([bias?.rule.text, bias?.caption, bias?.local, bias?.back.figure.text], ["db = Σ_rows(dY)", "summed over the 2 rows", null, "(12, 16)"]);
  assert.ok(bias?.worked?.includes("2×2"));
});

test("a gate of many wires has a row for the first ones and says how many there are", () => {
  const trace = story("circuit");
  const press = { from: 3, to: 5, node: 4, edges: [2, 3, 2, 3, 2, 3, 2, 3] };
  const slots = slotsOf(trace, press, 4);
  assert.deepEqual([slots?.rows.length, slots?.more], [2, 6]);
});

test("in forward mode each operand has its tangent, and what they add is the gate's own", () => {
  const slots = slotsAt(story("tangents"), story("tangents").steps.length);
  assert.equal(slots?.upstream, null);
  const last = slots?.rows.at(-1);
  assert.deepEqual(slots?.rows.map(({ upstream, local, back }) => [upstream?.figure.text, local?.text, back.figure.text]), [["1", "2", "2"], ["1", "3", "3"]]);
  assert.equal(last?.sum?.total?.text, "5");
});

test("the places of a formula are filled with the values of the operands, tied to their wires", () => {
  const { operands, result, sign } = fillingsOf(story("circuit"), 4, 4);
  assert.deepEqual([...operands], [["0", { text: "3", isNegative: false, edge: 2 }], ["1", { text: "−4", isNegative: true, edge: 3 }]]);
  assert.deepEqual([result.text, result.edge, sign], ["−12", null, "="]);
  const trace = structuredClone(story("circuit"));
  const values = [0.51214949, -4, 0.51214949 * -4];
  for (const [k, value] of [values[1], values[0], values[2]].entries()) Object.assign(trace.nodes[k + 2] ?? {}, { value });
  Object.assign(trace.edges[2] ?? {}, { local: values[1] });
  Object.assign(trace.edges[3] ?? {}, { local: values[0] });
  assert.equal(showExactly(Number(values[2])), "−2.0486");
  assert.equal(fillingsOf(trace, 4, 4).sign, signBefore(0.5121 * -4, Number(values[2]), 4));
  assert.equal(fillingsOf(trace, 4, 4).sign, "≈");
});

test("where there are no numbers, a formula comes to a shape", () => {
  const trace = structuredClone(story("circuit"));
  Object.assign(trace.nodes[4] ?? {}, { value: null });
  assert.equal(fillingsOf(trace, 4, 4).result.text, "scalar");
  Object.assign(trace.nodes[4] ?? {}, { shape: [1, 96, 55, 55] });
  assert.equal(fillingsOf(trace, 4, 4).result.text, "1×96×55×55");
});

test("a gate's wires are told in one sentence, short and with the numbers in it", () => {
  /** @param {string} name @param {number} step */
  const told = (name, step) => {
    const press = pressOf(story(name), step, "gate");
    return press && pressText(story(name), press, 4, step);
  };
  assert.equal(told("circuit", 5), "multiply swaps its inputs: q receives 1 × (−4) = −4 and z receives 1 × 3 = 3");
  assert.equal(told("circuit", 7), "add hands the gradient on: x and y both receive −4");
  assert.equal(told("circuit", 4), story("circuit").steps[3]?.sentence, "one that is not over says what was said last");
  assert.equal(told("seeded", 4), "multiply swaps its inputs: x receives 3 × 2 = 6 twice (in all 12)");
  assert.match(told("broadcast", story("broadcast").steps.length) ?? "", /^add hands the gradient on: X receives upstream and b receives upstream summed over the 2 rows = \(12, 16\)$/);
  const last = pressOf(story("fork"), 99, "wire");
  const short = (/** @type {number} */ longest) => last && shortText(story("fork"), last, 4, last.to, longest);
  assert.equal(short(200), "multiply scales: x receives 1 × 2 = 2 (in all 9)");
  assert.equal(short(45), "multiply scales: x receives 2 (in all 9)", "where there is little room");
  assert.equal(short(10), "multiply scales: x receives its gradient", "where there is none");
  const end = pressOf(story("circuit"), 7, "gate");
  assert.equal(end && beforeClosing(story("circuit"), end, 4, 7, "All 3 gradients are found."), "add hands the gradient on: x and y both receive −4");
  assert.equal(end && beforeClosing(story("circuit"), end, 4, 7, "-".repeat(60)), "", "where there is no room on the line");
  const fork = stopsOf(story("fork"), "gate").map((step) => told("fork", step)).filter((text) => text?.includes("so far"));
  assert.ok(fork.length > 0);
});

test("where the sum at a fork is asked for by itself, the wire is told without it", () => {
  const trace = story("fork");
  const told = stopsOf(trace, "wire").flatMap((step) => {
    const press = pressOf(trace, step, "wire");
    return press?.edges.length ? [wireText(trace, press, 4)] : [];
  });
  assert.equal(told.at(-1), "multiply scales: x receives 1 × 2 = 2");
  assert.ok(told.length > 6 && told.every((text) => text.includes(" receives ") && !/in all|so far/.test(text)));
  const wide = story("broadcast");
  const last = pressOf(wide, wide.steps.length, "wire");
  assert.equal(last && wireText(wide, last, 4), "add hands the gradient on: b receives upstream summed over the 2 rows = (12, 16)");
});

test("the story has a beginning, a turn and an end", () => {
  const trace = story("circuit");
  assert.equal(startText(trace, { isFirst: true, isTouch: false }), "Watch a gradient find its way back: press Play.");
  assert.equal(startText(story("tangents"), { isFirst: true, isTouch: true }), "Watch a tangent run forward: tap Play.");
  assert.match(startText({ mode: "reverse", steps: [] }, { isFirst: true, isTouch: false }), /nothing is computed/);
  assert.match(startText(trace, { isFirst: false, isTouch: false }), /Press → for the first step\.$/);
  assert.match(startText(trace, { isFirst: false, isTouch: true }), /Tap ▶\| for the first step\.$/);
  assert.equal(turnText(trace, 4, 4), "Forward pass done: f = −12. Now the gradient goes back: ∂f/∂f = 1.");
  assert.equal(endText(trace, 4), "Found: ∂f/∂x = −4, ∂f/∂y = −4, ∂f/∂z = 3.");
  assert.equal(endText(story("seeded"), 4), "Found: dx = 12.", "from another seed it is no derivative of the output");
  assert.equal(endText(story("arrays"), 4), "All 2 gradients found.");
  assert.equal(endText(story("tangents"), 4), "");
  assert.equal(forwardText(trace, 3), "add computes q from x and y");
  assert.equal(forwardText(story("fork"), 3), "multiply computes x · x");
});
