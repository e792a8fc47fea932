// The page's colours as its canvases use them, read once for each look of the page.

import { css, readColours } from "../chart/colours.js";
import { colourOf } from "../page/palette.js";
import { lookOf } from "./looks.js";

/** @typedef {{ paper: string, ink: string, quiet: string, gradient: string, rules: (rule: string) => string, dark: boolean, odd: import("../inspector/heat.js").Colour }} PageColours */

/** @param {HTMLElement} element in the page @returns {PageColours} */
export function pageColours(element) {
  const { paper, ink, quiet, odd } = readColours(element);
  /** @type {Map<string, string>} */
  const known = new Map();
  const rules = (/** @type {string} */ rule) => {
    const found = known.get(rule) ?? css(colourOf(element, lookOf(rule).colour));
    known.set(rule, found);
    return found;
  };
  return { paper: css(paper), ink: css(ink), quiet: css(quiet), gradient: css(colourOf(element, "--cr-gradient")), rules, dark: paper[0] < 128, odd };
}
