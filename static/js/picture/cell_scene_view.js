// Cells that go from one array to another within a press, as what is spread, collapsed or moved there.

import { cellsAt } from "./cell_motion.js";
import { spreadOf } from "./cells.js";
import { sideOf } from "./forms.js";
import { heldIn } from "./holders.js";
import { numbersOf } from "./products.js";
import { writingOf } from "../trace/cell_numbers.js";
import { makeSvg } from "../page/build.js";
import { countOf } from "../trace/nested.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("./beats.js").Scene} Scene */
/** @typedef {import("./cells.js").Flow} Flow */
/** @typedef {import("./cells.js").Holder} Holder */
/** @typedef {import("./cell_motion.js").Array} Array */
/** @typedef {import("./cell_motion.js").Piece} Piece */
/** @typedef {import("../trace/cell_numbers.js").Writing["write"]} Write */
/** @typedef {{ flow: Flow, from: Array, to: Array, start: number, end: number, layer: Element, isTile: boolean, limit: number, sent: Write, come: Write }} Going its numbers are written as in the array they leave and the one they come to */

/** Of more cells than these nobody sees each one go. */
const MOST = 150;
/** How much of a press they are on their way, until their array stands there. */
const LASTS = 0.45;

/** Shows a press at any moment of it, until it is left. @typedef {{ draw: (t: number) => void, leave: () => void }} View */

/**
 * A view of a press that shows too what its cells do, where they do not stay in their places.
 * @param {View} view @param {SVGSVGElement} svg @param {import("./scene.js").Plot} plot @param {Scene} scene of the same press
 * @returns {View}
 */
export function withCells(view, svg, { trace, press, digits }, scene) {
  const steps = Array.from({ length: press.to - press.from }, (_, k) => press.from + k + 1);
  const going = steps.flatMap((step) => spreadOf(trace, step)).flatMap((flow) => goingOf(svg, trace, flow, scene, digits) ?? []);
  if (going.length === 0) return view;
  svg.append(...going.map(({ layer }) => layer));
  return {
    draw(t) {
      view.draw(t);
      for (const one of going) drawGoing(one, t);
    },
    leave() {
      view.leave();
      for (const { layer } of going) layer.remove();
    },
  };
}

/** @param {SVGSVGElement} svg @param {Trace} trace @param {Flow} flow @param {Scene} scene @param {number} digits @returns {Going | null} */
function goingOf(svg, trace, flow, scene, digits) {
  if (flow.pairs.length > MOST) return null;
  const [from, to] = [arrayOf(svg, trace, flow.from, flow.edge), arrayOf(svg, trace, flow.to, flow.edge)];
  if (!from || !to) return null;
  const key = flow.to.what === "back" ? `edge:${flow.edge}:back` : ":value";
  const end = scene.landings.find((landing) => landing.key.endsWith(key))?.at ?? 1;
  const tone = flow.to.what === "back" ? "gradient" : "value";
  const layer = makeSvg("g", { class: `cr-motion cr-going cr-going-${tone}`, "aria-hidden": "true" });
  const limit = from.numbers.reduce((most, number) => Math.max(most, Math.abs(number)), 0);
  const isTile = from.form.kind === "tile" || to.form.kind === "tile";
  const [sent, come] = [writingOf(from.numbers, digits).write, writingOf(to.numbers, digits).write];
  return { flow, from, to, start: Math.max(end - LASTS, 0), end, layer, isTile, limit, sent, come };
}

/** An array where it stands: on the wire that the cells go along, if it is there too. @param {SVGSVGElement} svg @param {Trace} trace @param {Holder} holder @param {number} edge @returns {Array | null} */
function arrayOf(svg, trace, holder, edge) {
  const places = heldIn(svg, trace).filter(({ holders }) => holders.some(({ what, id }) => what === holder.what && id === holder.id));
  const place = places.find(({ slot }) => slot.closest(`[data-edge="${edge}"]`)) ?? places[0];
  const numbers = numbersOf(trace, holder);
  return place && numbers && countOf(place.shape) === numbers.length ? { form: place.form, anchor: place.anchor, shape: place.shape, numbers } : null;
}

/** @param {Going} going @param {number} t */
function drawGoing({ flow, from, to, start, end, layer, isTile, limit, sent, come }, t) {
  if (t < start || t >= end) {
    layer.replaceChildren();
    return;
  }
  const { moving, landed } = cellsAt(flow, from, to, (t - start) / (end - start));
  const side = Math.min(sideOf(from.form), sideOf(to.form));
  const pieces = [...landed, ...moving];
  for (const [k, piece] of pieces.entries()) {
    const there = layer.children[k];
    const element = there ?? layer.appendChild(makeSvg(isTile ? "rect" : "text"));
    if (isTile) showTile(element, piece, side, limit);
    else showFigure(element, piece, k < landed.length ? come : sent);
  }
  while (layer.children.length > pieces.length) layer.lastElementChild?.remove();
}

/** @param {Element} element @param {Piece} piece @param {number} side @param {number} limit */
function showTile(element, { x, y, number }, side, limit) {
  const share = limit > 0 ? Math.min(Math.abs(number) / limit, 1) : 0;
  const looks = { class: number < 0 ? "cr-minus" : "cr-plus", x: x - side / 2, y: y - side / 2, width: side, height: side, "fill-opacity": 0.16 + 0.84 * share };
  for (const [name, value] of Object.entries(looks)) element.setAttribute(name, typeof value === "number" ? value.toFixed(2) : value);
}

/** @param {Element} element @param {Piece} piece @param {Write} write */
function showFigure(element, { x, y, number }, write) {
  element.setAttribute("class", "cr-text");
  element.setAttribute("x", x.toFixed(1));
  element.setAttribute("y", (y + 6).toFixed(1));
  const text = write(number);
  if (element.textContent !== text) element.textContent = text;
}
