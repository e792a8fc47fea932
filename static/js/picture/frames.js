// Where the frame around a part runs: clear of every figure, whatever stands there at this step. What stands
// in several rows, or has others amid it, has a frame for each piece. Pure.

import { meet, union } from "./boxes.js";

/** @typedef {import("./boxes.js").Box} Box */

/** @typedef {{ held: readonly Box[], box: Box, line: string | null }} Piece what is framed, and the path of a frame with gaps */
/** What else is drawn. @typedef {{ figures: readonly Box[], others: readonly Box[], view: Box }} Around */

const ROOM = 12; // px between what is framed and its frame
const ROOMS = [ROOM, 8, 5]; // as far as there is room
const CLOSEST = 5;
const TIGHT = [CLOSEST, 3, 1]; // px, where even that would take in another node
const CLEAR = 4; // px between a frame and a figure
const NARROW = 2; // px, where there is less room
const GAPS = 12; // how much worse a frame is for the share of it that is missing, where a piece more is worse by 1
const ROWS = 2; // a part is rather cut between rows than between columns, by this factor
/** Half the height of the name, which stands in the upper line of the frame. */
export const HALF_NAME = 9;

/**
 * The fewest frames around some boxes that take in no other node: each clear of every figure, or with little
 * of it missing.
 * @param {readonly Box[]} held not empty
 * @param {Around} around
 * @param {number} name px from the frame's left end to that of its name, where that fits
 * @returns {Piece[]} in the order of what they hold
 */
export function piecesAround(held, around, name) {
  return best(held, around, name).pieces;
}

/** @param {readonly Box[]} held @param {Around} around @param {number} name @returns {{ pieces: Piece[], cost: number }} */
function best(held, around, name) {
  const clear = clearFrame(held, around, name);
  if (clear) return { pieces: [{ held, box: clear, line: null }], cost: 1 };
  const boxes = TIGHT.map((room) => closeFrame(held, around.view, room));
  const box = boxes.find((one) => !strays(one, around.others)) ?? closeFrame(held, around.view, 1);
  const { line, missing } = lineWithGaps(box, strays(box, around.others) ? [...around.figures, ...around.others] : around.figures, NARROW);
  const broken = { pieces: [{ held, box, line }], cost: 1 + GAPS * missing };
  if (held.length === 1) return broken;
  const [left = [], right = []] = cutApart(held, around.others);
  const first = best(left, { ...around, others: [...around.others, ...right] }, name);
  const second = best(right, { ...around, others: [...around.others, ...left] }, name);
  const cut = { pieces: [...first.pieces, ...second.pieces], cost: first.cost + second.cost };
  return strays(box, around.others) || cut.cost < broken.cost ? cut : broken;
}

/** The frame with the most room that is clear. @param {readonly Box[]} held @param {Around} around @param {number} name */
function clearFrame(held, { figures, others, view }, name) {
  for (const reach of [name, 0]) {
    for (const room of ROOMS) {
      const box = frameAround(held, figures, reach, view, room);
      if (box && !strays(box, others)) return box;
    }
  }
  return null;
}

/** How many others a frame takes in. @param {Box} box @param {readonly Box[]} others */
function strays(box, others) {
  return others.filter((other) => meet(box, other)).length;
}

/**
 * Some boxes in two, where that leaves the fewest others amid them, and is widest.
 * @param {readonly Box[]} held at least two @param {readonly Box[]} others
 * @returns {Box[][]}
 */
function cutApart(held, others) {
  /** @type {{ halves: Box[][], amid: number, gap: number } | null} */
  let chosen = null;
  for (const [from, to, factor] of /** @type {const} */ ([["top", "bottom", ROWS], ["left", "right", 1]])) {
    const sorted = held.toSorted((a, b) => a[from] + a[to] - b[from] - b[to]);
    for (let k = 1; k < sorted.length; k += 1) {
      const halves = [sorted.slice(0, k), sorted.slice(k)];
      const [before, after] = [union(sorted.slice(0, k)), union(sorted.slice(k))];
      const amid = strays(grown(before, CLOSEST), others) + strays(grown(after, CLOSEST), others);
      const gap = factor * (after[from] - before[to]);
      if (!chosen || amid < chosen.amid || (amid === chosen.amid && gap > chosen.gap)) chosen = { halves, amid, gap };
    }
  }
  return chosen?.halves ?? [];
}

