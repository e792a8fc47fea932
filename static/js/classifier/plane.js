// The mode of the plane: three classes of points.

/** @returns {import("./types.js").Mode} */
export function mountPlane() {
  return { runs: { toggle: () => {}, step: () => {}, back: () => {}, reset: () => {} }, show: () => {} };
}
