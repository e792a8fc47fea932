// The colours of a landscape: one hue, the lower the darker, in steps that look equally large (OKLCH, Ottosson 2020).

/** @typedef {import("../inspector/heat.js").Colour} Colour */
/** @typedef {readonly [lightness: number, chroma: number, hue: number]} Tint */

/** The lowest and the highest place, on light and on dark paper. @type {Readonly<Record<"light" | "dark", readonly [Tint, Tint]>>} */
const ENDS = { light: [[0.69, 0.085, 262], [0.985, 0.012, 230]], dark: [[0.5, 0.095, 262], [0.235, 0.02, 250]] };

/** So many tints from the lowest place to the highest. @param {"light" | "dark"} paper @param {number} count @returns {Colour[]} */
export function tints(paper, count) {
  const [low, high] = ENDS[paper];
  return Array.from({ length: count }, (_, k) => {
    const share = count > 1 ? k / (count - 1) : 0;
    const part = (/** @type {0 | 1 | 2} */ at) => low[at] + (high[at] - low[at]) * share;
    return fromOklch([part(0), part(1), part(2)]);
  });
}

/** @param {Tint} tint @returns {Colour} */
function fromOklch([lightness, chroma, hue]) {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encoded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** @param {number} linear from 0 to 1 */
function encoded(linear) {
  const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(Math.max(value, 0), 1));
}
