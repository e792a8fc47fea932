// A moment of the lab as a link holds it: what every run began with, what was changed, and how far they
// are. It is exact, or says that it is not. No page is touched here.

import { difference, isSame } from "./merging.js";

/** @typedef {import("./lab.js").Origin} Origin */
/** @typedef {import("./link.js").Shared} Shared */
/** @typedef {{ title: string, origin: Origin | null }} Standing */

const SOON = 1000; // updates that are made again within about a second
const SHORT = 12_000; // characters of a state that a link can hold

/**
 * What a link holds of the runs, and what is to be said of it.
 * @param {readonly Standing[]} runs at the update that is shown
 * @param {number} update
 * @param {object} start what the page's example begins with
 * @param {readonly { title: string, config: object }[]} compare what the example sets side by side
 * @returns {{ held: Pick<Shared, "update" | "beside" | "config" | "log" | "state">, warning: string }}
 */
export function momentOf(runs, update, start, compare) {
  const told = { lost: false, slow: false };
  const rows = runs.map(({ title, origin }) => {
    const { config, log = [], state = "" } = origin ?? { config: start };
    if (!origin?.log) told.lost = true;
    if (update > SOON && (state === "" || state.length > SHORT)) told.slow = true;
    return { title, config: difference(config, start), log, state: update > SOON && state.length <= SHORT ? state : "" };
  });
  const [{ config, log, state } = { config: {}, log: [], state: "" }] = rows;
  const held = rows.length > 1
    ? { update, config: {}, log: [], state: "", beside: isSame(rows, compare.map(plainRow)) ? [] : rows.map(shortened) }
    : { update, config, log, state, beside: [] };
  return { held, warning: warningOf(told) };
}

/** @param {{ title: string, config: object }} row */
const plainRow = ({ title, config }) => ({ title, config, log: [], state: "" });

/** @param {{ title: string, config: object, log: any[], state: string }} row */
function shortened({ title, config, log, state }) {
  return { title, config, ...(log.length ? { log } : {}), ...(state ? { state } : {}) };
}

/** @param {{ lost: boolean, slow: boolean }} told */
function warningOf({ lost, slow }) {
  if (lost) return "; it is not exact, since more was changed than a link holds: save the run as a file";
  return slow ? "; it opens slowly, since the state is too large for a link: save the run as a file" : "";
}
