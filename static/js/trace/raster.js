// An array on a coarser raster, so that a large one can be drawn: each cell stands for a block of
// elements and holds the one that is largest in size, with its sign, as app/trace/raster.py has it.

/** Rows and columns of a raster at most. */
const MOST = 8;

/** @param {number} rows @param {number} columns @returns {[number, number]} */
function rasterSize(rows, columns) {
  return [Math.min(rows, MOST), Math.min(columns, MOST)];
}

/**
 * The raster, row by row, of an array of so many columns that is given row by row.
 * @param {readonly number[]} numbers @param {number} columns
 * @returns {readonly number[]}
 */
export function rasterOf(numbers, columns) {
  if (!columns) return [];
  const rows = numbers.length / columns;
  const [down, across] = rasterSize(rows, columns);
  if (down === rows && across === columns) return numbers;
  const raster = [];
  for (let r = 0; r < down; r += 1) {
    for (let c = 0; c < across; c += 1) raster.push(largest(numbers, columns, blockAt(rows, columns, r * across + c)));
  }
  return raster;
}

/** Where a part of so many elements in so many blocks begins. @param {number} k @param {number} count @param {number} blocks */
function cut(k, count, blocks) {
  return Math.floor((k * count) / blocks);
}

/**
 * The element of a block that is largest in size, the first of several.
 * @param {readonly number[]} numbers @param {number} columns @param {Block} block
 */
function largest(numbers, columns, block) {
  return numbers[placeOfLargest(numbers, columns, block)] ?? 0;
}

/** The block that a cell of the raster stands for. @param {number} rows @param {number} columns @param {number} cell @returns {Block} */
export function blockAt(rows, columns, cell) {
  const [down, across] = rasterSize(rows, columns);
  const [r, c] = [Math.floor(cell / across), cell % across];
  return { top: cut(r, rows, down), bottom: cut(r + 1, rows, down), left: cut(c, columns, across), right: cut(c + 1, columns, across) };
}

/** Where that element is, counted row by row. @param {readonly number[]} numbers @param {number} columns @param {Block} block */
export function placeOfLargest(numbers, columns, { top, bottom, left, right }) {
  let found = top * columns + left;
  let size = -1;
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) {
      const place = row * columns + column;
      const one = numbers[place] ?? 0;
      const its = Number.isNaN(one) ? Infinity : Math.abs(one);
      if (its > size) [found, size] = [place, its];
    }
  }
  return found;
}

/** @typedef {{ top: number, bottom: number, left: number, right: number }} Block */
