// The curve of a run. Pure.

/**
 * The loss over the updates as a line within a box, and where one update stands on it.
 * @param {readonly number[]} updates @param {readonly number[]} losses @param {number} made @param {{ width: number, height: number }} box
 * @param {readonly [number, number]} [range] from the bottom to the top, where that is not said by the losses
 */
export function curveOf(updates, losses, made, { width, height }, range = [Math.min(...losses), Math.max(...losses)]) {
  const last = updates.at(-1) || 1;
  const [low, high] = range;
  const points = updates.map((update, k) => ({
    x: (width * update) / last,
    y: high > low ? (height * (high - (losses[k] ?? low))) / (high - low) : height / 2,
  }));
  const at = updates.findLastIndex((update) => update <= made);
  return { points, at: points[at] ?? points[0] ?? { x: 0, y: height }, low, high };
}

/** The line through some points. @param {readonly { x: number, y: number }[]} points */
export const pathOf = (points) => `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
