// The step sizes of a slider: 1, 2 and 5 of each power of ten, from crawling to divergence. Pure.

const POWERS = [-4, -3, -2, -1, 0, 1, 2];

export const RATES = Object.freeze(POWERS.flatMap((power) => ["1", "2", "5"].map((digit) => Number(`${digit}e${power}`))));

/** @param {number} place */
export const rateAt = (place) => RATES[Math.min(Math.max(Math.round(place), 0), RATES.length - 1)] ?? 1;

/** The place of the step size that is nearest to one, by its power. @param {number} rate */
export function placeOfRate(rate) {
  const far = (/** @type {number} */ one) => Math.abs(Math.log(one / rate));
  return RATES.reduce((best, one, k) => (far(one) < far(rateAt(best)) ? k : best), 0);
}
