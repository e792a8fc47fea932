// Where something on its way may pass and rest without lying over a figure. Pure.

import { meet } from "./boxes.js";
import { wayAround } from "./detours.js";

/** @typedef {import("./boxes.js").Box} Box */
/** Of a way it also says how much is seen there: what cannot pass by a figure goes beneath it. @typedef {{ x: number, y: number, seen?: number }} Point */
/** @typedef {{ width: number, height: number }} Size */
/** Something that is not to be covered, and what it belongs to. @typedef {{ key: string, box: Box }} Taken */

/** Points that a way is followed through. */
const SAMPLES = 32;
/** How far a way may swing out to pass a figure, nearest first. */
const SWINGS = [0, 10, -10, 20, -20, 32, -32, 46, -46, 62, -62, 84, -84, 110, -110];
/** How far a place is looked for, and how finely. */
const REACH = 156;
const GRAIN = 6;
/** How much worse a place is for being so far up or down than to the left, and to the right, where a gate's exit is. */
const UPRIGHT = 1.15;
const RIGHT = 1.5;

/** How much farther from things a way keeps that goes around them, so that its corners can be round. */
const ROUND = 3;

/** Within how many points of a way something fades. */
const FADES = 5;
/** What is lost in rounding. */
const NIL = 1e-6;

const ORIGIN = Object.freeze({ x: 0, y: 0 });
/** @type {readonly Point[]} */
const OFFSETS = offsets();

function offsets() {
  const found = [];
  for (let x = -REACH; x <= REACH; x += GRAIN) {
    for (let y = -REACH; y <= REACH; y += GRAIN) found.push({ x, y });
  }
  const far = (/** @type {Point} */ { x, y }) => Math.hypot(x > 0 ? RIGHT * x : x, UPRIGHT * y);
  return found.sort((a, b) => far(a) - far(b));
}

/** @param {Point} centre @param {Size} size @returns {Box} */
export function boxAt({ x, y }, { width, height }) {
  return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
}

/** The point nearest to one at which a thing is all in view. @param {Point} point @param {Size} size @param {Box} bounds @returns {Point} */
export function inside({ x, y }, { width, height }, { left, top, right, bottom }) {
  return {
    x: Math.max(Math.min(x, right - width / 2), left + width / 2),
    y: Math.max(Math.min(y, bottom - height / 2), top + height / 2),
  };
}

/** Where on its way something is. @param {readonly Point[]} points @param {number} share from 0 to 1 @returns {Point} */
export function pointAt(points, share) {
  const at = Math.min(Math.max(share, 0), 1) * (points.length - 1);
  const [one, other] = [points[Math.floor(at)], points[Math.ceil(at)]];
  if (!one || !other) return { x: 0, y: 0 };
  const part = at % 1;
  return between(one, other, part);
}

/**
 * The place nearest to a wanted one where a thing covers nothing; null where there is none.
 * @param {Point} wanted @param {Size} size @param {readonly Taken[]} taken @param {Box} bounds
 * @returns {Point | null}
 */
export function freePlace(wanted, size, taken, bounds) {
  for (const { x, y } of OFFSETS) {
    const place = { x: wanted.x + x, y: wanted.y + y };
    if (!isOver(boxAt(place, size), taken, bounds)) return place;
  }
  return null;
}

/**
 * A way beside a wire from one place to another, past what is not to be covered.
 * @param {readonly Point[]} wire none for a straight way
 * @param {Point} from @param {Point} to
 * @param {Size} size of what goes there @param {readonly Taken[]} taken @param {Box} bounds
 * @param {Point | null} [door] it may go through first
 * @returns {Point[]}
 */
export function wayBeside(wire, from, to, size, taken, bounds, door = null) {
  /** @param {Point} start */
  const along = (start) => (wire.length > 1 ? beside(wire, start, to) : straight(start, to));
  const bases = [along(from), ...(door ? [joined(straight(from, door), along(door))] : [])];
  let [best = [], least] = [bases[0], Infinity];
  for (const swing of SWINGS) {
    for (const base of bases) {
      const way = swung(base, swing).map((point) => inside(point, size, bounds));
      const covered = countOver(way, size, taken, bounds);
      if (covered < least) [best, least] = [way, covered];
      if (least === 0) return best;
    }
  }
  const around = detour(from, to, size, taken, bounds);
  return beneath(countOver(around, size, taken, bounds) < least ? around : best, size, taken);
}

/** A way that fades before what is in it, and comes back behind. @param {Point[]} way @param {Size} size @param {readonly Taken[]} taken @returns {Point[]} */
function beneath(way, size, taken) {
  const over = way.flatMap((point, k) => (taken.some(({ box }) => meet(boxAt(point, size), box)) ? [k] : []));
  if (over.length === 0) return way;
  return way.map((point, k) => ({ ...point, seen: Math.min(1, Math.min(...over.map((one) => Math.abs(one - k))) / FADES) }));
}

