// The state of the page as it begins, with a preset or without.

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Preset} Preset */
/** @typedef {import("./types.js").Chosen} Chosen */

/** What is chosen before anybody has chosen anything. @type {Readonly<Chosen>} */
export const CHOSEN = Object.freeze({
  program: "", axes: null, ranges: null, start: null, rules: ["sgd"], rate: 0.1, updates: 100, starts: 1, whole: false,
  rates: Object.freeze({}), options: Object.freeze({}), schedule: Object.freeze({ name: "constant", period: 100, factor: 0.1, warmup: 20 }), noise: 0, batch: 0, seed: 1,
  pace: 10, tab: /** @type {const} */ ("loss"), at: 0,
});

/** What a preset stands for. @param {Preset} preset @returns {Chosen} */
export function chosenOf({ program, axes: [x, y], schedule, rules, rate, rates, options, noise, batch, seed, updates, starts, whole, pace, tab }) {
  return {
    ...CHOSEN, program: program.trimEnd(), rules, rate, rates, options, noise, batch, seed, updates, starts, whole, pace, tab,
    schedule: { ...CHOSEN.schedule, ...schedule }, axes: [axisOf(x), axisOf(y)], ranges: rangesOf(x, y),
  };
}

/** @param {import("./types.js").PresetAxis} x @param {import("./types.js").PresetAxis} y @returns {import("./types.js").Ranges | null} */
function rangesOf(x, y) {
  if (x.low === undefined || x.high === undefined || y.low === undefined || y.high === undefined) return null;
  return [[x.low, x.high], [y.low, y.high]];
}

/** @param {import("./types.js").PresetAxis} axis @returns {import("./types.js").AxisChoice} */
function axisOf(axis) {
  if ("direction" in axis) return { direction: axis.direction, seed: axis.seed ?? 1 };
  return { name: axis.name, index: axis.index ?? [] };
}

/** @param {string} preset @param {Chosen} chosen @returns {State} */
export function stateOf(preset, chosen) {
  return {
    ...chosen, preset, playing: false, presenting: false, along: "gradient", pointer: null,
    ground: null, survey: null, runs: [], cut: null, problem: null,
  };
}

/** What of a state a link holds. @param {Readonly<State>} state @returns {Chosen} */
export function chosenIn(state) {
  return /** @type {Chosen} */ (Object.fromEntries(Object.keys(CHOSEN).map((name) => [name, state[/** @type {keyof Chosen} */ (name)]])));
}
