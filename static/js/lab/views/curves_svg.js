// The curves as a picture to take away: readable alone, on light paper whatever the page's is.

import { drawCurves, fontSize } from "./draw_curves.js";

/** @typedef {import("./draw_curves.js").Curves} Curves */
/** @typedef {(colour: string) => string} ColourOf */

const SIZE = { width: 900, height: 420, text: 1.2 };
const AROUND = { top: 40, bottom: 24 }; // px, of the title and of what the axis shows
const LETTER = 0.56; // of the size of the words: how wide one is

/** @param {string} words */
const escaped = (words) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
/** @param {number} px */
const round = (px) => String(Math.round(10 * px) / 10);

/**
 * @param {string[]} parts gets what is drawn
 * @param {number} text
 * @param {ColourOf} colourOf
 * @returns {import("./draw_curves.js").Pen}
 */
function svgPen(parts, text, colourOf) {
  const size = fontSize(text);
  return {
    line(places, colour, { width = 2, dash = [], faint = false } = {}) {
      const style = `stroke="${colourOf(colour)}" stroke-width="${width}"${dash.length ? ` stroke-dasharray="${dash.join(" ")}"` : ""}${faint ? ' stroke-opacity="0.12"' : ""}`;
      parts.push(`<polyline points="${places.map(([x, y]) => `${round(x)},${round(y)}`).join(" ")}" ${style}/>`);
    },
    text(words, x, y, colour, align) {
      const anchor = { left: "start", center: "middle", right: "end" }[align];
      parts.push(`<text x="${round(x)}" y="${round(y + 0.35 * size)}" fill="${colourOf(colour)}" text-anchor="${anchor}">${escaped(words)}</text>`);
    },
    measure: (words) => LETTER * size * words.length,
  };
}

/**
 * @param {Omit<Curves, "width" | "height" | "text" | "cursor">} shown
 * @param {string} title
 * @param {ColourOf} colourOf of a name on light paper
 */
export function curvesSvg(shown, title, colourOf) {
  const { width, height, text } = SIZE;
  /** @type {string[]} */
  const parts = [];
  const pen = svgPen(parts, text, colourOf);
  drawCurves(pen, { ...shown, ...SIZE, cursor: null });
  const chart = parts.splice(0);
  const measures = shown.norms ? "gradient norms by layer (logarithmic)" : [...(shown.loss ? [shown.log ? "loss (logarithmic)" : "loss"] : []), ...(shown.accuracy ? ["accuracy"] : [])].join(" and ");
  pen.text(title, 8, 20, "ink", "left");
  pen.text(`${measures} over updates${shown.early ? " (logarithmic)" : ""}`, 8, AROUND.top + height + 8, "quiet", "left");
  const whole = height + AROUND.top + AROUND.bottom;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${whole}" width="${width}" height="${whole}" role="img" aria-label="${escaped(`${title}: ${measures} over updates`)}" font-family="system-ui, sans-serif" font-size="${round(fontSize(text))}" fill="none" stroke-linejoin="round">
<rect width="${width}" height="${whole}" fill="${colourOf("paper")}"/>
${parts.join("\n")}
<g transform="translate(0 ${AROUND.top})">
${chart.join("\n")}
</g>
</svg>
`;
}
