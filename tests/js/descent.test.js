import assert from "node:assert/strict";
import { test } from "node:test";
import { lineAt } from "../../static/js/descent/code_view.js";
import { lossRange } from "../../static/js/descent/curves.js";
import { direction, dot, randomPlaces } from "../../static/js/descent/directions.js";
import { endsOf } from "../../static/js/descent/ends.js";
import { anchorInputs, elements, flat, groundOf, inputsAt, leavesOf, needsRun, originOf, project } from "../../static/js/descent/ground.js";
import { bandOf, heightsOf, levelsOf } from "../../static/js/descent/levels.js";
import { facets, lens, turned, CAMERA } from "../../static/js/descent/mesh.js";
import { outcomeOf, outcomeText, shortNumber } from "../../static/js/descent/outcome.js";
import { principalOf } from "../../static/js/descent/principal.js";
import { toggled } from "../../static/js/descent/settings_view.js";
import { descentsText, surfaceText } from "../../static/js/descent/sharing.js";
import { CHOSEN, stateOf } from "../../static/js/descent/state.js";
import { endOf, placeAt, rowAt } from "../../static/js/descent/timeline.js";
import { tints } from "../../static/js/descent/tints.js";
import { figuresOf, summaryOf } from "../../static/js/descent/told.js";
import { batchesText, variedRule, variesText } from "../../static/js/descent/varying.js";
import { faster, PACES } from "../../static/js/updates/paces.js";
import { later, stepped } from "../../static/js/updates/replay.js";
import { fitted, panned, rounded, zoomed } from "../../static/js/descent/window.js";

const LEAVES = leavesOf({ w: [[1, 2], [3, 4]], b: 5, big: { summary: true } }, { w: [[1, 0], [0, 0]], b: 2, big: { summary: true } });
const BOWL = groundOf(leavesOf({ w0: 1, w1: 1 }, { w0: 2, w1: 6 }), "E", null, false);

/** @param {Partial<import("../../static/js/descent/types.js").Run>} [change] @returns {import("../../static/js/descent/types.js").Run} */
const run = (change = {}) => ({
  rule: "sgd", updates: [0, 1, 2], losses: [4, 1.12, 0.5], places: [[1, 1], [0.8, 0.4], [0.64, 0.16]], slopes: [[2, 6], [1.6, 2.4], [1, 1]],
  sizes: [6.32, 2.88, 1.6], diverged: null, rested: false, rates: [0.1, 0.1, 0.1], momentum: 0.9, batches: null, isExact: true, numbers: () => ({}), ...change,
});

test("a nested list and its elements", () => {
  assert.deepEqual(LEAVES.map(({ name }) => name), ["w", "b"]);
  assert.deepEqual(flat([[1, "NaN"], [3, "Infinity"]]), [1, NaN, 3, Infinity]);
  assert.deepEqual(elements(LEAVES, 4), [[0, 0], [0, 1], [1, 0], [1, 1]].map((index) => ({ name: "w", index })));
  assert.deepEqual(elements(LEAVES, 9).at(-1), { name: "b", index: [] });
});

test("axes are the first elements unless others are chosen", () => {
  const axes = /** @type {const} */ ([{ name: "w", index: [1, 0] }, { name: "b", index: [] }]);
  const ground = groundOf(LEAVES, "L", axes, false);
  assert.deepEqual(ground.axes.map(({ label, origin }) => [label, origin]), [["w[1,0]", 3], ["b", 5]]);
  assert.deepEqual([ground.learns, ground.isShadow], [["w", "b"], true]);
  assert.deepEqual(inputsAt(ground, [7, 5]), { w: [[1, 2], [7, 4]] });
  assert.deepEqual(inputsAt(ground, [3, 0.1]), { b: 0.1 });
  assert.deepEqual(project(ground, { w: [0, 0, 9, 0] }, true), [9, 5]);
  assert.deepEqual(BOWL.axes.map(({ label }) => label), ["w0", "w1"]);
  assert.equal(BOWL.isShadow, false);
});

