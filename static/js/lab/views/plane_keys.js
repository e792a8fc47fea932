// The plane by keyboard: a cursor that arrows move, and what keys do at its place.

/** @typedef {[number, number]} Place x1, x2 */

/** @typedef {import("../../chart/scales.js").Ranges} Ranges */

/**
 * The place after a key, or null where the key moves nothing.
 * @param {readonly [number, number]} place
 * @param {string} key
 * @param {boolean} far
 * @param {Ranges} ranges
 * @returns {Place | null}
 */
export function placeAfter([x1, x2], key, far, [across, up]) {
  const steps = far ? 5 : 1;
  switch (key) {
    case "ArrowLeft":
      return [moved(x1, -steps, across), x2];
    case "ArrowRight":
      return [moved(x1, steps, across), x2];
    case "ArrowUp":
      return [x1, moved(x2, steps, up)];
    case "ArrowDown":
      return [x1, moved(x2, -steps, up)];
    case "Home":
      return middleOf([across, up]);
  }
  return null;
}

/** So many eightieths of the plane on, not beyond its edge. @param {number} x @param {number} steps @param {import("../../chart/scales.js").Pair} range */
function moved(x, steps, [low, high]) {
  const next = x + (steps * (high - low)) / 80;
  return Math.min(Math.max(Number(next.toPrecision(12)), low), high);
}

/** @param {Ranges} ranges @returns {Place} */
export const middleOf = ([[left, right], [low, high]]) => [(left + right) / 2, (low + high) / 2];

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
