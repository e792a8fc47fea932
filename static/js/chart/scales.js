// From the plane's numbers to pixels and back, and round numbers for axes.

/** @typedef {readonly [number, number]} Pair */

/** @typedef {readonly [Pair, Pair]} Ranges what the plane shows of each coordinate, in the data's own units */

/**
 * A square of `size` pixels that shows the plane; x2 grows upwards.
 * @param {Ranges} ranges
 * @param {number} size
 */
export function planeScale([across, up], size) {
  const [x, y] = [scale(across, [0, size]), scale(up, [size, 0])];
  return {
    x: x.to,
    y: y.to,
    /** @param {number} left @param {number} top @returns {[number, number]} */
    at: (left, top) => [x.back(left), y.back(top)],
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

const COMPACT = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 4 });

/** A round number as it stands at an axis, with room for five characters. @param {number} tick */
export function tickText(tick) {
  const size = Math.abs(tick);
  const text = size >= 1e4 ? COMPACT.format(tick) : size > 0 && size < 1e-3 ? tick.toExponential() : String(tick);
  return text.replaceAll("-", "−");
}
