// The curve that a gate's numbers stand on, with the tangent line at one of them.

import { make, makeSvg } from "../page/build.js";
import { showExactly } from "../trace/numbers.js";
import { FRAME, SIZE, across, down, isInside, pathOf, tangentOf, ticks } from "./plot.js";

/** @typedef {import("./plot.js").Curve} Curve */

/**
 * @param {Curve} curve @param {number} chosen which of the points has the tangent line
 * @param {(point: number) => void} choose
 * @param {{ isThere: boolean, isReached: boolean }} told whether the value is there, and its slope
 */
export function plotOf(curve, chosen, choose, told) {
  const at = Math.min(chosen, curve.points.length - 1);
  const point = told.isThere ? curve.points[at] : undefined;
  const slope = told.isReached ? point : undefined;
  const read = make("p", { class: "plot-read" }, point ? readingOf(curve, at, told.isReached) : "");
  const svg = makeSvg("svg", { class: "card-plot", viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, role: "img", "aria-label": labelOf(curve, read.textContent) });
  // What leaves the drawing is cut off at its edge.
  const field = makeSvg("svg", { x: FRAME.left, y: FRAME.top, width: FRAME.width, height: FRAME.height, viewBox: `${FRAME.left} ${FRAME.top} ${FRAME.width} ${FRAME.height}` });
  for (const line of curve.lines) field.append(makeSvg("path", { class: `card-line ${line.kind}`, d: pathOf(curve, line) }));
  if (slope) field.append(makeSvg("line", { class: "card-tangent", ...tangentOf(curve, slope) }));
  svg.append(...axesOf(curve), field);
  for (const [k, one] of told.isThere ? curve.points.entries() : []) {
    if (isInside(curve, one)) svg.append(makeSvg("circle", { class: k === at ? "card-point here" : "card-point", cx: across(curve, one.x).toFixed(1), cy: down(curve, one.y).toFixed(1), r: k === at ? 6 : 4 }));
  }
  return make("figure", { class: "card-figure" }, read, svg, legendOf(curve), ...chooserOf(curve, at, choose, told.isThere));
}

/** @param {Curve} curve */
function axesOf(curve) {
  const parts = [];
  for (const x of ticks(curve.left, curve.right)) {
    const left = across(curve, x).toFixed(1);
    parts.push(makeSvg("path", { class: x === 0 ? "card-axis" : "card-grid", d: `M${left} ${FRAME.top}v${FRAME.height}` }));
    parts.push(makeSvg("text", { class: "card-tick", x: left, y: FRAME.top + FRAME.height + 18 }, showExactly(x)));
  }
  for (const y of ticks(curve.low, curve.high)) {
    const top = down(curve, y).toFixed(1);
    parts.push(makeSvg("path", { class: y === 0 ? "card-axis" : "card-grid", d: `M${FRAME.left} ${top}h${FRAME.width}` }));
    parts.push(makeSvg("text", { class: "card-tick up", x: FRAME.left - 6, y: Number(top) + 5 }, showExactly(y)));
  }
  parts.push(makeSvg("text", { class: "card-name", x: FRAME.left + FRAME.width, y: SIZE.height - 3 }, curve.across));
  parts.push(makeSvg("text", { class: "card-name up", x: 4, y: 13 }, curve.up));
  return parts;
}

/** @param {Curve} curve */
function legendOf({ lines }) {
  const names = lines.map(({ name, kind }) => make("span", { class: `card-key ${kind}` }, name));
  return make("figcaption", {}, ...names, make("span", { class: "card-key touching" }, "tangent line"));
}

/** @param {Curve} curve @param {number} at @param {boolean} isReached */
function readingOf(curve, at, isReached) {
  const point = curve.points[at];
  if (!point) return "";
  const which = point.name ? `${point.name}: ` : "";
  const slope = isReached ? `, slope ${showExactly(point.slope)}` : "";
  const height = point.name ? "height " : `${curve.up} = `;
  return `${which}${curve.across} = ${showExactly(point.x)}, ${height}${showExactly(point.y)}${slope}`;
}

/** @param {Curve} curve @param {string} reading */
function labelOf(curve, reading) {
  return `${curve.up} over ${curve.across}: ${curve.lines.map(({ name }) => name).join(", ")}. ${reading}`;
}

/** Of several elements one is chosen. @param {Curve} curve @param {number} at @param {(point: number) => void} choose @param {boolean} isThere */
function chooserOf({ points }, at, choose, isThere) {
  if (points.length < 2 || !isThere) return [];
  const slider = make("input", { type: "range", min: 0, max: points.length - 1, step: 1, value: at, "aria-label": "Element with the tangent line", "data-key": "element" });
  slider.setAttribute("aria-valuetext", points[at]?.name ?? "");
  slider.addEventListener("input", () => choose(Number(slider.value)));
  return [make("label", { class: "card-element" }, make("span", {}, "element"), slider)];
}
