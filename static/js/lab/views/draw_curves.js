// Draws loss and accuracy over the updates in one chart, the loss by the numbers at its left, the accuracy by those at
// its right, with the cursor through both.

import { grown } from "./canvas.js";
import { css } from "./colours.js";
import { thinned } from "./curve_series.js";
import { FONT } from "./draw_plane.js";
import { logTicks, scale, ticks } from "./scales.js";
import { updateName } from "./shown.js";

/** @typedef {import("./colours.js").Colours} Colours */
/** @typedef {import("./curve_series.js").Series} Series */

const PAD = { left: 48, right: 92, top: 6, bottom: 20 }; // px, at the usual size of text

/**
 * @typedef {object} Curves
 * @property {number} width px
 * @property {number} height px
 * @property {number} text how much larger than usual
 * @property {readonly import("../types.js").Recorded[]} curve
 * @property {number} first update at the left
 * @property {number} last update at the right
 * @property {boolean} log whether losses are drawn by their logarithm
 * @property {boolean} accuracy whether it is drawn
 * @property {number | null} cursor
 * @property {readonly { update: number }[]} marks where something was changed
 */

/** From updates to pixels. @param {Pick<Curves, "width" | "text" | "first" | "last">} model */
export function updateScale({ width, text, first, last }) {
  const { left, right } = grown(PAD, text);
  return scale([first, Math.max(last, first + 1)], [left, Math.max(width - right, left + 1)]);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Curves} model
 * @param {Colours} colours
 */
export function drawCurves(context, model, colours) {
  const { width, height, text, accuracy, cursor } = model;
  const pad = grown(PAD, text);
  const box = { left: pad.left, right: width - pad.right, top: pad.top, bottom: height - pad.bottom };
  const x = updateScale(model).to;
  context.font = `${13 * text}px ${FONT}`;
  context.lineWidth = 1;
  context.strokeStyle = css(colours.quiet);
  context.strokeRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  drawUpdates(context, model, x, box, colours);
  drawChanges(context, model.marks, x, box, colours);
  const losses = linesOf(model, ["train_loss", "test_loss"], box);
  const shares = accuracy ? linesOf(model, ["train_accuracy", "test_accuracy"], box) : [];
  const loss = lossScale(losses, model.log, box);
  const share = scale([0, 1], [box.bottom, box.top + 2]);
  drawLossAxis(context, loss, model.log, text, box, colours);
  if (accuracy) drawShareAxis(context, share.to, text, box, colours);
  /** @type {Ending[]} */
  const endings = [];
  drawLines(context, shares, x, share.to, { colour: css(colours.positive), names: ["accuracy", "test"] }, endings);
  drawLines(context, losses, x, loss.to, { colour: css(colours.ink), names: ["loss", "test"] }, endings);
  drawNames(context, endings, text, box);
  if (cursor === null) return;
  context.strokeStyle = css(colours.ink);
  context.lineWidth = 2;
  upright(context, x(cursor), box.top, box.bottom);
}

/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box px */
/** @typedef {[update: number, value: number][]} Line */
/** @typedef {{ name: string, colour: string, x: number, y: number }} Ending where a line ends, and what it is called */

/** @param {Pick<Curves, "curve">} model @param {readonly Series[]} series of training and of test points @param {Box} box @returns {Line[]} */
function linesOf({ curve }, series, { left, right }) {
  return series.map((name) => thinned(curve, name, Math.max(Math.round(right - left), 50)));
}

/** From losses to pixels. @param {readonly Line[]} lines @param {boolean} log @param {Box} box */
function lossScale(lines, log, { top, bottom }) {
  const values = lines.flat().map(([, value]) => value);
  const high = values.reduce((most, value) => Math.max(most, value), 1e-9);
  const least = values.reduce((some, value) => (value > 0 ? Math.min(some, value) : some), high);
  const low = log ? Math.min(least, high / 2) : 0;
  return { ...scale([low, high], [bottom, top + 2], log), low, high };
}

/** @param {CanvasRenderingContext2D} context @param {ReturnType<typeof lossScale>} loss @param {boolean} log @param {number} text @param {Box} box @param {Colours} colours */
function drawLossAxis(context, { to, low, high }, log, text, { left, right, top, bottom }, colours) {
  const most = Math.max(2, Math.floor((bottom - top) / (26 * text)));
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const tick of log ? logTicks(low, high) : ticks(low, high, most)) {
    context.strokeStyle = css(colours.ink, 0.12);
    across(context, left, right, to(tick));
    context.fillStyle = css(colours.quiet);
    context.fillText(String(tick).replace("-", "−"), left - 6, within(to(tick), text, top, bottom));
  }
}

