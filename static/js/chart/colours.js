// The colours of the views: of classes, of signs, and ready tables from paper to the full colour.

import { coloursOf, pageLook } from "../page/palette.js";

/** @typedef {import("../inspector/heat.js").Colour} Colour */

/**
 * @typedef {object} Colours
 * @property {Colour[]} classes five
 * @property {Colour} positive
 * @property {Colour} negative
 * @property {Colour} paper
 * @property {Colour} ink
 * @property {Colour} quiet
 * @property {Colour} odd of what is not a number
 * @property {Uint32Array[]} ramps one a class: from paper to its colour, as pixels
 * @property {Uint32Array} signs from negative over paper to positive, as pixels
 * @property {number} oddPixel
 */

export const LEVELS = 64; // steps from paper to the full colour

const STRONGEST = 0.72; // how far the plane goes towards a class's colour, so that points stand out
const WEAKEST = 0.08;

/**
 * @param {Colour} from
 * @param {Colour} to
 * @param {number} share 0 for the first, 1 for the second
 * @returns {Colour}
 */
export function mixed(from, to, share) {
  /** @param {0 | 1 | 2} k */
  const part = (k) => Math.round(from[k] + (to[k] - from[k]) * share);
  return [part(0), part(1), part(2)];
}

/** A colour as one pixel of a canvas, as little-endian machines keep it. @param {Colour} colour */
export function pixel([red, green, blue]) {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** A colour for a stylesheet or a canvas. @param {Colour} colour @param {number} [alpha] */
export function css([red, green, blue], alpha = 1) {
  return alpha === 1 ? `rgb(${red} ${green} ${blue})` : `rgb(${red} ${green} ${blue} / ${alpha})`;
}

/**
 * Pixels from one colour to another, at `LEVELS` + 1 shares.
 * @param {Colour} paper
 * @param {Colour} full
 * @param {number} low the share of the first
 * @param {number} high the share of the last
 */
export function ramp(paper, full, low = 0, high = 1) {
  return Uint32Array.from({ length: LEVELS + 1 }, (_, k) => pixel(mixed(paper, full, low + ((high - low) * k) / LEVELS)));
}

/**
 * Pixels of a scale that passes through zero in its middle, at 2 `LEVELS` + 1 places.
 * @param {Colour} negative
 * @param {Colour} zero
 * @param {Colour} positive
 */
export function diverging(negative, zero, positive) {
  return Uint32Array.from({ length: 2 * LEVELS + 1 }, (_, k) => {
    const share = (k - LEVELS) / LEVELS;
    return pixel(mixed(zero, share < 0 ? negative : positive, Math.abs(share)));
  });
}

/**
 * @param {Omit<Colours, "ramps" | "signs" | "oddPixel">} plain
 * @returns {Colours}
 */
export function withTables(plain) {
  const { classes, paper, negative, positive, odd } = plain;
  return {
    ...plain,
    ramps: classes.map((colour) => ramp(paper, colour, WEAKEST, STRONGEST)),
    signs: diverging(negative, paper, positive),
    oddPixel: pixel(odd),
  };
}

/** Those that were last read, and in which look of the page: each reading makes the browser work out its styles. */
let lastLook = "";
/** @type {Colours | null} */
let lastColours = null;

/** As the page shows them now. @param {HTMLElement} element in the page */
export function readColours(element) {
  const look = pageLook();
  if (look !== lastLook || !lastColours) lastColours = readAnew(element);
  lastLook = look;
  return lastColours;
}

/** @param {HTMLElement} element */
function readAnew(element) {
  const classes = [0, 1, 2, 3, 4].map((k) => `--cr-class-${k}`);
  const names = ["positive", "negative", "paper", "ink", "quiet", "wire"].map((name) => `--cr-${name}`);
  const found = coloursOf(element, [...classes, ...names]);
  const [positive, negative, paper, ink, quiet, odd] = /** @type {[Colour, Colour, Colour, Colour, Colour, Colour]} */ (found.slice(classes.length));
  return withTables({ classes: found.slice(0, classes.length), positive, negative, paper, ink, quiet, odd });
}
