// A data set as a small picture.

import { onAppearance } from "../page/palette.js";
import { css, readColours } from "../chart/colours.js";

const DOT = 1.8; // px
const MOST = 150; // of one's own points
const EDGE = 0.9; // how far from the middle they go

/** @typedef {{ thumbnail: number[][], classes: number }} Row points from −1 to 1, each with its label */

/**
 * A place for the picture of a data set, which is drawn again when the colours change.
 * @param {HTMLCanvasElement} canvas in the page
 */
export function thumbnailIn(canvas) {
  /** @type {Row | null} */
  let shown = null;
  onAppearance(canvas, () => shown && drawThumbnail(canvas, shown));
  return {
    /** @param {Row} row */
    show(row) {
      if (row === shown) return;
      shown = row;
      drawThumbnail(canvas, row);
    },
  };
}

/**
 * The picture of one's own points, as much of them as is seen.
 * @param {readonly (readonly number[])[]} points each with its label @returns {Row}
 */
export function rowOfPoints(points) {
  const some = points.filter((_, k) => k % Math.ceil(points.length / MOST) === 0);
  /** @param {0 | 1} at @returns {(point: readonly number[]) => number} */
  const placed = (at) => {
    const values = points.map((point) => point[at] ?? 0);
    const low = values.reduce((least, value) => Math.min(least, value), Infinity);
    const span = values.reduce((most, value) => Math.max(most, value), -Infinity) - low;
    return (point) => (span ? EDGE * ((2 * ((point[at] ?? 0) - low)) / span - 1) : 0);
  };
  const [across, up] = [placed(0), placed(1)];
  const isClass = points.every(([, , label = 0]) => Number.isInteger(label) && label >= 0);
  return { thumbnail: some.map((point) => [across(point), up(point), point[2] ?? 0]), classes: isClass ? points.reduce((most, [, , label = 0]) => Math.max(most, label + 1), 0) : 0 };
}

/** @param {HTMLCanvasElement} canvas @param {Row} row */
function drawThumbnail(canvas, { thumbnail, classes }) {
  const context = canvas.getContext("2d");
  if (!context) return;
  const { width, height } = canvas;
  const colours = readColours(canvas.parentElement ?? document.body).classes.map((colour) => css(colour));
  context.clearRect(0, 0, width, height);
  for (const [x1 = 0, x2 = 0, label = 0] of thumbnail) {
    context.globalAlpha = classes ? 1 : Math.min(1, 0.2 + Math.abs(label));
    context.fillStyle = colours[classes ? label : Number(label > 0)] ?? "grey";
    context.beginPath();
    context.arc(((x1 + 1) / 2) * width, ((1 - x2) / 2) * height, DOT, 0, 2 * Math.PI);
    context.fill();
  }
}
