// The plane as it is painted: the colour of the winning class, the lines, the arrows, the points.

import { FONT } from "../chart/canvas.js";
import { css, LEVELS } from "../chart/colours.js";
import { addMark, SHAPES } from "../chart/marks.js";
import { planeScale } from "../chart/scales.js";
import { gradientArrow, winners, zeroLine } from "./plane.js";
import { className } from "./told.js";

/** @typedef {import("../chart/colours.js").Colours} Colours */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Moment} Moment */

const LEAST = 0.35; // of the way to a class's colour, where two classes are equal

/** @param {Uint32Array} pixels of a square @param {Moment} moment @param {number} reach @param {number} size @param {Colours} colours */
export function shadeWinners(pixels, { weights, biases }, reach, size, colours) {
  const { classes, leads } = winners(weights ?? [], biases, reach, size);
  classes.forEach((best, place) => {
    const share = LEAST + (0.9 - LEAST) * (leads[place] ?? 0);
    pixels[place] = colours.ramps[best % colours.ramps.length]?.[Math.round(share * LEVELS)] ?? colours.oddPixel;
  });
}

/**
 * @param {CanvasRenderingContext2D} context of a square @param {number} size px @param {Readonly<State>} state @param {number} reach
 * @param {Colours} colours @param {number} text how much larger than usual
 */
export function drawPlane(context, size, state, reach, colours, text) {
  const { moment, classes, data, labels, picked } = state;
  const to = planeScale([[-reach, reach], [-reach, reach]], size);
  drawAxes(context, size, to, colours);
  (moment?.weights ?? []).forEach((row, k) => drawClass(context, to, { row, bias: Number(moment?.biases?.[k] ?? 0), reach, name: className(classes, k), colour: classColour(colours, k) }, colours, text));
  (data ?? []).forEach(([x = 0, y = 0], row) => {
    const isWrong = moment !== null && moment.predicted[row] !== labels[row];
    drawPoint(context, [to.x(x), to.y(y)], { label: labels[row] ?? 0, isWrong, isPicked: row === picked }, colours, text ** 0.5);
  });
}

/** @param {Colours} colours @param {number} k */
const classColour = ({ classes }, k) => classes[k % classes.length] ?? [0, 0, 0];

/** @param {CanvasRenderingContext2D} context @param {number} size @param {ReturnType<typeof planeScale>} to @param {Colours} colours */
function drawAxes(context, size, to, colours) {
  context.strokeStyle = css(colours.ink, 0.3);
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(to.x(0), 0);
  context.lineTo(to.x(0), size);
  context.moveTo(0, to.y(0));
  context.lineTo(size, to.y(0));
  context.stroke();
}

/**
 * The line of a class and its arrow.
 * @param {CanvasRenderingContext2D} context @param {ReturnType<typeof planeScale>} to
 * @param {{ row: readonly import("../trace/types.js").Scalar[], bias: number, reach: number, name: string, colour: import("../inspector/heat.js").Colour }} one
 * @param {Colours} colours @param {number} text
 */
function drawClass(context, to, { row, bias, reach, name, colour }, colours, text) {
  const line = zeroLine(row, bias, reach);
  const arrow = gradientArrow(row, bias, reach);
  if (!line || !arrow) return;
  const [[x1, y1], [x2, y2]] = line;
  for (const [style, width] of /** @type {const} */ ([[css(colours.paper, 0.8), 6], [css(colour), 3]])) {
    context.strokeStyle = context.fillStyle = style;
    context.lineWidth = width * text ** 0.5;
    context.lineCap = "round";
    context.beginPath();
    context.moveTo(to.x(x1), to.y(y1));
    context.lineTo(to.x(x2), to.y(y2));
    context.stroke();
    drawArrow(context, [to.x(arrow.from[0]), to.y(arrow.from[1])], [to.x(arrow.to[0]), to.y(arrow.to[1])], 9 * text ** 0.5);
  }
  drawName(context, name, [to.x(arrow.from[0]), to.y(arrow.from[1])], [to.x(arrow.to[0]), to.y(arrow.to[1])], colours, text);
}

/** @param {CanvasRenderingContext2D} context @param {readonly [number, number]} from @param {readonly [number, number]} to @param {number} head px */
function drawArrow(context, from, to, head) {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  for (const turn of [-0.5, 0.5]) {
    context.moveTo(...to);
    context.lineTo(to[0] - head * Math.cos(angle + turn), to[1] - head * Math.sin(angle + turn));
  }
  context.stroke();
}

/**
 * The name of a class beyond the tip of its arrow, within the square.
 * @param {CanvasRenderingContext2D} context @param {string} name @param {readonly [number, number]} from @param {readonly [number, number]} tip @param {Colours} colours @param {number} text
 */
function drawName(context, name, from, tip, colours, text) {
  context.font = `600 ${13 * text}px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const length = Math.hypot(tip[0] - from[0], tip[1] - from[1]) || 1;
  const away = 16 * text;
  const side = context.canvas.clientWidth;
  const half = context.measureText(name).width / 2 + 4;
  const x = Math.min(Math.max(tip[0] + ((tip[0] - from[0]) / length) * (away + half / 2), half), side - half);
  const y = Math.min(Math.max(tip[1] + ((tip[1] - from[1]) / length) * away, 10 * text), side - 10 * text);
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.strokeStyle = css(colours.paper, 0.85);
  context.strokeText(name, x, y);
  context.fillStyle = css(colours.ink);
  context.fillText(name, x, y);
}

/**
 * A point: the mark of its class, a ring around one that is classified as another, two around the one that is picked.
 * @param {CanvasRenderingContext2D} context @param {readonly [number, number]} place px
 * @param {{ label: number, isWrong: boolean, isPicked: boolean }} point @param {Colours} colours @param {number} text
 */
function drawPoint(context, [x, y], { label, isWrong, isPicked }, colours, text) {
  context.beginPath();
  addMark(context, SHAPES[label % SHAPES.length] ?? "circle", x, y, 7.5 * text);
  context.fillStyle = css(classColour(colours, label));
  context.strokeStyle = css(colours.paper);
  context.lineWidth = 2;
  context.fill();
  context.stroke();
  if (isPicked || isWrong) {
    context.strokeStyle = css(colours.ink);
    context.setLineDash(isWrong ? [3, 3] : []);
    context.beginPath();
    context.arc(x, y, 13 * text, 0, 2 * Math.PI);
    context.stroke();
    context.setLineDash([]);
  }
}
