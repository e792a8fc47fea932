// Counts and amounts of memory, as people read them. Pure.

/**
 * An amount of memory for people: `64 MiB (67.1 MB)`, `625 GiB (671 GB)`, `64 bytes`.
 * @param {number} bytes
 */
export function showBytes(bytes) {
  const binary = inUnits(bytes, 1024, ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]);
  return bytes < 1024 ? binary : `${binary} (${inUnits(bytes, 1000, ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"])})`;
}

/** @param {number} bytes @param {number} base @param {readonly string[]} units */
function inUnits(bytes, base, units) {
  let size = bytes;
  let unit = 0;
  while (size >= base && unit < units.length - 1) {
    size /= base;
    unit += 1;
  }
  const digits = size >= 100 || Number.isInteger(size) ? 0 : size >= 10 ? 1 : 2;
  return `${Number(size.toFixed(digits))} ${units[unit]}`;
}

/** A count with its thousands set apart: `16,777,216`. The browser's own way loads the rules of a language while the page comes. @param {number} count */
export function showCount(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
