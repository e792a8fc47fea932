// Where the frame around a part runs: clear of every figure, whatever stands there at this step. Pure.

import { meet, union } from "./boxes.js";

/** @typedef {import("./boxes.js").Box} Box */

const ROOM = 12; // px between what is framed and its frame
const CLEAR = 4; // px between a frame and a figure
/** Half the height of the name, which stands in the upper line of the frame. */
export const HALF_NAME = 9;

/**
 * The smallest frame around some boxes that touches no figure: it takes in those it would run through.
 * Null where there is no room for one.
 * @param {readonly Box[]} held not empty
 * @param {readonly Box[]} figures the room of each, whether anything stands there or not
 * @param {number} name px from the frame's left end to that of its name
 * @param {Box} view
 * @returns {Box | null}
 */
export function frameAround(held, figures, name, view) {
  let box = closeFrame(held, view);
  for (;;) {
    const hit = figures.find((figure) => isTouched(figure, box) || meet(figure, nameOf(box, name)));
    if (!hit) return box;
    const [around, room] = [grown(hit, CLEAR), meet(hit, nameOf(box, name)) ? HALF_NAME + 1 : 0];
    const next = within(union([box, { ...around, top: Math.min(around.top, hit.top - room) }]), view);
    if (next.left === box.left && next.top === box.top && next.right === box.right && next.bottom === box.bottom) return null;
    box = next;
  }
}

/**
 * The line of a frame that cannot take in all that it meets: open where a figure stands.
 * @param {Box} box @param {readonly Box[]} figures
 * @returns {string} path data
 */
export function lineWithGaps({ left, top, right, bottom }, figures) {
  const rooms = figures.map((figure) => grown(figure, CLEAR));
  /** @param {number} from @param {number} to @param {[number, number][]} gaps @param {(a: number, b: number) => string} write */
  const side = (from, to, gaps, write) => {
    let [at, path] = [from, ""];
    for (const [start, end] of gaps.toSorted(([a], [b]) => a - b)) {
      if (end <= from || start >= to) continue;
      if (start > at) path += write(at, start);
      at = Math.max(at, end);
    }
    return at < to ? path + write(at, to) : path;
  };
  const across = (/** @type {number} */ y) => side(left, right, rooms.filter((one) => one.top < y && y < one.bottom).map((one) => [one.left, one.right]), (a, b) => `M${a} ${y}H${b}`);
  const down = (/** @type {number} */ x) => side(top, bottom, rooms.filter((one) => one.left < x && x < one.right).map((one) => [one.top, one.bottom]), (a, b) => `M${x} ${a}V${b}`);
  return across(top) + down(right) + across(bottom) + down(left);
}

/** @param {readonly Box[]} held @param {Box} view */
export const closeFrame = (held, view) => within(grown(union(held), ROOM), view);

/** @param {Box} figure @param {Box} box */
function isTouched(figure, box) {
  const around = grown(figure, CLEAR - 0.5);
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

/** @param {Box} box @param {Box} view @returns {Box} */
function within(box, view) {
  return {
    left: Math.max(box.left, view.left + 2),
    top: Math.max(box.top, view.top + HALF_NAME + 1),
    right: Math.min(box.right, view.right - 2),
    bottom: Math.min(box.bottom, view.bottom - 2),
  };
}
