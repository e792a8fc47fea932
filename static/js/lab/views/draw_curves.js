// Draws loss and accuracy over the updates, one below the other, with the cursor through both.

import { grown } from "./canvas.js";
import { css } from "./colours.js";
import { thinned } from "./curve_series.js";
import { FONT } from "./draw_plane.js";
import { logTicks, scale, ticks } from "./scales.js";
import { updateName } from "./shown.js";

/** @typedef {import("./colours.js").Colours} Colours */
/** @typedef {import("./curve_series.js").Series} Series */

const PAD = { left: 48, right: 58, top: 8, bottom: 24, between: 14 }; // px, at the usual size of text

/**
 * @typedef {object} Curves
 * @property {number} width px
 * @property {number} height px
 * @property {number} text how much larger than usual
 * @property {readonly import("../types.js").Recorded[]} curve
 * @property {number} first update at the left
 * @property {number} last update at the right
 * @property {boolean} log whether losses are drawn by their logarithm
 * @property {boolean} accuracy whether there is a panel for it
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
  const { width, height, text, accuracy, cursor, marks, first, last } = model;
  const pad = grown(PAD, text);
  const x = updateScale(model);
  const room = height - pad.top - pad.bottom - (accuracy ? pad.between : 0);
  const split = accuracy ? Math.round(room * 0.58) : room;
  const bottom = height - pad.bottom;
  context.font = `${13 * text}px ${FONT}`;
  drawPanel(context, model, x.to, pad.top, pad.top + split, ["train_loss", "test_loss"], "loss", colours);
  if (accuracy) drawPanel(context, model, x.to, pad.top + split + pad.between, bottom, ["train_accuracy", "test_accuracy"], "accuracy", colours);
  context.fillStyle = css(colours.quiet);
  context.textBaseline = "top";
  context.textAlign = "center";
  for (const tick of ticks(first, Math.max(last, first + 1), width / text < 420 ? 3 : 5)) {
    if (Number.isInteger(tick) && x.to(tick) < width - pad.right - 70 * text) context.fillText(tick >= 1e5 ? `${tick / 1000}k` : String(tick), x.to(tick), bottom + 6);
  }
  context.textAlign = "right";
  context.fillText(updateName(last), width - pad.right + 40 * text, bottom + 6);
  context.lineWidth = 1;
  context.setLineDash([2, 3]);
  context.strokeStyle = css(colours.quiet);
  for (const { update } of marks) {
    upright(context, x.to(update), pad.top, bottom);
    context.beginPath();
    context.moveTo(x.to(update) - 5, pad.top - 6);
    context.lineTo(x.to(update) + 5, pad.top - 6);
    context.lineTo(x.to(update), pad.top + 2);
    context.fill();
  }
  context.setLineDash([]);
  if (cursor === null) return;
  context.strokeStyle = css(colours.ink);
  context.lineWidth = 2;
  upright(context, x.to(cursor), pad.top, bottom);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} top
 * @param {number} bottom
 */
function upright(context, x, top, bottom) {
  context.beginPath();
  context.moveTo(x, top);
  context.lineTo(x, bottom);
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Curves} model
 * @param {(update: number) => number} x
 * @param {number} top
 * @param {number} bottom
 * @param {readonly [Series, Series]} series of training and of test points
 * @param {"loss" | "accuracy"} what
 * @param {Colours} colours
 */
function drawPanel(context, { curve, width, text, log }, x, top, bottom, series, what, colours) {
  const { left, right } = grown(PAD, text);
  const line = 15 * text; // px from label to label
  const lines = series.map((name) => thinned(curve, name, Math.max(Math.round(width - left - right), 50)));
  const values = lines.flat().map(([, value]) => value);
  const logarithmic = log && what === "loss";
  const positive = values.filter((value) => value > 0);
  const high = what === "accuracy" ? 1 : values.reduce((most, value) => Math.max(most, value), 1e-9);
  const least = positive.reduce((some, value) => Math.min(some, value), high);
  const low = logarithmic ? Math.min(least, high / 2) : what === "accuracy" ? Math.min(0.5, ...lines.flat().map(([, value]) => value)) : 0;
  const y = scale([low, high], [bottom, top + 2], logarithmic);
  context.textAlign = "right";
  context.textBaseline = "middle";
  context.lineWidth = 1;
  for (const tick of logarithmic ? logTicks(low, high) : ticks(low, high, 3)) {
    context.strokeStyle = css(colours.ink, 0.12);
    context.beginPath();
    context.moveTo(left, y.to(tick));
    context.lineTo(width - right, y.to(tick));
    context.stroke();
    context.fillStyle = css(colours.quiet);
    context.fillText(String(tick).replace("-", "−"), left - 6, y.to(tick));
  }
  context.strokeStyle = css(colours.quiet);
  context.strokeRect(left, top, width - left - right, bottom - top);
  /** @type {number[]} heights that have a label */
  const labelled = [];
  for (const [k, points] of lines.entries()) {
    const end = points.at(-1);
    if (!end) continue;
    const colour = css(k ? colours.negative : colours.positive);
    context.beginPath();
    for (const [at, [update, value]] of points.entries()) {
      if (at) context.lineTo(x(update), y.to(value));
      else context.moveTo(x(update), y.to(value));
    }
    context.strokeStyle = colour;
    context.lineWidth = 2;
    context.setLineDash(k ? [6, 4] : []);
    context.stroke();
    context.setLineDash([]);
    let height = Math.min(Math.max(y.to(end[1]), top + line / 2), bottom - line / 2);
    const other = labelled.find((one) => Math.abs(one - height) < line);
    if (other !== undefined) height = other + (other + line > bottom ? -line : line);
    labelled.push(height);
    context.fillStyle = css(colours.ink);
    context.textAlign = "left";
    context.fillText(k ? "test" : "train", x(end[0]) + 6, height);
    context.strokeStyle = colour;
  }
  context.fillStyle = css(colours.ink);
  context.textAlign = "right"; // where a good run leaves room
  context.textBaseline = what === "loss" ? "top" : "bottom";
  context.font = `600 ${14 * text}px ${FONT}`;
  context.fillText(what, width - right - 8, what === "loss" ? top + 5 : bottom - 4);
  context.font = `${13 * text}px ${FONT}`;
}
