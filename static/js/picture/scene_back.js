// Backward: the upstream gradient arrives at the gate that speaks, each wire's local derivative is multiplied
// in, the products leave, and at a fork they are added up. Pure.

import { BEATS, NOTHING } from "./beats.js";
import { CARD } from "./curves.js";
import { acrossFrom, bracketed, productText, sumTexts, textOf, wayOf } from "./locals.js";
import { beforeEnd, straight } from "./routes.js";
import { Stage, pillSize } from "./scene.js";
import { isFork } from "../trace/graph.js";
import { countOf } from "../trace/nested.js";
import { bare } from "../trace/numbers.js";

/** @typedef {import("../trace/types.js").GraphEdge} GraphEdge */
/** @typedef {import("./routes.js").Point} Point */
/** @typedef {import("./scene.js").Plot} Plot */

const { arrive, multiply, emit, accumulate } = BEATS.backward;
/** Within the beat of multiplying: both factors have met, and what they make is there. */
const MET = 0.29;
const MADE = 0.54;
/** How far before its gate a door stands, where the wires are apart. */
const DOOR = 26;
/** How far beside and below its port a product sets out, where it cannot from where it was made. */
const BELOW = 13;
/** How much of the time in which a wire is added its sum is written out. */
const ADDS = 0.83;
/** Of more cells nobody sees each one go. */
const MOST_CELLS = 150;

/** @param {Plot} plot @returns {import("./beats.js").Scene} */
export function backScene(plot) {
  const { press } = plot;
  const stage = new Stage(plot);
  if (press.edges.length === 0) seed(stage);
  else if (stage.body) speak(stage);
  return stage.actors.length ? { ...NOTHING, isForward: false, actors: stage.actors, landings: stage.landings, told: [...stage.told] } : NOTHING;
}

/** The gradient of the output by itself comes in from outside. @param {Stage} stage */
function seed(stage) {
  const { after, press, geometry } = stage.plot;
  const { text, zero } = after.total(press.node);
  const output = `output:${press.node}`;
  const there = geometry.label(`${output}:total`);
  stage.told.add(output);
  if (text === "" || !there) return;
  const label = stage.inView(there, text);
  const end = geometry.wire(output).at(-1) ?? label;
  const start = stage.inView({ x: end.x, y: label.y }, text);
  const way = stage.way("", start, label, text, `${output}:total`);
  stage.actors.push({
    key: "seed", kind: "pill", tone: "gradient", goes: 0.04, comes: 0.05,
    legs: [
      { from: 0, to: arrive, way: [start, start], text, pop: true, ringed: zero },
      { from: arrive, to: emit, way, text, ringed: zero },
      { from: emit, to: accumulate, way: way.slice(-1), text, ringed: zero },
    ],
  });
  stage.landings.push({ key: `${output}:total`, at: 1 });
}

/** @param {Stage} stage */
function speak(stage) {
  const { trace, press, after, before, veiled, digits } = stage.plot;
  const upstream = before.total(press.node);
  const edges = press.edges.flatMap((id) => trace.edges[id] ?? []).sort((a, b) => stage.entry(a.id).y - stage.entry(b.id).y);
  const exit = stage.exit();
  const from = stage.isFork ? `node:${press.node}:total` : `${stage.outgoing()}:${stage.isOutput ? "total" : "back"}`;
  for (const key of [stage.outgoing(), ...press.edges.map((id) => `edge:${id}`)]) stage.told.add(key);
  for (const { source } of edges) stage.told.add(`node:${source}`);
  const start = stage.berth(from, upstream.text, "left") ?? exit;
  if (upstream.text !== "" && !veiled) {
    const way = stage.way(stage.isFork ? "" : stage.outgoing(), start, exit, upstream.text, from);
    stage.actors.push({ key: "upstream", kind: "pill", tone: "gradient", goes: 0.02, legs: [{ from: 0, to: arrive, way, text: upstream.text, ringed: upstream.zero, into: true }] });
  }
  const curve = veiled ? null : stage.curve(0.04, 0.7);
  for (const edge of edges) {
    const [product, factor] = [after.back(edge.id), edge.local === null ? "" : textOf(edge.constant === null ? edge.local : Number(edge.constant), digits)];
    const shown = veiled ? null : productText(edge, upstream.text, factor);
    const port = stage.entry(edge.id);
    const free = placeAt(stage, port, shown ?? product.text, edges.length);
    const place = free ?? stage.middle();
    if (shown !== null && free) multiplied(stage, { edge, factor, shown, upstream: upstream.text, exit, place, curve });
    else if (!veiled) through(stage, edge, upstream.text, exit, place);
    emitted(stage, edge, product, place, veiled);
  }
  if (!veiled) addUp(stage, edges);
}

/** Where what happens at a port is written: beside it, on the side of its wire. @param {Stage} stage @param {Point} port @param {string} text @param {number} count */
function placeAt(stage, port, text, count) {
  const size = pillSize(text, true);
  const upper = count > 1 && port.y < stage.middle().y - 1;
  return stage.rest({ x: port.x - size.width / 2 - 4, y: port.y + (upper ? -20 : 22) }, size);
}

