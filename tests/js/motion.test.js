import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { BEATS, beatAt, beatsAt, comingAt, cutsOf, eased } from "../../static/js/picture/beats.js";
import { meet } from "../../static/js/picture/boxes.js";
import { productText, sumTexts, tangentText, wayOf, workText } from "../../static/js/picture/locals.js";
import { cutAt } from "../../static/js/picture/motion.js";
import { boxAt, freePlace, pointAt, wayBeside } from "../../static/js/picture/routes.js";
import { pillSize } from "../../static/js/picture/scene.js";
import { backScene } from "../../static/js/picture/scene_back.js";
import { sceneOf } from "../../static/js/picture/scenes.js";
import { momentOf, schedule } from "../../static/js/trace/moment.js";
import { pressOf, stopsOf } from "../../static/js/trace/timeline.js";

/** @typedef {import("../../static/js/trace/types.js").Trace} Trace */
/** @typedef {import("../../static/js/picture/scene.js").Plot} Plot */
/** @typedef {import("../../static/js/picture/scene.js").Geometry} Geometry */

const { stories } = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8"));
const BOUNDS = { left: -200, top: -200, right: 8000, bottom: 4000 };

/**
 * Nodes in a column each at their number, wires straight between them, a value above and a gradient below each.
 * @param {Trace} trace @returns {Geometry}
 */
function geometryOf(trace) {
  /** @param {number} id */
  const middle = (id) => ({ x: 260 * id, y: 160 * (id % 3) });
  /** @type {Map<string, { x: number, y: number }[]>} */
  const wires = new Map();
  for (const { id, source, target, slot } of trace.edges) {
    const [from, to] = [middle(source), middle(target)];
    wires.set(`edge:${id}`, line({ x: from.x + 23, y: from.y }, { x: to.x - 23, y: to.y - 9 + 14 * slot }));
  }
  for (const id of trace.outputs) wires.set(`output:${id}`, line({ x: middle(id).x + 23, y: middle(id).y }, { x: middle(id).x + 180, y: middle(id).y }));
  /** @type {Map<string, { x: number, y: number }>} */
  const labels = new Map();
  for (const [part, points] of wires) {
    const { x, y } = pointAt(points, 0.4);
    labels.set(`${part}:value`, { x, y: y - 13 });
    labels.set(`${part}:${part.startsWith("edge") ? "back" : "total"}`, { x, y: y + 13 });
  }
  for (const { id } of trace.nodes) labels.set(`node:${id}:total`, { x: middle(id).x, y: middle(id).y + 40 });
  const bodies = trace.nodes.map(({ id }) => boxAt(middle(id), { width: 46, height: 46 }));
  return {
    wire: (part) => wires.get(part) ?? [],
    label: (key) => labels.get(key) ?? null,
    array: () => null,
    body: (node) => bodies[node] ?? null,
    taken: bodies.map((box, id) => ({ key: `node:${id}:body`, box })),
    bounds: BOUNDS,
  };
}

/** @param {{ x: number, y: number }} a @param {{ x: number, y: number }} b */
function line(a, b) {
  return Array.from({ length: 41 }, (_, k) => ({ x: a.x + (k / 40) * (b.x - a.x), y: a.y + (k / 40) * (b.y - a.y) }));
}

/** @param {Trace} trace @param {number} step @param {"gate" | "wire"} [by] */
function plotAt(trace, step, by = "gate") {
  const press = pressOf(trace, step, by);
  assert.ok(press);
  const times = schedule(trace);
  /** @type {Plot} */
  const plot = { trace, press, before: momentOf(trace, times, press.from, 2), after: momentOf(trace, times, press.to, 2), digits: 2, veiled: false, geometry: geometryOf(trace) };
  return { plot, scene: sceneOf(plot) };
}

