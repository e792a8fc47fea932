// A gate's formula over the same with its numbers, or its shapes, in it: f = q · z over −12 = 3 · (−4).

import { make } from "../page/build.js";
import { math } from "../page/mathml.js";
import { fillingsOf } from "./worked.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").Formula} Formula */
/** @typedef {import("./worked.js").Filling} Filling */

const MATHML = "http://www.w3.org/1998/Math/MathML";

/**
 * The forward formula of a gate. @param {Trace} trace @param {number} gate @param {number} digits
 * @returns {Node[]}
 */
export function workedOf(trace, gate, digits) {
  const node = trace.nodes[gate];
  if (!node) return [];
  const { operands, result, sign } = fillingsOf(trace, gate, digits);
  if (node.worked === null) return [alone(node, result)];
  const numbers = partsOf({ text: "", mathml: node.worked });
  for (const place of placesIn(numbers, "data-slot")) write(place, operands.get(place.getAttribute("data-slot") ?? ""));
  for (const place of placesIn(numbers, "data-result")) write(place, result);
  for (const part of numbers.children) if (part.localName === "mo" && part.textContent === "=") part.textContent = sign;
  return [stacked(partsOf(node.formula), numbers)];
}

/** A formula over the shapes of its arrays. @param {Formula} formula @param {string} worked */
export function shapedOf(formula, worked) {
  return stacked(partsOf(formula), partsOf({ text: "", mathml: worked }));
}

/** A formula without places, and what it comes to. @param {Trace["nodes"][number]} node @param {Filling} result */
function alone(node, result) {
  const value = make("span", { class: "slot-figure is-value", "data-edge": result.edge, tabindex: result.edge === null ? null : 0 }, result.text);
  return make("div", { class: "worked-alone" }, math(node.formula), make("span", {}, node.value === null || node.shape.length ? " : " : " = "), value);
}

/** @param {Element} row @param {string} name @returns {Element[]} what is to be filled */
function placesIn(row, name) {
  return [...row.querySelectorAll(`[${name}]`)];
}

/** A formula's parts, side by side in one element. @param {Formula} formula @returns {Element} */
function partsOf(formula) {
  const whole = math(formula);
  const parts = whole instanceof Element ? [...whole.children] : [];
  const [only] = parts;
  if (only && parts.length === 1 && only.localName === "mrow") return only;
  const row = document.createElementNS(MATHML, "mrow");
  row.append(...parts);
  return row;
}

/** @param {Element} place @param {Filling | undefined} filling */
function write(place, filling) {
  if (!filling) return;
  if (!place.textContent) place.textContent = filling.text;
  if (filling.edge !== null) {
    place.setAttribute("data-edge", String(filling.edge));
    place.setAttribute("tabindex", "0");
  }
  const brackets = place.closest("[data-brackets]");
  if (brackets && !filling.isNegative) brackets.replaceWith(place);
}

/**
 * Two lines, part under part where each has one for each of the other's.
 * @param {Element} above @param {Element} below
 */
function stacked(above, below) {
  const [upper, lower] = [[...above.children], [...below.children]];
  const isAligned = upper.length === lower.length || upper.length === lower.length - 2;
  const lines = isAligned ? [upper, lower] : [[above], [below]];
  const made = lines.map((parts, line) => make("div", { class: "worked-line" }, ...parts.map((part, k) => cell(part, line + 1, k + 1))));
  return make("div", { class: isAligned ? "worked-lines" : "worked-lines worked-apart" }, ...made);
}

/** @param {Element} part @param {number} line @param {number} column */
function cell(part, line, column) {
  const whole = document.createElementNS(MATHML, "math");
  whole.append(part);
  return make("span", { class: line === 1 ? "worked-symbols" : "worked-numbers", style: `grid-area: ${line} / ${column}` }, whole);
}
