// What a hand changes of a setting. A change begins a run of its own, from the numbers as they stand. Pure.

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Chosen} Chosen */
/** @typedef {import("./types.js").Rows} Rows */
/** @typedef {"data" | "weights" | "biases" | "scores"} Table */
/** One number of the setting. @typedef {{ table: Table, row: number, column: number }} Place */

/** Parts of the state that a run depends on: others of these begin another run. */
export const RUN = /** @type {const} */ (["data", "labels", "classes", "weights", "biases", "scores", "loss", "margin", "strength", "half", "rule", "rate"]);
/** What learns. */
const LEARNS = /** @type {const} */ (["weights", "biases", "scores"]);

/** What learns, as it stands on the page after the updates that were made. @param {Readonly<State>} state @returns {import("./types.js").Start} */
export function standing({ weights, biases, scores, made, moment }) {
  if (made === 0 || !moment) return { weights, biases, scores };
  const plain = (/** @type {readonly (readonly (number | string)[])[]} */ rows) => rows.map((row) => row.map(Number));
  return {
    weights: moment.weights ? plain(moment.weights) : null,
    biases: moment.biases ? moment.biases.map(Number) : null,
    scores: scores ? plain(moment.scores) : null,
  };
}

/**
 * A change of the setting. A number that learns is where a reset goes back to, too, once a hand has set it.
 * @param {Readonly<State>} state @param {Partial<Chosen>} change @returns {Partial<State>}
 */
export function edited(state, change) {
  const next = { ...standing(state), ...change };
  const isSet = LEARNS.some((name) => name in change);
  return {
    ...next, made: 0, preset: "", nudged: null,
    ...(isSet ? { origin: { weights: next.weights, biases: next.biases, scores: next.scores } } : {}),
  };
}

/** The number at a place; NaN where there is none. @param {Readonly<State>} state @param {Place} place */
export function numberAt(state, { table, row, column }) {
  const now = { ...standing(state), data: state.data }[table];
  const found = table === "biases" ? now?.[row] : /** @type {Rows | null} */ (now)?.[row]?.[column];
  return Number(found ?? NaN);
}

/** The change that sets a number. @param {Readonly<State>} state @param {Place} place @param {number} number @returns {Partial<Chosen>} */
export function withNumber(state, { table, row, column }, number) {
  const now = { ...standing(state), data: state.data };
  if (table === "biases") return { biases: now.biases?.map((one, k) => (k === row ? number : one)) ?? null };
  return { [table]: now[table]?.map((line, i) => (i === row ? line.map((one, k) => (k === column ? number : one)) : line)) ?? null };
}

/** The change that moves a point, or sets the numbers of a row. @param {Readonly<State>} state @param {number} row @param {readonly number[]} numbers @returns {Partial<Chosen>} */
export const withRow = ({ data }, row, numbers) => ({ data: data?.map((line, k) => (k === row ? numbers : line)) ?? null });

/** The change that gives a row another true class. @param {Readonly<State>} state @param {number} row @param {number} label @returns {Partial<Chosen>} */
export const withLabel = ({ labels }, row, label) => ({ labels: labels.map((one, k) => (k === row ? label : one)) });

/** `weights.0.1` and back. @param {Place} place */
export const placeName = ({ table, row, column }) => `${table}.${row}.${column}`;

/** @param {string} name @returns {Place} */
export function placeOf(name) {
  const [table = "", row = "", column = ""] = name.split(".");
  return { table: /** @type {Table} */ (table), row: Number(row), column: Number(column) };
}
