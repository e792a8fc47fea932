import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { askOf, elementOf, isDone, madeIn, namesIn, ofState, readNext, readRow, standsAt } from "../../static/js/learn/next.js";
import { updatedAt, updatedMoment } from "../../static/js/learn/moment.js";
import { rateAt, placeOfRate, RATES } from "../../static/js/updates/rates.js";
import { rowsOf } from "../../static/js/learn/rows.js";
import { arithmetic } from "../../static/js/updates/arithmetic.js";
import { curveOf } from "../../static/js/updates/curve.js";
import { updateScene } from "../../static/js/learn/scene.js";
import { closingOf, sentenceOf, updateSlots } from "../../static/js/learn/told.js";
import { obstacleTo } from "../../static/js/learn/learning.js";
import { momentOf, schedule } from "../../static/js/trace/moment.js";
import { INITIAL } from "../../static/js/trace/state.js";
import { pressOf, sweptSteps, toldAt } from "../../static/js/trace/timeline.js";
import { applied, isAwaited, learningIn, nextOf, parametersOf, reachOf, updated, withoutUpdates, withUpdates } from "../../static/js/trace/updates.js";
import { changedUpdate, withUpdate } from "../../static/js/learn/written.js";
import { leaf, trace, written } from "./tracing.js";

/** @typedef {import("../../static/js/trace/types.js").State} State */
/** @typedef {import("../../static/js/learn/next.js").Answer} Answer */

const golden = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8"));
/** @type {import("../../static/js/trace/types.js").Trace} */
const circuit = golden.stories.circuit.trace; // x = -2, y = 5, z = -4: gradients -4, -4 and 3

/** What the server answers of the circuit, at η 0.1. @type {Answer} */
const ANSWER = {
  output: "f", optimizer: /** @type {any} */ ({}), updates: [0, 1], losses: [-12, -16.25],
  parameters: { x: [-2, -1.6], y: [5, 5.4], z: [-4, -4.3] }, gradients: { x: [-4, -4.3], y: [-4, -4.3], z: [3, 3.8] },
  rates: [0.1, 0.1], batches: null, watched: {}, diverged: null, rested: false, rule: null, trace: null,
};

/** A state whose next update is known. @param {Partial<State>} [change] @param {Answer} [answer] @returns {State} */
function knowing(change = {}, answer = ANSWER) {
  const plain = /** @type {State} */ ({ ...INITIAL, program: "x = -2", behind: false, reach: "update", ...change });
  const state = { ...plain, trace: withUpdates(circuit, plain) };
  return { ...state, next: readNext(answer, madeIn(state), ofState(state)) };
}

/** @param {State} state @param {string} name */
function learner(state, name) {
  const found = state.trace && parametersOf(state.trace, state).find(({ target }) => target.name === name);
  assert.ok(found);
  return found;
}

/** @param {State} state */
function nextIn(state) {
  const next = nextOf(state);
  assert.ok(next);
  return next;
}

test("a story goes on to the update only where it is to, one step for each parameter", () => {
  assert.equal(withUpdates(circuit, INITIAL), circuit);
  assert.equal(withoutUpdates(circuit), circuit);
  const whole = withUpdates(circuit, { reach: "update", learners: null });
  assert.deepEqual(whole.steps.slice(circuit.steps.length).map(({ phase, node, edge }) => [phase, node, edge]), [["update", 0, null], ["update", 1, null], ["update", 2, null]]);
  assert.equal(sweptSteps(whole), circuit.steps.length);
  assert.deepEqual(withoutUpdates(whole), circuit);
  const one = withUpdates(circuit, { reach: "loop", learners: ["z"] });
  assert.equal(one.steps.length, circuit.steps.length + 1);
  assert.deepEqual(withUpdates(circuit, { reach: "update", learners: ["gone"] }), whole);
  assert.deepEqual(toldAt(one, one.steps.length, "gate"), { phase: "update", number: 1, count: 1 });
  assert.deepEqual(toldAt(one, circuit.steps.length, "gate")?.phase, "backward");
  assert.deepEqual(pressOf(whole, whole.steps.length, "wire"), pressOf(whole, whole.steps.length, "gate"));
});

