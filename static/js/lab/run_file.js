// A run as a file, to be opened again to the bit: what every run side by side began with, what was changed,
// how far it is, its state and its curve. No page is touched here.

import { isRow } from "./link.js";

/** @typedef {import("./lab.js").Origin} Origin */
/** @typedef {import("./types.js").Recorded} Recorded */
/** @typedef {{ title: string, origin: Origin, curve: readonly Recorded[] }} Run */

const KIND = "chainrule-run";
const VERSION = 1;
const MOST = 4;
const LONGEST_CURVE = 4000;
export const LARGEST = 20_000_000; // bytes of a file that is looked at

/** @param {readonly Run[]} runs @param {string} preset */
export function writeRunFile(runs, preset) {
  const rows = runs.map(({ title, origin, curve }) => ({ title, ...origin, curve }));
  return `${JSON.stringify({ kind: KIND, version: VERSION, preset, runs: rows })}\n`;
}

/**
 * Read a file that may be anything.
 * @param {string} text
 * @returns {{ preset: string, runs: Run[] }}
 */
export function readRunFile(text) {
  const whole = parsed(text);
  if (whole?.kind !== KIND || !Array.isArray(whole.runs)) throw new Error("this file holds no run of the lab");
  if (whole.version > VERSION) throw new Error("this file comes from a newer version");
  const runs = whole.runs.slice(0, MOST);
  if (!runs.length || !runs.every(isRun)) throw new Error("the run in this file is damaged");
  return {
    preset: typeof whole.preset === "string" ? whole.preset : "",
    runs: runs.map((/** @type {any} */ { title, curve, config, log, update, state }) => ({
      title,
      curve: curve.filter(isRecorded).slice(-LONGEST_CURVE),
      origin: { config, update, ...(log ? { log } : {}), ...(state ? { state } : {}) },
    })),
  };
}

/** @param {string} text @returns {any} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {any} one */
function isRun(one) {
  return isRow(one) && Number.isSafeInteger(one.update) && one.update >= 0 && Array.isArray(one.curve);
}

/** @param {any} row */
function isRecorded(row) {
  const { update, epoch, train_loss, test_loss, train_accuracy, test_accuracy, norms = [] } = row ?? {};
  return [update, epoch].every(Number.isFinite) && Array.isArray(norms) && norms.every(Number.isFinite) && [train_loss, test_loss, train_accuracy, test_accuracy].every((value) => value === null || Number.isFinite(value));
}
