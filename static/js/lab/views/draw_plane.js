// Draws what lies over the plane's heat map: boundary lines, axes and points.

import { FONT, grown, heatCanvas } from "../../chart/canvas.js";
import { css, mixed } from "../../chart/colours.js";
import { contours } from "../../chart/contours.js";
import { boundaryFields } from "./decision.js";
import { arrowsOf, drawArrows } from "./draw_pulls.js";
import { addMark, SHAPES } from "../../chart/marks.js";
import { planeScale, ticks, tickText } from "../../chart/scales.js";
import { fitting } from "./fitting.js";
import { shadePlane } from "./shading.js";

/** @typedef {import("../../chart/colours.js").Colours} Colours */
/** @typedef {import("./decision.js").Head} Head */
/** @typedef {import("../types.js").Data} Data */

const UPRIGHT = 0.6; // of the plane's height: how long the name of the vertical axis may be
export const MARGIN = { left: 40, top: 8, right: 8, bottom: 36 }; // px, which the stylesheet has in rem

/**
 * @typedef {object} Boundary
 * @property {Float32Array} grid the outputs (K, cells · cells)
 * @property {number} cells in a row
 * @property {Head} head
 */

/**
 * The lines at which the decision changes.
 * @param {CanvasRenderingContext2D} context
 * @param {number} size px of the square
 * @param {Boundary} boundary
 * @param {Colours} colours
 */
export function drawBoundary(context, size, { grid, cells, head }, colours) {
  const unit = size / cells;
  const place = (/** @type {number} */ cell) => (cell + 0.5) * unit;
  context.beginPath();
  for (const field of boundaryFields(head, grid, cells * cells)) {
    const lines = contours(field, cells);
    for (let k = 0; k < lines.length; k += 4) {
      context.moveTo(place(lines[k] ?? 0), place(lines[k + 1] ?? 0));
      context.lineTo(place(lines[k + 2] ?? 0), place(lines[k + 3] ?? 0));
    }
  }
  context.lineWidth = 2;
  context.strokeStyle = css(colours.ink, 0.85);
  context.stroke();
}

/**
 * @typedef {object} Drawn
 * @property {import("../../chart/scales.js").Ranges} ranges
 * @property {readonly string[]} names
 * @property {number} text how much larger than usual
 * @property {readonly [number, number, number] | null} query the pinned point: x1, x2 and its label
 * @property {import("./draw_pulls.js").Pulls | null} pulls where the points of a batch pull the boundary
 */

/**
 * What is decided everywhere: the heat map and its lines, from the context's origin on.
 * @param {CanvasRenderingContext2D} context
 * @param {number} size px of the square
 * @param {Boundary & { discretize: boolean, limit: number }} decided
 * @param {Colours} colours
 */
export function drawDecided(context, size, { grid, cells, head, discretize, limit }, colours) {
  const heat = document.createElement("canvas");
  heatCanvas(heat).paint(cells, (pixels) => shadePlane(pixels, grid, head, colours, { discretize, limit }));
  context.imageSmoothingEnabled = !discretize;
  context.drawImage(heat, 0, 0, size, size);
  drawBoundary(context, size, { grid, cells, head }, colours);
}

/**
 * The axes, with round numbers and the names of what they show.
 * @param {CanvasRenderingContext2D} context of the whole frame
 * @param {number} size px of the square
 * @param {Drawn} plane
 * @param {Colours} colours
 */
