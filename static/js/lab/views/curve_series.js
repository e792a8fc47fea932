// The recorded losses and accuracies as lines of few points, and how they are read.

import { settingName } from "../setting_names.js";

/** @typedef {import("../types.js").Recorded} Recorded */
/** @typedef {(entry: Recorded) => number | null | undefined} Series what a line shows of a record */

/** @typedef {[update: number, value: number]} Place of a line */

const AROUND = 4; // records to each side that a mean is taken over

/**
 * A line whose values are means of those around them, by their logarithm, since some are many times as large as others.
 * @param {readonly Place[]} line @returns {Place[]}
 */
export function smoothed(line) {
  return line.map(([update], k) => {
    const near = line.slice(Math.max(0, k - AROUND), k + AROUND + 1).filter(([, value]) => value > 0);
    const mean = near.reduce((sum, [, value]) => sum + Math.log(value), 0) / near.length;
    return [update, 2 * near.length > AROUND ? Math.exp(mean) : line[k]?.[1] ?? 0];
  });
}

/**
 * A line that keeps what stands out: of each of `count` stretches its least and its largest value,
 * in their order. What is missing or not finite is left out.
 * @param {readonly Recorded[]} curve
 * @param {Series} series
 * @param {number} count
 * @returns {Place[]}
 */
export function thinned(curve, series, count) {
  /** @type {Place[]} */
  const line = [];
  for (const entry of curve) {
    const value = series(entry);
    if (typeof value === "number" && Number.isFinite(value)) line.push([entry.update, value]);
  }
  if (line.length <= 2 * count) return line;
  const stretch = line.length / count;
  return Array.from({ length: count }, (_, k) => {
    const part = line.slice(Math.floor(k * stretch), Math.floor((k + 1) * stretch));
    let [low, high] = [0, 0];
    for (const [at, [, value]] of part.entries()) {
      if (value < (part[low]?.[1] ?? 0)) low = at;
      if (value > (part[high]?.[1] ?? 0)) high = at;
    }
    return [...new Set([Math.min(low, high), Math.max(low, high)])].flatMap((at) => part.slice(at, at + 1));
  }).flat();
}

/**
 * What was recorded at an update, or last before it.
 * @param {readonly Recorded[]} curve by update
 * @param {number} update
 * @returns {Recorded | null}
 */
export function recordedAt(curve, update) {
  let low = 0;
  let high = curve.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((curve[middle]?.update ?? Infinity) <= update) low = middle + 1;
    else high = middle;
  }
  return curve[low - 1] ?? curve[0] ?? null;
}

/**
 * Which parts of a configuration differ, in words for a marker.
 * @param {object} before
 * @param {object} after
 * @returns {string[]} such as `Learning rate = 0.1`
 */
export function differences(before, after, path = "") {
  const old = /** @type {Record<string, unknown>} */ (before);
  return Object.entries(after).flatMap(([key, value]) => {
    const place = path ? `${path}.${key}` : key;
    if (isPlain(value) && isPlain(old[key])) return differences(/** @type {object} */ (old[key]), value, place);
    if (JSON.stringify(value) === JSON.stringify(old[key])) return [];
    const name = settingName(place);
    return [typeof value === "object" ? name : `${name} = ${String(value)}`];
  });
}

/** @param {unknown} value @returns {value is object} */
function isPlain(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
