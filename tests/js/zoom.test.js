import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { AT_REST, besides, drawingOf, turnedBy } from "../../static/js/network/drawings.js";
import { boxesFor, flowOf, toldOf } from "../../static/js/network/layers.js";
import { counterpart, glide, nearest, seenAt, withLayers } from "../../static/js/network/morph.js";
import { layersOf, unitOf } from "../../static/js/network/neurons.js";
import { lettersFor, placesOf } from "../../static/js/network/neurons_layout.js";
import { ownersAt, singlesText, timesOf, unitsOf } from "../../static/js/network/scalars.js";
import { momentOf } from "../../static/js/trace/moment.js";
import { storyOf } from "../../static/js/trace/known.js";

/** @type {{ whole: import("../../static/js/trace/types.js").Trace, singles: import("../../static/js/trace/types.js").Trace, of: import("../../static/js/network/scalars.js").Owner[] }} */
const { whole, singles, of } = JSON.parse(readFileSync(new URL("../data/singles.json", import.meta.url), "utf8"));
const layers = layersOf(whole) ?? [];

test("a drawing follows the other, and none the last", () => {
  assert.equal(besides("gates", 1), "neurons");
  assert.equal(besides("layers", 1), null);
  assert.equal(besides("scalars", -1), null);
  assert.equal(drawingOf({ trace: whole, drawing: "layers" }), "layers");
  assert.equal(drawingOf({ trace: null, drawing: "layers" }), "gates", "no program, no network");
});

test("a wheel counts once a turn, whatever follows of a swipe", () => {
  let turn = AT_REST;
  const events = [40, 40, 40, 100, 100].map((deltaY, k) => ({ deltaY, at: 20 * k }));
  const counted = events.map((event) => {
    const turned = turnedBy(turn, event);
    turn = turned.turn;
    return turned.counts;
  });
  assert.deepEqual(counted, [false, false, true, false, false]);
  assert.equal(turnedBy(turn, { deltaY: 120, at: 1000 }).counts, true, "after a pause it is another turn");
  assert.equal(turnedBy(turn, { deltaY: -120, at: 90 }).counts, true, "and so it is the other way");
});

test("a thing glides from its counterpart to its own place, and is there at the end", () => {
  const [own, other] = [{ x: 100, y: 50, size: 20 }, { x: 300, y: 10, size: 40 }];
  assert.deepEqual(Object.values(glide(own, other, 1)).map((number) => number + 0), [0, 0, 1]);
  assert.deepEqual(glide(own, other, 0), { dx: 200, dy: -40, scale: 2 });
  const ways = [0, 0.2, 0.4, 0.6, 0.8, 1].map((t) => glide(own, other, t).dx);
  assert.deepEqual(ways, [...ways].sort((a, b) => b - a), "it never turns back");
  assert.ok(glide(own, { ...other, size: 4000 }, 0).scale <= 4, "and never fills the stage");
  const [start, end] = [seenAt(0), seenAt(1)];
  assert.deepEqual([start.leaving, start.arriving], [{ paired: 1, other: 1 }, { paired: 0, other: 0 }]);
  assert.deepEqual([end.leaving, end.arriving], [{ paired: 0, other: 0 }, { paired: 1, other: 1 }]);
});

test("a unit comes from itself, else from its layer; a layer from the middle of its units", () => {
  const spots = withLayers(new Map([["1/0", { x: 0, y: 0, size: 10 }], ["1/1", { x: 0, y: 40, size: 10 }], ["2", { x: 90, y: 7, size: 50 }]]));
  assert.deepEqual(counterpart(spots, 1, 1, 5), { x: 0, y: 40, size: 10 });
  assert.deepEqual(counterpart(spots, 1, null, 5), { x: 0, y: 20, size: 10 });
  assert.deepEqual(counterpart(spots, 2, 3, 5), { x: 90, y: 7, size: 5 }, "and is no larger there");
  assert.equal(counterpart(spots, 3, 0, 5), null);
  assert.equal(nearest(spots, { x: 2, y: 38 }), "1/1");
});

test("boxes of layers stand in one row where their letters can be read, else in several", () => {
  const wide = boxesFor(4, { width: 1280, height: 500, least: 16 });
  assert.equal(new Set(wide.places.map(({ y }) => y)).size, 1);
  assert.ok(wide.size >= 20, "for a class");
  const phone = boxesFor(5, { width: 390, height: 480, least: 16 });
  assert.ok(phone.size >= 16 && phone.width <= 391, "nothing is cut off beside");
  assert.equal(new Set(phone.places.map(({ y }) => y)).size > 1, true);
  for (const { places, width, height, size } of [wide, phone]) {
    for (const { x, y } of places) assert.ok(x - 4.8 * size >= 0 && x + 4.8 * size <= width + 1 && y - 4.2 * size >= 0 && y + 4.2 * size <= height + 1);
  }
});