/** All presses of all recorded stories. */
const ALL = Object.entries(stories).flatMap(([name, { trace }]) =>
  /** @type {const} */ (["gate", "wire"]).flatMap((by) => stopsOf(trace, by).slice(1).map((step) => ({ name: `${name} ${by} ${step}`, ...plotAt(trace, step, by) }))),
);

test("there is something to see in every press that leads to a number", () => {
  for (const { name, plot, scene } of ALL) {
    const leads = plot.press.edges.some((id) => plot.after.back(id).text !== "");
    const isComputed = scene.isForward && plot.trace.nodes[plot.press.node]?.kind === "gate";
    if (leads || isComputed) assert.ok(scene.actors.length > 0, name);
  }
});

test("nothing jumps, whether time runs on or back", () => {
  const grain = 1 / 400;
  for (const { name, scene } of ALL) {
    let before = beatsAt(scene, 0);
    for (let t = grain; t <= 1; t += grain) {
      const now = beatsAt(scene, t);
      for (const [k, { key, x, y, opacity, scale }] of now.entries()) {
        const last = before[k];
        assert.ok(last && last.key === key);
        // The longest way of these drawings in the shortest beat, at three times its mean speed.
        assert.ok(Math.hypot(x - last.x, y - last.y) < 140, `${name} ${key} at ${t}`);
        const fades = 0.2 + Math.hypot(x - last.x, y - last.y) / 20; // beneath a figure as quickly as it goes there
        if (last.opacity > 0 || opacity > 0) assert.ok(Math.abs(opacity - last.opacity) < fades && Math.abs(scale - last.scale) < 0.1, `${name} ${key} at ${t}`);
      }
      before = now;
    }
    assert.deepEqual(beatsAt(scene, 0.3), beatsAt(scene, 0.3));
  }
});

test("what comes to stand somewhere ends exactly there, and nothing is kept away at the end", () => {
  for (const { name, plot, scene } of ALL) {
    assert.deepEqual(comingAt(scene, 1), [], name);
    for (const { key, at } of scene.landings) {
      const label = plot.geometry.label(key);
      assert.ok(label);
      if (key.startsWith("node:") && scene.isForward) continue; // it comes with its value, from nowhere
      if (plot.after.back(Number(key.split(":")[1])).array && !scene.isForward) continue; // its cells go, or it lands beside them
      const there = beatsAt(scene, at).some(({ x, y }) => Math.hypot(x - label.x, y - label.y) < 0.01);
      assert.ok(there, `${name} ${key}`);
    }
  }
});

test("what leaves a gate never lies over another number", () => {
  let ways = 0;
  for (const { name, plot, scene } of ALL) {
    const figures = plot.trace.edges.flatMap(({ id, source }) => {
      const label = plot.geometry.label(`edge:${id}:value`);
      const { text } = plot.after.value(source);
      return label && text !== "" ? [{ key: `edge:${id}:value`, box: boxAt(label, { width: 10 * text.length, height: 17 }) }] : [];
    });
    const crowded = { ...plot, geometry: { ...plot.geometry, taken: [...plot.geometry.taken, ...figures] } };
    if (scene.isForward) continue;
    for (const actor of backScene(crowded).actors.filter(({ key }) => key.startsWith("out:"))) {
      const leg = actor.legs.find(({ way }) => way.length > 2) ?? actor.legs[0]; // the one that goes somewhere
      assert.ok(leg);
      ways += 1;
      const size = pillSize(leg.text);
      // Where wires and their numbers cross, as in these drawings, there may be no way past them.
      const covered = leg.way.filter((point) => figures.some(({ box }) => meet(boxAt(point, size), box))).length;
      assert.ok(covered <= leg.way.length / 3, `${name} ${actor.key}: ${covered}`);
    }
  }
  assert.ok(ways > 40);
});

