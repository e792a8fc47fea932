// Draws the links of the network: their width is the size, colour and dashes are the sign.

import { css } from "../../chart/colours.js";

/** @typedef {import("./network_layout.js").Link} Link */
/** @typedef {import("../../chart/colours.js").Colours} Colours */

/**
 * @typedef {object} Links
 * @property {readonly Link[]} links
 * @property {ArrayLike<number>} values by flat index: weights, or in slow motion gradients or steps
 * @property {number} unit the size that is drawn two pixels wide
 * @property {number | null} moved px that the dashes of the lit ones have moved, null while they stand
 * @property {(layer: number) => boolean} lit whether the links into a layer are drawn in full
 * @property {readonly number[]} marked flat indices that stand out
 */

const WIDTHS = [0.6, 1.2, 2, 3, 4.2, 5.6, 7.2, 9]; // px

export const MOST_LINKS = 1500; // drawn at once: more of them make one dark patch, and a slow one

/**
 * The links that are drawn: of very many the largest.
 * @param {readonly Link[]} links
 * @param {ArrayLike<number>} values by flat index
 * @returns {readonly Link[]}
 */
function drawnLinks(links, values) {
  if (links.length <= MOST_LINKS) return links;
  const size = (/** @type {Link} */ { index }) => Math.abs(values[index] ?? 0);
  const least = Float64Array.from(links, size).sort()[links.length - MOST_LINKS] ?? 0;
  return links.filter((link) => size(link) >= least).slice(0, MOST_LINKS);
}

/** The width that is nearest to a size. @param {number} size in units of two pixels */
export function widthOf(size) {
  const wanted = 0.6 + 1.7 * size;
  const index = WIDTHS.findIndex((width, k) => wanted <= (width + (WIDTHS[k + 1] ?? Infinity)) / 2);
  return index < 0 ? WIDTHS.length - 1 : index;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Links} model
 * @param {Colours} colours
 */
export function drawLinks(context, model, colours) {
  const { links, values, lit, marked } = model;
  const drawn = drawnLinks(links, values);
  context.lineCap = "butt";
  for (const isLit of [false, true]) {
    context.globalAlpha = isLit ? 0.85 : 0.16;
    strokeLinks(context, drawn.filter(({ layer }) => lit(layer) === isLit), { ...model, moved: isLit ? model.moved : null }, colours);
  }
  context.globalAlpha = 1;
  for (const index of marked) {
    const link = links.find((one) => one.index === index);
    if (link) drawMarked(context, link, model, colours);
  }
}

/**
 * One path for each width and sign: a few strokes, however many links there are.
 * @param {CanvasRenderingContext2D} context
 * @param {readonly Link[]} links
 * @param {Pick<Links, "values" | "unit" | "moved">} model
 * @param {Colours} colours
 */
function strokeLinks(context, links, { values, unit, moved }, colours) {
  const paths = [-1, 1].map(() => WIDTHS.map(() => /** @type {Path2D | null} */ (null)));
  for (const link of links) {
    const value = values[link.index] ?? NaN;
    if (!(unit > 0) || value === 0 || Number.isNaN(value)) continue;
    const row = paths[value < 0 ? 0 : 1];
    const width = widthOf(Math.min(Math.abs(value) / unit, 10));
    if (row) addLink((row[width] ??= new Path2D()), link);
  }
  for (const [sign, row] of paths.entries()) {
    context.strokeStyle = css(sign ? colours.positive : colours.negative);
    context.lineDashOffset = -(moved ?? 0);
    for (const [width, path] of row.entries()) {
      if (!path) continue;
      const px = WIDTHS[width] ?? 1;
      context.lineWidth = px;
      context.setLineDash(sign ? (moved === null ? [] : [16 + px, 3]) : [3 + px, 4]);
      context.stroke(path);
    }
  }
  context.setLineDash([]);
}

/**
 * A link that stands out.
 * @param {CanvasRenderingContext2D} context
 * @param {Link} link
 * @param {Pick<Links, "values" | "unit">} model
 * @param {Colours} colours
 */
function drawMarked(context, link, { values, unit }, colours) {
  const value = values[link.index] ?? 0;
  const path = new Path2D();
  addLink(path, link);
  const width = WIDTHS[widthOf(Math.min(Math.abs(value) / (unit || 1), 10))] ?? 1;
  for (const [colour, more] of /** @type {const} */ ([[colours.ink, 5], [colours.paper, 3]])) {
    context.strokeStyle = css(colour);
    context.lineWidth = width + more;
    context.stroke(path);
  }
  context.strokeStyle = css(value < 0 ? colours.negative : colours.positive);
  context.lineWidth = width;
  context.setLineDash(value < 0 ? [4, 4] : []);
  context.stroke(path);
  context.setLineDash([]);
}

/** @param {Path2D} path @param {Link} link */
function addLink(path, { x0, y0, x1, y1 }) {
  const middle = (x0 + x1) / 2;
  path.moveTo(x0, y0);
  path.bezierCurveTo(middle, y0, middle, y1, x1, y1);
}
