import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { arrayMarks } from "../../static/js/picture/arrays.js";
import { backCaption, copiesBeside, copiesOn, sumBeside, valueCaption } from "../../static/js/picture/captions.js";
import { MARKS, above, below, beside as besideIt, ringHalf, wireClass } from "../../static/js/picture/figures.js";
import { batchOf } from "../../static/js/trace/batch.js";
import { momentOf, schedule } from "../../static/js/trace/moment.js";
import { showVector } from "../../static/js/trace/cell_numbers.js";
import { bare, showArrayExactly, showCell, showExactly, showInFull, showInTable, showNumber } from "../../static/js/trace/numbers.js";
import { carriedOver, faster, forwardSteps, stepOfEdge, stepOfNode } from "../../static/js/trace/timeline.js";

const golden = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8"));

for (const [name, { trace, batch }] of Object.entries(golden.stories)) {
  test(`the samples of "${name}" are those that the server finds`, () => {
    const found = batchOf(trace);
    assert.deepEqual(found && [found.size, [...found.nodes].sort((a, b) => a - b)], batch);
  });
}

for (const [name, { trace, rooms, moments }] of Object.entries(golden.stories)) {
  test(`what is drawn of "${name}" at every step is what the server draws`, () => {
    const times = schedule(trace);
    const mark = MARKS[/** @type {"reverse" | "forward"} */ (trace.mode)];
    const sources = [...trace.edges.map((/** @type {any} */ edge) => edge.source), ...trace.outputs];
    const isFork = (/** @type {number} */ id) => sources.filter((source) => source === id).length > 1;
    /** @param {import("../../static/js/picture/figures.js").Figure} figure @param {boolean} told */
    const listed = ({ text, size, ringed }, told) => [text, size, ringed, ringHalf(text, told)];
    for (const [step, expected] of moments.entries()) {
      const moment = momentOf(trace, times, step, 2);
      const { nodes, edges, outputs } = moment.told;
      const byNumber = (/** @type {ReadonlySet<number>} */ set) => [...set].sort((a, b) => a - b);
      const found = {
        told: [nodes, edges, outputs].map(byNumber),
        values: rooms.map((/** @type {number} */ room, /** @type {number} */ k) =>
          listed(above(moment.value(k), room, nodes.has(k)), nodes.has(k))),
        backs: trace.edges.map((/** @type {any} */ { id, source }) =>
          listed(below(moment.back(id), rooms[source], mark, "", edges.has(id)), edges.has(id))),
        wires: trace.edges.map((/** @type {any} */ { id }) => wireClass(moment.back(id))),
        now: moment.current && [moment.current.node, moment.current.edge],
        marks: trace.nodes.flatMap((/** @type {any} */ { id }) => (moment.mark(id).text ? [[id, moment.mark(id).text]] : [])),
        totals: rooms.map((/** @type {number} */ room, /** @type {number} */ k) =>
          listed(below(moment.total(k), room, mark, isFork(k) ? "Σ" : "", nodes.has(k)), nodes.has(k)),
        ),
        ports: trace.outputs.map((/** @type {number} */ id) => wireClass(moment.total(id))),
      };
      assert.deepEqual(found, expected, `step ${step}`);
    }
  });
}

for (const [name, { trace, beside }] of Object.entries(golden.stories)) {
  test(`beside the numbers of "${name}" is said what the server says`, () => {
    const [moment, room] = [momentOf(trace, schedule(trace), trace.steps.length, 2), 132];
    const mark = MARKS[/** @type {"reverse" | "forward"} */ (trace.mode)];
    const found = trace.edges.map((/** @type {any} */ edge) => {
      const [value, back] = [above(moment.value(edge.source), room), below(moment.back(edge.id), room, mark)];
      const sums = sumBeside(trace, edge);
      return [besideIt(value, room, copiesBeside(trace, edge)), ...[0, 1, 2].map((k) => besideIt(back, room, sums.slice(k), mark))];
    });
    assert.deepEqual(found, beside);
  });
}

for (const [name, { trace, arrays }] of Object.entries(golden.stories)) {
  test(`the arrays of "${name}" stand on their wires as the server has them`, () => {
    const times = schedule(trace);
    const mark = MARKS[/** @type {"reverse" | "forward"} */ (trace.mode)];
    const lower = trace.mode === "forward" ? "tangent" : "gradient";
    /** @param {readonly import("../../static/js/picture/arrays.js").Mark[]} marks */
    const listed = (marks) => marks.map(({ classes, text, path, x, y, size, opacity }) => [classes, text, path, x, y, size, opacity]);
    for (const [step, expected] of Object.entries(arrays)) {
      const moment = momentOf(trace, times, Number(step), 2);
      const found = expected.map((/** @type {any[]} */ [id, form]) => {
        const edge = trace.edges[id];
        const told = moment.told.edges.has(id);
        const upper = arrayMarks(moment.value(edge.source), form, "value", valueCaption(trace, edge.source, copiesOn(trace, edge)), told, false);
        const under = arrayMarks(moment.back(id), form, lower, backCaption(trace, edge, mark), told, true);
        return [id, form, listed(upper), listed(under)];
      });
      assert.deepEqual(found, expected, `step ${step}`);
    }
  });
}

test("numbers are shown as the server shows them", () => {
  for (const [value, ...texts] of golden.numbers) {
    const byDigits = [showNumber, showCell].flatMap((show) => [2, 0, 1, 3, 4, 6, 12].map((digits) => show(value, digits)));
    assert.deepEqual([showExactly(value), showInFull(value), ...byDigits], texts);
  }
});

test("the elements of one array are shown as the server shows them", () => {
  for (const [values, ...texts] of golden.arrays) {
    const byDigits = [2, 0, 1, 3, 4, 6, 12].map((digits) => showVector(values, digits));
    assert.deepEqual([showInTable(values), showArrayExactly(values), ...byDigits], texts);
  }
});

const circuit = golden.stories.circuit.trace;

test("a gate leads to the step of its value, a wire to that of its contribution", () => {
  assert.deepEqual([stepOfNode(circuit, 3), stepOfNode(circuit, 0), stepOfEdge(circuit, 2)], [1, 0, 4]);
});

test("the forward sweep ends where the backward one begins", () => {
  assert.equal(forwardSteps(circuit), 2);
  assert.equal(forwardSteps(golden.stories.tangents.trace), golden.stories.tangents.trace.steps.length);
});

test("the end stays the end when the story changes its length", () => {
  assert.equal(carriedOver(circuit, golden.stories.fork.trace, 7), golden.stories.fork.trace.steps.length);
  assert.equal(carriedOver(circuit, circuit, 3), 3);
});

test("speed has a slowest and a fastest", () => {
  assert.deepEqual([faster(1, 1), faster(8, 1), faster(0.25, -1), faster(3, 1)], [2, 8, 0.25, 2]);
});

test("when things happen in a story is read once, whoever asks", () => {
  const { trace } = golden.stories[Object.keys(golden.stories)[0] ?? ""];
  assert.equal(schedule(trace), schedule(trace));
});

test("a zero before the point goes where room is dear, and no other", () => {
  assert.equal(bare("0.056 − 0.023"), ".056 − .023");
  assert.equal(bare("−0.5 + 10.04"), "−.5 + 10.04");
  assert.equal(bare("0 + 100.05"), "0 + 100.05");
});
