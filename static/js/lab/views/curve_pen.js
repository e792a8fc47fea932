// The pen that draws the curves onto a canvas.

import { FONT } from "../../chart/canvas.js";
import { fontSize } from "./draw_curves.js";

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} text how much larger than usual
 * @param {(colour: string, alpha?: number) => string} colourOf of a name, as a canvas writes it
 * @returns {import("./draw_curves.js").Pen}
 */
export function canvasPen(context, text, colourOf) {
  context.font = `${fontSize(text)}px ${FONT}`;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  return {
    line(places, colour, { width = 2, dash = [], faint = false } = {}) {
      context.strokeStyle = colourOf(colour, faint ? 0.12 : 1);
      context.lineWidth = width;
      context.setLineDash([...dash]);
      context.beginPath();
      for (const [x, y] of places) context.lineTo(x, y);
      context.stroke();
      context.setLineDash([]);
    },
    text(words, x, y, colour, align) {
      context.fillStyle = colourOf(colour);
      context.textAlign = align;
      context.fillText(words, x, y);
    },
    measure: (words) => context.measureText(words).width,
  };
}
