// The plane as a picture to take away: drawn anew at the size that is wanted, on opaque paper.

import { grown, textScale } from "../../chart/canvas.js";
import { css, readColours } from "../../chart/colours.js";
import { headOf, unknownHead } from "./decision.js";
import { pullsOf } from "./draw_pulls.js";
import { drawDecided, drawMarks, MARGIN } from "./draw_plane.js";
import { labelLimit } from "./shading.js";
import { shownRanges } from "./plane_paint.js";
import { floats, queryOf, shownFrame } from "./shown.js";

/** @typedef {import("../types.js").LabState} LabState */

const SCALE = 2; // pixels for each of the page, sharp on slides too

/**
 * What the plane shows at this moment, at twice the size that it is shown in.
 * @param {Readonly<LabState>} state @param {HTMLElement} square the plane in the page
 * @returns {HTMLCanvasElement}
 */
export function drawPlanePicture(state, square) {
  const { data, config, discretize, showTest, explained } = state;
  const grid = floats(shownFrame(state), "grid");
  if (!data || !grid || !config) throw new Error("there is no plane to draw yet");
  const head = headOf(config, grid.shape[0] ?? 0);
  if (!head) throw new Error(unknownHead(config.loss));
  const [colours, text, size] = [readColours(square), textScale(), square.clientWidth];
  const { left, top, right, bottom } = grown(MARGIN, text);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(SCALE * (left + size + right));
  canvas.height = Math.round(SCALE * (top + size + bottom));
  const context = canvas.getContext("2d");
  if (!context) throw new Error("the browser has no memory for the picture");
  context.scale(SCALE, SCALE);
  context.fillStyle = css(colours.paper);
  context.fillRect(0, 0, canvas.width, canvas.height);

  const cells = grid.shape[1] ?? 0;
  const limit = labelLimit(head, data.labels);
  context.save();
  context.translate(left, top);
  drawDecided(context, size, { grid: grid.data, cells, head, discretize, limit: limit ?? 1 }, colours);
  context.restore();
  drawMarks(context, size, { ranges: shownRanges(state), names: data.names, text, query: queryOf(state), pulls: pullsOf(explained) }, {
    data, showTest, held: null, limit,
    ringed: explained ? new Set(explained.batch) : null,
  }, colours);
  return canvas;
}
