// How far the numbers of an array go. Pure.

/**
 * The least and the largest finite number, and how far the scale goes on both sides of zero.
 * @param {readonly number[]} numbers
 */
export function rangeOf(numbers) {
  let min = Infinity;
  let max = -Infinity;
  for (const number of numbers) {
    if (!Number.isFinite(number)) continue;
    if (number < min) min = number;
    if (number > max) max = number;
  }
  if (min > max) return { min: 0, max: 0, limit: 0 };
  return { min, max, limit: Math.max(Math.abs(min), Math.abs(max)) };
}
