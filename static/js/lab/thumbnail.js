// A data set as a small picture.

import { colourOf, onAppearance } from "../page/palette.js";

const DOT = 1.8; // px

/**
 * Draw a data set, and draw it again when the colours change.
 * @param {HTMLCanvasElement} canvas in the page
 * @param {{ thumbnail: number[][], classes: number }} row points from −1 to 1, each with its label
 */
export function showThumbnail(canvas, row) {
  const draw = () => drawThumbnail(canvas, row);
  draw();
  onAppearance(canvas, draw);
}

/** @param {HTMLCanvasElement} canvas @param {{ thumbnail: number[][], classes: number }} row */
function drawThumbnail(canvas, { thumbnail, classes }) {
  const context = canvas.getContext("2d");
  if (!context) return;
  const { width, height } = canvas;
  const colours = [0, 1, 2, 3, 4].map((k) => `rgb(${colourOf(canvas.parentElement ?? document.body, `--cr-class-${k}`).join(" ")})`);
  context.clearRect(0, 0, width, height);
  for (const [x1 = 0, x2 = 0, label = 0] of thumbnail) {
    context.globalAlpha = classes ? 1 : Math.min(1, 0.2 + Math.abs(label));
    context.fillStyle = colours[classes ? label : Number(label > 0)] ?? "grey";
    context.beginPath();
    context.arc(((x1 + 1) / 2) * width, ((1 - x2) / 2) * height, DOT, 0, 2 * Math.PI);
    context.fill();
  }
}
