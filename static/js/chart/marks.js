// The marks of points: a shape of its own for every kind.

/** In their order: that of the first class, or of the first rule, is a circle. */
export const SHAPES = /** @type {const} */ (["circle", "square", "triangle", "diamond", "star"]);

/** @typedef {typeof SHAPES[number]} Shape */

/** Corners around a middle: how many, where the first is, and how deep the dents are. */
const CORNERS = {
  square: { corners: 4, turn: Math.PI / 4, reach: 1.2, dent: 0 },
  triangle: { corners: 3, turn: -Math.PI / 2, reach: 1.35, dent: 0 },
  diamond: { corners: 4, turn: 0, reach: 1.3, dent: 0 },
  star: { corners: 5, turn: -Math.PI / 2, reach: 1.45, dent: 0.48 },
};

/**
 * Add the outline of a mark to the path.
 * @param {CanvasRenderingContext2D | Path2D} path
 * @param {Shape} shape
 * @param {number} x
 * @param {number} y
 * @param {number} radius px; all shapes look about equally large
 */
export function addMark(path, shape, x, y, radius) {
  if (shape === "circle") {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  const { corners, turn, reach, dent } = CORNERS[shape];
  const steps = dent ? 2 * corners : corners;
  for (let k = 0; k < steps; k++) {
    const size = radius * reach * (dent && k % 2 ? dent : 1);
    const angle = turn + (2 * Math.PI * k) / steps;
    if (k) path.lineTo(x + size * Math.cos(angle), y + size * Math.sin(angle));
    else path.moveTo(x + size * Math.cos(angle), y + size * Math.sin(angle));
  }
  path.closePath();
}

/**
 * A mark for a legend, as an image of 18 px.
 * @param {Shape} shape
 * @param {string} colour
 * @param {string} outline
 */
export function markImage(shape, colour, outline) {
  const canvas = document.createElement("canvas");
  canvas.width = 36;
  canvas.height = 36;
  canvas.className = "lab-mark";
  canvas.setAttribute("aria-hidden", "true");
  const context = canvas.getContext("2d");
  if (context) {
    context.scale(2, 2);
    context.beginPath();
    addMark(context, shape, 9, 9, 5.5);
    context.fillStyle = colour;
    context.strokeStyle = outline;
    context.lineWidth = 1.25;
    context.fill();
    context.stroke();
  }
  return canvas;
}
