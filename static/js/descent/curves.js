// The loss over the updates, a line for each descent.

import { logTicks, scale, ticks, tickText } from "../chart/scales.js";
import { FONT } from "../chart/canvas.js";
import { boxOf } from "./frame.js";
import { drawMark, lookOf } from "./looks.js";
import { endOf, rowAt } from "./timeline.js";

/** @typedef {import("./types.js").Run} Run */
/** @typedef {import("./chart_view.js").Sheet} Sheet */

const BLOWN = 100; // times the largest first loss, above which nothing is drawn
const WIDE = 30; // times from the least to the largest, above which losses go by their logarithm
const LEAST = 1e-12; // of the first loss

/**
 * Which losses are drawn, and whether by their logarithm.
 * @param {readonly Run[]} runs
 * @returns {{ low: number, high: number, log: boolean }}
 */
export function lossRange(runs) {
  const first = Math.max(...runs.map(({ losses }) => Math.abs(losses[0] ?? 0)), 1e-300);
  const shown = runs.flatMap(({ losses }) => losses).filter((loss) => Math.abs(loss) <= BLOWN * first);
  const [low, high] = [Math.min(...shown, first), Math.max(...shown, first)];
  const positive = Math.min(...shown.filter((loss) => loss > first * LEAST), high);
  const log = low >= 0 && high > WIDE * positive;
  return { low: log ? positive : Math.min(low, 0), high, log };
}

/** From updates to px. @param {Sheet} sheet @param {readonly Run[]} runs */
export function updatesScale({ width, height, text }, runs) {
  const box = boxOf(width, height, text);
  return scale([0, Math.max(endOf(runs), 1)], [box.left, box.right]);
}

/** @param {Sheet} sheet @param {Readonly<import("./types.js").State>} state */
export function drawLosses(sheet, { runs, at, starts, ground }) {
  const { context, width, height, text, colours } = sheet;
  if (!runs.length) return;
  const box = boxOf(width, height, text);
  const { low, high, log } = lossRange(runs);
  const [x, y] = [updatesScale(sheet, runs), scale([low, high], [box.bottom, box.top + 2], log)];
  drawAxes(sheet, box, { x, y, end: Math.max(endOf(runs), 1), low, high, log, output: ground?.output ?? "loss" });
  context.save();
  context.beginPath();
  context.rect(box.left, box.top - 2, box.right - box.left + 8, box.bottom - box.top + 4);
  context.clip();
  for (const run of runs) {
    const row = rowAt(run, at);
    context.strokeStyle = colours.rules(run.rule);
    context.setLineDash(starts > 1 ? [] : [...lookOf(run.rule).dash]);
    for (const [from, to, alpha, wide] of /** @type {const} */ ([[0, row, 1, 2.5], [row, run.losses.length - 1, 0.35, 1.5]])) {
      context.globalAlpha = starts > 1 ? alpha * 0.5 : alpha;
      context.lineWidth = starts > 1 ? 1 : wide;
      context.beginPath();
      for (let k = from; k <= to; k++) context.lineTo(x.to(run.updates[k] ?? 0), Math.max(y.to(run.losses[k] ?? NaN), -1e4));
      context.stroke();
    }
    context.globalAlpha = 1;
    if (starts === 1) drawMark(context, lookOf(run.rule), colours.rules(run.rule), colours.paper, [x.to(Math.min(at, run.updates[row] ?? 0)), Math.max(y.to(run.losses[row] ?? NaN), -1e4)], 4.5 * text ** 0.6);
  }
  context.setLineDash([]);
  context.strokeStyle = colours.ink;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x.to(at), box.top);
  context.lineTo(x.to(at), box.bottom);
  context.stroke();
  context.restore();
}

/**
 * @param {Sheet} sheet @param {import("./frame.js").Box} box
 * @param {{ x: { to: (t: number) => number }, y: { to: (t: number) => number }, end: number, low: number, high: number, log: boolean, output: string }} axes
 */
function drawAxes({ context, text, colours }, { left, right, top, bottom }, { x, y, end, low, high, log, output }) {
  context.strokeStyle = context.fillStyle = colours.quiet;
  context.lineWidth = 1;
  context.strokeRect(left, top, right - left, bottom - top);
  context.font = `${13 * text}px ${FONT}`;
  context.textBaseline = "middle";
  context.textAlign = "right";
  let free = Infinity;
  for (const tick of log ? logTicks(low, high) : ticks(low, high, (bottom - top) / (30 * text))) {
    const at = y.to(tick);
    context.globalAlpha = 0.15;
    context.fillRect(left, at, right - left, 1);
    context.globalAlpha = 1;
    if (free - at < 16 * text || at < top + 20 * text) continue;
    free = at;
    context.fillText(log && (tick < 1e-3 || tick >= 1e4) ? tick.toExponential().replace("e+", "e").replaceAll("-", "−") : tickText(tick), left - 6 * text, at);
  }
  context.textAlign = "center";
  const words = context.measureText("updates").width;
  for (const tick of ticks(0, end, (right - left) / (70 * text))) if (x.to(tick) < right - words - 16 * text) context.fillText(tickText(tick), x.to(tick), bottom + 13 * text);
  context.textAlign = "right";
  context.fillText("updates", right, bottom + 13 * text);
  context.fillStyle = colours.ink;
  context.font = `600 ${13 * text}px ${FONT}`;
  context.fillText(output.length * 8 * text < left ? output : "loss", left - 6 * text, top + 7 * text);
}