/**
 * Upstream comes through the gate, the factor from where it has its number, and at the port they meet.
 * @param {Stage} stage
 * @param {{ edge: GraphEdge, factor: string, shown: string, upstream: string, exit: Point, place: Point, curve: Point | null }} at
 */
function multiplied(stage, { edge, factor, shown, upstream, exit, place, curve }) {
  const way = wayOf(stage.plot.trace, edge);
  const sign = `× ${bracketed(factor)}`;
  const left = { x: place.x - pillSize(sign).width / 2, y: place.y }; // side by side, about the middle of the place
  const right = { x: place.x + pillSize(upstream).width / 2, y: place.y };
  const legs = [{ from: arrive, to: MET, way: stage.wayThrough(stage.entry(edge.id), "", exit, way === "whole" ? place : left, upstream), text: upstream, out: true }];
  stage.actors.push({ key: `in:${edge.id}`, kind: "pill", tone: "gradient", comes: 0.02, goes: 0.02, legs });
  if (way !== "whole") comesIn(stage, { edge, factor, sign, right, curve, way });
  if (way === "route") {
    const port = beforeEnd(stage.plot.geometry.wire(`edge:${edge.id}`), DOOR) ?? stage.entry(edge.id);
    const kind = edge.local === 0 ? "closed" : "open";
    stage.actors.push({ key: `door:${edge.id}`, kind, tone: "local", comes: 0.05, goes: 0.05, legs: [{ from: 0.08, to: 0.7, way: [port, port], text: "" }] });
  }
  stage.actors.push({ key: `calc:${edge.id}`, kind: "pill", tone: "local", comes: 0.02, goes: 0.02, legs: [{ from: MET - 0.02, to: MADE + 0.02, way: [place, place], text: shown, pop: true }] });
}

/**
 * In a multiply gate it is the other operand that comes across; a slope comes from its curve.
 * @param {Stage} stage
 * @param {{ edge: GraphEdge, factor: string, sign: string, right: Point, curve: Point | null, way: import("./locals.js").Way }} at
 */
function comesIn(stage, { edge, factor, sign, right, curve, way }) {
  const other = way === "swap" ? acrossFrom(stage.plot.trace, edge) : null;
  const label = other && `edge:${other.id}:value`;
  const { geometry } = stage.plot;
  const across = label ? geometry.label(label) : null;
  const written = across && other ? stage.plot.after.value(other.source).text : ""; // one number may be a factor of many
  const slope = curve && { x: curve.x, y: curve.y + CARD.height / 2 - 14 };
  const start = across ?? slope ?? (way === "swap" ? stage.middle() : right);
  if (other && label) {
    stage.told.add(`edge:${other.id}`);
    stage.told.add(`node:${other.source}`);
  }
  const tone = across ? "value" : "local";
  const begin = across || slope ? 0.08 : 0.18;
  const way1 = across || slope ? stage.way("", start, right, sign, label ?? "") : straight(start, right);
  stage.actors.push({
    key: `factor:${edge.id}`, kind: "pill", tone, comes: 0.04, goes: 0.02,
    legs: [{ from: begin, to: MET - 0.03, way: way1, text: written || (slope ? factor : sign) }, { from: MET - 0.03, to: MET, way: [right, right], text: sign }],
  });
}

/** Through a gate that says nothing at its port. @param {Stage} stage @param {GraphEdge} edge @param {string} text @param {Point} exit @param {Point} place */
function through(stage, edge, text, exit, place) {
  stage.actors.push({ key: `in:${edge.id}`, kind: "pill", tone: "gradient", comes: 0.02, goes: 0.02, legs: [{ from: arrive, to: MADE + 0.02, way: stage.wayThrough(stage.entry(edge.id), "", exit, place, text), text, out: true }] });
}

/** @param {Stage} stage @param {GraphEdge} edge @param {import("../trace/moment.js").Label} product @param {Point} place @param {boolean} veiled */
function emitted(stage, edge, product, place, veiled) {
  const key = `edge:${edge.id}:back`;
  const { text, zero: ringed } = product;
  const label = stage.berth(key, text, "right");
  if (text === "" || !label) return;
  stage.landings.push({ key, at: emit });
  if (product.array && cellsTell(stage.plot.trace, edge)) return;
  const port = stage.entry(edge.id);
  const wire = `edge:${edge.id}`;
  const whole = stage.wayThrough({ x: port.x - BELOW, y: port.y + BELOW }, wire, place, label, text, key);
  const fromPort = stage.way(wire, port, label, text, key);
  // Where there is no way from where it was made, it comes out of the gate instead.
  const isOneWay = stage.isClear(whole, text, key) || !stage.isClear(fromPort, text, key);
  const way = isOneWay ? whole : fromPort;
  const made = { from: veiled ? arrive : MADE, to: multiply, way: [place, place], text, pop: true, ringed };
  if (!isOneWay) stage.actors.push({ key: `made:${edge.id}`, kind: "pill", tone: "gradient", comes: 0.03, goes: 0.03, legs: [made] });
  stage.actors.push({
    key: `out:${edge.id}`, kind: "pill", tone: "gradient", comes: 0.03, goes: 0.03,
    legs: [
      ...(isOneWay ? [made] : []),
      { from: multiply, to: emit, way, text, ringed, out: !isOneWay },
      ...(product.array ? [] : [{ from: emit, to: emit + 0.04, way: way.slice(-1), text, ringed }]),
    ],
  });
}

