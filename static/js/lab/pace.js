// How fast a run goes on: the steps from slow to fast, what they are called, and the way from one to the next.

/** @typedef {import("./types.js").Pace} Pace */

/** @type {readonly Pace[]} */
export const PACES = [{ updates: 1 }, { updates: 10 }, { updates: 100 }, { epochs: 1 }, { epochs: 5 }, { epochs: 20 }, null];

/** How fast a run goes on at first: so that the boundary is seen to move. */
export const USUAL_PACE = { epochs: 5 };

/** `5 epochs/s`. @param {Pace} pace */
export function paceName(pace) {
  if (!pace) return "fastest";
  const [count, unit] = pace.updates ? [pace.updates, "update"] : [pace.epochs ?? 0, "epoch"];
  return `${count} ${unit}${count === 1 ? "" : "s"}/s`;
}

/** Where it stands among the steps; as the fastest where it is none of them. @param {Pace} pace */
export function stepOf(pace) {
  const at = PACES.findIndex((one) => paceName(one) === paceName(pace));
  return at < 0 ? PACES.length - 1 : at;
}

/** The pace so many steps faster, or slower where it is negative. @param {Pace} pace @param {number} steps */
export function faster(pace, steps) {
  return PACES[Math.min(PACES.length - 1, Math.max(0, stepOf(pace) + steps))] ?? null;
}
