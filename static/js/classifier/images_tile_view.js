// Eight by eight numbers as colours: an image from paper to ink, or a template from negative over paper to positive.

import { heatCanvas } from "../chart/canvas.js";
import { ramp } from "../chart/colours.js";
import { make } from "../page/build.js";

/** @typedef {import("../chart/colours.js").Colours} Colours */

const SIDE = 8;

/** Pixels on a scale from one number to another; what is beyond has the colour of its end. @param {Uint32Array} scale @param {number} low @param {number} high */
function shader(scale, low, high) {
  const last = scale.length - 1;
  return (/** @type {number} */ value) => scale[Math.round(Math.min(Math.max((value - low) / (high - low || 1), 0), 1) * last)] ?? 0;
}

export function makeTile() {
  const canvas = make("canvas", { class: "image-tile", width: SIDE, height: SIDE, "aria-hidden": "true" });
  const heat = heatCanvas(canvas);
  /** @param {readonly number[]} values @param {(value: number) => number} shade */
  const paint = (values, shade) => heat.paint(SIDE, (pixels) => {
    for (let k = 0; k < SIDE * SIDE; k++) pixels[k] = shade(values[k] ?? 0);
  });
  return {
    canvas,
    /** An image, 0 to 1. @param {readonly number[]} pixels @param {Colours} colours */
    ink: (pixels, { paper, ink }) => paint(pixels, shader(ramp(paper, ink), 0, 1)),
    /** Numbers of both signs. @param {readonly number[]} numbers @param {number} limit @param {Colours} colours */
    signs: (numbers, limit, { signs }) => paint(numbers, shader(signs, -limit, limit)),
  };
}
