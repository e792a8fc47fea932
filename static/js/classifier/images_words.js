// What is chosen of the images, and how a link says it: `horses 1 4 relu 100 20 hidden.0`. Pure.

/**
 * @typedef {object} Words
 * @property {string} set of images
 * @property {number} seed of the images and of the first weights
 * @property {number} units of the hidden layer
 * @property {string} activation of the hidden layer
 * @property {number} updates of the whole run
 * @property {number} image that is picked
 * @property {string} tile that is picked: the row of a class, `linear.0`, or of a unit, `hidden.1`
 */

export const MOST_SEED = 2 ** 32 - 1;
export const MOST_UPDATES = 200;
export const UNITS = Object.freeze([2, 3, 4, 5, 6, 7, 8]);
export const ACTIVATIONS = Object.freeze(["relu", "tanh"]);

/** What is chosen before anybody has chosen anything. @type {Readonly<Words>} */
export const WORDS = Object.freeze({ set: "horses", seed: 1, units: 4, activation: "relu", updates: 100, image: 0, tile: "linear.0" });

const ORDER = /** @type {(keyof Words)[]} */ (Object.keys(WORDS));
const BOUNDS = Object.freeze({ seed: [0, MOST_SEED], units: [2, 8], updates: [1, MOST_UPDATES], image: [0, 39] });
const TEXTS = Object.freeze({ set: /^[a-z]{1,20}$/, activation: /^(?:relu|tanh)$/, tile: /^(?:linear|hidden)\.[0-7]$/ });

/** @param {Words} words */
export const writeWords = (words) => ORDER.map((name) => String(words[name])).join(" ");

/** What cannot be read is as it was at first. @param {string} text @returns {Words} */
export function readWords(text) {
  const parts = text.split(" ");
  return wordsOf(Object.fromEntries(ORDER.map((name, k) => [name, parts[k]])));
}

/** Of the table of a preset, which may leave any of it out. @param {Readonly<Record<string, unknown>>} table @returns {Words} */
export function wordsOf(table) {
  const found = ORDER.map((name) => [name, name in BOUNDS ? whole(name, table[name]) : named(name, table[name])]);
  return { ...WORDS, ...Object.fromEntries(found.filter(([, value]) => value !== undefined)) };
}

/** @param {string} name @param {unknown} value */
function whole(name, value) {
  const [low = 0, high = 0] = BOUNDS[/** @type {keyof typeof BOUNDS} */ (name)];
  const number = /^\d{1,10}$/.test(String(value)) ? Number(value) : NaN;
  return Number.isNaN(number) ? undefined : Math.min(Math.max(number, low), high);
}

/** @param {string} name @param {unknown} value */
function named(name, value) {
  return typeof value === "string" && TEXTS[/** @type {keyof typeof TEXTS} */ (name)].test(value) ? value : undefined;
}
