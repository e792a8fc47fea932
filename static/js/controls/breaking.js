// Formulas over several lines, where one is too narrow: MathML breaks none by itself.

import { make } from "../page/build.js";

/** Before these a line may begin. */
const BREAKS = new Set(["=", "·"]);

/** Let the formulas of a place break before `=` and `·`. @param {Element} place */
export function breakFormulas(place) {
  for (const formula of place.querySelectorAll(".at-local math")) {
    const row = formula.firstElementChild;
    const parts = row?.localName === "mrow" ? partsOf([...row.children]) : [];
    if (parts.length > 1) formula.replaceWith(make("span", {}, ...parts.flatMap((part) => [mathOf(formula, part), " "])));
  }
}

/** @param {Element} one */
const isBreak = (one) => one.localName === "mo" && BREAKS.has(one.textContent ?? "");

/** What stands in a row, and in a product in it, which has no brackets. @param {readonly Element[]} children @returns {Element[]} */
function flattened(children) {
  return children.flatMap((one) => (one.localName === "mrow" && [...one.children].some(isBreak) && one.firstElementChild?.textContent !== "(" ? flattened([...one.children]) : [one]));
}

/** @param {readonly Element[]} children */
function partsOf(children) {
  /** @type {Element[][]} */
  const parts = [];
  for (const one of flattened(children)) {
    if (!parts.length || isBreak(one)) parts.push([]);
    parts.at(-1)?.push(one);
  }
  return parts;
}

/** A part as a formula, whose sign stands as far from it as between two. @param {Element} whole @param {readonly Element[]} part */
function mathOf(whole, part) {
  part[0]?.setAttribute("form", "infix");
  const made = document.createElementNS(whole.namespaceURI, "math");
  made.append(...part);
  return made;
}
