// The four slots of the step card, as elements.

import { make } from "../page/build.js";
import { math } from "../page/mathml.js";
import { shapedOf } from "./worked_view.js";

/** @typedef {import("./slots.js").Slots} Slots */
/** @typedef {import("./slots.js").Row} Row */
/** @typedef {import("./slots.js").Sum} Sum */
/** @typedef {import("./slots.js").Figure} Figure */
/** @typedef {import("../trace/types.js").Formula} Formula */

/**
 * What stands in the slots: of one wire symbols over numbers, of several a row each.
 * @param {Slots} slots @returns {HTMLElement[]}
 */
export function slotParts(slots) {
  const { upstream, rows, more, captions } = slots;
  const [first] = rows;
  const parts = [
    caption("upstream", upstream?.caption ?? (first?.upstream ? captions[0] : "")),
    caption("local", first ? ((rows.every((row) => row.caption === first.caption) && first.caption) || captions[1]) : ""),
    caption("back", first ? captions[2] : ""),
    caption("sum", slots.sumCaption ?? sumCaption(rows)),
  ];
  const place = rows.length < 2 ? stacked : inLine;
  if (upstream) parts.push(...stacked("upstream", 1, derivative(upstream.symbol), figure(upstream.figure)));
  for (const [k, row] of rows.entries()) parts.push(...rowParts(row, k + 1, place));
  if (more) parts.push(cell("slot-more", rows.length + 1, `… and ${more} more wires: open the table`));
  return parts;
}

/** @param {readonly Row[]} rows */
function sumCaption(rows) {
  const sums = rows.flatMap(({ sum }) => sum ?? []);
  if (!sums.length) return "";
  return sums.at(-1)?.isComplete ? "Σ complete" : "Σ so far";
}

/** @typedef {(name: string, at: number, symbol: Node | null, number: Node | null) => HTMLElement[]} Placing */

/** Symbol over number, on the same two lines in every slot. @type {Placing} */
function stacked(name, at, symbol, number) {
  return [...(symbol ? [cell(`slot-symbol at-${name}`, at, symbol)] : []), ...(number ? [cell(`at-${name}`, at + 1, number)] : [])];
}

/** Number and symbol side by side, so that the numbers of all rows are under each other. @type {Placing} */
function inLine(name, at, symbol, number) {
  return [cell(`at-${name}`, at, ...(number ? [number] : []), ...(symbol ? [make("span", { class: "slot-symbol" }, symbol)] : []))];
}

/** @param {Row} row @param {number} at @param {Placing} place */
function rowParts(row, at, place) {
  const { upstream, worked, local, back, sum, rule, by, sign } = row;
  const isAlone = place === stacked;
  const line = isAlone ? at + 1 : at;
  const parts = [
    ...(upstream ? place("upstream", at, derivative(upstream.symbol), figure(upstream.figure)) : []),
    cell("operator at-by", line, by),
    ...(worked ? [shaped(rule, worked, at, isAlone)] : place("local", at, derivative(rule), local && figure(local))),
    cell("operator at-makes", line, sign),
    ...place("back", at, derivative(back.symbol), figure(back.figure)),
    ...(sum ? place("sum", at, isAlone && sum.symbol ? derivative(sum.symbol) : null, sumParts(sum)) : []),
  ];
  for (const part of parts) {
    part.classList.toggle("unplayed", !row.isPlayed);
    part.classList.toggle("ruled", local === null);
    part.classList.toggle("lined", !isAlone);
  }
  return parts;
}

/** What flows back of arrays, with their shapes below it, or beside it. @param {Formula} rule @param {string} worked @param {number} at @param {boolean} isAlone */
function shaped(rule, worked, at, isAlone) {
  if (isAlone) return cell("slot-shaped at-local", at, shapedOf(rule, worked));
  return cell("at-local", at, math(rule), make("span", { class: "slot-symbol" }, math({ text: "", mathml: `<mrow>${worked}</mrow>` })));
}

/** @param {string} name @param {string} text */
function caption(name, text) {
  return make("small", { class: `slot-caption at-${name}` }, text);
}

/** @param {string} name @param {number} line @param {...(Node | string)} content */
function cell(name, line, ...content) {
  return make("span", { class: `slot ${name}`, style: `--line: ${line}` }, ...content);
}

/** A formula in whose derivatives ∂f is beside ∂q, not over it: on one line, and as large as the rest. @param {Formula} formula */
function derivative(formula) {
  const made = math(formula);
  if (!(made instanceof Element)) return made;
  for (const fraction of made.querySelectorAll("mfrac")) {
    const [above, below] = fraction.children;
    if (!above?.textContent?.startsWith("∂") || !below?.textContent?.startsWith("∂")) continue;
    const slash = document.createElementNS(fraction.namespaceURI, "mo");
    slash.textContent = "/";
    fraction.replaceWith(above, slash, below);
  }
  for (const sign of made.querySelectorAll("mo")) {
    if (sign.textContent === "∂" || sign.textContent === "/") for (const side of ["lspace", "rspace"]) sign.setAttribute(side, "0");
  }
  return made;
}

/** A number, tied to its wire. @param {Figure} figure */
function figure({ text, tone, edge, short = null }) {
  return make("span", { class: `slot-figure is-${tone}`, "data-edge": edge, "data-short": short, tabindex: edge === null ? null : 0 }, text);
}

/** Write short vectors as their shapes, as longer ones are. @param {Element} place */
export function shorten(place) {
  for (const one of place.querySelectorAll("[data-short]")) one.textContent = one.getAttribute("data-short");
}

/** @param {Sum} sum */
function sumParts({ terms, sign, total }) {
  const parts = terms.flatMap((term) => [...(term.sign ? [` ${term.sign} `] : []), figure(term.figure)]);
  return make("span", { class: "slot-sum" }, ...parts, ...(total ? [` ${sign} `, figure(total)] : []));
}
