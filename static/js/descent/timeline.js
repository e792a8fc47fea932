// Where the descents are at an update, which may have a fraction. Pure.

/** @typedef {import("./types.js").Run} Run */
/** @typedef {import("./types.js").Place} Place */

/** The last update that any of them has made. @param {readonly Run[]} runs */
export const endOf = (runs) => runs.reduce((most, { updates }) => Math.max(most, updates.at(-1) ?? 0), 0);

/** The last row that is not after an update. @param {Run} run @param {number} at */
export function rowAt({ updates }, at) {
  let [from, to] = [0, updates.length - 1];
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if (/** @type {number} */ (updates[middle]) <= at) from = middle;
    else to = middle - 1;
  }
  return from;
}

/** Between two rows it goes straight on. @param {Run} run @param {number} at @returns {Place} */
export function placeAt(run, at) {
  const row = rowAt(run, at);
  const here = run.places[row] ?? [NaN, NaN];
  const next = run.places[row + 1];
  if (!next) return here;
  const [from, to] = [run.updates[row] ?? 0, run.updates[row + 1] ?? 1];
  const share = Math.min(Math.max((at - from) / (to - from), 0), 1);
  return [here[0] + (next[0] - here[0]) * share, here[1] + (next[1] - here[1]) * share];
}