test("what moves sets out and lands beside an array, and what goes cell by cell has no pill besides", () => {
  const { trace } = stories.broadcast;
  const { plot } = plotAt(trace, trace.steps.length);
  const arrayOf = (/** @type {string} */ key) => {
    const label = plot.geometry.label(key);
    return label && boxAt(label, { width: 60, height: 40 });
  };
  const { actors, landings } = backScene({ ...plot, geometry: { ...plot.geometry, array: arrayOf } });
  const [upstream] = actors.filter(({ key }) => key === "upstream");
  const [onward] = trace.edges.filter((/** @type {{ source: number }} */ { source }) => source === plot.press.node);
  const from = arrayOf(`edge:${onward.id}:back`);
  const start = upstream?.legs[0]?.way[0];
  assert.ok(from && start && !meet(boxAt(start, pillSize(upstream.legs[0]?.text ?? "")), from));
  const [wide, bias] = plot.press.edges;
  const end = actors.find(({ key }) => key === `out:${wide}`)?.legs.at(-1);
  const there = arrayOf(`edge:${wide}:back`);
  assert.ok(there && end && !meet(boxAt(/** @type {import("../../static/js/picture/routes.js").Point} */ (end.way.at(-1)), pillSize(end.text)), there));
  assert.equal(actors.some(({ key }) => key === `out:${bias}`), false);
  assert.ok(landings.some(({ key }) => key === `edge:${bias}:back`));
  assert.equal(actors.some(({ key }) => key === `calc:${wide}`), false, "an add hands an array on as it is");
});

test("where there is no way from a sum to the exit, the result comes out of the gate", () => {
  let kept = 0;
  for (const { name, plot } of ALL) {
    const gate = plot.geometry.body(plot.press.node);
    if (!gate || plot.trace.steps[plot.press.to - 1]?.phase !== "forward") continue;
    // Over the gate is a wall that no way passes; its sum is written above that.
    const wall = { left: -4000, right: 4000, top: gate.top - 26, bottom: gate.top - 20 };
    const walled = { ...plot, geometry: { ...plot.geometry, taken: [...plot.geometry.taken, { key: "wall", box: wall }] } };
    for (const actor of sceneOf(walled).actors.filter(({ key }) => key.startsWith("value:output") || key.startsWith("value:edge"))) {
      const covered = actor.legs.some(({ way, text }) => way.some((point) => meet(boxAt(point, pillSize(text)), wall)));
      const label = plot.geometry.label(`${actor.key.slice(6)}:value`);
      if (!label || label.y - 20 < wall.bottom) continue; // it has to go there
      kept += 1;
      assert.ok(!covered, `${name} ${actor.key}`);
    }
  }
  assert.ok(kept > 20, String(kept));
});

test("a way swings out past what is in it, and is straight where nothing is", () => {
  const [a, b, size] = [{ x: 0, y: 0 }, { x: 200, y: 0 }, { width: 30, height: 24 }];
  const figure = { key: "edge:1:value", box: boxAt({ x: 100, y: -6 }, { width: 40, height: 17 }) };
  assert.ok(wayBeside([], a, b, size, [], BOUNDS).every(({ y }) => y === 0));
  const way = wayBeside([], a, b, size, [figure], BOUNDS);
  assert.ok(way.every((point) => !meet(boxAt(point, size), figure.box)));
  assert.deepEqual([way[0], way.at(-1)?.x, Math.abs(way.at(-1)?.y ?? 1) < 1e-9], [a, 200, true]);
});

test("a way at the edge of what is seen stays in it", () => {
  const [size, bounds] = [{ width: 60, height: 20 }, { left: 0, top: 0, right: 300, bottom: 200 }];
  const wire = [...line({ x: 290, y: 40 }, { x: 10, y: 40 }), ...line({ x: 10, y: 40 }, { x: 10, y: 150 }), ...line({ x: 10, y: 150 }, { x: 100, y: 150 })];
  const way = wayBeside(wire, { x: 290, y: 40 }, { x: 100, y: 150 }, size, [], bounds);
  assert.ok(way.every((point) => boxAt(point, size).left >= -1e-6 && boxAt(point, size).right <= 300 + 1e-6));
});

