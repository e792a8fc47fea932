// What two fingers on the picture mean: how much larger, about which point, and how far it moves. Pure.

/** @typedef {{ x: number, y: number }} Point */

/** @param {Point} a @param {Point} b */
const middleOf = (a, b) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** @param {Point} a @param {Point} b */
const apart = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

const NEAREST = 24; // px: closer, two fingers say nothing of a ratio

/**
 * What happens from one position of two fingers to the next: the picture grows about their middle and goes with it.
 * @param {readonly [Point, Point]} before @param {readonly [Point, Point]} now
 * @returns {{ ratio: number, about: Point, dx: number, dy: number }}
 */
export function pinched(before, now) {
  const [from, to] = [middleOf(...before), middleOf(...now)];
  const ratio = Math.max(apart(...now), NEAREST) / Math.max(apart(...before), NEAREST);
  return { ratio, about: to, dx: to.x - from.x, dy: to.y - from.y };
}

const SOON = 350; // ms between the two taps of a double tap
const NEAR = 30; // px

/**
 * Whether a tap is the second of two.
 * @param {(Point & { at: number }) | null} last @param {Point & { at: number }} tap
 */
export function isDouble(last, tap) {
  return last !== null && tap.at - last.at < SOON && apart(last, tap) < NEAR;
}
