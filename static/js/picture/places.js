// Where the cells of an array stand in the drawing, and which cell is at a point. Pure.

import { isSmall, sideOf, wideOf } from "./forms.js";
import { countOf } from "../trace/nested.js";

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("./forms.js").Form} Form */
/** @typedef {import("./forms.js").Anchor} Anchor */
/** @typedef {{ form: Form, anchor: Anchor }} Place an array where it stands */

/** Where the cells begin, and how large each is. @param {Place} place */
function gridOf({ form, anchor }) {
  const [width, height] = [wideOf(form), sideOf(form)];
  const left = isSmall(form) ? -form.width / 2 : (-width * form.columns) / 2;
  const top = anchor.under ? 0 : -height * form.rows;
  return { left: anchor.x + left, top: anchor.y + top, width, height };
}

/** The room of a cell as it is shown, counted row by row. @param {Place} place @param {number} cell @returns {Box} */
export function boxOfCell(place, cell) {
  const { left, top, width, height } = gridOf(place);
  const [row, column] = [Math.floor(cell / place.form.columns), cell % place.form.columns];
  return { left: left + column * width, top: top + row * height, right: left + (column + 1) * width, bottom: top + (row + 1) * height };
}

/** The cell at a point of the drawing, as it is shown; null beside all of them. @param {Place} place @param {number} x @param {number} y */
export function cellAt(place, x, y) {
  const { left, top, width, height } = gridOf(place);
  const [column, row] = [Math.floor((x - left) / width), Math.floor((y - top) / height)];
  const isInside = column >= 0 && column < place.form.columns && row >= 0 && row < place.form.rows;
  return isInside ? row * place.form.columns + column : null;
}

/**
 * The cell that shows an element: itself, or its block on a coarser raster.
 * @param {Form} form @param {readonly number[]} shape @param {number} element
 */
export function shownAt(form, shape, element) {
  const count = countOf(shape);
  if (count === form.rows * form.columns) return element;
  const columns = shape.at(-1) ?? 1;
  const [row, column] = [Math.floor(element / columns), element % columns];
  return block(row, count / columns, form.rows) * form.columns + block(column, columns, form.columns);
}

/** The element that a cell shows; null where it stands for several. @param {Form} form @param {readonly number[]} shape @param {number} cell */
export function elementAt(form, shape, cell) {
  return countOf(shape) === form.rows * form.columns ? cell : null;
}

/** In which of so many blocks a part is. @param {number} k @param {number} count @param {number} blocks */
function block(k, count, blocks) {
  return Math.floor(((k + 1) * blocks - 1) / count);
}

/**
 * The boxes around cells: one around a row or a column of them, else one around each.
 * @param {Place} place @param {readonly number[]} cells as they are shown
 * @returns {Box[]}
 */
export function boxesAround(place, cells) {
  const all = [...new Set(cells)].sort((a, b) => a - b);
  const boxes = all.map((cell) => boxOfCell(place, cell));
  const [first, last] = [boxes[0], boxes.at(-1)];
  if (!first || !last) return [];
  const columns = place.form.columns;
  const isRow = all.every((cell, k) => cell === (all[0] ?? 0) + k) && Math.floor((all[0] ?? 0) / columns) === Math.floor((all.at(-1) ?? 0) / columns);
  const isColumn = all.every((cell, k) => cell === (all[0] ?? 0) + k * columns);
  return isRow || isColumn ? [{ left: first.left, top: first.top, right: last.right, bottom: last.bottom }] : boxes;
}
