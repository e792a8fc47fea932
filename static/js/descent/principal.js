// The first two principal directions of a run: those in which its points spread most. Li et al. 2018, Visualizing the
// loss landscape of neural nets, section 7: of the points as seen from the last one. Pure.

import { dot } from "./directions.js";

const ROUNDS = 300; // of the power iteration
const LEAST = 1e-12; // of the whole spread: below it there is no direction
const MARGIN = 0.25; // of the run's length, to both sides of it

/**
 * @param {readonly (readonly number[])[]} points of the run, the last one being its end
 * @returns {import("./types.js").Principal}
 */
export function principalOf(points) {
  const end = points.at(-1) ?? [];
  const rows = points.map((point) => point.map((value, k) => value - (end[k] ?? 0)));
  // of few points over many numbers: the products of points with points have the same spread
  const gram = rows.map((one) => rows.map((other) => dot(one, other)));
  const spread = gram.reduce((sum, row, k) => sum + (row[k] ?? 0), 0);
  /** @type {number[][]} */
  const vectors = [];
  const shares = [];
  for (let k = 0; k < 2; k++) {
    const { weights, value } = strongest(gram);
    if (!(value > LEAST * spread && value > 0)) break;
    vectors.push(oriented(rows, weights));
    shares.push(value / spread);
    gram.forEach((row, i) => row.forEach((_, j) => (row[j] = (row[j] ?? 0) - value * (weights[i] ?? 0) * (weights[j] ?? 0))));
  }
  const ranges = vectors.map((vector) => around(rows.map((row) => dot(row, vector))));
  return { end, vectors, shares, ranges };
}

/** The largest eigenvalue of a symmetric matrix, and its vector. @param {readonly (readonly number[])[]} matrix */
function strongest(matrix) {
  let weights = matrix.map((row, k) => Math.hypot(...row) * (1 + k / matrix.length)); // no symmetry that hides it
  for (let round = 0; round < ROUNDS; round++) {
    const size = Math.hypot(...weights);
    if (!(size > 0)) return { weights, value: 0 };
    weights = weights.map((weight) => weight / size);
    weights = matrix.map((row) => dot(row, weights));
  }
  const value = Math.hypot(...weights);
  return { weights: weights.map((weight) => weight / (value || 1)), value };
}

/** The direction in the space of the numbers; the run begins at its negative side. @param {readonly (readonly number[])[]} rows @param {readonly number[]} weights */
function oriented(rows, weights) {
  const [first = []] = rows;
  const vector = first.map((_, k) => rows.reduce((sum, row, i) => sum + (weights[i] ?? 0) * (row[k] ?? 0), 0));
  const way = dot(first, vector) > 0 ? -1 : 1;
  const length = way * (Math.hypot(...vector) || 1);
  return vector.map((value) => value / length);
}

/** What a run takes of an axis, with some room. @param {readonly number[]} places @returns {import("./types.js").Pair} */
function around(places) {
  const [low, high] = [Math.min(...places), Math.max(...places)];
  const room = (high - low || 1) * MARGIN;
  return [low - room, high + room];
}
