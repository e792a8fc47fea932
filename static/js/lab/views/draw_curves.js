// Draws loss and accuracy over the updates in one chart, or the gradients of the layers, of one run or of several: losses
// and gradients by the numbers at the left, accuracies by those at the right, beside these what the lines are. Onto what
// is drawn is the pen's business.

import { grown } from "../../chart/canvas.js";
import { logTicks, scale, tickText, ticks } from "../../chart/scales.js";
import { keyOf, linesOf, placedEnds } from "./curve_lines.js";
import { smoothed, thinned } from "./curve_series.js";
import { fitting } from "./fitting.js";
import { updateName } from "./shown.js";

/** @typedef {{ name: string, colour: string, curve: readonly import("../types.js").Recorded[] }} Run `colour`: one of the palette's, such as `class-0` */
/** @typedef {readonly [x: number, y: number]} Spot px */

/**
 * What lines and words are drawn with; colours are named.
 * @typedef {object} Pen
 * @property {(places: readonly Spot[], colour: string, look?: { width?: number, dash?: readonly number[], faint?: boolean }) => void} line
 * @property {(words: string, x: number, y: number, colour: string, align: "left" | "right" | "center") => void} text in the middle of its height
 * @property {(words: string) => number} measure px
 */

/**
 * @typedef {object} Curves
 * @property {number} width px
 * @property {number} height px
 * @property {number} text how much larger than usual
 * @property {readonly Run[]} runs
 * @property {number} first update at the left
 * @property {number} last update at the right
 * @property {boolean} log whether losses are drawn by their logarithm
 * @property {boolean} early whether updates are, so that the beginning has room
 * @property {boolean} loss whether it is drawn
 * @property {boolean} accuracy whether it is drawn
 * @property {boolean} norms whether the gradients of the layers are drawn, and nothing else
 * @property {number | null} cursor
 * @property {readonly { update: number }[]} marks where something was changed
 */

/** @typedef {{ left: number, right: number, top: number, bottom: number, key: number | null }} Box px, and where the key begins: null is above */
/** @typedef {import("./curve_series.js").Place} Place */
/** @typedef {ReturnType<typeof updateScale>} Across */

const FONT = 13; // px, at the usual size of text
const PAD = { left: 48, shares: 58, key: 100, top: 6, line: 16, bottom: 20 };
const ROOMY = 400; // px of a chart that has its key at its side
const TEST = [6, 4];
const DECADES = 12; // of a gradient, below the largest, that are told from none

/** Where the lines are drawn. @param {Pick<Curves, "width" | "height" | "text" | "accuracy" | "norms" | "runs">} model @returns {Box} */
export function boxOf({ width, height, text, accuracy, norms, runs }) {
  const pad = grown(PAD, text);
  const isRoomy = width / text > ROOMY;
  const isNamed = norms && runs.length === 1; // each line at its end, so that there is no key
  const shares = accuracy || isNamed ? pad.shares : pad.top;
  const key = runs.length > 1 ? Math.max(pad.key, Math.min(0.3 * width, 2 * pad.key)) : pad.key;
  const right = Math.max(width - shares - (isRoomy ? key : 0), pad.left + 1);
  return { left: pad.left, right, top: pad.top + (isRoomy || isNamed ? 0 : pad.line), bottom: height - pad.bottom, key: isRoomy ? right + shares : null };
}

/** From updates to pixels. @param {Pick<Curves, "first" | "last" | "early">} model @param {Box} box */
export function updateScale({ first, last, early }, { left, right }) {
  const from = early ? 1 : first; // by their logarithm the first of them is counted as 1
  const shift = from - first;
  const { to, back } = scale([from, Math.max(last, first + 1) + shift], [left, right], early);
  return { to: (/** @type {number} */ update) => to(update + shift), back: (/** @type {number} */ place) => back(place) - shift };
}

/** @param {Pen} pen @param {Curves} model */
export function drawCurves(pen, model) {
  const { log, text, cursor } = model;
  const box = boxOf(model);
  const x = updateScale(model, box);
  const { left, right, top, bottom } = box;
  const upright = (/** @type {number} */ at) => /** @type {const} */ ([[at, top], [at, bottom]]);
  pen.line([[left, top], [right, top], [right, bottom], [left, bottom], [left, top]], "quiet", { width: 1 });
  drawUpdates(pen, model, x, box);
  for (const { update } of model.marks) pen.line(upright(x.to(update)), "quiet", { width: 1, dash: [2, 3] });
  const lines = linesOf(model);
  const places = new Map(lines.map((line) => [line, thinned(line.curve, line.series, Math.max(Math.round(right - left), 50))]));
  const drawn = lines.filter((line) => places.get(line)?.length);
  const losses = drawn.filter((line) => !line.share).flatMap((line) => places.get(line) ?? []);
  const loss = lossScale(losses, log, box);
  const share = scale([0, 1], [bottom, top + 2]);
  if (model.loss || model.norms) drawLosses(pen, loss, log, text, box);
  if (model.accuracy) drawShares(pen, share.to, text, box);
  /** @type {{ y: number, what: import("./curve_lines.js").Line }[]} */
  const ends = [];
  for (const line of drawn) {
    const y = line.share ? share : loss;
    const at = (/** @type {readonly Place[]} */ values) => values.map(([update, value]) => /** @type {const} */ ([x.to(update), y.to(value)]));
    const values = places.get(line) ?? [];
    if (line.noisy) pen.line(at(values), line.colour, { width: 1, faint: true });
    const way = at(line.noisy ? smoothed(values) : values);
    pen.line(way, line.colour, { width: 2, ...(line.dash ? { dash: TEST } : {}) });
    ends.push({ y: way.at(-1)?.[1] ?? bottom, what: line });
  }
  if (model.norms && model.runs.length === 1) drawEnds(pen, ends, text, box);
  else drawKey(pen, keyOf(drawn), model, box);
  if (cursor !== null) pen.line(upright(x.to(cursor)), "ink", { width: 2 });
}

