// How the runs of a sweep ended, over the value that was varied: the losses, and the accuracies.

import { makeSvg } from "../page/build.js";
import { showNumber } from "../trace/numbers.js";
import { placesOf, topOf } from "./sweep.js";
import { textScale } from "../chart/canvas.js";

/** @typedef {import("./sweep.js").End} End */
/** @typedef {{ name: string, values: (number | null)[], dash: boolean }} Line */

const FONT = 14; // px at the usual size of text
const LEAST = 130; // px of height
const NARROW = 560; // px in which they stand below each other

/**
 * @param {readonly { value: number, end: End | null }[]} ends
 * @param {string} title of what is varied
 * @param {HTMLElement} element that they stand in
 */
export function sweepChart(ends, title, element) {
  const text = FONT * textScale();
  const width = element.clientWidth;
  const size = width < NARROW ? { width, height: 1.4 * LEAST, text } : { width: (width - 24) / 2, height: Math.max(LEAST, element.clientHeight - 4), text };
  /** @param {keyof End} name */
  const of = (name) => ends.map(({ end }) => end?.[name] ?? null);
  const values = ends.map(({ value }) => String(value));
  return [
    chart({ ...size, title, values, unit: "loss", lines: [{ name: "loss", values: of("train_loss"), dash: false }, { name: "test", values: of("test_loss"), dash: true }] }),
    chart({ ...size, title, values, unit: "accuracy", lines: [{ name: "accuracy", values: of("train_accuracy"), dash: false }, { name: "test", values: of("test_accuracy"), dash: true }] }),
  ].filter((one) => one !== null);
}

/** @param {{ width: number, height: number, text: number, title: string, values: string[], unit: "loss" | "accuracy", lines: Line[] }} model */
function chart({ width, height, text, title, values, unit, lines }) {
  const drawn = lines.filter((line) => line.values.some((value) => value !== null));
  if (!drawn.length) return null;
  const isShare = unit === "accuracy";
  const top = isShare ? 1 : topOf(drawn.flatMap((line) => line.values));
  const box = { left: 3.6 * text, right: width - 4, top: 1.5 * text, bottom: height - 1.5 * text };
  const label = (/** @type {number} */ value) => (isShare ? `${Math.round(100 * value)} %` : showNumber(value, 2));
  const heights = [0, 0.5, 1].map((share) => ({ value: share * top, y: box.bottom - share * (box.bottom - box.top) }));
  const told = `${unit === "loss" ? "Loss" : "Accuracy"} over ${title}: ${values.map((value, k) => `${value}: ${drawn.map((line) => `${line.name} ${line.values[k] === null ? "none" : label(Number(line.values[k]))}`).join(", ")}`).join("; ")}`;
  const svg = makeSvg("svg", { class: `sweep-chart sweep-${unit}`, role: "img", "aria-label": told, width, height, viewBox: `0 0 ${width} ${height}`, "font-size": text });
  for (const { value, y } of heights) {
    svg.append(makeSvg("path", { class: "sweep-grid", d: `M${box.left} ${y}H${box.right}` }), makeSvg("text", { x: box.left - 6, y, "text-anchor": "end", "dominant-baseline": "central" }, label(value)));
  }
  const step = (box.right - box.left) / values.length;
  svg.append(...values.map((value, k) => makeSvg("text", { x: box.left + (k + 0.5) * step, y: height - 0.4 * text, "text-anchor": "middle" }, value)));
  for (const [k, line] of drawn.entries()) {
    const places = placesOf(line.values, top, box);
    const key = box.left + k * 7 * text;
    const look = { class: "sweep-line", "stroke-dasharray": line.dash ? "7 5" : null };
    svg.append(
      makeSvg("path", { ...look, d: places.map(([x, y], at) => `${at ? "L" : "M"}${x} ${y}`).join("") }),
      ...places.map(([x, y]) => makeSvg("circle", { class: "sweep-dot", cx: x, cy: y, r: 4 })),
      makeSvg("path", { ...look, d: `M${key} ${0.7 * text}h${1.5 * text}` }),
      makeSvg("text", { x: key + 1.8 * text, y: 0.7 * text, "dominant-baseline": "central" }, line.name),
    );
  }
  return svg;
}
