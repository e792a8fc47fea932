// The upstream gradient times the Jacobian that is written out, and times the mask, or by the rule, that replaces it.

import { make } from "../page/build.js";
import { math } from "../page/mathml.js";
import { showArrayExactly, showExactly } from "../trace/numbers.js";
import { HeatMap } from "./heat_view.js";
import { WRITTEN } from "./jacobian.js";
import { textOf } from "./told.js";

/** @typedef {import("../trace/types.js").Schemas["ProductAnswer"]} Product */
/** @typedef {import("../trace/types.js").Formula} Formula */
/** @typedef {import("./jacobian.js").Blocks} Blocks */
/**
 * What is multiplied.
 * @typedef {object} Shown
 * @property {readonly (readonly number[])[]} turned the Jacobian transposed
 * @property {readonly number[] | null} mask its diagonal, where that is all of it
 * @property {Blocks | null} blocks
 * @property {Product | null} product null is not known yet
 * @property {string} name of the Jacobian
 * @property {Formula} rule what flows back, where there is no mask
 */

/** So many numbers of a product are listed. */
const LISTED = 9;
/** The strongest share of a colour behind a number that is to be read, in %. */
const TINT = 38;

/** The equation with the Jacobian in it. @param {Shown} shown @returns {{ element: HTMLElement, map: HeatMap | null }} */
export function explicitOf({ turned, blocks, product, name }) {
  const [rows, columns] = [turned.length, turned[0]?.length ?? 0];
  const label = `${name}, transposed: ${rows} × ${columns}`;
  const isWritten = Math.max(rows, columns) <= WRITTEN;
  const map = isWritten ? null : new HeatMap(turned.map((line) => [...line]), [rows, columns], label);
  const matrix = map ? marked(map, blocks, [rows, columns]) : framed(label, written(turned, blocks, name, label));
  const rest = product && isWritten ? [sign("·"), column("g", product.upstream), sign("="), column("Jᵀ g", product.explicit)] : [];
  return { element: make("div", { class: "jacobian-equation" }, matrix, ...rest), map };
}

/** The equation without it. @param {Shown} shown @returns {HTMLElement} */
export function spareOf({ mask, product, rule }) {
  if (mask === null) return make("div", { class: "jacobian-equation" }, make("p", { class: "formula" }, math(rule)));
  const rest = product ? [sign("⊙"), column("g", product.upstream), sign("="), column("mask ⊙ g", product.vjp)] : [];
  return make("div", { class: "jacobian-equation" }, column("mask", mask), ...rest);
}

/** Both products side by side, and whether they are equal. @param {Shown} shown @returns {HTMLElement} */
export function comparisonOf({ mask, product }) {
  if (!product) return make("p", { class: "jacobian-equal quiet" }, "The upstream gradient g has not come yet.");
  const difference = Number(product.difference);
  const scale = Math.max(1, ...product.vjp.map((one) => Math.abs(Number(one))).filter(Number.isFinite));
  const isEqual = difference <= 1e-9 * scale;
  const verdict = isEqual ? (difference === 0 ? "equal ✓" : `equal ✓ up to rounding, ${showExactly(difference)}`) : `they differ by ${showExactly(difference)}`;
  return make("p", { class: "jacobian-equal" },
    side("Jᵀ g", product.explicit), side(mask ? "mask ⊙ g" : "vector–Jacobian product", product.vjp), make("strong", {}, verdict));
}

/** @param {string} name @param {Product["vjp"]} numbers */
function side(name, numbers) {
  const text = numbers.length <= LISTED ? `(${showArrayExactly(numbers).join(", ")})` : textOf(numbers);
  return make("span", {}, `${name} = `, make("span", { class: "gradient" }, text));
}

/** @param {string} text */
const sign = (text) => make("span", { class: "jacobian-sign" }, text);

/** @param {string} label @param {HTMLElement} inside */
function framed(label, inside) {
  return make("div", { class: "matrix-frame", tabindex: 0, role: "region", "aria-label": label }, inside);
}

/** @param {string} name @param {readonly import("../trace/types.js").Scalar[]} numbers */
function column(name, numbers) {
  const texts = showArrayExactly(numbers);
  const cells = texts.map((text, k) => make("tr", {}, cell(Number(numbers[k]), text, numbers.map(Number))));
  return framed(name, make("table", { class: "matrix" }, make("caption", {}, name), make("tbody", {}, ...cells)));
}

/** @param {readonly (readonly number[])[]} turned @param {Blocks | null} blocks @param {string} name @param {string} label */
function written(turned, blocks, name, label) {
  const all = turned.flat();
  const texts = showArrayExactly(all);
  const width = turned[0]?.length ?? 0;
  const lines = turned.map((line, row) => make("tr", {}, ...line.map((entry, k) => {
    const edges = blocks ? edgesOf(blocks, row, k) : "";
    if (edges === null) return make("td", { class: "beyond" });
    const made = cell(entry, texts[row * width + k] ?? "", all);
    made.className += edges;
    return made;
  })));
  return make("table", { class: "matrix", "aria-label": label }, make("caption", {}, `Jᵀ, J = ${name}`), make("tbody", {}, ...lines));
}

/** A number on its colour. @param {number} number @param {string} text @param {readonly number[]} all */
function cell(number, text, all) {
  const limit = Math.max(...all.map(Math.abs).filter(Number.isFinite), 0);
  const made = make("td", { class: number === 0 ? "zero" : number < 0 ? "minus" : "plus" }, text);
  if (number !== 0) made.style.setProperty("--share", `${Math.round(TINT * Math.min(Math.abs(number) / limit, 1) || TINT)}%`);
  return made;
}

/** Which edges of its block a cell lies at, as classes; null of one outside. @param {Blocks} blocks @param {number} row @param {number} column */
function edgesOf({ rows, columns }, row, column) {
  if (Math.floor(row / rows) !== Math.floor(column / columns)) return null;
  const at = { top: row % rows === 0, bottom: row % rows === rows - 1, left: column % columns === 0, right: column % columns === columns - 1 };
  return Object.entries(at).map(([side, is]) => (is ? ` at-${side}` : "")).join("");
}

/** A heat map with its blocks outlined. @param {HeatMap} map @param {Blocks | null} blocks @param {[number, number]} size */
function marked(map, blocks, [rows, columns]) {
  const frame = map.element.querySelector(".heat-frame");
  for (let k = 0; blocks && k < blocks.count; k++) {
    const box = make("span", { class: "heat-block" });
    const share = (/** @type {number} */ part, /** @type {number} */ whole) => `${(100 * part) / whole}%`;
    Object.assign(box.style, {
      left: share(k * blocks.columns, columns), width: share(blocks.columns, columns), top: share(k * blocks.rows, rows), height: share(blocks.rows, rows),
    });
    frame?.append(box);
  }
  return map.element;
}
