// Arrows on the plane: how each point of the batch moves the boundary.

/** @typedef {{ batch: Int32Array, data: ArrayLike<number>, columns: number }} Pulls 2 × columns, for the first points of the batch */
/** @typedef {{ from: [number, number], along: [number, number] }} Arrow px */

const LONGEST = 0.16; // of the square
const SHORTEST = 5; // px: below that an arrow has no direction
const HEAD = 9; // px

/**
 * The arrows of a stage about the points; null in every other.
 * @param {import("../types.js").LabState["explained"]} explained
 * @returns {Pulls | null}
 */
export function pullsOf(explained) {
  if (explained?.stage !== "points" || !explained.pulls) return null;
  const { batch, pulls: { shape, data } } = explained;
  return { batch, data, columns: shape[1] ?? 0 };
}

/**
 * Their places. Lengths go with the square root, so that small ones can be read beside large ones; x2
 * grows upwards.
 * @param {Pulls} pulls
 * @param {(index: number) => readonly [number, number] | null} placeOf a point of the data, px
 * @param {number} size px of the square
 * @returns {Arrow[]}
 */
export function arrowsOf({ batch, data, columns }, placeOf, size) {
  const sizes = Array.from({ length: columns }, (_, k) => Math.hypot(data[k] ?? 0, data[columns + k] ?? 0));
  const most = Math.max(...sizes.filter(Number.isFinite), 0);
  return sizes.flatMap((one, k) => {
    const from = placeOf(batch[k] ?? -1);
    const length = most > 0 ? LONGEST * size * Math.sqrt(one / most) : 0;
    if (!from || !(length >= SHORTEST)) return [];
    return [{ from: [from[0], from[1]], along: [((data[k] ?? 0) / one) * length, (-(data[columns + k] ?? 0) / one) * length] }];
  });
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {readonly Arrow[]} arrows
 * @param {number} scale how much larger than usual
 * @param {{ ink: string, paper: string }} colours
 */
export function drawArrows(context, arrows, scale, { ink, paper }) {
  context.lineJoin = "round";
  for (const [colour, width] of /** @type {const} */ ([[paper, 6], [ink, 2.5]])) {
    context.strokeStyle = colour;
    context.lineWidth = width * scale;
    context.beginPath();
    for (const { from: [x, y], along: [dx, dy] } of arrows) {
      const length = Math.hypot(dx, dy);
      const head = Math.min(HEAD * scale, 0.6 * length) / length;
      const [endX, endY] = [x + dx, y + dy];
      context.moveTo(x, y);
      context.lineTo(endX, endY);
      for (const side of [-0.6, 0.6]) {
        context.moveTo(endX, endY);
        context.lineTo(endX - head * (dx - side * dy), endY - head * (dy + side * dx));
      }
    }
    context.stroke();
  }
}
