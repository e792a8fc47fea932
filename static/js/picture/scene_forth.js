// Forward: the operands travel in along their wires, the gate works, and what it makes travels out. In forward
// mode their tangents go along below them. Pure.

import { BEATS, NOTHING } from "./beats.js";
import { tangentText, textOf, workText } from "./locals.js";
import { joined } from "./routes.js";
import { Stage, pillSize } from "./scene.js";

/** @typedef {import("./routes.js").Point} Point */
/** @typedef {import("./scene.js").Plot} Plot */

const { operands, work, result } = BEATS.forward;
/** How much of the beat of working its sum is written. */
const WRITTEN = 0.6;

/** Where the gate's own sums are written, if they are. @typedef {{ value: Point | null, tangent: Point | null }} Places */

/** @param {Plot} plot @returns {import("./beats.js").Scene} */
export function forthScene(plot) {
  const stage = new Stage(plot);
  if (!stage.gate || !stage.body) return NOTHING;
  for (const edge of stage.into) comesIn(stage, edge.id, edge.source);
  stage.curve(0.2, 0.8);
  const places = works(stage);
  for (const out of [...stage.onward.map(({ id }) => `edge:${id}`), ...(stage.isOutput ? [`output:${plot.press.node}`] : [])]) goesOut(stage, out, places);
  ownLabels(stage);
  return { isForward: true, actors: stage.actors, landings: stage.landings, told: [...stage.told] };
}

/** @param {Stage} stage @param {number} id of the wire @param {number} source */
function comesIn(stage, id, source) {
  const { after, trace } = stage.plot;
  stage.told.add(`edge:${id}`);
  stage.told.add(`node:${source}`);
  /** @param {string} label @param {string} text @param {"value" | "tangent"} tone @param {number} beside */
  const travels = (label, text, tone, beside) => {
    const start = stage.berth(label, text, "right");
    if (!start || text === "") return;
    const port = stage.entry(id);
    const end = { x: port.x, y: port.y + beside };
    const way = stage.way(`edge:${id}`, start, end, text, label);
    stage.actors.push({ key: `${tone}:${id}`, kind: "pill", tone, goes: 0.05, legs: [{ from: 0, to: operands, way, text, into: true }] });
  };
  travels(`edge:${id}:value`, after.value(source).text, "value", 0);
  if (trace.mode === "forward") travels(`edge:${id}:back`, after.back(id).text, "tangent", 12);
}

/** The gate's own sum, with the numbers in it; returns where. @param {Stage} stage @returns {Places} */
function works(stage) {
  const { trace, after, digits } = stage.plot;
  const { top = 0, bottom = 0 } = stage.body ?? {};
  const middle = stage.middle();
  const inOrder = [...stage.into].sort((a, b) => a.slot - b.slot);
  const text = stage.gate ? workText(stage.gate, inOrder.map(({ source }) => after.value(source).text)) : null;
  const value = written(stage, "work", "value", text, { x: middle.x, y: top - 46 });
  if (trace.mode !== "forward") return { value, tangent: null };
  const terms = inOrder.flatMap((edge) => (edge.local === null ? [] : [{ local: textOf(edge.local, digits), tangent: after.back(edge.id).text }]));
  const whole = terms.length === inOrder.length && terms.every(({ tangent }) => tangent !== "");
  const tangent = written(stage, "rule", "tangent", whole ? tangentText(terms) : null, { x: middle.x, y: bottom + 30 });
  return { value, tangent };
}

/** @param {Stage} stage @param {string} key @param {"value" | "tangent"} tone @param {string | null} text @param {Point} wanted @returns {Point | null} */
function written(stage, key, tone, text, wanted) {
  const place = text === null ? null : stage.rest(wanted, pillSize(text));
  if (text === null || !place) return null;
  const end = operands + WRITTEN * (work - operands);
  stage.actors.push({ key, kind: "pill", tone, comes: 0.05, goes: 0.03, legs: [{ from: operands - 0.06, to: end + 0.03, way: [place, place], text, pop: true }] });
  return place;
}

/** What the gate has made leaves through its exit and takes its place on a wire. @param {Stage} stage @param {string} out @param {Places} places */
function goesOut(stage, out, places) {
  const { after, press, trace } = stage.plot;
  stage.told.add(out);
  const exit = stage.exit();
  /** @param {string} label @param {import("../trace/moment.js").Label} written @param {"value" | "tangent"} tone @param {Point | null} place */
  const travels = (label, written, tone, place) => {
    const end = stage.berth(label, written.text, "left");
    if (!end || written.text === "") return;
    const { text } = written;
    const ringed = tone === "tangent" && written.zero;
    const on = stage.way(out, exit, end, text, label);
    const over = place && stage.way("", place, exit, text, label);
    const made = place && { from: operands + WRITTEN * (work - operands), to: work, way: [place, place], text, pop: true, ringed };
    // Where there is no way from its sum to the exit, it comes out of the gate instead.
    const isOneWay = over !== null && stage.isClear(over, text, label);
    if (made && !isOneWay) stage.actors.push({ key: `made:${tone}:${out}`, kind: "pill", tone, comes: 0.03, goes: 0.03, legs: [made] });
    stage.actors.push({
      key: `${tone}:${out}`, kind: "pill", tone, comes: 0.03, goes: 0.03,
      legs: [...(made && isOneWay ? [made] : []), { from: work, to: result, way: isOneWay ? joined(over, on) : on, text, ringed, out: !isOneWay }],
    });
    stage.landings.push({ key: label, at: result });
  };
  travels(`${out}:value`, after.value(press.node), "value", places.value);
  if (trace.mode === "forward") travels(`${out}:${out.startsWith("edge") ? "back" : "total"}`, after.total(press.node), "tangent", places.tangent);
}

/** What is written at the gate itself comes with its value. @param {Stage} stage */
function ownLabels(stage) {
  for (const name of ["value", "total", "mark"]) {
    const key = `node:${stage.plot.press.node}:${name}`;
    if (stage.plot.geometry.label(key)) stage.landings.push({ key, at: work });
  }
}