test("a box says its layer, the input as layer 0, and the loss stands at the end", () => {
  const told = toldOf(whole, layers);
  assert.deepEqual(told.map(({ name }) => name), ["A⁽⁰⁾", "A⁽¹⁾", "A⁽²⁾", "L"]);
  assert.deepEqual(told.map(({ counted }) => counted), ["layer 0", "9 learned", "4 learned", ""]);
  assert.deepEqual(told.map(({ what }) => what), ["2 units, input", "3 units, sigmoid", "1 unit, sigmoid", "output"]);
  const [, hidden, , loss] = told;
  assert.ok(hidden && loss);
  const story = storyOf(whole);
  assert.deepEqual(flowOf(story, hidden, { step: 0, predicting: false }, 2), { value: "", slope: "" }, "blank before");
  const last = { step: whole.steps.length, predicting: false };
  assert.match(flowOf(story, hidden, last, 2).value, /^‖A⁽¹⁾‖ = 1\.99$/);
  assert.deepEqual(flowOf(story, loss, last, 4), { value: "L = 2.8261", slope: "dL = 1" });
  assert.equal(flowOf(story, hidden, { ...last, predicting: true }, 2).slope, "", "not while it is to be guessed");
});

test("letters of neurons are as large as there is room for, and never too small", () => {
  const large = lettersFor(layers, { width: 1200, height: 500 }, 16);
  assert.ok(large.size > 24);
  assert.equal(lettersFor(layers, { width: 300, height: 100 }, 16).size, 16);
  const { neurons, height } = placesOf(layers, { width: 1200, height: 500, biases: true, ...large });
  assert.equal(neurons.length, 2 + 3 + 1, "all of them are drawn");
  assert.ok(height <= 500.5);
});

test("each element of a layer's arrays is of a unit", () => {
  const [, first] = layers;
  assert.ok(first && first.weights !== null && first.bias !== null);
  assert.deepEqual([0, 1, 2, 5].map((element) => unitOf(whole, layers, 1, first.weights ?? -1, element)), [0, 0, 1, 2], "a row of W1 a unit");
  assert.deepEqual([0, 3, 7].map((element) => unitOf(whole, layers, 1, first.values, element)), [0, 0, 1], "a column of A1");
  assert.equal(unitOf(whole, layers, 1, first.bias, 2), 2);
  assert.equal(unitOf(whole, layers, 1, whole.outputs[0] ?? -1, 0), null, "the loss is nobody's");
});

/** What a label says. @param {{ text: string }} label */
const isBlank = ({ text }) => text === "";

test("a single number comes with its array, a product with the step of its gate", () => {
  const times = timesOf(whole, singles, of, false);
  const units = unitsOf(whole, layers, of);
  assert.equal(times.valued.length, singles.nodes.length);
  const story = storyOf(whole).times;
  for (const [id, { node, inner }] of of.entries()) {
    assert.equal(times.valued[id], story.valued[node], `node ${id}`);
    if (!inner) assert.equal(times.complete[id], story.complete[node], `node ${id}`);
  }
  assert.ok(units.some(({ layer, unit }) => layer === 1 && unit === 2));
  assert.ok(units.some(({ layer }) => layer === layers.length), "what belongs to the loss");
  const steps = { ...singles, steps: [] };
  const end = momentOf(steps, times, whole.steps.length, 2);
  for (const { id, contribution } of singles.edges) assert.equal(isBlank(end.back(id)), contribution === null, `edge ${id}: at the end nothing is left out`);
  const forward = whole.steps.filter(({ phase }) => phase === "forward").length;
  const half = momentOf(steps, times, forward, 2);
  assert.ok(singles.nodes.every(({ id }) => !isBlank(half.value(id))), "all values after the way forward");
  assert.ok(singles.edges.every(({ id }) => isBlank(half.back(id))), "and no gradient");
  const hidden = momentOf(steps, timesOf(whole, singles, of, true), whole.steps.length, 2);
  assert.ok(singles.edges.every(({ id }) => isBlank(hidden.back(id))), "nor any that is to be guessed");
});

test("no gradient of a single number comes before its upstream gradient", () => {
  const times = timesOf(whole, singles, of, false);
  for (const { id, source, target, contribution } of singles.edges) {
    if (contribution === null) continue;
    const after = singles.edges.filter((edge) => edge.source === target && edge.contribution !== null);
    for (const later of after) assert.ok((times.flowed[later.id] ?? 0) <= (times.flowed[id] ?? 0), `${source} → ${target}`);
  }
});

test("a gate that only moves numbers is about those that it moves", () => {
  const turned = whole.nodes.find(({ op, inputs }) => op === "transpose" && whole.nodes[inputs[0] ?? -1]?.name === "W1");
  const sum = of.find(({ inner }) => inner);
  assert.ok(turned && sum);
  const about = ownersAt(whole, of, turned.id);
  assert.ok(of.filter(({ node }) => about.has(node)).every(({ node }) => whole.nodes[node]?.name === "W1"));
  assert.deepEqual([...ownersAt(whole, of, sum.node)], [sum.node]);
});

test("it is said how many scalars there are, and whose gradient stands at a weight", () => {
  assert.equal(singlesText(116, 0, 1), "116 scalars");
  assert.match(singlesText(1200, 1, 4), /^1,200 scalars, sample 1 of 4: .*share/);
});
