// What is seen of the landscape: the ranges that were asked for, fitted to the box; moved and zoomed. Pure.

/** @typedef {import("./types.js").Pair} Pair */
/** @typedef {import("./types.js").Ranges} Ranges */
/** @typedef {import("./types.js").Place} Place */

const ALIKE = 4; // ratio of the scales up to which both axes are drawn to the same scale
const NARROWEST = 1e-9; // of a range, against the numbers in it
const WIDEST = 1e9;

/**
 * The ranges as they are seen in a box. Where both axes have about the same scale they get the very same, so that
 * the gradient stands at right angles to the contour lines; nothing of what was asked for is cut off.
 * @param {Ranges} ranges @param {number} width px @param {number} height px
 * @returns {Ranges}
 */
export function fitted([x, y], width, height) {
  const [across, up] = [span(x) / width, span(y) / height];
  if (!(width > 0 && height > 0) || Math.max(across, up) > ALIKE * Math.min(across, up)) return [x, y];
  return across > up ? [x, about(y, across * height)] : [about(x, up * width), y];
}

/** @param {Pair} range */
const span = ([low, high]) => high - low;

/** A range of a length about the same middle. @param {Pair} range @param {number} length @returns {Pair} */
function about([low, high], length) {
  const middle = (low + high) / 2;
  return [middle - length / 2, middle + length / 2];
}

/**
 * Closer by a factor, or further away below 1; the place stays where it is seen.
 * @param {Ranges} ranges @param {number} factor @param {Place} place
 * @returns {Ranges}
 */
export function zoomed([x, y], factor, [at, up]) {
  /** @param {Pair} range @param {number} fixed @returns {Pair} */
  const closer = ([low, high], fixed) => [fixed + (low - fixed) / factor, fixed + (high - fixed) / factor];
  const [across, upwards] = [closer(x, at), closer(y, up)];
  return isSensible(across) && isSensible(upwards) ? [across, upwards] : [x, y];
}

/** Whether numbers can tell the places of a range apart. @param {Pair} range */
function isSensible([low, high]) {
  const length = high - low;
  return length < WIDEST && length > NARROWEST * Math.max(1e-3, Math.abs(low), Math.abs(high));
}

/** Moved along both axes, in their numbers. @param {Ranges} ranges @param {number} across @param {number} up @returns {Ranges} */
export const panned = ([x, y], across, up) => [[x[0] + across, x[1] + across], [y[0] + up, y[1] + up]];

/** Rounded for a link: four digits of what is seen. @param {Ranges} ranges @returns {Ranges} */
export function rounded([x, y]) {
  /** @param {Pair} range @returns {Pair} */
  const round = ([low, high]) => {
    const digits = Math.min(Math.max(4 - Math.ceil(Math.log10(high - low)), 0), 15);
    return [Number(low.toFixed(digits)), Number(high.toFixed(digits))];
  };
  return [round(x), round(y)];
}
