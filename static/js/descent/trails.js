// What the descents leave on the landscape: their trails up to an update, a dot for each, a mark where they are, and at
// the first of them what comes next.

import { drawMark, lookOf } from "./looks.js";
import { placeAt, rowAt } from "./timeline.js";

/** @typedef {import("./types.js").Run} Run */
/** @typedef {import("./types.js").Place} Place */
/** @typedef {{ x: (t: number) => number, y: (t: number) => number }} Scales */
/** @typedef {{ at: number, text: number, isCrowd: boolean, paper: string, gradient: string, colours: (rule: string) => string }} Look `isCrowd`: whether they are many of one rule */

const FAR = 1e5; // px, beyond which a canvas is not sure any more
const DOTTED = 120; // updates of a trail that has a dot for each
const TAIL = 12; // updates that are left of the tangled trails of a crowd, which would cover the landscape
const UP = 46; // px of the arrow along the gradient

/** How much of −η·g an update takes along as a rule of its own, beside what its velocity brings. @param {Run} run @returns {number} */
const ownOf = ({ rule, momentum }) => (rule === "momentum" ? 1 : rule === "nesterov" ? 1 + momentum : 0);

/** Whether a trail crosses itself again and again, so that it is to be thin. @param {Run} run */
export const isTangled = (run) => !run.isExact && run.updates.length > DOTTED;

/** In pixels. @param {Scales} to @param {Place} place @returns {[number, number]} */
const pixels = (to, [x, y]) => [clamp(to.x(x)), clamp(to.y(y))];

/** @param {number} px */
const clamp = (px) => (Number.isNaN(px) ? FAR : Math.min(Math.max(px, -FAR), FAR));

/**
 * @param {CanvasRenderingContext2D} context @param {readonly Run[]} runs the first is spoken of @param {Scales} to @param {Look} look
 */
export function drawTrails(context, runs, to, look) {
  context.lineJoin = context.lineCap = "round";
  for (const run of [...runs].reverse()) drawTrail(context, run, to, look);
  const [lead] = runs;
  if (lead && !look.isCrowd) drawArrows(context, lead, to, look);
  for (const run of [...runs].reverse()) {
    const size = (look.isCrowd ? 4.5 : run === lead ? 8.5 : 7) * look.text;
    drawMark(context, lookOf(run.rule), look.colours(run.rule), look.paper, pixels(to, placeAt(run, look.at)), size);
  }
}

/** @param {CanvasRenderingContext2D} context @param {Run} run @param {Scales} to @param {Look} look */
function drawTrail(context, run, to, { at, text, isCrowd, paper, colours }) {
  const last = rowAt(run, at);
  const tangled = isTangled(run);
  const path = new Path2D();
  for (let row = isCrowd && tangled ? Math.max(last - TAIL, 0) : 0; row <= last; row++) path.lineTo(...pixels(to, run.places[row] ?? [NaN, NaN]));
  path.lineTo(...pixels(to, placeAt(run, at)));
  const { dash } = lookOf(run.rule);
  const width = (isCrowd || tangled ? 1.5 : 2.5) * text;
  context.setLineDash([]);
  context.strokeStyle = paper;
  context.globalAlpha = isCrowd ? 0.5 : 0.8;
  context.lineWidth = width + 2.5;
  if (!tangled) context.stroke(path);
  context.globalAlpha = tangled ? 0.7 : 1;
  context.strokeStyle = colours(run.rule);
  context.lineWidth = width;
  context.setLineDash(isCrowd ? [] : dash.map((length) => length * text));
  context.stroke(path);
  context.setLineDash([]);
  context.globalAlpha = 1;
  if (isCrowd || run.updates.length > DOTTED) return;
  context.fillStyle = colours(run.rule);
  for (let row = 0; row <= last; row++) {
    const [x, y] = pixels(to, run.places[row] ?? [NaN, NaN]);
    context.beginPath();
    context.arc(x, y, 3 * text, 0, 2 * Math.PI);
    context.fill();
  }
}

/**
 * The gradient, which points uphill, and the update that comes, with what a velocity brings to it; from the row that it
 * is made from.
 * @param {CanvasRenderingContext2D} context @param {Run} run @param {Scales} to @param {Look} look
 */
function drawArrows(context, run, to, { at, text, gradient, paper, colours }) {
  const row = rowAt(run, at);
  const [place, slope, next] = [run.places[row], run.slopes[row], run.places[row + 1]];
  if (!place || !slope) return;
  const from = pixels(to, place);
  const steep = [to.x(place[0] + slope[0]) - to.x(place[0]), to.y(place[1] + slope[1]) - to.y(place[1])];
  const length = Math.hypot(...steep);
  if (length > 0 && Number.isFinite(length)) {
    const reach = (UP * text) / length;
    arrow(context, from, [from[0] + (steep[0] ?? 0) * reach, from[1] + (steep[1] ?? 0) * reach], { colour: gradient, halo: paper, width: 2 * text });
  }
  if (!next || (run.updates[row + 1] ?? 0) - (run.updates[row] ?? 0) !== 1) return;
  const tip = pixels(to, next);
  const [own, rate = 0] = [ownOf(run), run.rates[row]];
  if (own && run.isExact) {
    const mine = pixels(to, [place[0] - own * rate * slope[0], place[1] - own * rate * slope[1]]);
    arrow(context, mine, tip, { colour: colours(run.rule), halo: paper, width: 1.5 * text, dash: [4 * text, 4 * text] });
  }
  arrow(context, from, tip, { colour: colours(run.rule), halo: paper, width: 3.5 * text });
}

/**
 * @param {CanvasRenderingContext2D} context @param {readonly [number, number]} from @param {readonly [number, number]} to
 * @param {{ colour: string, halo: string, width: number, dash?: number[] }} look
 */
function arrow(context, [x, y], [toX, toY], { colour, halo, width, dash = [] }) {
  const length = Math.hypot(toX - x, toY - y);
  if (length < 2) return;
  const [cos, sin] = [(toX - x) / length, (toY - y) / length];
  const head = Math.min(4 + 2.6 * width, length * 0.7);
  const line = new Path2D();
  line.moveTo(x, y);
  line.lineTo(toX - cos * head * 0.8, toY - sin * head * 0.8);
  const tip = new Path2D();
  tip.moveTo(toX, toY);
  tip.lineTo(toX - cos * head - sin * head * 0.5, toY - sin * head + cos * head * 0.5);
  tip.lineTo(toX - cos * head + sin * head * 0.5, toY - sin * head - cos * head * 0.5);
  tip.closePath();
  context.setLineDash([]);
  context.strokeStyle = halo;
  context.lineWidth = width + 3;
  context.stroke(line);
  context.stroke(tip);
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = width;
  context.setLineDash(dash);
  context.stroke(line);
  context.setLineDash([]);
  context.fill(tip);
}
