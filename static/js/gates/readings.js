// Reading numbers off a curve: pure geometry and text.

/** @typedef {number | string} Reading a number, or the word for one that is not finite */

/**
 * What the server says of a curve: its numbers at evenly spaced places, and where they lie.
 * @typedef {object} Curve
 * @property {number} from
 * @property {number} to
 * @property {number} low
 * @property {number} high
 * @property {[number, number, number, number]} frame left, top, width, height of the plot
 * @property {Reading[]} value
 * @property {Reading[]} slope
 */

/** @param {Curve} curve @param {number} index */
export function placeOf(curve, index) {
  const x = curve.from + (index * (curve.to - curve.from)) / (curve.value.length - 1);
  return Math.round(x * 1e6) / 1e6;
}

/**
 * The place nearest to a point of the picture.
 * @param {Curve} curve
 * @param {number} x in the picture's units
 */
export function nearest(curve, x) {
  const [left, , width] = curve.frame;
  const last = curve.value.length - 1;
  return Math.min(last, Math.max(0, Math.round(((x - left) / width) * last)));
}

/**
 * Where a place lies in the picture, across.
 * @param {Curve} curve
 * @param {number} index
 */
export function across(curve, index) {
  const [left, , width] = curve.frame;
  return left + (width * index) / (curve.value.length - 1);
}

/**
 * Where a number lies in the picture, down; null outside of it.
 * @param {Curve} curve
 * @param {Reading | undefined} reading
 */
export function down(curve, reading) {
  if (typeof reading !== "number" || reading < curve.low || reading > curve.high) return null;
  const [, top, , height] = curve.frame;
  return top + (height * (curve.high - reading)) / (curve.high - curve.low);
}

/** @param {Reading | undefined} reading */
export function show(reading) {
  return String(reading ?? "").replace("e+", "e").replaceAll("-", "−");
}

const TANGENT = 46; // px to each side of its point

/**
 * The line that touches the curve at a place, as steep as the derivative there; null where it has none.
 * @param {Curve} curve
 * @param {number} index
 */
export function tangent(curve, index) {
  const [slope, y] = [curve.slope[index], down(curve, curve.value[index])];
  if (typeof slope !== "number" || y === null) return null;
  const [, , width, height] = curve.frame;
  const [dx, dy] = [width / (curve.to - curve.from), (-slope * height) / (curve.high - curve.low)];
  const share = TANGENT / Math.hypot(dx, dy);
  const x = across(curve, index);
  const [back, ahead] = [-1, 1].map((way) => share * reachOf(curve, x, y, way * share * dx, way * share * dy));
  return { x1: x - (back ?? 0) * dx, y1: y - (back ?? 0) * dy, x2: x + (ahead ?? 0) * dx, y2: y + (ahead ?? 0) * dy };
}

/** How much of a way from a place stays in the plot. @param {Curve} curve @param {number} x @param {number} y @param {number} dx @param {number} dy */
function reachOf({ frame: [left, top, width, height] }, x, y, dx, dy) {
  const across = dx > 0 ? (left + width - x) / dx : dx < 0 ? (left - x) / dx : 1;
  const along = dy > 0 ? (top + height - y) / dy : dy < 0 ? (top - y) / dy : 1;
  return Math.min(1, across, along);
}
