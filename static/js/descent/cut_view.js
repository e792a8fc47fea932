// The tab of the cut: the loss along one line through where the first descent is, and its slope there.

import { scale } from "../chart/scales.js";
import { make } from "../page/build.js";
import { mountChart } from "./chart_view.js";
import { boxOf, drawFrame } from "./frame.js";
import { drawMark, lookOf } from "./looks.js";

/** @typedef {import("./types.js").State} State */

/** @param {HTMLElement} element @param {import("./types.js").DescentStore} store */
export function mountCut(element, store) {
  const ways = /** @type {const} */ ([["gradient", "along the gradient"], ["first", ""], ["second", ""]]);
  const chooser = make("select", { autocomplete: "off" }, ...ways.map(([value, text]) => make("option", { value }, text)));
  chooser.addEventListener("change", () => store.set({ along: /** @type {State["along"]} */ (chooser.value) }));
  const told = make("p", { class: "cut-told" });
  element.append(make("label", { class: "field" }, make("span", {}, "Cut "), chooser));
  mountChart(element, store, ["cut", "tab", "ground", "presenting"], draw, { class: "cut-chart", role: "img", "aria-label": "The loss along a line through the current point" });
  element.append(told);
  store.watch(["ground", "along"], ({ ground, along }) => {
    ground?.axes.forEach(({ label }, k) => (/** @type {HTMLOptionElement} */ (chooser.options[k + 1]).text = `over ${label}`));
    chooser.value = along;
  });
  store.watch(["cut"], ({ cut }) => {
    told.textContent = cut ? "The straight line has the slope of the loss at the point." : "There is no cut along the gradient where it is zero.";
  });
}

/** @param {import("./chart_view.js").Sheet} sheet @param {Readonly<State>} state */
function draw({ context, width, height, text, colours }, { cut, ground, runs }) {
  const [run] = runs;
  if (!cut || !ground || !run || !cut.places.length) return;
  const box = boxOf(width, height, text);
  const finite = cut.values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const pad = (high - low || 1) * 0.06;
  const [from, to] = [cut.places[0] ?? 0, cut.places.at(-1) ?? 1];
  const ranges = /** @type {const} */ ([[from, to], [low - pad, high + pad]]);
  const [x, y] = [scale(ranges[0], [box.left, box.right]), scale(ranges[1], [box.bottom, box.top])];
  drawFrame(context, ranges, box, { text, ink: colours.ink, quiet: colours.quiet, names: [cut.label, ground.output] });
  context.save();
  context.beginPath();
  context.rect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  context.clip();
  context.strokeStyle = colours.ink;
  context.lineWidth = 2;
  context.beginPath();
  cut.places.forEach((place, k) => context.lineTo(x.to(place), y.to(cut.values[k] ?? NaN)));
  context.stroke();
  const loss = between(cut.places, cut.values, cut.at);
  const reach = (to - from) * 0.22;
  context.strokeStyle = colours.rules(run.rule);
  context.lineWidth = 2.5;
  context.beginPath();
  context.moveTo(x.to(cut.at - reach), y.to(loss - cut.slope * reach));
  context.lineTo(x.to(cut.at + reach), y.to(loss + cut.slope * reach));
  context.stroke();
  drawMark(context, lookOf(run.rule), colours.rules(run.rule), colours.paper, [x.to(cut.at), y.to(loss)], 7);
  context.restore();
}

/** @param {readonly number[]} places @param {readonly number[]} values @param {number} at */
function between(places, values, at) {
  const next = Math.max(places.findIndex((place) => place >= at), 1);
  const [from, to] = [places[next - 1] ?? 0, places[next] ?? 1];
  const [before, after] = [values[next - 1] ?? 0, values[next] ?? 0];
  return before + ((after - before) * (at - from)) / (to - from);
}
