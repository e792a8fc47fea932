// The mode of one example, or a few: images of some pixels, or scores alone.

/** @returns {import("./types.js").Mode} */
export function mountOne() {
  return { runs: { toggle: () => {}, step: () => {}, back: () => {}, reset: () => {} }, show: () => {} };
}
