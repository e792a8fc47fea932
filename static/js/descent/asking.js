// What the page asks the server: the program's numbers, the landscape, the descents, a cut.

import { post } from "../page/api.js";
import { anchorInputs, askedAxis, flat, inputsAt, leavesOf, originOf, project } from "./ground.js";
import { randomPlaces } from "./directions.js";
import { principalOf } from "./principal.js";

/** @typedef {import("./types.js").Ground} Ground */
/** @typedef {import("./types.js").Place} Place */
/** @typedef {import("./types.js").Ranges} Ranges */
/** @typedef {import("./types.js").Run} Run */
/** @typedef {import("./types.js").State} State */

/** Places along a side of the landscape. */
const FINE = 145;
const CUT = 161;
/** Rows of a descent; with more updates than that a row stands for several. */
const ROWS = 500;
/** Of a number's size; where no update moves any by more, it is at rest. */
const TOLERANCE = 1e-6;
const PRINCIPAL_ROWS = 120; // of the run that principal directions are of
const AT_ONCE = 3; // requests

/** The numbers of a program and their gradients. @param {string} program @param {AbortSignal} signal */
export async function askLeaves(program, signal) {
  const { parameters, gradients, output } = await post("api/v1/descend", { program, updates: 0, trace: false }, signal);
  const first = (/** @type {Record<string, unknown[]>} */ rows) => Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, list[0]]));
  return { leaves: leavesOf(first(parameters), first(gradients)), output: output ?? "loss" };
}

/**
 * The landscape; without ranges where the server would look.
 * @param {string} program @param {Ground} ground @param {Ranges | null} ranges @param {AbortSignal} signal
 * @returns {Promise<import("./types.js").Survey>}
 */
export async function askSurvey(program, ground, ranges, signal) {
  const axes = [askedAxis(ground, 0, ranges?.[0] ?? null), askedAxis(ground, 1, ranges?.[1] ?? null)];
  const { values, axes: [x, y] } = await post("api/v1/surface", { program, inputs: anchorInputs(ground), axes, grid: FINE }, signal);
  if (!x || !y) throw new Error("the server surveyed no landscape");
  return { ranges: [[x.low, x.high], [y.low, y.high]], size: FINE, values: Float64Array.from(values.flat(), Number) };
}

/** How a rule makes its updates. @param {Readonly<State>} state @param {string} rule @param {number} rows at most */
function howOf({ program, rate, rates, options, schedule, noise, batch, seed, updates }, rule, rows) {
  const name = /** @type {"sgd"} */ (rule); // of the server's own list
  const { name: shape, ...shaped } = schedule;
  const optimizer = { ...options, name, learning_rate: rates[rule] ?? rate, schedule: { ...shaped, name: /** @type {"step"} */ (shape) } };
  const record_every = Math.max(1, Math.ceil(updates / rows));
  return { program, optimizer, noise, batch_size: batch || null, stochastic_seed: seed, updates, record_every, tolerance: TOLERANCE, trace: false };
}

/** The principal directions of the first rule's run from the program's own numbers. @param {Readonly<State>} state @param {readonly import("./types.js").Leaf[]} leaves @param {AbortSignal} signal */
export async function askPrincipal(state, leaves, signal) {
  const names = leaves.map(({ name }) => name);
  const { updates, parameters } = await post("api/v1/descend", { ...howOf(state, state.rules[0] ?? "sgd", PRINCIPAL_ROWS), parameters: names }, signal);
  return principalOf(updates.map((_, row) => names.flatMap((name) => flat(parameters[name]?.[row]))));
}

