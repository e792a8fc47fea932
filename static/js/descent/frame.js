// The frame of a chart: where in a box it is drawn, the way from numbers to pixels, ticks and names.

import { FONT, grown } from "../chart/canvas.js";
import { scale, ticks, tickText } from "../chart/scales.js";

/** @typedef {import("./types.js").Ranges} Ranges */
/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box px */

const MARGINS = { left: 52, right: 10, top: 8, bottom: 34 };
const FIGURES = 13; // px at the usual size of text

/** What is left for the chart. @param {number} width @param {number} height @param {number} text @returns {Box} */
export function boxOf(width, height, text) {
  const { left, right, top, bottom } = grown(MARGINS, text);
  return { left, right: Math.max(width - right, left + 1), top, bottom: Math.max(height - bottom, top + 1) };
}

/** From numbers to pixels and back. @param {Ranges} ranges @param {Box} box */
export function scalesOf([x, y], { left, right, top, bottom }) {
  const [across, up] = [scale(x, [left, right]), scale(y, [bottom, top])];
  /** @param {number} px @param {number} py @returns {[number, number]} */
  const at = (px, py) => [across.back(px), up.back(py)];
  return { x: across.to, y: up.to, at };
}

/** @typedef {{ text: number, ink: string, quiet: string, names: readonly [string, string] }} FrameLook */

/**
 * Ticks with their numbers, and what the axes are.
 * @param {CanvasRenderingContext2D} context @param {Ranges} ranges @param {Box} box @param {FrameLook} look
 */
export function drawFrame(context, [x, y], box, { text, ink, quiet, names }) {
  const { left, right, top, bottom } = box;
  const to = scalesOf([x, y], box);
  context.strokeStyle = quiet;
  context.lineWidth = 1;
  context.strokeRect(left, top, right - left, bottom - top);
  context.fillStyle = quiet;
  context.font = `${FIGURES * text}px ${FONT}`;
  context.textBaseline = "middle";
  context.textAlign = "center";
  const name = namesRoom(context, names[0], text);
  for (const tick of ticks(x[0], x[1], (right - left) / (70 * text))) {
    const at = to.x(tick);
    mark(context, at, bottom, 0, 4);
    if (at < right - name) context.fillText(tickText(tick), at, bottom + 13 * text);
  }
  context.textAlign = "right";
  for (const tick of ticks(y[0], y[1], (bottom - top) / (46 * text))) {
    const at = to.y(tick);
    mark(context, left, at, -4, 0);
    if (at > top + 26 * text) context.fillText(tickText(tick), left - 7 * text, at);
  }
  context.fillStyle = ink;
  context.font = `600 ${FIGURES * text}px ${FONT}`;
  context.fillText(names[0], right, bottom + 14 * text);
  if (context.measureText(names[1]).width < left - 8 * text) context.fillText(names[1], left - 7 * text, top + 8 * text);
  else {
    context.textAlign = "left"; // a long name stands inside
    context.fillText(names[1], left + 7 * text, top + 13 * text);
  }
}

/** @param {CanvasRenderingContext2D} context @param {string} name @param {number} text */
const namesRoom = (context, name, text) => context.measureText(name).width + 26 * text;

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} across @param {number} down */
function mark(context, x, y, across, down) {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + across, y + down);
  context.stroke();
}
