import assert from "node:assert/strict";
import { test } from "node:test";

import { asideOf, followingOf, formulaOf, linesOf } from "../../static/js/learn/spelled.js";

const target = { name: "w", index: [] };
const symbol = { text: "w₁", mathml: "<mi>w</mi>" };

/**
 * An update of w from 1 to 0.9 at gradient −2, the third of its run.
 * @param {string[]} lines @param {Record<string, number>} options
 * @param {Record<string, any>} before @param {Record<string, any>} after @param {any} [gradient]
 */
function spelled(lines, options, before, after, gradient = -2) {
  const named = (/** @type {Record<string, any>} */ numbers) => Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, { w: value }]));
  const whole = { lines, options, before: named(before), after: named(after), count: 3 };
  const next = /** @type {any} */ ({ from: { w: 1 }, gradients: { w: gradient }, to: { w: 0.9 } });
  const made = linesOf(whole, next, target, 4);
  return { whole, made, texts: made.map(({ symbol: left, numbers, sign, made: right }) => `${left}: ${numbers} ${sign} ${right}`) };
}

test("a rule is written with its numbers, those before it and then those that it made", () => {
  const { texts } = spelled(["v ← μ·v − η·g", "p ← p + v"], { "η": 0.1, "μ": 0.9 }, { v: -0.5 }, { v: -0.25 });
  assert.deepEqual(texts, ["v: 0.9 · (−0.5) − 0.1 · (−2) = -0.25", "p: 1 + (−0.25) = 0.9"]);
});

test("what only serves the step stands in small print, with the update in its place", () => {
  const adam = ["m ← β₁·m + (1 − β₁)·g", "s ← β₂·s + (1 − β₂)·g²", "m̂ ← m / (1 − β₁ᵗ)", "ŝ ← s / (1 − β₂ᵗ)", "p ← p − η·m̂ / (√ŝ + ε)"];
  const options = { "η": 0.1, "β₁": 0.9, "β₂": 0.999, "ε": 1e-8 };
  const { whole, made, texts } = spelled(adam, options, { m: 0, s: 0, "m̂": 0, "ŝ": 0 }, { m: -0.2, s: 0.004, "m̂": -2, "ŝ": 4 });
  assert.deepEqual(texts.filter((_, k) => !made[k]?.isAside), [
    "m: 0.9 · 0 + 0.1 · (−2) = -0.2", "s: 0.999 · 0 + 0.001 · (−2)² = 0.004", "p: 1 − 0.1 · (−2) / (√4 + 1e−8) = 0.9",
  ]);
  assert.equal(asideOf(made, whole), "m̂ = m / (1 − 0.9³), ŝ = s / (1 − 0.999³)");
  assert.deepEqual(made.filter(({ isAside }) => !isAside).map((line) => followingOf(made, line, 4)), ["m̂ = −2", "ŝ = 4", null]);
});

test("numbers that are rounded are said to be", () => {
  const { texts } = spelled(["s ← s + g²", "p ← p − η·g / (√s + ε)"], { "η": 0.1, "ε": 1e-8 }, { s: 1 / 3 }, { s: 13 / 3 });
  assert.match(texts[0] ?? "", /^s: 0\.3333 \+ \(−2\)² ≈/);
  assert.match(texts[1] ?? "", /^p: 1 − 0\.1 · \(−2\) \/ \(√4\.3333 \+ 1e−8\) ≈/);
});

test("of arrays the symbols stand alone", () => {
  const { made } = spelled(["v ← μ·v − η·g", "p ← p + v"], { "η": 0.1, "μ": 0.9 }, { v: [0, 1] }, { v: [1, 2] }, [3, 4]);
  assert.deepEqual(made.map(({ numbers }) => numbers), [null, null]);
  assert.deepEqual(made[0]?.made, [1, 2]);
});

test("a formula is of its parameter, with roots, powers and hats", () => {
  assert.deepEqual(formulaOf("p − η·g", symbol), { text: "w₁ − η·g", mathml: "<mrow><mi>w</mi><mo>−</mo><mi>η</mi><mo>·</mo><mi>g</mi></mrow>" });
  assert.match(formulaOf("√((u + ε) / (s + ε))·g", symbol).mathml, /^<mrow><msqrt><mo>\(<\/mo><mi>u<\/mi>.*<\/msqrt><mo>·<\/mo><mi>g<\/mi><\/mrow>$/);
  assert.match(formulaOf("√ŝ + g²", symbol).mathml, /<msqrt><mover accent="true"><mi>s<\/mi><mo>\^<\/mo><\/mover><\/msqrt><mo>\+<\/mo><msup><mi>g<\/mi><mn>2<\/mn><\/msup>/);
  assert.match(formulaOf("m / (1 − β₁ᵗ)", symbol).mathml, /<msubsup><mi>β<\/mi><mn>1<\/mn><mi>t<\/mi><\/msubsup>/);
});
