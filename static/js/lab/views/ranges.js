// What the plane of the lab shows, in the units of the data.

/** @typedef {import("../../chart/scales.js").Pair} Pair */
/** @typedef {import("../../chart/scales.js").Ranges} Ranges */

/**
 * What a plane shows whose half width is `extent` in the units of the network.
 * @param {Pick<import("../types.js").Data, "center" | "scale" | "middle">} data
 * @param {number} extent
 * @returns {Ranges}
 */
export function rangesOf({ center, scale: units, middle }, extent) {
  /** @param {0 | 1} k @returns {Pair} */
  const range = (k) => [center[k] + units[k] * (middle[k] - extent), center[k] + units[k] * (middle[k] + extent)];
  return [range(0), range(1)];
}
