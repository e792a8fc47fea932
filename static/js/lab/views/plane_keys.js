// The plane by keyboard: what keys do at the place of its cursor.

import { placeAfter } from "../../chart/cursor.js";

/** @typedef {[number, number]} Place x1, x2 */

/** @typedef {import("../../chart/scales.js").Ranges} Ranges */

/**
 * The index of the point nearest to a place as it is seen, or null where there is none within reach.
 * @param {readonly (readonly [number, number])[]} points
 * @param {readonly [number, number]} place
 * @param {Ranges} ranges
 * @param {(index: number) => boolean} seen whether the point is shown
 * @param {number} [reach] in half widths of the plane
 */
export function nearest(points, [x1, x2], [[left, right], [low, high]], seen, reach = Infinity) {
  let found = null;
  let least = reach * reach;
  for (const [index, [a, b]] of points.entries()) {
    const distance = ((2 * (a - x1)) / (right - left)) ** 2 + ((2 * (b - x2)) / (high - low)) ** 2;
    if (distance <= least && seen(index)) {
      found = index;
      least = distance;
    }
  }
  return found;
}

/**
 * @param {HTMLElement} frame
 * @param {object} plane what the keys act on
 * @param {() => { place: Place, ranges: Ranges, classes: number }} plane.read
 * @param {(place: Place) => void} plane.go
 * @param {() => void} plane.add
 * @param {() => void} plane.remove
 * @param {() => void} plane.carry pick up or put down
 * @param {(label: number) => void} plane.choose
 */
export function mountPlaneKeys(frame, plane) {
  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== frame) return;
    const { place, ranges, classes } = plane.read();
    const next = placeAfter(place, event.key, event.shiftKey, ranges);
    if (next) plane.go(next);
    else if (event.key === "Enter") plane.add();
    else if (event.key === "Delete" || event.key === "Backspace") plane.remove();
    else if (event.key === "m" || event.key === "M") plane.carry();
    else if (/^\d$/.test(event.key) && Number(event.key) < classes) plane.choose(Number(event.key));
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