/** @param {Point} from @param {Point} to @param {Size} size @param {readonly Taken[]} taken @param {Box} bounds */
function detour(from, to, size, taken, bounds) {
  const [across, along] = [size.width / 2 + ROUND, size.height / 2 + ROUND];
  const around = taken.map(({ box: { left, top, right, bottom } }) => ({ left: left - across, top: top - along, right: right + across, bottom: bottom + along }));
  const corners = wayAround(inside(from, size, bounds), inside(to, size, bounds), around, shrunk(bounds, size));
  const way = joined(...corners.slice(1).map((corner, k) => [corners[k] ?? corner, corner]));
  return rounded(rounded(way));
}

/** Where the middle of a thing may be. @param {Box} bounds @param {Size} size @returns {Box} */
function shrunk({ left, top, right, bottom }, { width, height }) {
  return { left: left + width / 2, top: top + height / 2, right: right - width / 2, bottom: bottom - height / 2 };
}

/** @param {readonly Point[]} way @returns {Point[]} each point drawn to between its neighbours */
function rounded(way) {
  return way.map((point, k) => {
    const [before, after] = [way[k - 1], way[k + 1]];
    return before && after ? between(point, between(before, after, 0.5), 0.5) : point;
  });
}

/** Whether a way covers nothing. @param {readonly Point[]} way @param {Size} size @param {readonly Taken[]} taken @param {Box} bounds */
export function isClear(way, size, taken, bounds) {
  return countOver(way, size, taken, bounds) === 0;
}

/** At how much of a way something is covered. @param {readonly Point[]} way @param {Size} size @param {readonly Taken[]} taken @param {Box} bounds */
function countOver(way, size, taken, bounds) {
  return way.filter((point) => isOver(boxAt(point, size), taken, bounds)).length / way.length;
}

/** A way that swings out to one side between its ends. @param {readonly Point[]} way @param {number} swing */
function swung(way, swing) {
  const [first = ORIGIN, last = ORIGIN] = [way[0], way.at(-1)];
  const normal = normalOf(first, last);
  return way.map(({ x, y }, k) => {
    const out = swing * Math.min(1, 1.4 * Math.sin((Math.PI * k) / (way.length - 1)));
    return { x: x + out * normal.x, y: y + out * normal.y };
  });
}

/** Whether a box covers something, or is not all in view. @param {Box} box @param {readonly Taken[]} taken @param {Box} bounds */
function isOver(box, taken, bounds) {
  const { left, top, right, bottom } = bounds;
  return box.left < left - NIL || box.right > right + NIL || box.top < top - NIL || box.bottom > bottom + NIL || taken.some((one) => meet(box, one.box));
}

/** One way after another, its points as evenly spread as those of each. @param {...Point[]} ways @returns {Point[]} */
export function joined(...ways) {
  const lengths = ways.map(lengthOf);
  const all = lengths.reduce((sum, length) => sum + length, 0) || 1;
  return ways.flatMap((way, k) => {
    const count = Math.max(2, Math.round((SAMPLES * (lengths[k] ?? 0)) / all));
    return Array.from({ length: count + 1 }, (_, n) => pointAt(way, n / count)).slice(k ? 1 : 0);
  });
}

/** The point of a way that lies so far before its end; null where there is no way. @param {readonly Point[]} way @param {number} far @returns {Point | null} */
export function beforeEnd(way, far) {
  const length = lengthOf(way);
  return length > 0 ? pointAt(way, 1 - far / length) : null;
}

/** @param {readonly Point[]} way */
function lengthOf(way) {
  return way.slice(1).reduce((sum, { x, y }, k) => sum + Math.hypot(x - (way[k]?.x ?? x), y - (way[k]?.y ?? y)), 0);
}

/** @param {Point} from @param {Point} to @returns {Point[]} */
export function straight(from, to) {
  return Array.from({ length: SAMPLES + 1 }, (_, k) => between(from, to, k / SAMPLES));
}

/** @param {Point} a @param {Point} b @param {number} share @returns {Point} */
function between(a, b, share) {
  const point = { x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) };
  const [from = 1, to = 1] = [a.seen, b.seen];
  return from === 1 && to === 1 ? point : { ...point, seen: from + share * (to - from) };
}

/** Upright to the way, downwards: gradients run below their wires. @param {Point} from @param {Point} to @returns {Point} */
function normalOf(from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length === 0) return { x: 0, y: 1 };
  const sign = dx === 0 ? 1 : -Math.sign(dx);
  return { x: (sign * dy) / length, y: (-sign * dx) / length };
}

/** @param {readonly Point[]} wire @param {Point} from @param {Point} to @returns {Point[]} */
function beside(wire, from, to) {
  const last = wire.length - 1;
  const [start, end] = [nearest(wire, from) / last, nearest(wire, to) / last];
  const [first, final] = [pointAt(wire, start), pointAt(wire, end)];
  return Array.from({ length: SAMPLES + 1 }, (_, k) => {
    const share = k / SAMPLES;
    const on = pointAt(wire, start + share * (end - start));
    const off = between({ x: from.x - first.x, y: from.y - first.y }, { x: to.x - final.x, y: to.y - final.y }, share);
    return { x: on.x + off.x, y: on.y + off.y };
  });
}

/** @param {readonly Point[]} wire @param {Point} point the number of the nearest point */
function nearest(wire, { x, y }) {
  const far = wire.map((one) => Math.hypot(one.x - x, one.y - y));
  return far.indexOf(Math.min(...far));
}