test("nothing learns from an array, from another seed, or forward", () => {
  const learning = /** @type {const} */ ({ reach: "update", learners: null });
  const forward = { ...circuit, mode: /** @type {const} */ ("forward") };
  assert.equal(withUpdates(forward, learning).steps.length, circuit.steps.length);
  const seeded = { ...circuit, nodes: circuit.nodes.map((node) => (circuit.outputs.includes(node.id) ? { ...node, gradient: 2 } : node)) };
  assert.equal(withUpdates(seeded, learning).steps.length, circuit.steps.length);
  const say = (/** @type {Partial<State>} */ change) => obstacleTo({ ...knowing(), ...change });
  assert.equal(say({}), "");
  assert.match(say({ trace: forward }), /choose reverse mode/);
  assert.match(say({ seed: 2 }), /clear the seed/);
  assert.match(say({ trace: null }), /no story/);
  assert.match(say({ trace: { ...circuit, nodes: circuit.nodes.map((node) => ({ ...node, gradient: node.kind === "input" ? null : node.gradient })) } }), /no gradient flows/);
  assert.match(say({ trace: { ...circuit, nodes: circuit.nodes.map((node) => ({ ...node, shape: [2] })) } }), /not one number/);
  const summary = /** @type {any} */ ({ summary: true });
  const large = circuit.nodes.map((node) => (node.kind === "input" ? { ...node, value: summary, gradient: summary } : node));
  assert.match(say({ trace: { ...circuit, nodes: large } }), /too large/);
});

test("a run is asked for from its start, and its last rows are read", () => {
  const state = knowing({ run: { made: 3, start: { x: 1 } }, values: { x: 7 }, rate: 0.5, rule: "adam", learners: ["x", "z"] });
  assert.deepEqual(namesIn(state), ["x", "z"]);
  assert.deepEqual(askOf(state, 4, 3), {
    program: "x = -2", inputs: { x: 1 }, parameters: ["x", "z"], optimizer: { name: "adam", learning_rate: 0.5 }, updates: 4, record_every: 3, trace: false,
  });
  assert.deepEqual(askOf(knowing({ output: "f" }), 0, 0, 1e-6), {
    program: "x = -2", inputs: {}, output: "f", parameters: ["x", "y", "z"], optimizer: { name: "sgd", learning_rate: 0.1 },
    updates: 0, record_every: 1, tolerance: 1e-6, trace: false,
  });
  assert.deepEqual(readRow(ANSWER, 1), { x: -1.6, y: 5.4, z: -4.3 });
  assert.equal(readRow(ANSWER, 2), null);
  assert.equal(readNext(ANSWER, 2, ofState(state)), null);
  assert.equal(elementOf({ W: [[1, 2], [3, 4]] }, { name: "W", index: [1, 0] }), 3);
});

test("the next update is that of the numbers as they are", () => {
  const state = knowing();
  const next = nextIn(state);
  assert.ok(standsAt(next, circuit, state));
  assert.ok(!standsAt({ ...next, from: { ...next.from, x: 0 } }, circuit, state));
  assert.equal(nextOf({ ...state, values: { x: 3 } }), null);
  assert.equal(nextOf({ ...state, rate: 0.2 }), null);
  assert.deepEqual(updated(state), { values: { x: -1.6, y: 5.4, z: -4.3 }, run: { made: 1, start: {} } });
  assert.equal(applied(state), null); // the story ends here
  const round = knowing({ reach: "loop" });
  assert.deepEqual(applied(round), { values: { x: -1.6, y: 5.4, z: -4.3 }, run: { made: 1, start: {} }, stand: 0, within: 1 });
});

/** The circuit with an update in its text. @param {number} times */
const saying = (times) => ({ ...circuit, update: { rule: "adam", rate: 0.5, parameters: ["z"], places: [], times, source: { line: 4, column: 0, end_line: 4, end_column: 24 } } });

