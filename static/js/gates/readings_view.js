// A slider under a curve, which reads it out; the pointer over the curve moves it too.

import { getOnce } from "../page/api.js";
import { make, makeSvg } from "../page/build.js";
import { across, down, nearest, placeOf, show, tangent } from "./readings.js";

/** @typedef {import("./readings.js").Curve} Curve */
/** @typedef {ReturnType<typeof build>} Parts */

const FIRST = 0.625; // of the width, where it reads at first

/** @returns {Promise<Record<string, Curve>>} the numbers of all curves, by the names of their gates */
export async function askForCurves() {
  return /** @type {Record<string, Curve>} */ (await getOnce("gates/curves"));
}

/**
 * @param {Curve} curve
 * @param {SVGSVGElement} svg
 * @param {string} name
 */
export function mountReader(curve, svg, name) {
  const parts = build(svg, curve, name);
  const { slider } = parts;

  const read = () => showReading(parts, curve, Number(slider.value));
  /** @param {PointerEvent} event */
  function follow(event) {
    const box = svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
    slider.value = String(nearest(curve, x));
    read();
  }

  const [left, , width] = curve.frame;
  slider.value = String(nearest(curve, left + width * FIRST));
  slider.addEventListener("input", read);
  svg.addEventListener("pointermove", follow);
  svg.addEventListener("pointerdown", follow);
  read();
}

/** @param {SVGSVGElement} svg @param {Curve} curve @param {string} name */
function build(svg, curve, name) {
  const line = makeSvg("path", { class: "plot-here" });
  const value = makeSvg("circle", { class: "plot-here-value" });
  const slope = makeSvg("circle", { class: "plot-here-slope" });
  for (const dot of [value, slope]) dot.setAttribute("r", "4.6");
  const touching = makeSvg("line", { class: "plot-tangent" });
  svg.append(line, touching, slope, value);

  const slider = makeSlider(curve, name, svg.viewBox.baseVal.width);
  const numbers = [make("span", {}), make("span", { class: "value" }), make("span", { class: "gradient" })];
  const cells = ["x", "y", "y′"].map((symbol, k) => make("span", {}, make("i", {}, `${symbol} = `), numbers[k] ?? ""));
  const output = make("output", { "aria-live": "off" }, ...cells); // the slider speaks for itself
  svg.after(make("div", { class: "reader" }, slider, output));
  return { line, touching, value, slope, slider, numbers };
}

/** @param {Curve} curve @param {string} name @param {number} whole width of the picture, in its units */
function makeSlider({ frame: [left, , width], value }, name, whole) {
  const slider = make("input", { type: "range", min: 0, max: value.length - 1, step: 1, "aria-label": `x of ${name}` });
  // The thumb's middle stands below the place it reads: half a thumb more room on either side.
  slider.style.width = `calc(${(100 * width) / whole}% + 16px)`;
  slider.style.marginLeft = `calc(${(100 * left) / whole}% - 8px)`;
  return slider;
}

/** @param {Parts} parts @param {Curve} curve @param {number} index of the place that is read */
function showReading({ line, touching, value, slope, slider, numbers }, curve, index) {
  const readings = [placeOf(curve, index), curve.value[index], curve.slope[index]].map(show);
  numbers.forEach((number, k) => (number.textContent = readings[k] ?? ""));
  const [x, y, derivative] = readings;
  slider.setAttribute("aria-valuetext", `x ${x}, value ${y}, derivative ${derivative}`);
  const [, top, , height] = curve.frame;
  const at = across(curve, index);
  line.setAttribute("d", `M${at} ${top}v${height}`);
  const ends = tangent(curve, index);
  touching.style.display = ends ? "" : "none";
  for (const [name, place] of Object.entries(ends ?? {})) touching.setAttribute(name, place.toFixed(1));
  move(value, at, down(curve, curve.value[index]));
  move(slope, at, down(curve, curve.slope[index]));
}

/** @param {SVGElement} dot @param {number} x @param {number | null} y */
function move(dot, x, y) {
  dot.toggleAttribute("hidden", y === null);
  dot.style.display = y === null ? "none" : "";
  dot.setAttribute("cx", String(x));
  dot.setAttribute("cy", String(y ?? 0));
}