test("an axis that the program has not any more is another", () => {
  const ground = groundOf(LEAVES, "L", [{ name: "gone", index: [] }, { name: "w", index: [0, 0] }], false);
  assert.deepEqual(ground.axes.map(({ label }) => label), ["w[0,1]", "w[0,0]"]);
});

test("of one number there is no landscape", () => {
  assert.throws(() => groundOf(leavesOf({ w: 1 }, { w: 2 }), "L", null, false), /two numbers/);
});

test("directions have unit length and stand at right angles", () => {
  const gradient = LEAVES.flatMap((leaf) => leaf.gradient);
  const ground = groundOf(LEAVES, "L", [{ direction: "gradient", seed: 1 }, { direction: "random", seed: 3 }], false);
  const [x, y] = ground.axes.map(({ vector }) => vector);
  assert.ok(x && y);
  for (const [found, wanted] of /** @type {const} */ ([[dot(x, x), 1], [dot(y, y), 1], [dot(x, y), 0], [dot(x, gradient), Math.sqrt(5)]])) assert.ok(Math.abs(found - wanted) < 1e-12);
  const there = inputsAt(ground, [0.5, -2]);
  const back = project(ground, Object.fromEntries(Object.entries(there).map(([name, value]) => [name, flat(value)])), true);
  assert.ok(Math.hypot(back[0] - 0.5, back[1] + 2) < 1e-12);
  assert.deepEqual(ground.learns, ["w", "b"]);
  assert.equal(direction({ direction: "gradient", seed: 1 }, [0, 0], []), null);
});

/** Points of a plane through (5, 1, −2), along two unit vectors, and a little beside it. @type {readonly (readonly number[])[]} */
const BENT = Array.from({ length: 40 }, (_, k) => {
  const [far, off, aside] = [(39 - k) * 0.5, Math.sin(k / 12.5), k % 2 ? 1e-4 : 0];
  return [5 - far * 0.6, 1 - far * 0.8, -2 + (k === 39 ? 0 : off), aside * (39 - k)];
});

test("the principal directions of a run are those it spreads most in, seen from its end", () => {
  const { end, vectors: [first = [], second = []], shares, ranges } = principalOf(BENT);
  assert.deepEqual(end, BENT.at(-1));
  for (const [found, wanted] of /** @type {const} */ ([[dot(first, first), 1], [dot(second, second), 1], [dot(first, second), 0]])) assert.ok(Math.abs(found - wanted) < 1e-9);
  assert.ok(Math.abs((first[0] ?? 0) - 0.6) < 0.02 && Math.abs((first[1] ?? 0) - 0.8) < 0.02, "towards the end");
  assert.ok(Math.abs(second[2] ?? 0) > 0.99);
  assert.ok((shares[0] ?? 0) > 0.98 && (shares[0] ?? 0) + (shares[1] ?? 0) > 0.9999 && (shares[0] ?? 0) + (shares[1] ?? 0) <= 1 + 1e-12);
  const [low, high] = ranges[0] ?? [0, 0];
  assert.ok(low < -19.5 && high > 0);
  const line = principalOf([[0, 0], [1, 2], [2, 4]]);
  assert.equal(line.vectors.length, 1, "a straight run has one");
  assert.equal(principalOf([[1, 1], [1, 1]]).vectors.length, 0, "a run that rests has none");
});