function drawAxes(context, size, { ranges, names, text }, colours) {
  const scale = planeScale(ranges, size);
  const { left, top } = grown(MARGIN, text);
  const bottom = top + size;
  const isLong = isLongName(names[0]);
  const bold = `600 ${(size < 330 ? 13 : 15) * text}px ${FONT}`;
  context.font = bold;
  const measure = (/** @type {string} */ words) => context.measureText(words).width;
  const across = fitting(measure, names[0] ?? "x1", size);
  const up = fitting(measure, names[1] ?? "x2", UPRIGHT * size);
  const isUpright = isLongName(names[1]);
  const aside = isUpright ? measure(up) + 9 * text : 26 * text; // no number stands over the name
  context.strokeStyle = css(colours.ink, 0.28);
  context.fillStyle = css(colours.quiet);
  context.lineWidth = 1;
  context.beginPath();
  for (const [k, [low, high]] of ranges.entries()) {
    if (low >= 0 || high <= 0) continue; // no zero is to be seen
    const [x, y] = [left + scale.x(0), top + scale.y(0)];
    context.moveTo(k ? left : x, k ? y : top);
    context.lineTo(k ? left + size : x, k ? y : bottom);
  }
  context.stroke();
  context.strokeStyle = css(colours.quiet);
  context.strokeRect(left + 0.5, top + 0.5, size - 1, size - 1);
  drawNumbers(context, size, { ranges, text }, { isLong, isUpright, aside });
  context.fillStyle = css(colours.ink);
  context.font = bold;
  context.textAlign = "right";
  context.textBaseline = "top";
  context.fillText(across, left + size, bottom + (isLong ? 21 * text : 6));
  drawUpright(context, up, left, top);
}

/**
 * Round numbers at both axes, where none runs into another or into a name.
 * @param {CanvasRenderingContext2D} context @param {number} size px of the square @param {Pick<Drawn, "ranges" | "text">} plane
 * @param {{ isLong: boolean, isUpright: boolean, aside: number }} names how long they are
 */
function drawNumbers(context, size, { ranges, text }, { isLong, isUpright, aside }) {
  const scale = planeScale(ranges, size);
  const { left, top } = grown(MARGIN, text);
  const bottom = top + size;
  context.font = `${(size < 330 ? 12 : 14) * text}px ${FONT}`;
  const measure = (/** @type {string} */ words) => context.measureText(words).width;
  const about = size / text < 330 ? 5 : 7;
  context.beginPath();
  context.textBaseline = "top";
  context.textAlign = "center";
  let taken = -Infinity;
  for (const tick of ticks(...ranges[0], about)) {
    const x = left + scale.x(tick);
    context.moveTo(x, bottom);
    context.lineTo(x, bottom + 4);
    const half = measure(tickText(tick)) / 2;
    if ((!isLong && x >= left + size - 35 * text) || x - half < taken) continue;
    context.fillText(tickText(tick), x, bottom + 6);
    taken = x + half + 4 * text;
  }
  context.textBaseline = "middle";
  context.textAlign = "right";
  for (const tick of ticks(...ranges[1], about)) {
    const y = top + scale.y(tick);
    context.moveTo(left - 4, y);
    context.lineTo(left, y);
    const number = tickText(tick);
    if (y > top + (isUpright && context.measureText(number).width < left - 7 - 16 * text ? 0 : aside)) context.fillText(number, left - 7, y);
  }
  context.stroke();
}

/** Whether a name has no room beside the numbers. @param {string} [name] */
const isLongName = (name = "") => name.length > 4;

/**
 * The name of the vertical axis: a short one stands above the numbers, a long one runs up.
 * @param {CanvasRenderingContext2D} context
 * @param {string} name
 * @param {number} left
 * @param {number} top
 */
function drawUpright(context, name, left, top) {
  if (!isLongName(name)) {
    context.fillText(name, left - 7, top);
    return;
  }
  context.save();
  context.translate(2, top);
  context.rotate(-Math.PI / 2);
  context.fillText(name, 0, 0);
  context.restore();
}

/**
 * @typedef {object} Points
 * @property {Pick<Data, "points" | "labels" | "test" | "classes">} data
 * @property {boolean} showTest
 * @property {ReadonlySet<number> | null} ringed the points of the batch
 * @property {{ index: number, at: readonly [number, number] } | null} held the point that is dragged
 * @property {number | null} limit the label of full colour, of a regression; null where values go from 0 to 1
 * @property {(point: readonly [number, number], index: number) => readonly [number, number]} place px
 * @property {number} radius px
 */

