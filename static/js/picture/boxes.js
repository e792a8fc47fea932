// Boxes with four sides, of the drawing or of the screen. Pure.

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */

/** Whether two boxes share some room. @param {Box} a @param {Box} b */
export function meet(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The smallest box around some. @param {readonly Box[]} boxes @returns {Box} */
export function union(boxes) {
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}
