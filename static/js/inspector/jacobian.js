// The Jacobian of an elementwise gate, and what it would cost to write it down: n outputs by n
// inputs, all zero off the diagonal, so that the n numbers of the diagonal (the mask) do the same.

const FLOAT32 = 4; // bytes

/** The largest Jacobian that is drawn entry by entry. */
export const LARGEST = 16;

const WIDTHS = [16, 64, 256, 1024, 4096, 16384];

/** The numbers of elements to choose from, for a gate that has `n` (0: not known yet). @param {number} n */
export function widthsWith(n) {
  return [...new Set([...WIDTHS, ...(n ? [n] : [])])].sort((a, b) => a - b);
}

/** What is said of the matrix of a gate of `n` elements. @param {number} n */
export function noteOn(n) {
  if (n === 0) return "Its numbers are not known yet.";
  if (n > LARGEST) return `Each output depends on one input only. Up to ${LARGEST} elements the matrix is written out here.`;
  return "Each output depends on one input only, so all entries off the diagonal are zero: multiplying by the mask, element by element, gives the same gradient.";
}

/**
 * Every entry of the Jacobian whose diagonal is given.
 * @template T
 * @param {readonly T[]} diagonal
 * @returns {(T | 0)[][]}
 */
export function jacobian(diagonal) {
  return diagonal.map((entry, row) => diagonal.map((_, column) => (row === column ? entry : 0)));
}

/**
 * What the Jacobian and the mask of an elementwise gate take, for `n` elements in each of `batch`
 * examples.
 * @param {number} n
 * @param {number} [batch]
 */
export function memory(n, batch = 1) {
  const rows = n * batch;
  return {
    rows,
    entries: rows * rows,
    bytes: rows * rows * FLOAT32,
    maskEntries: rows,
    maskBytes: rows * FLOAT32,
  };
}

/**
 * An amount of memory for people: `64 MiB`, `625 GiB`, `1.5 KiB`.
 * @param {number} bytes
 */
export function showBytes(bytes) {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  const digits = size >= 100 || Number.isInteger(size) ? 0 : size >= 10 ? 1 : 2;
  return `${Number(size.toFixed(digits))} ${units[unit]}`;
}

/**
 * A count with thin spaces between the thousands, alike in every language.
 * @param {number} count
 */
export function showCount(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}
