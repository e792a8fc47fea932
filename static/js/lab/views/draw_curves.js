// Draws loss and accuracy over the updates in one chart, of one run or of several: losses by the numbers at the left,
// accuracies by those at the right, beside these what the lines are. Onto what is drawn is the pen's business.

import { grown } from "../../chart/canvas.js";
import { thinned } from "./curve_series.js";
import { logTicks, scale, ticks } from "../../chart/scales.js";
import { updateName } from "./shown.js";

/** @typedef {import("./curve_series.js").Series} Series */
/** @typedef {{ name: string, colour: string, curve: readonly import("../types.js").Recorded[] }} Run `colour`: one of the palette's, such as `class-0` */
/** @typedef {readonly [x: number, y: number]} Place px */

/**
 * What lines and words are drawn with; colours are named.
 * @typedef {object} Pen
 * @property {(places: readonly Place[], colour: string, look?: { width?: number, dash?: readonly number[], faint?: boolean }) => void} line
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
 * @property {number | null} cursor
 * @property {readonly { update: number }[]} marks where something was changed
 */

/** @typedef {{ left: number, right: number, top: number, bottom: number, key: number | null }} Box px, and where the key begins: null is above */
/** @typedef {{ name: string, colour: string, series: Series, curve: Run["curve"], dash?: boolean }} Line */
/** @typedef {ReturnType<typeof updateScale>} Across */

const FONT = 13; // px, at the usual size of text
const PAD = { left: 48, shares: 54, key: 100, top: 6, line: 16, bottom: 20 };
const ROOMY = 400; // px of a chart that has its key at its side
const TEST = [6, 4];

/** Where the lines are drawn. @param {Pick<Curves, "width" | "height" | "text" | "accuracy" | "runs">} model @returns {Box} */
export function boxOf({ width, height, text, accuracy, runs }) {
  const pad = grown(PAD, text);
  const isRoomy = width / text > ROOMY;
  const shares = accuracy ? pad.shares : pad.top;
  const key = runs.length > 1 ? Math.max(pad.key, Math.min(0.3 * width, 2 * pad.key)) : pad.key;
  const right = Math.max(width - shares - (isRoomy ? key : 0), pad.left + 1);
  return { left: pad.left, right, top: pad.top + (isRoomy ? 0 : pad.line), bottom: height - pad.bottom, key: isRoomy ? right + shares : null };
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
  const losses = drawn.filter(({ series }) => !isShare(series)).flatMap((line) => places.get(line) ?? []);
  const loss = lossScale(losses, log, box);
  const share = scale([0, 1], [bottom, top + 2]);
  if (model.loss) drawLosses(pen, loss, log, text, box);
  if (model.accuracy) drawShares(pen, share.to, text, box);
  for (const line of drawn) {
    const y = isShare(line.series) ? share : loss;
    pen.line((places.get(line) ?? []).map(([update, value]) => [x.to(update), y.to(value)]), line.colour, { width: 2, ...(line.dash ? { dash: TEST } : {}) });
  }
  drawKey(pen, keyOf(drawn), model, box);
  if (cursor !== null) pen.line(upright(x.to(cursor)), "ink", { width: 2 });
}

/** @param {Series} series */
const isShare = (series) => series === "train_accuracy" || series === "test_accuracy";

/** Every line, those of training points before those of test points. @param {Curves} model @returns {Line[]} */
function linesOf({ runs, loss, accuracy }) {
  const isAlone = runs.length === 1;
  return runs.flatMap(({ name, colour, curve }) => [
    ...(accuracy ? pair(isAlone ? "accuracy" : name, isAlone ? "positive" : colour, "train_accuracy", "test_accuracy", curve) : []),
    ...(loss && isAlone ? [{ name: "mean error", colour: "negative", series: /** @type {const} */ ("mean_error"), curve }] : []),
    ...(loss ? pair(isAlone ? "loss" : name, colour, "train_loss", "test_loss", curve) : []),
  ]);
}

/** @param {string} name @param {string} colour @param {Series} train @param {Series} test @param {Run["curve"]} curve @returns {Line[]} */
const pair = (name, colour, train, test, curve) => [{ name, colour, series: train, curve }, { name: "test", colour, series: test, curve, dash: true }];

/** What the lines are, each once. @param {readonly Line[]} lines */
function keyOf(lines) {
  const test = lines.find(({ dash }) => dash);
  const named = lines.filter(({ dash }) => !dash).map(({ name, colour }) => ({ name, colour, dash: false }));
  return [...named, ...(test ? [{ name: "test", colour: "quiet", dash: true }] : [])];
}

/** From losses to pixels. @param {readonly (readonly [number, number])[]} points @param {boolean} log @param {Box} box */
function lossScale(points, log, { top, bottom }) {
  const values = points.map(([, value]) => value);
  const high = values.reduce((most, value) => Math.max(most, value), 1e-9);
  const least = values.reduce((some, value) => (value > 0 ? Math.min(some, value) : some), high);
  const low = log ? Math.min(least, high / 2) : 0;
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
    pen.text(String(tick).replace("-", "−"), left - 6, height, "quiet", "right");
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
    const words = fitting(pen, name, (box.key === null ? width / key.length : width - x) - swatch - 6);
    pen.text(words, x + swatch + 4, y, colour, "left");
    if (box.key === null) x += swatch + pen.measure(words) + 16 * text;
  }
}

/** As much of a name as there is room for. @param {Pen} pen @param {string} name @param {number} room px */
function fitting(pen, name, room) {
  if (pen.measure(name) <= room) return name;
  let end = name.length - 1;
  while (end > 1 && pen.measure(`${name.slice(0, end)}…`) > room) end--;
  return `${name.slice(0, end)}…`;
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
