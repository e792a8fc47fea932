// At which losses the contour lines stand: closer where the landscape is low, so that valleys show. Pure.

const BENT = 1.4; // above 1 the bands of the lowest places are smaller

/**
 * Levels in increasing order, between the lowest and the highest value: each takes a share of the places.
 * @param {ArrayLike<number>} values
 * @param {number} count at most
 */
export function levelsOf(values, count) {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  const [low, high] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const found = [];
  for (let k = 1; k <= count; k++) {
    const share = (k / (count + 1)) ** BENT;
    const level = smooth(sorted[Math.floor(share * (sorted.length - 1))] ?? low, low, high);
    if (level > low && level < high && level > (found.at(-1) ?? -Infinity)) found.push(level);
  }
  return found;
}

/** A number of few digits near a level. @param {number} level @param {number} low @param {number} high */
function smooth(level, low, high) {
  const unit = 10 ** Math.floor(Math.log10(Math.max(level - low, (high - low) * 1e-12)) - 1);
  const near = Math.round(level / unit) * unit;
  return unit > 0 && Number.isFinite(near) ? Number(near.toPrecision(12)) : level;
}

/** How many levels a value is above. @param {number} value @param {readonly number[]} levels */
export function bandOf(value, levels) {
  let [from, to] = [0, levels.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (value >= /** @type {number} */ (levels[middle])) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * How high a value stands in a picture, from 0 to 1: bent so that half of the places are in its lower part, but not
 * squeezed there.
 * @param {ArrayLike<number>} values
 */
export function heightsOf(values) {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  const [low, high] = [sorted[0] ?? 0, sorted.at(-1) ?? 1];
  const middle = ((sorted[sorted.length >> 1] ?? 0) - low) / (high - low);
  const bend = middle > 0 && middle < 0.35 ? Math.max(Math.log(0.35) / Math.log(middle), 0.4) : 1;
  return (/** @type {number} */ value) => (high > low ? Math.min(Math.max((value - low) / (high - low), 0), 1.4) ** bend : 0);
}