/** @param {CanvasRenderingContext2D} context @param {(share: number) => number} to @param {number} text @param {Box} box @param {Colours} colours */
function drawShareAxis(context, to, text, { right, top, bottom }, colours) {
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillStyle = css(colours.positive);
  for (const share of bottom - top > 80 * text ? [0, 0.5, 1] : [0, 1]) context.fillText(`${100 * share} %`, right + 6, within(to(share), text, top, bottom));
}

/** The height of a number that is not to leave the chart. @param {number} y @param {number} text @param {number} top @param {number} bottom */
const within = (y, text, top, bottom) => Math.min(Math.max(y, top + 5 * text), bottom - 4 * text);

/**
 * @param {CanvasRenderingContext2D} context @param {readonly Line[]} lines @param {(update: number) => number} x @param {(value: number) => number} y
 * @param {{ colour: string, names: readonly string[] }} look
 * @param {Ending[]} endings gets where they end
 */
function drawLines(context, lines, x, y, { colour, names }, endings) {
  context.strokeStyle = colour;
  context.lineWidth = 2;
  for (const [k, points] of lines.entries()) {
    const end = points.at(-1);
    if (!end) continue;
    context.setLineDash(k ? [6, 4] : []);
    context.beginPath();
    for (const [at, [update, value]] of points.entries()) {
      if (at) context.lineTo(x(update), y(value));
      else context.moveTo(x(update), y(value));
    }
    context.stroke();
    endings.push({ name: names[k] ?? "", colour, x: x(end[0]), y: y(end[1]) });
  }
  context.setLineDash([]);
}

/** The names of the lines at their ends, none over another. @param {CanvasRenderingContext2D} context @param {readonly Ending[]} endings @param {number} text @param {Box} box */
function drawNames(context, endings, text, { left, right, top, bottom }) {
  const line = 15 * text;
  context.textBaseline = "middle";
  /** @type {number[]} heights that have one */
  const named = [];
  for (const { name, colour, x, y } of endings) {
    let height = Math.min(Math.max(y, top + line / 2), bottom - line / 2);
    for (let k = 0; k < endings.length && named.some((one) => Math.abs(one - height) < line); k++) height += height + line > bottom ? -line * (k + 1) : line;
    named.push(height);
    const isLate = x + context.measureText(name).width + 8 > right;
    context.fillStyle = colour;
    context.textAlign = isLate ? "right" : "left";
    context.fillText(name, isLate ? Math.max(x - 6, left + 4) : x + 6, height);
  }
}

/** @param {CanvasRenderingContext2D} context @param {Curves} model @param {(update: number) => number} x @param {Box} box @param {Colours} colours */
function drawUpdates(context, { width, text, first, last }, x, { right, bottom }, colours) {
  context.fillStyle = css(colours.quiet);
  context.textBaseline = "top";
  context.textAlign = "center";
  const end = updateName(last);
  const free = right - context.measureText(end).width - 40 * text;
  for (const tick of ticks(first, Math.max(last, first + 1), width / text < 420 ? 3 : 5)) {
    if (Number.isInteger(tick) && x(tick) < free) context.fillText(tick >= 1e5 ? `${tick / 1000}k` : String(tick), x(tick), bottom + 4);
  }
  context.textAlign = "right";
  context.fillText(end, right, bottom + 4);
}

/** Where something was changed. @param {CanvasRenderingContext2D} context @param {Curves["marks"]} marks @param {(update: number) => number} x @param {Box} box @param {Colours} colours */
function drawChanges(context, marks, x, { top, bottom }, colours) {
  context.setLineDash([2, 3]);
  context.strokeStyle = context.fillStyle = css(colours.quiet);
  for (const { update } of marks) {
    upright(context, x(update), top, bottom);
    context.beginPath();
    context.moveTo(x(update) - 5, top - 6);
    context.lineTo(x(update) + 5, top - 6);
    context.lineTo(x(update), top + 2);
    context.fill();
  }
  context.setLineDash([]);
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} top @param {number} bottom */
function upright(context, x, top, bottom) {
  context.beginPath();
  context.moveTo(x, top);
  context.lineTo(x, bottom);
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {number} left @param {number} right @param {number} y */
function across(context, left, right, y) {
  context.beginPath();
  context.moveTo(left, y);
  context.lineTo(right, y);
  context.stroke();
}