test("where no way beside a wire is clear, it goes around, and beneath what shuts it in", () => {
  const [a, b, size] = [{ x: 0, y: 0 }, { x: 300, y: 0 }, { width: 40, height: 20 }];
  const wall = { key: "", box: { left: 140, top: -170, right: 160, bottom: 140 } };
  const around = wayBeside([], a, b, size, [wall], { left: -100, top: -200, right: 400, bottom: 200 });
  assert.ok(around.every((point) => !meet(boxAt(point, size), wall.box) && (point.seen ?? 1) === 1));
  const beneath = wayBeside([], a, b, size, [wall], { left: -100, top: -170, right: 400, bottom: 140 });
  assert.ok(beneath.some((point) => meet(boxAt(point, size), wall.box)));
  for (const point of beneath) assert.ok(!meet(boxAt(point, size), wall.box) || point.seen === 0);
  assert.deepEqual([beneath[0]?.seen, beneath.at(-1)?.seen], [1, 1]);
});

test("what rests finds the nearest free place, and none where there is none", () => {
  const size = { width: 60, height: 24 };
  assert.deepEqual(freePlace({ x: 50, y: 50 }, size, [], BOUNDS), { x: 50, y: 50 });
  const wall = { key: "node:1:body", box: { left: 30, top: 20, right: 90, bottom: 90 } };
  const found = freePlace({ x: 50, y: 50 }, size, [wall], BOUNDS);
  assert.ok(found && !meet(boxAt(found, size), wall.box));
  assert.equal(freePlace({ x: 50, y: 50 }, size, [{ key: "", box: BOUNDS }], BOUNDS), null);
});

/** @param {string} name @param {number} step @param {string} kind of actor @returns {string[]} what is written on it, in turn */
function texts(name, step, kind) {
  const { scene } = plotAt(stories[name].trace, step);
  return scene.actors.filter(({ key }) => key.startsWith(kind)).flatMap(({ legs }) => [...new Set(legs.map(({ text }) => text))]);
}

test("in a multiply gate each factor comes across from the other wire", () => {
  const { plot, scene } = plotAt(stories.circuit.trace, 5);
  assert.deepEqual(texts("circuit", 5, "calc:"), ["1 × (−4)", "1 × 3"]);
  const [factor] = scene.actors.filter(({ key }) => key === "factor:2");
  assert.deepEqual([factor?.tone, factor?.legs[0]?.text, factor?.legs[0]?.way[0]], ["value", "−4", plot.geometry.label("edge:3:value")]);
});

test("an add gate hands out equal twins", () => {
  assert.deepEqual(texts("circuit", 7, "calc:"), ["−4 × 1", "−4 × 1"]);
});

test("at a fork the sum counts", () => {
  const { steps } = stories.fork.trace;
  const all = steps.map((/** @type {any} */ _, /** @type {number} */ k) => texts("fork", k + 1, "sum:"));
  assert.ok(all.some((/** @type {string[]} */ sums) => sums.some((text) => / [+−] /.test(text))), JSON.stringify(all));
  assert.deepEqual(sumTexts(3, 2, 2), ["3 + 2", "5"]);
  assert.deepEqual(sumTexts(3, -2, 2), ["3 − 2", "1"]);
  assert.deepEqual(sumTexts(null, -2, 2), ["", "−2"]);
});

test("max opens one port and closes the other", () => {
  const { trace } = stories.fork;
  const step = trace.steps.findIndex((/** @type {any} */ { phase, node, edge }) => phase === "backward" && edge !== null && trace.nodes[node].op === "max") + 1;
  const kinds = plotAt(trace, step).scene.actors.flatMap(({ key, kind }) => (key.startsWith("door:") ? [kind] : []));
  assert.deepEqual(kinds.sort(), ["closed", "open"]);
});

