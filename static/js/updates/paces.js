// How many updates a second. Pure.

/** Updates a second that can be chosen. */
export const PACES = Object.freeze([1, 2, 4, 10, 20, 50, 100, 200]);

/** The next faster pace, or the next slower. @param {number} pace @param {1 | -1} way */
export function faster(pace, way) {
  const at = PACES.reduce((best, one, k) => (Math.abs(one - pace) < Math.abs((PACES[best] ?? 0) - pace) ? k : best), 0);
  return PACES[Math.min(Math.max(at + way, 0), PACES.length - 1)] ?? pace;
}

/** Which of the paces it is, or is nearest to. @param {number} pace */
export const paceAt = (pace) => PACES.findIndex((one) => one >= pace);
