// Where the name of a part and its handle stand: in the line of its frame, or as a chip beside what is framed.
// They cover no figure, no gate and no other name. Pure.

import { meet } from "./boxes.js";
import { HALF_NAME } from "./frames.js";

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("./frames.js").Piece} Piece */
/** @typedef {import("./frames.js").Around} Around */
/** @typedef {{ x: number, y: number }} Place the left end, and the middle of the line */
/** @typedef {{ box: Box, y: number, named: boolean }} Name its room with the handle before it; whether there is room for it */

/** From the left end to the middle of the handle, and to the name behind it, px. */
export const HANDLE_AT = 11;
export const NAME_AT = 24;
const HALF_HANDLE = 9; // px
const EDGE = 4; // px from a name to the edge of the picture, so that all of its handle can be pressed
const STEP = 6; // px from one place that is tried to the next
const FAR = 40; // px from what is framed that a place is tried

/**
 * The names of the pieces of a part, the first one with the handle: without the name where there is no room
 * for that, and at last on the rim of a gate, where no figure is.
 * @param {readonly Piece[]} pieces
 * @param {readonly Box[]} wires that a name had better not lie over
 * @param {Around} around its others are all that is not to be covered, besides the figures
 * @param {number} width px that the name takes with the handle before it
 * @returns {Name[]} the first with the handle; the others only where there is room in a line
 */
export function namesOf(pieces, wires, { figures, others, view }, width) {
  const taken = [...figures, ...others];
  /** @param {readonly Place[]} places @param {number} wide @param {readonly Box[]} [passing] @returns {Name | null} */
  const find = (places, wide, passing = []) => {
    const free = places.find((at) => isFree(roomOf(at, wide), taken, view) && isFree(roomOf(at, wide), passing, view));
    return free ? { box: roomOf(free, wide), y: free.y, named: wide === width } : null;
  };
  const [first] = pieces;
  if (!first) return [];
  for (const wide of [width, NAME_AT]) {
    for (const passing of [wires, []]) {
      for (const [k, { box }] of pieces.entries()) {
        const name = find(inLine(box, wide), wide, passing);
        const rest = name ? pieces.slice(k + 1).map((one) => find(inLine(one.box, width), width, wires)) : [];
        if (name) return [name, ...rest.filter((one) => one !== null)];
      }
      const chip = find(beside(first.held[0] ?? first.box, wide), wide, passing);
      if (chip) return [chip];
    }
  }
  const { left, top } = first.held[0] ?? first.box;
  return [{ box: roomOf({ x: left - HALF_HANDLE, y: top + HALF_HANDLE / 2 }, NAME_AT), y: top + HALF_HANDLE / 2, named: false }];
}

/**
 * Where a wire runs: the rooms of the parts of its path.
 * @param {string} d absolute path data of M, H, V, Q and C
 * @returns {Box[]}
 */
export function roomsAlong(d) {
  const rooms = [];
  let [x, y] = [NaN, NaN];
  for (const [, command, rest = ""] of d.matchAll(/([MHVQC])([^MHVQC]*)/g)) {
    const numbers = rest.match(/-?[\d.]+/g)?.map(Number) ?? [];
    const isUpright = command === "V";
    const xs = isUpright ? [x] : command === "H" ? numbers : numbers.filter((_, k) => k % 2 === 0);
    const ys = isUpright ? numbers : command === "H" ? [y] : numbers.filter((_, k) => k % 2 === 1);
    if (command !== "M") rooms.push({ left: Math.min(x, ...xs) - 2, top: Math.min(y, ...ys) - 2, right: Math.max(x, ...xs) + 2, bottom: Math.max(y, ...ys) + 2 });
    [x, y] = [xs.at(-1) ?? x, ys.at(-1) ?? y];
  }
  return rooms;
}

/** @param {Place} at @param {number} width @returns {Box} */
const roomOf = ({ x, y }, width) => ({ left: x, top: y - HALF_NAME - 1, right: x + width, bottom: y + HALF_NAME + 1 });

/** @param {Box} box @param {readonly Box[]} taken @param {Box} view */
function isFree(box, taken, view) {
  const inside = box.left >= view.left && box.right <= view.right && box.top >= view.top + EDGE && box.bottom <= view.bottom - EDGE;
  return inside && !taken.some((one) => meet(one, box));
}

/** Places in the upper and the lower line of a frame, or right outside of them. @param {Box} box @param {number} width @returns {Place[]} */
function inLine({ left, top, right, bottom }, width) {
  const places = [];
  for (const y of [top, top - STEP, bottom, bottom + STEP]) {
    for (let x = left; x <= Math.max(right - width, left); x += STEP) places.push({ x, y });
  }
  return places;
}

/** Places around a box, the nearest first. @param {Box} box @param {number} width @returns {Place[]} */
function beside({ left, top, right, bottom }, width) {
  const places = [];
  for (let y = top - FAR; y <= bottom + FAR; y += STEP) {
    for (let x = left - FAR; x <= right + FAR - width; x += STEP) {
      const away = Math.max(left - x - width, x - right, 0) + Math.max(top - y - HALF_NAME, y - HALF_NAME - bottom, 0);
      places.push({ x, y, away });
    }
  }
  return places.toSorted((a, b) => a.away - b.away);
}