/** Every descent that is chosen: the rules from one start, or the first rule from many. @param {Readonly<State>} state @param {Ground} ground @param {AbortSignal} signal */
export async function askRuns(state, ground, signal) {
  const { start, ranges, rules, starts } = state;
  const from = starts > 1 && ranges ? randomPlaces(ranges, starts) : [start];
  // the rules of a race see the same noise, the descents of a crowd each their own
  const asked = from.flatMap((place, k) => (starts > 1 ? rules.slice(0, 1) : rules).map((rule) => ({ rule, place, seed: (state.seed + k) % 2 ** 32 })));
  /** @type {Run[]} */
  const runs = [];
  let next = 0;
  async function work() {
    for (let k = next++; k < asked.length; k = next++) {
      const { rule, place, seed } = /** @type {typeof asked[number]} */ (asked[k]);
      runs[k] = await askRun({ ...state, seed }, ground, rule, place, signal);
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, asked.length) }, work));
  return runs;
}

/**
 * @param {Readonly<State>} state @param {Ground} ground @param {string} rule
 * @param {Place | null} place null is where the program's own numbers are
 * @param {AbortSignal} signal
 * @returns {Promise<Run>}
 */
async function askRun(state, ground, rule, place, signal) {
  const inputs = place ? inputsAt(ground, place) : {};
  const answer = await post("api/v1/descend", { ...howOf(state, rule, ROWS), inputs, parameters: [...ground.learns] }, signal);
  const rowsOf = (/** @type {Record<string, unknown[]>} */ lists) => answer.updates.map((_, row) => Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, flat(list[row])])));
  const [here, slopes] = [rowsOf(answer.parameters), rowsOf(answer.gradients)];
  const start = startOf(ground, place ?? originOf(ground));
  return {
    rule,
    updates: answer.updates,
    losses: answer.losses.map(Number),
    // what does not learn stays where the start has put it
    places: here.map((flats) => project(ground, { ...start, ...flats }, true)),
    slopes: slopes.map((flats) => project(ground, flats, false)),
    sizes: slopes.map((flats) => Math.hypot(...Object.values(flats).flat())),
    diverged: answer.diverged?.update ?? null,
    rested: answer.rested,
    rates: answer.rates,
    momentum: answer.optimizer.momentum,
    batches: answer.batches,
    isExact: state.noise === 0 && state.batch === 0,
    numbers: (row) => ({ ...inputs, .../** @type {any} */ (Object.fromEntries(Object.entries(answer.parameters).map(([key, list]) => [key, list[row]]))) }),
  };
}

/** @param {Ground} ground @param {Place} place */
const startOf = (ground, place) => Object.fromEntries(Object.entries(inputsAt(ground, place)).map(([name, value]) => [name, flat(value)]));

/**
 * A slice of the landscape through where the first descent is.
 * @param {Readonly<State>} state @param {Ground} ground @param {Run} run @param {number} row @param {AbortSignal} signal
 * @returns {Promise<import("./types.js").Cut>}
 */
export async function askCut({ program, along, ranges }, ground, run, row, signal) {
  const inputs = run.numbers(row);
  const [x, y] = ranges ?? [[-2, 2], [-2, 2]];
  const here = run.places[row] ?? originOf(ground);
  const which = along === "second" ? 1 : 0;
  const middle = here[which];
  const reach = ((which ? y : x)[1] - (which ? y : x)[0]) / 2;
  const isElement = "name" in ground.axes[which].choice;
  const about = along === "gradient" || !isElement ? 0 : middle;
  const range = /** @type {const} */ ([about - reach, about + reach]);
  const axis = along === "gradient" ? { direction: /** @type {const} */ ("gradient"), low: range[0], high: range[1] } : askedAxis(ground, which, range);
  const answer = await post("api/v1/surface", { program, inputs, parameters: along === "gradient" ? [...ground.learns] : null, axes: [axis], grid: CUT }, signal);
  const slope = along === "gradient" ? run.sizes[row] ?? 0 : run.slopes[row]?.[which] ?? 0;
  const label = along === "gradient" ? "distance" : ground.axes[which].label;
  return { label, at: about, places: answer.places[0] ?? [], values: (answer.values[0] ?? []).map(Number), slope };
}