/** From losses to pixels. @param {readonly (readonly [number, number])[]} points @param {boolean} log @param {Box} box */
function lossScale(points, log, { top, bottom }) {
  const values = points.map(([, value]) => value);
  const high = values.reduce((most, value) => Math.max(most, value), 1e-9);
  const least = values.reduce((some, value) => (value > 0 ? Math.min(some, value) : some), high);
  const low = log ? Math.max(Math.min(least, high / 2), high / 10 ** DECADES) : 0;
  return { ...scale([low, high], [bottom, top + 2], log), low, high };
}

/** @param {Pen} pen @param {ReturnType<typeof lossScale>} loss @param {boolean} log @param {number} text @param {Box} box */
function drawLosses(pen, { to, low, high }, log, text, { left, right, top, bottom }) {
  const most = Math.max(2, Math.floor((bottom - top) / (26 * text)));
  let free = Infinity;
  for (const tick of log ? logTicks(low, high) : ticks(low, high, most)) {
    const y = to(tick);
    pen.line([[left, y], [right, y]], "ink", { width: 1, faint: true });
    const height = within(y, text, top, bottom);
    if (free - height < 15 * text) continue;
    free = height;
    pen.text(tickText(tick), left - 6, height, "quiet", "right");
  }
}

/** @param {Pen} pen @param {(share: number) => number} to @param {number} text @param {Box} box */
function drawShares(pen, to, text, { right, top, bottom }) {
  const isHigh = bottom - top > 80 * text;
  for (const share of isHigh ? [0, 0.5, 1] : [0, 1]) pen.text(`${100 * share} %`, right + 6, within(to(share), text, top, bottom), "positive", "left");
}

/** The height of a number that is not to leave the chart. @param {number} y @param {number} text @param {number} top @param {number} bottom */
const within = (y, text, top, bottom) => Math.min(Math.max(y, top + 5 * text), bottom - 4 * text);

/** @param {Pen} pen @param {ReturnType<typeof keyOf>} key @param {Curves} model @param {Box} box */
function drawKey(pen, key, { width, height, text }, box) {
  const swatch = 16 * text;
  const each = Math.min(PAD.line * text, height / Math.max(key.length, 1));
  let x = box.key ?? box.left;
  for (const [k, { name, colour, dash }] of key.entries()) {
    const y = box.key === null ? box.top - 9 * text : box.top + (k + 0.5) * each;
    pen.line([[x, y], [x + swatch, y]], colour, { width: 3, ...(dash ? { dash: TEST } : {}) });
    const words = fitting(pen.measure, name, (box.key === null ? width / key.length : width - x) - swatch - 6);
    pen.text(words, x + swatch + 4, y, colour, "left");
    if (box.key === null) x += swatch + pen.measure(words) + 16 * text;
  }
}

/** What each line is, at its end. @param {Pen} pen @param {{ y: number, what: { name: string, colour: string } }[]} ends @param {number} text @param {Box} box */
function drawEnds(pen, ends, text, { right, top, bottom }) {
  for (const { y, what } of placedEnds(ends, [top + 5 * text, bottom - 4 * text], 14 * text)) pen.text(what.name, right + 6, y, what.colour, "left");
}

/** @param {Pen} pen @param {Curves} model @param {Across} x @param {Box} box */
function drawUpdates(pen, { width, text, first, last, early }, x, { right, bottom }) {
  const y = bottom + 11 * text;
  const end = updateName(last);
  const free = right - pen.measure(end) - 34 * text;
  let taken = -Infinity;
  for (const tick of early ? [first, ...powers(first, last)] : ticks(first, Math.max(last, first + 1), width / text < 420 ? 3 : 5)) {
    const at = x.to(tick);
    if (!Number.isInteger(tick) || at >= free || at < taken + 40 * text) continue;
    taken = at;
    pen.text(tick >= 1e4 ? `${tick / 1000}k` : String(tick), at, y, "quiet", "center");
  }
  pen.text(end, right, y, "quiet", "right");
}

/** Powers of ten between two updates. @param {number} first @param {number} last */
const powers = (first, last) => Array.from({ length: 10 }, (_, power) => 10 ** power).filter((update) => update > first && update <= last);

/** The size of the words. @param {number} text how much larger than usual */
export const fontSize = (text) => FONT * text;
