// The plane by keyboard: a cursor that arrows move, and what keys do at its place.

/** @typedef {[number, number]} Place x1, x2 */

/**
 * The place after a key, or null where the key moves nothing.
 * @param {readonly [number, number]} place
 * @param {string} key
 * @param {boolean} far
 * @param {number} extent
 * @returns {Place | null}
 */
export function placeAfter([x1, x2], key, far, extent) {
  const step = (extent / 40) * (far ? 5 : 1);
  /** @param {number} x */
  const held = (x) => Math.min(Math.max(Number(x.toFixed(10)), -extent), extent);
  switch (key) {
    case "ArrowLeft":
      return [held(x1 - step), x2];
    case "ArrowRight":
      return [held(x1 + step), x2];
    case "ArrowUp":
      return [x1, held(x2 + step)];
    case "ArrowDown":
      return [x1, held(x2 - step)];
    case "Home":
      return [0, 0];
  }
  return null;
}

/**
 * The index of the point nearest to a place, or null where there is none within reach.
 * @param {readonly (readonly [number, number])[]} points
 * @param {readonly [number, number]} place
 * @param {(index: number) => boolean} seen whether the point is shown
 * @param {number} [reach] in units of the plane
 */
export function nearest(points, [x1, x2], seen, reach = Infinity) {
  let found = null;
  let least = reach * reach;
  for (const [index, [a, b]] of points.entries()) {
    const distance = (a - x1) ** 2 + (b - x2) ** 2;
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
 * @param {() => { place: Place, extent: number, classes: number }} plane.read
 * @param {(place: Place) => void} plane.go
 * @param {() => void} plane.add
 * @param {() => void} plane.remove
 * @param {() => void} plane.carry pick up or put down
 * @param {(label: number) => void} plane.choose
 */
export function mountPlaneKeys(frame, plane) {
  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== frame) return;
    const { place, extent, classes } = plane.read();
    const next = placeAfter(place, event.key, event.shiftKey, extent);
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
