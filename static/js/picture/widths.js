// How wide a wire is where that shows how large a gradient is. Pure.

import { isSummary } from "../trace/nested.js";
import { toNumber } from "../trace/numbers.js";

/** @typedef {import("../trace/types.js").Nested} Nested */

const LEAST = 2;
const MOST = 9;
/** Powers of ten of the gradients that are drawn least and most wide. */
const [LOW, HIGH] = [-3, 2];

/**
 * The width of a wire in units of the drawing, by the size of what came back through it: as much wider for each
 * power of ten.
 * @param {Nested | null | undefined} gradient
 */
export function widthOf(gradient) {
  const size = sizeOf(gradient);
  if (!(size > 0)) return LEAST; // nothing, or what is no number
  const share = (Math.log10(size) - LOW) / (HIGH - LOW);
  return Math.round(10 * (LEAST + (MOST - LEAST) * Math.min(Math.max(share, 0), 1))) / 10;
}

/** A number's size, and an array's norm. @param {Nested | null | undefined} gradient @returns {number} */
function sizeOf(gradient) {
  if (gradient === null || gradient === undefined) return 0;
  if (Array.isArray(gradient)) return Math.hypot(...gradient.map(sizeOf));
  if (typeof gradient !== "object") return Math.abs(toNumber(gradient));
  return isSummary(gradient) ? Math.abs(toNumber(gradient.norm)) : 0;
}