test("axes of a run have their middle at its end", () => {
  const leaves = leavesOf({ w: [1, 2], b: 5 }, { w: [1, 0], b: 2 });
  const principal = principalOf([[1, 2, 5], [2, 2.5, 4], [2.5, 3.5, 4]]);
  const axes = /** @type {const} */ ([{ direction: "principal", seed: 1 }, { direction: "principal", seed: 2 }]);
  assert.deepEqual([needsRun(axes), needsRun(null), needsRun([axes[0], { name: "b", index: [] }])], [true, false, true]);
  const ground = groundOf(leaves, "L", axes, false, principal);
  assert.deepEqual(anchorInputs(ground), { w: [2.5, 3.5], b: 4 });
  assert.deepEqual(ground.learns, ["w", "b"]);
  assert.match(ground.axes[0].label, /^PC 1, \d+ %$/);
  assert.deepEqual(ground.reach, principal.ranges);
  const start = originOf(ground);
  assert.ok(start[0] < 0);
  const there = inputsAt(ground, start); // three points lie in one plane
  assert.ok(Object.keys(there).length === 0 || Math.hypot(.../** @type {number[]} */ (flat(there["w"])).map((one, k) => one - (k + 1))) < 1e-9);
  const place = project(ground, { w: [2.5, 3.5], b: [4] }, true);
  assert.ok(Math.hypot(...place) < 1e-12);
  assert.throws(() => groundOf(leaves, "L", axes, false, principalOf([[0, 0, 0], [1, 2, 3], [2, 4, 6]])), /straight line/);
});

test("the code of a rule with what varies in it", () => {
  const rule = { name: "sgd", title: "SGD", formula: "", lines: ["w = start", "for t in range(1, n + 1):", "    g = gradient(w)", "    w = w - rate * g"], gradient: 2, options: {} };
  const rows = [{ name: "step", help: "", options: ["period"], factor: "{factor} ** ({update} // {period})" }];
  assert.deepEqual(variedRule(rule, CHOSEN, rows), { ...rule, lines: ["rate = 0.1; n = 100", ...rule.lines], gradient: 3 });
  const chosen = { ...CHOSEN, rates: { sgd: 0.5 }, noise: 0.3, batch: 4, seed: 7, schedule: { ...CHOSEN.schedule, name: "step" } };
  assert.deepEqual(variedRule(rule, chosen, rows), {
    ...rule, gradient: 4, lines: [
      "rate = 0.5; n = 100; σ = 0.3", "rng = np.random.default_rng(7)", "w = start", "for t in range(1, n + 1):", "    rate = 0.5 * (0.1 ** ((t - 1) // 100))",
      "    g = gradient(w, batch(t, 4))", "    g = g + σ * rng.standard_normal(len(w))", "    w = w - rate * g",
    ],
  });
  const moving = { ...rule, lines: [...rule.lines.slice(0, 3), "    v = {momentum} * v - rate * g"], options: { momentum: 0.9 } };
  const last = (/** @type {Readonly<Record<string, number>>} */ options) => variedRule(moving, { ...CHOSEN, options }, rows).lines.at(-1);
  assert.deepEqual([last({}), last({ momentum: 0.5 })], ["    v = 0.9 * v - rate * g", "    v = 0.5 * v - rate * g"]);
  assert.equal(variesText({ ...CHOSEN, options: { momentum: 0.5, beta2: 0.9 } }), "μ 0.5, β₂ 0.9");
  assert.equal(batchesText({ names: ["x", "y"], rows: 8, epoch: 4, scale: 1 }), "Of the 8 rows of x, y; an epoch has 4 updates.");
  assert.match(batchesText({ names: ["x"], rows: 5, epoch: 1, scale: 5 / 3 }), /1 update\. .* 1\.67 times/);
  assert.equal(variesText(CHOSEN), "");
  assert.equal(variesText({ ...chosen, rules: ["sgd", "adam"] }), "Schedule step, noise 0.3, batches of 4, 1 own rate");
});

test("random starts are the same for the same landscape", () => {
  const places = randomPlaces([[0, 1], [5, 6]], 50);
  assert.deepEqual(places, randomPlaces([[0, 1], [5, 6]], 50));
  assert.ok(places.every(([x, y]) => x >= 0 && x < 1 && y >= 5 && y < 6));
  assert.equal(new Set(places.map(String)).size, 50);
});

test("levels rise, lie between the values and are closer where it is low", () => {
  const values = Array.from({ length: 400 }, (_, k) => ((k % 20) - 10) ** 2 + 3 * (Math.floor(k / 20) - 10) ** 2);
  const levels = levelsOf([...values, NaN, Infinity], 12);
  assert.ok(levels.length > 8);
  assert.ok(levels.every((level, k) => level > (levels[k - 1] ?? 0) && level < 400));
  assert.deepEqual(levelsOf([3, 3, 3], 5), []);
  assert.deepEqual([bandOf(-1, levels), bandOf(1e9, levels), bandOf(levels[3] ?? 0, levels)], [0, levels.length, 4]);
});