/**
 * The smallest frame around some boxes that touches no figure: it takes in those it would run through.
 * Null where there is no room for one.
 * @param {readonly Box[]} held not empty
 * @param {readonly Box[]} figures the room of each, whether anything stands there or not
 * @param {number} name px from the frame's left end to that of its name; 0 if that stands elsewhere
 * @param {Box} view
 * @param {number} [room] px around what is framed
 * @returns {Box | null}
 */
export function frameAround(held, figures, name, view, room = ROOM) {
  const most = name > 0 ? HALF_NAME + 1 : 0;
  let box = closeFrame(held, view, room, most);
  const apart = room > CLOSEST ? CLEAR : NARROW;
  for (;;) {
    /** @param {Box} figure */
    const isNamed = (figure) => name > 0 && meet(figure, nameOf(box, name));
    const hit = figures.find((figure) => isTouched(figure, box, apart) || isNamed(figure));
    if (!hit) return box;
    const [around, rise] = [grown(hit, apart), isNamed(hit) ? HALF_NAME + 1 : 0];
    const next = within(union([box, { ...around, top: Math.min(around.top, hit.top - rise) }]), view, most);
    if (next.left === box.left && next.top === box.top && next.right === box.right && next.bottom === box.bottom) return null;
    box = next;
  }
}

/**
 * The line of a frame that cannot take in all that it meets: open where a figure stands.
 * @param {Box} box @param {readonly Box[]} figures @param {number} [apart] px between the line and a figure
 * @returns {{ line: string, missing: number }} path data, and what share of the frame is open
 */
export function lineWithGaps({ left, top, right, bottom }, figures, apart = CLEAR) {
  const rooms = figures.map((figure) => grown(figure, apart));
  let drawn = 0;
  /** @param {number} from @param {number} to @param {[number, number][]} gaps @param {(a: number, b: number) => string} write */
  const side = (from, to, gaps, write) => {
    let [at, path] = [from, ""];
    /** @param {number} until */
    const draw = (until) => {
      if (until <= at) return;
      path += write(at, until);
      drawn += until - at;
    };
    for (const [start, end] of gaps.toSorted(([a], [b]) => a - b)) {
      if (end <= from || start >= to) continue;
      draw(start);
      at = Math.max(at, end);
    }
    draw(to);
    return path;
  };
  const across = (/** @type {number} */ y) => side(left, right, rooms.filter((one) => one.top < y && y < one.bottom).map((one) => [one.left, one.right]), (a, b) => `M${a} ${y}H${b}`);
  const down = (/** @type {number} */ x) => side(top, bottom, rooms.filter((one) => one.left < x && x < one.right).map((one) => [one.top, one.bottom]), (a, b) => `M${x} ${a}V${b}`);
  const line = across(top) + down(right) + across(bottom) + down(left);
  return { line, missing: 1 - drawn / (2 * (right - left + bottom - top)) };
}

/** @param {readonly Box[]} held @param {Box} view @param {number} room @param {number} [rise] */
const closeFrame = (held, view, room, rise = 0) => within(grown(union(held), room), view, rise);

/** @param {Box} figure @param {Box} box @param {number} apart px between them */
function isTouched(figure, box, apart) {
  const around = grown(figure, apart - 0.5);
  return meet(around, box) && !(around.left >= box.left && around.right <= box.right && around.top >= box.top && around.bottom <= box.bottom);
}

/** The room of the name and the handle before it. @param {Box} box @param {number} name @returns {Box} */
function nameOf({ left, top }, name) {
  return { left, top: top - HALF_NAME, right: left + name, bottom: top + HALF_NAME };
}

/** @param {Box} box @param {number} by @returns {Box} */
function grown({ left, top, right, bottom }, by) {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

/** @param {Box} box @param {Box} view @param {number} [rise] px that the name takes above it @returns {Box} */
function within(box, view, rise = 0) {
  return {
    left: Math.max(box.left, view.left + 2),
    top: Math.max(box.top, view.top + Math.max(rise, 2)),
    right: Math.min(box.right, view.right - 2),
    bottom: Math.min(box.bottom, view.bottom - 2),
  };
}
