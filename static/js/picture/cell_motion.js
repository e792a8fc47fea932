// Cells on their way from one array to another: where each is at a share of the way, and what has arrived.
// A pure function of what flows and of t, from 0 to 1.

import { boxOfCell, shownAt } from "./places.js";

/** @typedef {import("./cells.js").Flow} Flow */
/** @typedef {import("./places.js").Place} Place */
/** @typedef {Place & { shape: readonly number[], numbers: readonly number[] }} Array an array where it stands */
/** @typedef {{ x: number, y: number, number: number }} Piece a number and the middle of where it is, in the drawing */

/** By how much of its way a sum is counted up: those that go to one cell set out one after the other. */
const TRAVEL = 0.5;

/**
 * What is on its way at `t`, and what stands where it arrives: nothing before the first has come, the sum
 * of those that have while they add up to what will stand there, and at the end what stands there.
 * @param {Flow} flow @param {Array} from @param {Array} to @param {number} t
 * @returns {{ moving: Piece[], landed: Piece[] }}
 */
export function cellsAt(flow, from, to, t) {
  /** @type {Piece[]} */
  const moving = [];
  /** @type {Piece[]} */
  const landed = [];
  for (const [target, sources] of arrivals(flow, from, to)) {
    const end = middleOf(to, target);
    const final = to.numbers[sources[0]?.element ?? -1] ?? NaN;
    const shares = sources.map((_, k) => shareOf(t, k, flow.way === "collapse" ? sources.length : 1));
    for (const [k, { cell, number }] of sources.entries()) {
      const share = shares[k] ?? 0;
      if (share < 1) moving.push({ ...between(middleOf(from, cell), end, eased(share)), number });
    }
    const arrived = sources.filter((_, k) => (shares[k] ?? 0) >= 1);
    const number = arrived.length === sources.length ? final : partOf(arrived, sources, final);
    if (arrived.length > 0 && number !== null) landed.push({ ...end, number });
  }
  return { moving, landed };
}

/**
 * Which cells go to which, as they are shown: on a coarser raster many elements are one cell.
 * @param {Flow} flow @param {Array} from @param {Array} to
 */
function arrivals({ pairs }, from, to) {
  /** @type {Map<number, { cell: number, number: number, element: number }[]>} */
  const found = new Map();
  const seen = new Set();
  for (const [source, target] of pairs) {
    const [cell, end] = [shownAt(from.form, from.shape, source), shownAt(to.form, to.shape, target)];
    const key = `${cell} ${end}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const one = { cell, number: from.numbers[source] ?? NaN, element: target };
    const others = found.get(end);
    if (others) others.push(one);
    else found.set(end, [one]);
  }
  return found;
}

/** How far one of several that go to the same cell has come. @param {number} t @param {number} k @param {number} count */
function shareOf(t, k, count) {
  if (count === 1) return t;
  const start = ((1 - TRAVEL) * k) / (count - 1);
  return Math.min(Math.max((t - start) / TRAVEL, 0), 1);
}

/**
 * The sum of those that have come, where all of them add up to what will stand there; else null.
 * @param {readonly { number: number }[]} arrived @param {readonly { number: number }[]} all @param {number} final
 */
function partOf(arrived, all, final) {
  const sum = (/** @type {readonly { number: number }[]} */ some) => some.reduce((total, { number }) => total + number, 0);
  return Math.abs(sum(all) - final) <= 1e-9 * Math.max(1, Math.abs(final)) ? sum(arrived) : null;
}

/** @param {Place} place @param {number} cell */
function middleOf(place, cell) {
  const { left, top, right, bottom } = boxOfCell(place, cell);
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** @param {{ x: number, y: number }} one @param {{ x: number, y: number }} other @param {number} share */
function between(one, other, share) {
  return { x: one.x + share * (other.x - one.x), y: one.y + share * (other.y - one.y) };
}

/** @param {number} share */
function eased(share) {
  return share < 0.5 ? 2 * share * share : 1 - 2 * (1 - share) ** 2;
}
