// What a number that is changed on the stage was to do to the output, beside what it did: the figures of two
// ghosts, and where they stand. Pure.

import { flat, isListed } from "../trace/nested.js";
import { numberAt, targetOf } from "../trace/inputs.js";
import { digitsApart, showExactly } from "../trace/numbers.js";
import { freePlace, isClear } from "../picture/routes.js";
import { schedule } from "../trace/moment.js";
import { objective, outcome } from "./nudge.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").Given} Given */
/** @typedef {import("../trace/inputs.js").Target} Target */
/** @typedef {import("../picture/routes.js").Point} Point */
/** @typedef {import("../picture/scene.js").Geometry} Geometry */
/** Lines of a ghost, and whose they are. @typedef {{ of: "predicted" | "true", text: string }[]} Lines */

/** The most decimals that are written on the stage. */
const MOST = 6;
/** What a character is wide and a line high, to the size of its letters; and the room about a line, and between two. */
const ADVANCE = 0.6;
const LINE = 1.3;
const PADDING = 0.5;
const BETWEEN = 0.16;
/** How far apart places are looked for farther away, to the height of what is placed. */
const GRAIN = 0.5;
/** Room that is left to what must not be covered. */
const GAP = 4;

/**
 * What was predicted of one changed number, and what is true; null where nothing changed, where the gradient is not
 * known or not told yet, and where another number has changed too.
 * @param {Trace} before @param {Trace} after
 * @param {Target} target @param {import("../trace/types.js").Nested | null} seed @param {number} step
 */
export function whatIf(before, after, target, seed, step) {
  const change = numberAt(after, {}, target) - numberAt(before, {}, target);
  if (change === 0 || !Number.isFinite(change) || !isAlike(before, after, target) || !isToldAt(before, target, step)) return null;
  const found = outcome(before, after, target, change, seed);
  const from = objective(before, seed);
  if (!found || !Number.isFinite(from + found.predicted) || !Number.isFinite(found.actual)) return null;
  return { ...found, from };
}

/** @typedef {NonNullable<ReturnType<typeof whatIf>>} WhatIf */

/** Whether two traces are of one graph whose leaves are equal, but for one of them. @param {Trace} before @param {Trace} after @param {Target} target */
function isAlike(before, after, target) {
  if (before.nodes.length !== after.nodes.length || before.output !== after.output || before.detail !== after.detail) return false;
  return before.nodes.every((node, id) => {
    const other = after.nodes[id];
    if (!other || node.op !== other.op || node.kind !== other.kind) return false;
    if (node.kind === "gate" || node.value === other.value || targetOf(node, before.detail)?.name === target.name) return true;
    if (!isListed(node.value) || !isListed(other.value)) return JSON.stringify(node.value) === JSON.stringify(other.value);
    const numbers = flat(other.value);
    return flat(node.value).every((number, k) => Object.is(number, numbers[k]));
  });
}

/** Whether the gradient has come back to a number. @param {Trace} trace @param {Target} target @param {number} step */
function isToldAt(trace, target, step) {
  const node = trace.nodes.find((one) => {
    const held = targetOf(one, trace.detail);
    return held?.name === target.name && (held.index.length === 0 || held.index.join() === target.index.join());
  });
  return node !== undefined && (schedule(trace).complete[node.id] ?? Infinity) <= step;
}

/**
 * The ghosts in words, in full and then ever shorter, to be taken as there is room.
 * @param {WhatIf} found @param {boolean} named whether they have to say of what they are
 * @returns {[Lines, ...Lines[]]}
 */
export function ghostTexts({ output, from, gradient, change, predicted, actual }, named) {
  const [promised, truly] = [from + predicted, from + actual];
  const digits = Math.min(MOST, digitsApart(settled(truly - promised, promised), promised, truly));
  const show = (/** @type {number} */ number) => showExactly(number, digits);
  const sum = `${show(from)} + ${bracketed(show(gradient))} · ${bracketed(showExactly(change))}`;
  const start = named ? `${output} ` : "";
  /** @type {Lines[number]} */
  const end = { of: "true", text: `${start}true ${show(Math.abs(settled(truly - promised, promised)) > 0 ? truly : promised)}` };
  return [
    [{ of: "predicted", text: `${start}predicted ${sum} = ${show(promised)}` }, end],
    [{ of: "predicted", text: sum }, { of: "predicted", text: `${start}predicted ${show(promised)}` }, end],
    [{ of: "predicted", text: `${start}predicted ${show(promised)}` }, end],
  ];
}

