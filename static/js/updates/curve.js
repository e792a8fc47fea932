// The curve of a run. Pure.

/**
 * The loss over the updates as a line within a box, and where one update stands on it.
 * @param {readonly number[]} updates @param {readonly number[]} losses @param {number} made @param {{ width: number, height: number }} box
 */
export function curveOf(updates, losses, made, { width, height }) {
  const last = updates.at(-1) || 1;
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  const points = updates.map((update, k) => ({
    x: (width * update) / last,
    y: high > low ? (height * (high - (losses[k] ?? low))) / (high - low) : height / 2,
  }));
  const at = updates.findLastIndex((update) => update <= made);
  return { points, at: points[at] ?? points[0] ?? { x: 0, y: height }, low, high };
}