test("where the text says how the program learns, nothing else does", () => {
  const state = { ...knowing({ reach: null, learners: ["x"] }), trace: saying(1) };
  assert.deepEqual(learningIn(state), { rule: "adam", rate: 0.5, learners: ["z"] });
  assert.deepEqual(namesIn(state), ["z"]);
  assert.deepEqual(askOf(state, 1, 1).optimizer, { name: "adam", learning_rate: 0.5 });
  assert.equal(nextOf(state), null); // that was of another rule
  assert.ok(nextOf({ ...state, next: readNext(ANSWER, 0, ofState(state)) }));
  assert.deepEqual(learningIn(knowing({ rate: 0.2 })), { rule: "sgd", rate: 0.2, learners: null });
});

test("the story goes as far as the text does, unless somebody chose", () => {
  assert.equal(reachOf({ trace: circuit, reach: null }), "gradient");
  assert.equal(reachOf({ trace: saying(1), reach: null }), "update");
  assert.equal(reachOf({ trace: saying(2), reach: null }), "loop");
  assert.equal(reachOf({ trace: saying(2), reach: "gradient" }), "gradient");
  assert.equal(withUpdates(saying(1), { reach: null, learners: null }).steps.length, circuit.steps.length + 1);
  assert.equal(withUpdates(saying(1), { reach: "gradient", learners: null }).steps.length, circuit.steps.length);
});

test("a loop in the text goes round as often as it says", () => {
  const standing = (/** @type {number} */ made, /** @type {State["reach"]} */ reach) => {
    const state = { ...knowing({ reach, run: made ? { made, start: {} } : null }), trace: withUpdates(saying(2), { reach, learners: null }) };
    const answer = { ...ANSWER, updates: [made, made + 1] };
    return { ...state, next: readNext(answer, made, ofState(state)) };
  };
  assert.equal(applied(standing(0, null))?.run?.made, 1);
  assert.equal(applied(standing(1, null)), null);
  assert.equal(applied(standing(1, "loop"))?.run?.made, 2);
  assert.equal(isAwaited({ ...standing(0, null), next: null }), true);
  assert.equal(isAwaited({ ...standing(1, null), next: null }), false);
});

test("the update is written into the text, and changed there", () => {
  const plain = "w = 3; b = 1\nL = (w + b)**2  # loss\n\n";
  const chosen = { rule: "sgd", rate: 0.1, names: ["w", "b"], times: 1 };
  const text = withUpdate(plain, chosen);
  assert.equal(text, "w = 3; b = 1\nL = (w + b)**2  # loss\nw -= 0.1 * grad(w)\nb -= 0.1 * grad(b)\n");
  const update = { rule: "sgd", rate: 0.1, parameters: ["w", "b"], places: [], times: 1, source: { line: 3, column: 0, end_line: 4, end_column: 18 } };
  assert.equal(changedUpdate(text, update, { ...chosen, rate: 0.25 }), text.replaceAll("0.1", "0.25"));
  const adam = changedUpdate(text, update, { rule: "adam", rate: 0.05, names: ["w"], times: 10 });
  assert.equal(adam, "w = 3; b = 1\nL = (w + b)**2  # loss\nfor step in range(10):\n    w -= 0.05 * adam(grad(w))\n");
  const spelled = "L = w*w; w = w - 1e-2 * grad(L, w)  # down";
  const one = { rule: "sgd", rate: 0.01, parameters: ["w"], places: [], times: 1, source: { line: 1, column: 9, end_line: 1, end_column: 34 } };
  assert.equal(changedUpdate(spelled, one, { ...chosen, names: ["w"], rate: 2 }), "L = w*w; w = w - 2 * grad(L, w)  # down");
  assert.equal(changedUpdate(spelled, one, { ...chosen, names: ["w"], times: 2 }), "L = w*w; \nfor step in range(2):\n    w -= 0.1 * grad(w)  # down");
});