/** A difference without what rounding left of it. @param {number} difference @param {number} size */
function settled(difference, size) {
  return Math.abs(difference) <= 1e-9 * Math.max(Math.abs(size), 1) ? 0 : difference;
}

/** @param {string} text */
function bracketed(text) {
  return text.startsWith("−") ? `(${text})` : text;
}

/** How large some lines are, and where each of them is, from the middle of all. @param {Lines} lines @param {number} size of a letter */
export function measured(lines, size) {
  const width = Math.max(...lines.map(({ text }) => ADVANCE * text.length + 2 * PADDING)) * size;
  const gaps = lines.map(({ of }, k) => (k > 0 && lines[k - 1]?.of !== of ? BETWEEN : 0));
  const height = (LINE * lines.length + gaps.reduce((/** @type {number} */ sum, gap) => sum + gap, 0)) * size;
  let top = -height / 2;
  const tops = gaps.map((gap) => {
    const here = top + gap * size;
    top = here + LINE * size;
    return here;
  });
  return { width, height, tops, line: LINE * size };
}

/** Which of the texts is shown, how large its letters are, and where. @typedef {{ form: number, letter: number, at: Point }} Standing */

/**
 * The fullest lines for which there is room, and where: near the output, else wherever in view nothing is covered; null
 * where nothing fits. What stands well already stays, and keeps its place.
 * @param {readonly Lines[]} texts @param {readonly number[]} letters their heights, the best first
 * @param {Point} wanted @param {Pick<Geometry, "taken" | "bounds">} geometry
 * @param {Standing | null} [standing]
 * @returns {Standing | null}
 */
export function placed(texts, letters, wanted, { taken, bounds }, standing = null) {
  /** @param {Lines} lines @param {number} letter */
  const roomFor = (lines, letter) => {
    const { width, height } = measured(lines, letter);
    return { width: width + 2 * GAP, height: height + 2 * GAP };
  };
  const lines = texts[standing?.form ?? -1];
  if (standing && lines && isClear([standing.at], roomFor(lines, standing.letter), taken, bounds)) return standing;
  for (const letter of letters) {
    for (const [form, one] of texts.entries()) {
      const room = roomFor(one, letter);
      const at = freePlace(around(wanted, room.height), room, taken, bounds) ?? anywhere(wanted, room, taken, bounds);
      if (at) return { form, letter, at };
    }
  }
  return null;
}

/** Above the output, clear of its own figures. @param {Point} wanted @param {number} height @returns {Point} */
function around({ x, y }, height) {
  return { x, y: y - height / 2 - 24 };
}

/**
 * The place in view that is nearest to a wanted one.
 * @param {Point} wanted @param {{ width: number, height: number }} size @param {Geometry["taken"]} taken @param {Geometry["bounds"]} bounds
 */
function anywhere(wanted, size, taken, bounds) {
  const step = GRAIN * size.height;
  /** @type {Point | null} */
  let best = null;
  let least = Infinity;
  for (let x = bounds.left + size.width / 2; x <= bounds.right - size.width / 2; x += step) {
    for (let y = bounds.top + size.height / 2; y <= bounds.bottom - size.height / 2; y += step) {
      const far = Math.hypot(x - wanted.x, y - wanted.y);
      if (far >= least || !isClear([{ x, y }], size, taken, bounds)) continue;
      [best, least] = [{ x, y }, far];
    }
  }
  return best;
}

/** Whether a point is in a box. @param {Point} point @param {import("../picture/boxes.js").Box} box */
export function isWithin({ x, y }, { left, right, top, bottom }) {
  return x >= left && x <= right && y >= top && y <= bottom;
}
