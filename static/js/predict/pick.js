// A wire is two pixels wide: a finger picks the nearest one.

const REACH = 22; // px
const SAMPLES = 24;

/**
 * The wire nearest to a point of the window, if one is within reach.
 * @param {Element} picture
 * @param {number} x @param {number} y
 * @returns {Element | null}
 */
export function nearestWire(picture, x, y) {
  let best = REACH;
  /** @type {Element | null} */
  let nearest = null;
  for (const wire of picture.querySelectorAll("[data-edge]")) {
    const box = wire.getBoundingClientRect();
    if (x < box.left - best || x > box.right + best || y < box.top - best || y > box.bottom + best) continue;
    const path = wire.querySelector("path");
    const distance = path ? distanceTo(path, x, y) : Infinity;
    if (distance >= best) continue;
    best = distance;
    nearest = wire;
  }
  return nearest;
}

/** @param {SVGPathElement} path @param {number} x @param {number} y */
function distanceTo(path, x, y) {
  const matrix = path.getScreenCTM();
  if (!matrix) return Infinity;
  const length = path.getTotalLength();
  let best = Infinity;
  for (let k = 0; k <= SAMPLES; k++) {
    const { x: px, y: py } = path.getPointAtLength((k / SAMPLES) * length).matrixTransform(matrix);
    best = Math.min(best, Math.hypot(px - x, py - y));
  }
  return best;
}