test("where a value was spread, what comes back is summed", () => {
  const { trace } = stories.broadcast;
  const summed = trace.edges.find((/** @type {any} */ edge) => edge.summed);
  assert.equal(productText(summed, "‖14.70‖", "1"), "Σ rows");
  assert.equal(wayOf(trace, summed), "whole");
});

test("a gate's own sum is written with the numbers in it", () => {
  const gate = (/** @type {string} */ op, /** @type {string} */ glyph) => /** @type {any} */ ({ op, glyph });
  assert.equal(workText(gate("add", "+"), ["−2", "5"]), "−2 + 5");
  assert.equal(workText(gate("subtract", "−"), ["3", "−2"]), "3 − (−2)");
  assert.equal(workText(gate("multiply", "×2"), ["3"]), "3 × 2");
  assert.equal(workText(gate("subtract", "1−"), ["−3"]), "1 − (−3)");
  assert.equal(workText(gate("subtract", "−3"), ["4"]), "4 − 3");
  assert.equal(workText(gate("power", "x²"), ["−4"]), "(−4)²");
  assert.equal(workText(gate("sigmoid", "σ"), ["1"]), "sigmoid(1)");
  assert.equal(workText(gate("sum", "Σ"), ["a".repeat(40)]), null);
  assert.equal(tangentText([{ local: "3", tangent: "1" }, { local: "2", tangent: "0" }]), "3 × 1 + 2 × 0");
});

test("beats follow one another, and are cut where nothing may move", () => {
  assert.deepEqual([0, 0.18, 0.3, 0.7, 1].map((t) => beatAt("backward", t)), ["arrive", "arrive", "multiply", "emit", "accumulate"]);
  assert.deepEqual([0.1, 0.5, 0.9].map((t) => beatAt("forward", t)), ["operands", "work", "result"]);
  assert.deepEqual([0.1, 0.5, 0.9].map((t) => beatAt("update", t)), ["scale", "step", "enter"]);
  for (const phase of /** @type {const} */ (["forward", "backward", "update"])) {
    const ends = Object.values(BEATS[phase]);
    for (const [k, [until, seen]] of cutsOf(phase).entries()) {
      assert.ok(seen <= until && until <= (ends[k] ?? 0) && beatAt(phase, seen) === beatAt(phase, until));
    }
    assert.equal(cutAt(cutsOf(phase), 1), 1);
  }
  assert.deepEqual([eased(0), eased(0.5), eased(1)], [0, 0.5, 1]);
});

test("a sum is written close to where it lands, more tightly where there is no room for it", () => {
  let tight = 0;
  for (const { name, plot } of ALL) {
    if (plot.trace.steps[plot.press.to - 1]?.phase === "forward") continue;
    const legOf = (/** @type {typeof plot} */ one) => backScene(one).actors.filter(({ key, legs }) => key.startsWith("sum:") && legs.length > 1).at(-1);
    const free = legOf({ ...plot, geometry: { ...plot.geometry, taken: [] } });
    const text = free?.legs[0]?.text ?? "";
    const edge = plot.trace.edges[Number(free?.key.slice(4))];
    const label = edge && plot.geometry.label(`node:${edge.source}:total`);
    if (!label || !text.includes(" ")) continue;
    const half = pillSize(text).width / 2 - 8; // it does not fit between the walls
    const walls = [{ left: -4000, right: label.x - half, top: -4000, bottom: 4000 }, { left: label.x + half, right: 4000, top: -4000, bottom: 4000 }];
    const walled = legOf({ ...plot, geometry: { ...plot.geometry, taken: walls.map((box, k) => ({ key: `wall ${k}`, box })) } });
    const [leg] = walled?.legs ?? [];
    assert.equal(leg?.text, text.replaceAll(" ", ""), name);
    assert.ok(walls.every((box) => !meet(boxAt(leg.way[0] ?? label, pillSize(leg.text)), box)), name);
    tight += 1;
  }
  assert.ok(tight > 0);
});