/** Whether what flows back is seen to go cell by cell. @param {import("../trace/types.js").Trace} trace @param {GraphEdge} edge */
function cellsTell({ nodes }, { summed, spread, source, target }) {
  const [narrow, wide] = [nodes[source]?.shape ?? [], nodes[target]?.shape ?? []].map((shape) => countOf(shape));
  return Boolean(summed || spread || nodes[target]?.moves) && Math.max(narrow ?? 0, wide ?? 0) <= MOST_CELLS;
}

/** What each wire brings flies on to the fork, where it is added. @param {Stage} stage @param {readonly GraphEdge[]} edges */
function addUp(stage, edges) {
  const forks = [...new Set(edges.map(({ source }) => source))].filter((id) => isFork(stage.plot.trace, id));
  for (const fork of forks) {
    const own = edges.filter(({ source }) => source === fork).sort((a, b) => stage.plot.press.edges.indexOf(a.id) - stage.plot.press.edges.indexOf(b.id));
    own.forEach((edge, k) => fliesOn(stage, edge, fork, emit + ((accumulate - emit) * k) / own.length, emit + ((accumulate - emit) * (k + 1)) / own.length, k === own.length - 1));
  }
}

/** @param {Stage} stage @param {GraphEdge} edge @param {number} fork @param {number} from @param {number} to @param {boolean} isLast of this press */
function fliesOn(stage, edge, fork, from, to, isLast) {
  const { geometry, after, digits } = stage.plot;
  const key = `node:${fork}:total`;
  const [label, sum] = [geometry.label(`edge:${edge.id}:back`), geometry.label(key)];
  const { text } = after.back(edge.id);
  if (!label || !sum || text === "") return;
  const there = from + 0.4 * (to - from);
  const isWhole = isLast && after.total(fork).text !== "";
  if (isWhole) stage.landings.push({ key, at: 1 });
  const before = broughtBefore(stage, edge, fork);
  const part = before && typeof edge.contribution === "number" ? edge.contribution : null;
  const [adds = "", end = ""] = before && part !== null ? sumTexts(before.parts > 0 ? before.sum : null, part, digits) : [];
  const { place, text: shown } = stage.near(sum, adds ? [adds, bare(adds), bare(adds).replaceAll(" ", "")] : [text], key);
  const way = stage.way("", label, place, text, key, `edge:${edge.id}:back`);
  stage.actors.push({ key: `flow:${edge.id}`, kind: "pill", tone: "gradient", comes: 0.02, goes: 0.02, legs: [{ from, to: there, way, text }] });
  if (end === "") return;
  const legs = adds ? [{ from, to: from + ADDS * (to - from), way: [place, place], text: shown, pop: true }] : [];
  const last = { from: legs.at(-1)?.to ?? there, to, way: straight(place, stage.inView(sum, end)), text: end };
  stage.actors.push({ key: `sum:${edge.id}`, kind: "pill", tone: "gradient", comes: 0.02, goes: 0.02, legs: [...legs, last] });
}

/** What was brought to a fork before a wire; null where that is no number. @param {Stage} stage @param {GraphEdge} edge @param {number} fork */
function broughtBefore(stage, edge, fork) {
  const { trace } = stage.plot;
  const steps = trace.steps.slice(0, trace.steps.findIndex((step) => step.edge === edge.id));
  const parts = steps.flatMap((step) => {
    if (step.phase !== "backward") return [];
    if (step.edge === null) return step.node === fork && trace.outputs.includes(fork) ? [seedOf(stage, fork)] : [];
    const other = trace.edges[step.edge];
    return other?.source === fork ? [other.contribution] : [];
  });
  const numbers = parts.filter((part) => typeof part === "number");
  if (numbers.length < parts.length) return null;
  return { parts: numbers.length, sum: numbers.reduce((sum, part) => sum + part, 0) };
}

/** What an output that is used further is seeded with. @param {Stage} stage @param {number} fork */
function seedOf(stage, fork) {
  const { trace } = stage.plot;
  const total = trace.nodes[fork]?.gradient;
  const rest = trace.edges.filter(({ source, contribution }) => source === fork && contribution !== null).map(({ contribution }) => contribution);
  if (typeof total !== "number" || rest.some((part) => typeof part !== "number")) return null;
  return rest.reduce((/** @type {number} */ left, part) => left - Number(part), total);
}
