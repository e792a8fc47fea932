// The page's colours as its canvases use them, read once for each look of the page.

import { css, readColours } from "../chart/colours.js";
import { coloursOf, pageLook } from "../page/palette.js";
import { RULES } from "../trace/rules.js";
import { lookOf } from "./looks.js";

/** @typedef {{ paper: string, ink: string, quiet: string, gradient: string, rules: (rule: string) => string, dark: boolean, odd: import("../inspector/heat.js").Colour }} PageColours */

const NAMES = Object.keys(RULES);

/** Those that were last read, and in which look of the page. @type {{ look: string, colours: PageColours } | null} */
let last = null;

/** @param {HTMLElement} element in the page @returns {PageColours} */
export function pageColours(element) {
  const look = pageLook();
  if (last?.look !== look) last = { look, colours: readAnew(element) };
  return last.colours;
}

/** @param {HTMLElement} element @returns {PageColours} */
function readAnew(element) {
  const { paper, ink, quiet, odd } = readColours(element);
  const [gradient = odd, ...rules] = coloursOf(element, ["--cr-gradient", ...NAMES.map((rule) => lookOf(rule).colour)]);
  const known = new Map(NAMES.map((rule, k) => [rule, css(rules[k] ?? ink)]));
  return { paper: css(paper), ink: css(ink), quiet: css(quiet), gradient: css(gradient), rules: (rule) => known.get(rule) ?? css(ink), dark: paper[0] < 128, odd };
}
