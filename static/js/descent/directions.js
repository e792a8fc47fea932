// Directions over all numbers of a program, and the random numbers that they and random starts are made of.

/** Random numbers from 0 to 1, the same for the same seed (mulberry32). @param {number} seed */
function randomOf(seed) {
  let state = (seed * 0x9e3779b9) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A number of a normal distribution (Box and Muller). @param {() => number} random */
const normal = (random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/**
 * A direction of unit length, at right angles to those before it; null where there is none.
 * @param {import("./types.js").DirectionChoice} choice
 * @param {readonly number[]} gradient
 * @param {readonly (readonly number[])[]} before
 */
export function direction({ direction: kind, seed }, gradient, before) {
  const random = randomOf(seed);
  let vector = kind === "gradient" ? [...gradient] : gradient.map(() => normal(random));
  const length = Math.hypot(...vector);
  for (const other of before) {
    const share = dot(vector, other) / dot(other, other);
    vector = vector.map((value, k) => value - share * (other[k] ?? 0));
  }
  const left = Math.hypot(...vector);
  return left > 1e-9 * length && Number.isFinite(left) ? vector.map((value) => value / left) : null;
}

/** @param {readonly number[]} one @param {readonly number[]} other */
export const dot = (one, other) => one.reduce((sum, value, k) => sum + value * (other[k] ?? 0), 0);

/**
 * Random places within ranges, always the same ones.
 * @param {import("./types.js").Ranges} ranges @param {number} count
 * @returns {import("./types.js").Place[]}
 */
export function randomPlaces([[left, right], [low, high]], count) {
  const random = randomOf(7);
  return Array.from({ length: count }, () => [left + (right - left) * random(), low + (high - low) * random()]);
}
