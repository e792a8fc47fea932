// From the plane's numbers to pixels and back, and round numbers for axes.

/** @typedef {readonly [number, number]} Pair */

/**
 * A square of `size` pixels that shows the plane from −extent to extent; x2 grows upwards.
 * @param {number} extent
 * @param {number} size
 */
export function planeScale(extent, size) {
  const unit = size / (2 * extent);
  return {
    /** @param {number} x1 */
    x: (x1) => (x1 + extent) * unit,
    /** @param {number} x2 */
    y: (x2) => (extent - x2) * unit,
    /** @param {number} x @param {number} y @returns {[number, number]} */
    at: (x, y) => [x / unit - extent, extent - y / unit],
  };
}

/**
 * From one range of numbers to another, straight or by logarithm.
 * @param {Pair} domain both positive for a logarithm
 * @param {Pair} range
 * @param {boolean} [log]
 */
export function scale([low, high], [from, to], log = false) {
  /** @param {number} value */
  const bend = (value) => (log ? Math.log10(Math.max(value, low)) : value);
  const start = bend(low);
  const span = bend(high) - start || 1;
  return {
    /** @param {number} value */
    to: (value) => from + ((to - from) * (bend(value) - start)) / span,
    /** @param {number} place */
    back: (place) => {
      const value = start + (span * (place - from)) / (to - from);
      return log ? 10 ** value : value;
    },
  };
}

/**
 * Round numbers between two: multiples of 1, 2 or 5 times a power of ten.
 * @param {number} low
 * @param {number} high
 * @param {number} [about] how many
 */
export function ticks(low, high, about = 6) {
  const raw = (high - low) / about;
  if (!(raw > 0) || !Number.isFinite(raw)) return Number.isFinite(low) ? [low] : [];
  const power = 10 ** Math.floor(Math.log10(raw));
  const many = raw / power;
  const step = power * (many < 1.5 ? 1 : many < 3.2 ? 2 : many < 7 ? 5 : 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  return Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * step).toFixed(decimals)) + 0);
}

/**
 * Powers of ten between two positive numbers; round numbers where there are fewer than two.
 * @param {number} low
 * @param {number} high
 */
export function logTicks(low, high) {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const every = Math.ceil((last - first + 1) / 6);
  const powers = [];
  for (let power = first; power <= last; power += every) powers.push(Number(`1e${power}`));
  return powers.length > 1 ? powers : ticks(low, high, 4).filter((tick) => tick > 0);
}
