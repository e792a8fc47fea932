// The plane of a linear classifier: which class wins where, and for each class the line where its score is zero, with
// the arrow along which it grows. Pure.

/** @typedef {import("./types.js").Moment} Moment */
/** @typedef {readonly [number, number]} Point */
/** @typedef {readonly import("../trace/types.js").Scalar[]} Weights */

const LEAST = 1; // half of the plane's width
const ROOM = 1.2; // times as far as the farthest point
const ARROW = 0.14; // of the plane's half width, for a gradient of length 1
const SHORTEST = 0.08;
const LONGEST = 0.5;

/** How far the plane goes from its middle, so that all points are in it. @param {readonly (readonly number[])[]} data */
export function reachOf(data) {
  const far = Math.max(...data.flat().map(Math.abs), LEAST / ROOM) * ROOM;
  return Number(far.toPrecision(2));
}

/**
 * The line where a score is zero, within the plane; null where it does not cross it.
 * @param {Weights} weights @param {number} bias @param {number} reach
 * @returns {readonly [Point, Point] | null}
 */
export function zeroLine(weights, bias, reach) {
  const [a, b] = weights.map(Number);
  if (a === undefined || b === undefined) return null;
  const size = a * a + b * b;
  if (!(size > 0) || !Number.isFinite(size)) return null;
  const foot = [(-bias * a) / size, (-bias * b) / size];
  let [low, high] = [-Infinity, Infinity];
  for (const [at, way] of /** @type {const} */ ([[foot[0] ?? 0, -b], [foot[1] ?? 0, a]])) {
    if (way === 0) {
      if (Math.abs(at) > reach) return null;
      continue;
    }
    const [one, other] = [(-reach - at) / way, (reach - at) / way];
    low = Math.max(low, Math.min(one, other));
    high = Math.min(high, Math.max(one, other));
  }
  if (!(low < high)) return null;
  const point = (/** @type {number} */ t) => /** @type {Point} */ ([(foot[0] ?? 0) - t * b, (foot[1] ?? 0) + t * a]);
  return [point(low), point(high)];
}

/**
 * The arrow of a class: from the middle of its line to where its score grows, the longer the faster.
 * @param {Weights} weights @param {number} bias @param {number} reach
 * @returns {{ from: Point, to: Point } | null}
 */
export function gradientArrow(weights, bias, reach) {
  const line = zeroLine(weights, bias, reach);
  if (!line) return null;
  const [a = 0, b = 0] = weights.map(Number);
  const size = Math.hypot(a, b);
  const from = /** @type {Point} */ ([(line[0][0] + line[1][0]) / 2, (line[0][1] + line[1][1]) / 2]);
  const length = reach * Math.min(Math.max(ARROW * size, SHORTEST), LONGEST);
  return { from, to: [from[0] + (a / size) * length, from[1] + (b / size) * length] };
}

/**
 * The class that wins at every place of a square lattice, row by row from the top, and how far it is ahead, from 0 to 1.
 * @param {readonly Weights[]} weights @param {readonly import("../trace/types.js").Scalar[] | null} biases @param {number} reach @param {number} size places along a side
 */
export function winners(weights, biases, reach, size) {
  const [classes, leads] = [new Uint8Array(size * size), new Float32Array(size * size)];
  const rows = weights.map((row, k) => [Number(row[0]), Number(row[1]), Number(biases?.[k] ?? 0)]);
  for (let place = 0; place < size * size; place++) {
    const x = reach * ((2 * ((place % size) + 0.5)) / size - 1);
    const y = reach * (1 - (2 * (Math.floor(place / size) + 0.5)) / size);
    let [best, first, second] = [0, -Infinity, -Infinity];
    rows.forEach(([a = 0, b = 0, c = 0], k) => {
      const score = a * x + b * y + c;
      if (score > first) [best, second, first] = [k, first, score];
      else if (score > second) second = score;
    });
    classes[place] = best;
    leads[place] = Math.min((first - second) / 2, 1);
  }
  return { classes, leads };
}
