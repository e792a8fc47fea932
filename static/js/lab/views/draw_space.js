// Draws the plane as two neurons see it: its lattice, bent, in the colours of the decision, and the
// points in it.

import { FONT, grown } from "../../chart/canvas.js";
import { css } from "../../chart/colours.js";
import { drawPoints } from "./draw_plane.js";
import { decide } from "./decision.js";
import { scale, ticks, tickText } from "../../chart/scales.js";

/** @typedef {import("../../chart/colours.js").Colours} Colours */
/** @typedef {import("./decision.js").Head} Head */

export const EDGE = { left: 54, top: 10, right: 10, bottom: 34 }; // px around the square, at the usual size of text

/**
 * @typedef {object} Space
 * @property {number} size px of the square
 * @property {number} text how much larger than usual
 * @property {readonly [number, number]} across what is shown of the first neuron's values
 * @property {readonly [number, number]} up and of the second's
 * @property {{ shape: readonly number[], data: Float32Array } | null} warp (2, n, n)
 * @property {Uint8Array | null} labels (n · n) the class at each place of the lattice
 * @property {readonly [string, string]} names
 * @property {Omit<import("./draw_plane.js").Points, "place" | "radius">} points
 * @property {Float32Array | null} places (2, N) of the points
 */

/**
 * The least and the largest of some numbers, with a little room; of a bounded activation its bounds.
 * @param {ArrayLike<number>} values
 * @param {number} from
 * @param {number} to
 * @param {boolean} bounded
 * @returns {[number, number]}
 */
export function rangeShown(values, from, to, bounded) {
  let low = bounded ? -1 : Infinity;
  let high = bounded ? 1 : -Infinity;
  for (let k = from; k < to; k++) {
    const value = values[k] ?? NaN;
    if (value < low && value > -Infinity) low = value;
    if (value > high && value < Infinity) high = value;
  }
  if (!(high > low)) return low === Infinity ? [-1, 1] : [low - 1, low + 1];
  const room = 0.06 * (high - low);
  return [low - room, high + room];
}

/**
 * The class at each place of the plane's lattice, read from the decision's grid.
 * @param {Head} head
 * @param {{ shape: readonly number[], data: Float32Array }} grid (K, S, S) at the middles of cells
 * @param {number} n of the lattice, which reaches from edge to edge
 */
export function latticeLabels(head, { shape: [rows = 1, cells = 1], data }, n) {
  const labels = new Uint8Array(n * n);
  const outputs = new Float32Array(rows);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      const at = cellOf(row, n, cells) * cells + cellOf(column, n, cells);
      for (let k = 0; k < rows; k++) outputs[k] = data[k * cells * cells + at] ?? NaN;
      const { label, confidence } = decide(head, outputs);
      labels[row * n + column] = head === "regression" ? Number(confidence >= 0) : label;
    }
  }
  return labels;
}

/** @param {number} k @param {number} n @param {number} cells */
function cellOf(k, n, cells) {
  return Math.min(Math.floor((k / Math.max(n - 1, 1)) * cells), cells - 1);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Space} model
 * @param {Colours} colours
 */
export function drawSpace(context, { size, text, across, up, warp, labels, names, points, places }, colours) {
  const { left, top } = grown(EDGE, text);
  const x = scale(across, [left, left + size]);
  const y = scale(up, [top + size, top]);
  drawSpaceAxes(context, { size, text, across, up, names }, x.to, y.to, colours);
  context.save();
  context.beginPath();
  context.rect(left, top, size, size);
  context.clip();
  if (warp && labels) {
    const of = points.data.classes ? colours.classes : [colours.negative, colours.positive];
    drawLattice(context, warp, labels, x.to, y.to, of.map((colour) => css(colour)));
  }
  if (places) {
    const count = places.length / 2;
    drawPoints(context, {
      ...points, radius: Math.min(Math.max(size / 80, 3), 6),
      place: (_, index) => [x.to(places[index] ?? NaN), y.to(places[count + index] ?? NaN)],
    }, colours);
  }
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{ shape: readonly number[], data: Float32Array }} warp
 * @param {Uint8Array} labels
 * @param {(value: number) => number} x
 * @param {(value: number) => number} y
 * @param {readonly string[]} colours one a label
 */
function drawLattice(context, { shape, data }, labels, x, y, colours) {
  const n = shape[1] ?? 0;
  const cells = n * n;
  const xs = Float32Array.from({ length: cells }, (_, k) => x(data[k] ?? NaN));
  const ys = Float32Array.from({ length: cells }, (_, k) => y(data[cells + k] ?? NaN));
  /** @param {Path2D} path @param {number} k @param {boolean} first */
  const visit = (path, k, first) => {
    if (first) path.moveTo(xs[k] ?? 0, ys[k] ?? 0);
    else path.lineTo(xs[k] ?? 0, ys[k] ?? 0);
  };
  const fills = colours.map(() => new Path2D());
  const lines = colours.map(() => new Path2D());
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      const k = row * n + column;
      const label = labels[k] ?? 0;
      const [fill, line] = [fills[label], lines[label]];
      if (!fill || !line) continue;
      if (column + 1 < n) {
        visit(line, k, true);
        visit(line, k + 1, false);
      }
      if (row + 1 < n) {
        visit(line, k, true);
        visit(line, k + n, false);
      }
      if (column + 1 < n && row + 1 < n) {
        visit(fill, k, true);
        visit(fill, k + 1, false);
        visit(fill, k + n + 1, false);
        visit(fill, k + n, false);
      }
    }
  }
  for (const [label, colour] of colours.entries()) {
    const [fill, line] = [fills[label], lines[label]];
    if (!fill || !line) continue;
    context.fillStyle = colour;
    context.strokeStyle = colour;
    context.globalAlpha = 0.22;
    context.fill(fill);
    context.globalAlpha = 0.55;
    context.lineWidth = 1;
    context.stroke(line);
  }
  context.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Pick<Space, "size" | "text" | "across" | "up" | "names">} model
 * @param {(value: number) => number} x
 * @param {(value: number) => number} y
 * @param {Colours} colours
 */
function drawSpaceAxes(context, { size, text, across, up, names }, x, y, colours) {
  const { left, top } = grown(EDGE, text);
  const bottom = top + size;
  context.font = `${(size < 300 ? 12 : 14) * text}px ${FONT}`;
  context.strokeStyle = css(colours.quiet);
  context.fillStyle = css(colours.quiet);
  context.lineWidth = 1;
  context.strokeRect(left + 0.5, top + 0.5, size - 1, size - 1);
  context.textAlign = "center";
  context.textBaseline = "top";
  let taken = -Infinity;
  for (const tick of ticks(...across, 4)) {
    const half = context.measureText(tickText(tick)).width / 2;
    if (x(tick) >= left + size - 50 * text || x(tick) - half < taken) continue;
    context.fillText(tickText(tick), x(tick), bottom + 6);
    taken = x(tick) + half + 4 * text;
  }
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const tick of ticks(...up, 4)) {
    if (y(tick) > top + 24 * text) context.fillText(tickText(tick), left - 6, y(tick));
  }
  context.fillStyle = css(colours.ink);
  context.font = `600 ${(size < 300 ? 13 : 15) * text}px ${FONT}`;
  context.textBaseline = "top";
  context.fillText(names[0], left + size, bottom + 6);
  context.fillText(names[1], left - 6, top);
}
