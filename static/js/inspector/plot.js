// The curve of a card in the units of its drawing: lines, ticks, and the tangent line at a point. Pure.

/** @typedef {import("../trace/types.js").Schemas["CurveAnswer"]} Curve */
/** @typedef {import("../trace/types.js").Schemas["PointAnswer"]} CurvePoint */

export const SIZE = Object.freeze({ width: 460, height: 204 });
export const FRAME = Object.freeze({ left: 46, top: 22, width: 400, height: 140 });
const REACH = 62; // of the tangent line, to each side of its point
const MOST_TICKS = 6;

/** @param {Curve} curve @param {number} x */
export const across = ({ left, right }, x) => FRAME.left + (FRAME.width * (x - left)) / (right - left);

/** @param {Curve} curve @param {number} y */
export const down = ({ low, high }, y) => FRAME.top + (FRAME.height * (high - y)) / (high - low);

/** Whether a point is in the drawing. @param {Curve} curve @param {CurvePoint} point */
export const isInside = ({ left, right, low, high }, { x, y }) => x >= left && x <= right && y >= low && y <= high;

/** The path of a line, as far out of the drawing as its next place; a gap where it is not finite. @param {Curve} curve @param {Curve["lines"][number]} line */
export function pathOf(curve, { y }) {
  let path = "";
  let pen = "M";
  for (const [k, height] of y.entries()) {
    if (typeof height !== "number") pen = "M";
    else {
      const far = Math.max(-1e4, Math.min(1e4, down(curve, height)));
      path += `${pen}${round(FRAME.left + (FRAME.width * k) / (y.length - 1))} ${round(far)}`;
      pen = "L";
    }
  }
  return path;
}

/** The tangent line at a point: as long on every curve. @param {Curve} curve @param {CurvePoint} point */
export function tangentOf(curve, { x, y, slope }) {
  const [dx, dy] = [FRAME.width / (curve.right - curve.left), (-slope * FRAME.height) / (curve.high - curve.low)];
  const share = REACH / Math.hypot(dx, dy);
  const [atX, atY] = [across(curve, x), down(curve, y)];
  return { x1: round(atX - share * dx), y1: round(atY - share * dy), x2: round(atX + share * dx), y2: round(atY + share * dy) };
}

/** Round numbers between two, few enough to be read. @param {number} from @param {number} to */
export function ticks(from, to) {
  const rough = (to - from) / MOST_TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((one) => one >= rough) ?? rough;
  const first = Math.ceil(from / step - 1e-9);
  return Array.from({ length: Math.floor(to / step + 1e-9) - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)));
}

/** @param {number} number */
const round = (number) => Math.round(number * 10) / 10;
