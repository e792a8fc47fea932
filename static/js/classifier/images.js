// The mode of images: small pictures, and the templates that a classifier makes of them.

/**
 * @param {HTMLElement} element its part of the page
 * @returns {import("./types.js").Mode}
 */
export function mountImages(element) {
  return { runs: { toggle: () => {}, step: () => {}, back: () => {}, reset: () => {} }, show: (isOpen) => (element.hidden = !isOpen) };
}