test("an update in numbers and in words", () => {
  const state = knowing();
  const next = nextIn(state);
  assert.equal(arithmetic({ rule: "sgd", rate: 1 }, -2, -3, 1, 4), "−2 − 1 · (−3) = 1");
  assert.equal(arithmetic({ rule: "adam", rate: 0.1 }, 1, 2, 0.9, 4), "1 − 0.1 = 0.9");
  assert.equal(arithmetic({ rule: "adam", rate: 0.1 }, -1, -2, -0.9, 4), "−1 + 0.1 = −0.9");
  assert.equal(sentenceOf(next, learner(state, "z"), 4), "z takes a step against its gradient: −4 − 0.1 · 3 = −4.3");
  assert.equal(sentenceOf({ ...next, of: { ...next.of, rule: "adam" } }, learner(state, "x"), 4), "x takes the step of Adam: −2 + 0.4 = −1.6");
  assert.equal(sentenceOf({ ...next, gradients: { ...next.gradients, x: 0 } }, learner(state, "x"), 4), "x stays −2: its gradient is 0");
  assert.equal(closingOf(next, circuit, 4), "f goes from −12 to −16.25.");
  const slots = updateSlots(next, circuit, learner(state, "z"), 4);
  const [row] = slots.rows;
  assert.deepEqual([slots.upstream?.figure.text, row?.by, row?.local?.text, row?.sign, row?.back.figure.text], ["−4", "−", "0.1 · 3", "=", "−4.3"]);
  assert.equal(row?.rule.text, "η · ∂f/∂z");
  assert.deepEqual(slots.captions, ["value", "step size × gradient", "new value"]);
});

test("where nothing is left to learn, and where a step leads nowhere, that is said", () => {
  const zeros = { ...ANSWER, gradients: { x: [0, 0], y: [-0, 0], z: [0, 0] } };
  const state = knowing({}, zeros);
  assert.ok(isDone(nextIn(state)) && !isDone(nextIn(knowing())));
  assert.ok(!isDone({ ...nextIn(state), gradients: { x: "NaN" } }));
  assert.equal(closingOf(nextIn(state), circuit, 4), "Every gradient is 0: nothing left to learn.");
  const lost = knowing({}, { ...ANSWER, updates: [0], losses: [-12], diverged: { update: 1, parameter: "x" } });
  const next = nextIn(lost);
  assert.equal(next.to, null);
  assert.equal(updated(lost), null);
  assert.equal(sentenceOf(next, learner(lost, "x"), 4), "This step leads nowhere: x is no longer finite");
  assert.match(closingOf(next, circuit, 4), /not taken/);
  assert.equal(updateSlots(next, circuit, learner(lost, "x"), 4).rows[0]?.back.figure.text, "—");
});

test("a parameter has its new value once it has taken its step", () => {
  const state = knowing();
  const whole = state.trace;
  assert.ok(whole);
  const swept = circuit.steps.length;
  const times = schedule(whole);
  const value = (/** @type {number} */ step, /** @type {number} */ id) => updatedMoment(momentOf(whole, times, step, 2), state).value(id).text;
  assert.deepEqual([swept, swept + 1, swept + 3].map((step) => [0, 1, 3].map((id) => value(step, id))), [["−2", "5", "3"], ["−1.60", "5", "3"], ["−1.60", "5.40", "3"]]);
  assert.deepEqual([...updatedAt(whole, swept + 2)], [0, 1]);
  const hidden = { ...state, predicting: true };
  assert.equal(updatedMoment(momentOf(whole, times, swept + 1, 2), hidden).value(0).text, "−2");
});

test("in the picture the gradient becomes a step, and the value counts", () => {
  const state = knowing();
  const whole = state.trace;
  assert.ok(whole);
  const step = circuit.steps.length + 3; // z
  const press = pressOf(whole, step, "gate");
  assert.ok(press);
  const times = schedule(whole);
  const moment = updatedMoment(momentOf(whole, times, step, 2), state);
  const bounds = { left: -500, right: 500, top: -500, bottom: 500 };
  const geometry = { wire: () => [], label: (/** @type {string} */ key) => ({ x: key.endsWith("back") ? 10 : 20, y: 0 }), array: () => null, body: () => null, taken: [], bounds };
  const scene = updateScene({ trace: whole, press, before: moment, after: moment, digits: 2, veiled: false, geometry }, state);
  const [counting, gradient, taken] = scene.actors;
  assert.equal(gradient?.legs[0]?.text, "3");
  assert.deepEqual(taken?.legs.map(({ text }) => text), ["− 0.30", "− 0.30"]);
  assert.deepEqual([counting?.legs[0]?.text, counting?.legs.at(-1)?.text], ["−4", "−4.30"]);
  assert.deepEqual(counting?.legs.map(({ from }) => from), [...(counting?.legs ?? [])].map(({ from }) => from).toSorted((a, b) => a - b));
  assert.deepEqual(scene.landings.map(({ at }) => at), [1]);
});