test("heights keep the order and leave room for a valley", () => {
  const values = Array.from({ length: 101 }, (_, k) => (k / 100) ** 6);
  const rise = heightsOf(values);
  assert.deepEqual([rise(0), rise(1)], [0, 1]);
  assert.ok(rise(0.5 ** 6) > 0.15 && rise(0.5 ** 6) < rise(0.6 ** 6));
  assert.equal(heightsOf([2, 2])(2), 0);
});

test("tints go evenly from dark to light, and are neither red nor green", () => {
  for (const paper of /** @type {const} */ (["light", "dark"])) {
    const found = tints(paper, 12);
    const light = found.map(([red, green, blue]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue);
    const way = paper === "light" ? 1 : -1;
    assert.ok(light.every((one, k) => k === 0 || way * (one - (light[k - 1] ?? 0)) > 0));
    assert.ok(found.every(([red, green, blue]) => blue >= red - 1 && blue >= green - 3));
  }
});

test("what is seen has one scale where the ranges are about alike, and loses nothing", () => {
  const [x, y] = fitted([[-1, 1], [-1, 1]], 200, 100);
  assert.deepEqual([x, y], [[-2, 2], [-1, 1]]);
  assert.deepEqual(fitted([[0, 100], [0, 1]], 100, 100), [[0, 100], [0, 1]]);
});

test("zooming keeps a place where it is, and ends where numbers end", () => {
  const [x, y] = zoomed([[0, 4], [0, 2]], 2, [1, 1]);
  assert.deepEqual([x, y], [[0.5, 2.5], [0.5, 1.5]]);
  const tiny = /** @type {const} */ ([[1, 1 + 1e-9], [1, 2]]);
  assert.deepEqual(zoomed(tiny, 4, [1, 1]), tiny);
  assert.deepEqual(panned([[0, 1], [0, 1]], 2, -1), [[2, 3], [-1, 0]]);
  assert.deepEqual(rounded([[0.123456789, 1.1], [-1000.06, 2000]]), [[0.1235, 1.1], [-1000, 2000]]);
});

test("between two updates a descent is on the way", () => {
  assert.deepEqual(placeAt(run(), 0.5), [0.9, 0.7]);
  assert.deepEqual(placeAt(run(), 2.5), [0.64, 0.16]);
  const seldom = run({ updates: [0, 10, 20] });
  assert.deepEqual([rowAt(seldom, 9.9), rowAt(seldom, 10), rowAt(seldom, 99)], [0, 1, 2]);
  assert.ok(Math.abs(placeAt(seldom, 15)[0] - 0.72) < 1e-12);
});

test("time goes on by the pace, to the end and not beyond", () => {
  assert.equal(later(1, 10, 50, 2), 1.5);
  assert.equal(later(1.9, 10, 50, 2), 2);
  assert.deepEqual([stepped(1.5, 1, 9), stepped(1.5, -1, 9), stepped(9, 1, 9), stepped(0, -1, 9)], [2, 1, 9, 0]);
  assert.equal(endOf([run(), run({ updates: [0, 7] })]), 7);
  assert.deepEqual([faster(10, 1), faster(10, -1), faster(PACES.at(-1) ?? 0, 1), faster(1, -1)], [20, 4, 200, 1]);
});

test("what is said of how a descent ends", () => {
  assert.equal(outcomeText(run()), "still moving");
  assert.equal(outcomeText(run({ rested: true })), "rests after 2");
  assert.equal(outcomeText(run({ diverged: 31 })), "diverged at update 31");
  assert.equal(outcomeOf(run({ losses: [4, 40, 400] })), "climbing");
  assert.equal(outcomeOf(run({ losses: [1, 0, -400] })), "moving");
  assert.deepEqual([1e18, 0.00001234, 0.48640, NaN, -Infinity].map(shortNumber), ["1.0e18", "1.2e−5", "0.4864", "NaN", "−∞"]);
});

test("losses over many decades are drawn by their logarithm, and what blows up does not squeeze the rest", () => {
  assert.equal(lossRange([run({ losses: [4, 1e-3, 1e-9] })]).log, true);
  assert.equal(lossRange([run({ losses: [1, 0.5, -3] })]).log, false);
  assert.ok(lossRange([run({ losses: [4, 30, 1e200] })]).high <= 400);
});

test("final losses are counted, equal ones in one bar", () => {
  const at = (/** @type {number} */ loss) => run({ losses: [4, loss] });
  assert.deepEqual(endsOf([at(1e-9), at(2e-7), run({ diverged: 2 })]), { bins: [{ from: 1e-9, to: 2e-7, count: 2 }], lost: 1 });
  const { bins } = endsOf([at(-0.3), at(-0.3), at(0.3)]);
  assert.deepEqual([bins.length, bins[0]?.count, bins.at(-1)?.count], [12, 2, 1]);
  assert.deepEqual(endsOf([]).bins, []);
});

test("a landscape is seen from above, the far facets first", () => {
  const side = 5;
  const found = facets(Array.from({ length: side * side }, (_, k) => (k === 7 ? NaN : k / 25)), side, lens(CAMERA, 300, 200));
  assert.equal(found.length, 16 - 4);
  assert.ok(found.every(({ depth }, k) => k === 0 || depth <= (found[k - 1]?.depth ?? Infinity)));
  const see = lens({ yaw: 0, pitch: 0.6 }, 300, 200);
  assert.ok((see(0, 0, 1)[1] ?? 0) < (see(0, 0, 0)[1] ?? 0));
  assert.ok(turned(CAMERA, 0, 99).pitch < Math.PI / 2 && turned(CAMERA, 0, -99).pitch > 0);
});

test("the line of the code that is being done", () => {
  const rule = { name: "momentum", title: "Momentum", formula: "", lines: ["w = start", "v = 0", "for …:", "g", "v", "w"], gradient: 3, options: {} };
  assert.deepEqual([lineAt(rule, 4, false), lineAt(rule, 4.4, false), lineAt(rule, 4.99, false), lineAt(rule, 9, true)], [3, 4, 5, -1]);
});

test("one rule stays ticked", () => {
  assert.deepEqual(toggled(["adam"], "sgd"), ["adam", "sgd"]);
  assert.deepEqual(toggled(["adam", "sgd"], "adam"), ["sgd"]);
  assert.deepEqual(toggled(["adam"], "adam"), ["adam"]);
});

test("the figures of an update, and what a screen reader hears", () => {
  const state = { ...stateOf("bowl", CHOSEN), ground: BOWL, runs: [run({ rested: true })], at: 1.5 };
  assert.deepEqual(figuresOf(state, () => "SGD"), [["update", "1 of 2"], ["w0", "0.8"], ["w1", "0.4"], ["E", "1.12"], ["|gradient|", "2.88"]]);
  assert.deepEqual(figuresOf({ ...state, runs: [run({ rates: [0.1, 0.05, 0.05] })] }, () => "SGD")[1], ["η", "0.05"]);
  assert.equal(summaryOf({ ...state, at: 2 }, () => "SGD"), "Update 2 of 2. SGD: E 0.5, rests after 2.");
});

test("landscape and descents as text", () => {
  const survey = { ranges: /** @type {const} */ ([[0, 1], [2, 4]]), size: 2, values: Float64Array.of(1, 2, 3, 4) };
  const state = { ...stateOf("", CHOSEN), ground: BOWL, survey, runs: [run()] };
  assert.equal(surfaceText(state), "w0,w1,E\n0,2,1\n1,2,2\n0,4,3\n1,4,4\n");
  assert.equal(descentsText(state).split("\n")[2], "0,sgd,1,0.8,0.4,1.12");
});
