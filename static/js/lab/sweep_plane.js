// The plane at the end of a run of a sweep, small.

import { cleared } from "../chart/canvas.js";
import { readColours } from "../chart/colours.js";
import { headOf } from "./views/decision.js";
import { drawDecided, drawPoints } from "./views/draw_plane.js";
import { planeScale } from "../chart/scales.js";
import { rangesOf } from "./views/ranges.js";
import { labelLimit } from "./views/shading.js";

/** @typedef {import("./types.js").Decoded<import("../../../tests/js/api.js").components["schemas"]["TrainAnswer"]>} Answer */

const DOT = 2.6; // px

/** @param {HTMLCanvasElement} canvas in the page @param {Answer} answer */
export function drawEnd(canvas, { config, grid, data }) {
  const size = canvas.clientWidth;
  const context = cleared(canvas, size, size);
  const head = headOf(config, grid?.values.length ?? 0);
  if (!context || !grid || !head) return;
  const values = Float32Array.from(grid.values.flat(2), Number);
  const colours = readColours(canvas.parentElement ?? canvas);
  const limit = labelLimit(head, data.labels) ?? 1;
  drawDecided(context, size, { grid: values, cells: grid.size, head, discretize: false, limit }, colours);
  const scale = planeScale(rangesOf(data, grid.extent), size);
  drawPoints(context, { data, showTest: false, ringed: null, held: null, limit, radius: DOT, place: ([x1, x2]) => [scale.x(x1), scale.y(x2)] }, colours);
}