test("an array takes its step element by element", () => {
  const nodes = [
    leaf(0, "W", [[1, 2], [3, 4]], undefined, { gradient: [[1, 0], [0, -1]] }),
    leaf(1, "L", 10, undefined, { kind: "gate", op: "sum", inputs: [0], gradient: 1 }),
  ];
  const edges = [{ id: 0, source: 0, target: 1, slot: 0, local: null, ...written(), contribution: [[1, 0], [0, -1]] }];
  const one = trace({ outputs: [1], nodes, edges, gradients: { W: [[1, 0], [0, -1]] }, names: { W: 0, L: 1 } });
  const state = /** @type {State} */ ({ ...INITIAL, trace: one });
  const next = readNext({
    ...ANSWER, parameters: { W: [[[1, 2], [3, 4]], [[0.9, 2], [3, 4.1]]] }, gradients: { W: [[[1, 0], [0, -1]], [[1, 0], [0, -1]]] },
  }, 0, ofState(state));
  assert.ok(next);
  const { rows, more } = rowsOf(state, next, 4);
  assert.deepEqual(rows.map(({ name, sum, after }) => `${name}: ${sum} → ${after}`), [
    "W[0, 0]: 1 − 0.1 · 1 → 0.9", "W[0, 1]: 2 − 0.1 · 0 → 2", "W[1, 0]: 3 − 0.1 · 0 → 3", "W[1, 1]: 4 − 0.1 · (−1) → 4.1",
  ]);
  assert.equal(more, 0);
  assert.deepEqual(rowsOf(state, null, 4).rows.map(({ value, after }) => [value, after])[3], ["4", ""]);
  const found = parametersOf(one, state)[0];
  assert.ok(found);
  assert.equal(sentenceOf(next, found, 4), "W takes a step against its gradient, element by element");
  assert.equal(updateSlots(next, one, found, 4).rows[0]?.local?.text, "0.1 · (2×2)");
});

test("an array of one number is told as its number", () => {
  const state = knowing({ learners: ["z"] }, { ...ANSWER, parameters: { z: [[[-4]], [[-4.3]]] }, gradients: { z: [[[3]], [[3]]] } });
  const next = nextIn(state);
  assert.equal(sentenceOf(next, learner(state, "z"), 4), "z takes a step against its gradient: −4 − 0.1 · 3 = −4.3");
  assert.equal(updateSlots(next, circuit, learner(state, "z"), 4).upstream?.figure.text, "−4");
});

test("the loss is a line from the first update to the last", () => {
  const box = { width: 100, height: 50 };
  const { points, at, low, high } = curveOf([0, 2, 4], [9, 5, 1], 2, box);
  assert.deepEqual(points, [{ x: 0, y: 0 }, { x: 50, y: 25 }, { x: 100, y: 50 }]);
  assert.deepEqual([at, low, high], [{ x: 50, y: 25 }, 1, 9]);
  assert.deepEqual(curveOf([0, 1], [3, 3], 1, box).points.map(({ y }) => y), [25, 25]);
});

test("step sizes go in 1, 2 and 5", () => {
  assert.deepEqual([RATES[0], RATES.at(-1)], [0.0001, 500]);
  assert.deepEqual([0.1, 0.4, 1e9, 1e-9, 3].map((rate) => rateAt(placeOfRate(rate))), [0.1, 0.5, 500, 0.0001, 2]);
});