/**
 * The points: filled those that are trained on, hollow those that are kept for the test.
 * @param {CanvasRenderingContext2D} context
 * @param {Points} model
 * @param {Colours} colours
 */
export function drawPoints(context, { data, showTest, ringed, held, limit, place, radius }, colours) {
  const ink = css(colours.ink);
  const paper = css(colours.paper);
  for (const test of [true, false]) {
    if (test && !showTest) continue;
    for (const [index, point] of data.points.entries()) {
      if (Boolean(data.test[index]) !== test) continue;
      const label = data.labels[index] ?? 0;
      const [x, y] = place(held?.index === index ? held.at : point, index);
      const colour = css(labelColour(label, data.classes, limit, colours));
      context.beginPath();
      addMark(context, data.classes ? SHAPES[label] ?? "circle" : "circle", x, y, radius);
      context.fillStyle = test ? paper : colour;
      context.fill();
      context.lineWidth = test ? 2 : 1.25;
      const outline = data.classes ? paper : ink; // a value near zero has the colour of paper
      context.strokeStyle = test ? colour : ringed && !ringed.has(index) ? css(colours.quiet) : outline;
      context.stroke();
      if (ringed?.has(index) || held?.index === index) ring(context, x, y, radius + 4, ink);
    }
  }
}

/**
 * Axes, points and arrows in their places around and in the square.
 * @param {CanvasRenderingContext2D} context of the whole frame
 * @param {number} size px of the square
 * @param {Drawn} plane
 * @param {Omit<Points, "place" | "radius">} points
 * @param {Colours} colours
 */
export function drawMarks(context, size, plane, points, colours) {
  const scale = planeScale(plane.ranges, size);
  const { left, top } = grown(MARGIN, plane.text);
  drawAxes(context, size, plane, colours);
  /** @param {readonly [number, number]} point @returns {[number, number]} */
  const place = ([x1, x2]) => [left + scale.x(x1), top + scale.y(x2)];
  context.save();
  context.beginPath();
  context.rect(left - 3, top - 3, size + 6, size + 6);
  context.clip();
  const radius = Math.min(Math.max(size / 80, 3.4), 6.5);
  drawPoints(context, { ...points, radius, place }, colours);
  if (plane.pulls) {
    const arrows = arrowsOf(plane.pulls, (index) => place(points.data.points[index] ?? [NaN, NaN]), size);
    drawArrows(context, arrows, Math.sqrt(plane.text), { ink: css(colours.ink), paper: css(colours.paper) });
  }
  context.restore();
  if (plane.query) {
    const [x1, x2, label] = plane.query;
    const colour = labelColour(label, points.data.classes, points.limit, colours);
    drawQuery(context, left + scale.x(x1), top + scale.y(x2), 1.7 * radius * plane.text, css(colour), colours);
  }
}

/**
 * The pinned point: a question mark in the colour of its label.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {string} colour
 * @param {Colours} colours
 */
function drawQuery(context, x, y, radius, colour, colours) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = css(colours.paper);
  context.fill();
  context.lineWidth = radius / 4;
  context.strokeStyle = colour;
  context.stroke();
  context.fillStyle = css(colours.ink);
  context.font = `700 ${1.5 * radius}px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText("?", x, y + radius / 12);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {string} colour
 */
function ring(context, x, y, radius, colour) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.lineWidth = 2;
  context.strokeStyle = colour;
  context.stroke();
}

/**
 * @param {number} label a class, or of a regression a value
 * @param {number} classes 0 for a regression
 * @param {number | null} limit
 * @param {Colours} colours
 */
function labelColour(label, classes, limit, colours) {
  if (classes) return colours.classes[label] ?? colours.ink;
  if (limit === null) return mixed(colours.paper, colours.classes[label >= 0.5 ? 1 : 0] ?? colours.ink, Math.min(Math.abs(2 * label - 1), 1));
  const share = limit > 0 ? Math.min(Math.abs(label) / limit, 1) : 0;
  return mixed(colours.paper, label < 0 ? colours.negative : colours.positive, 0.15 + 0.85 * share);
}
