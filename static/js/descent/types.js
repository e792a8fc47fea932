// The words of the descent page.

/** @typedef {import("../chart/scales.js").Pair} Pair */
/** @typedef {import("../chart/scales.js").Ranges} Ranges what is seen of each axis */
/** @typedef {readonly [number, number]} Place on the two axes */

/**
 * An axis as it is chosen: an element of an input, or a direction in which all inputs move.
 * @typedef {{ name: string, index: readonly number[] }} ElementChoice
 * @typedef {{ direction: "gradient" | "random", seed: number }} DirectionChoice
 * @typedef {ElementChoice | DirectionChoice} AxisChoice
 */

/**
 * An input that can learn, at the program's own numbers.
 * @typedef {object} Leaf
 * @property {string} name
 * @property {readonly number[]} shape
 * @property {readonly number[]} values flat
 * @property {readonly number[]} gradient flat
 */

/**
 * An axis as it is: t is `origin` at the program's own numbers, and for each unit of t they move by `vector`.
 * @typedef {object} Axis
 * @property {string} label
 * @property {number} origin
 * @property {readonly number[]} vector over all elements of all leaves
 * @property {AxisChoice} choice
 */

/** The program's numbers and the two axes over them. @typedef {{ leaves: readonly Leaf[], output: string, axes: readonly [Axis, Axis], learns: readonly string[], isShadow: boolean }} Ground */

/**
 * The loss at every place of a square lattice.
 * @typedef {object} Survey
 * @property {Ranges} ranges
 * @property {number} size places along a side
 * @property {Float64Array} values row by row, from the lowest of the second axis
 */

/**
 * One descent. Each list has a row for each recorded update, the start first.
 * @typedef {object} Run
 * @property {string} rule
 * @property {readonly number[]} updates
 * @property {readonly number[]} losses
 * @property {readonly Place[]} places
 * @property {readonly Place[]} slopes the gradient along the axes
 * @property {readonly number[]} sizes of the whole gradient
 * @property {number | null} diverged after this update something was not finite any more
 * @property {boolean} rested
 * @property {(row: number) => Record<string, import("../trace/types.js").Given>} numbers those that learn, there
 */

/** A slice through the current point, which stands at `at`. @typedef {{ label: string, at: number, places: readonly number[], values: readonly number[], slope: number }} Cut */

/** @typedef {"loss" | "mesh" | "cut" | "code" | "ends"} Tab */

/**
 * @typedef {object} Chosen what a link holds of the descent
 * @property {string} program
 * @property {readonly [AxisChoice, AxisChoice] | null} axes null are the first two elements
 * @property {Ranges | null} ranges null are chosen by the numbers
 * @property {Place | null} start null is where the program's own numbers are
 * @property {readonly string[]} rules
 * @property {number} rate
 * @property {number} updates
 * @property {number} starts 1 is the start, more are random
 * @property {boolean} whole whether all inputs learn, or those of the axes only
 * @property {number} pace updates a second
 * @property {Tab} tab
 * @property {number} at the update that is shown, with its fraction
 */

/**
 * @typedef {object} Answers
 * @property {Ground | null} ground
 * @property {Survey | null} survey
 * @property {readonly Run[]} runs
 * @property {Cut | null} cut
 * @property {import("../page/api.js").Problem | null} problem
 */

/** @typedef {Chosen & Answers & { preset: string, playing: boolean, presenting: boolean, along: "gradient" | "first" | "second", pointer: Place | null }} State */
/** @typedef {import("../page/store.js").Store<State>} DescentStore */

/** @typedef {{ name: string, title: string, formula: string, lines: readonly string[], gradient: number }} Rule `gradient`: which of the lines takes it */
/** @typedef {{ name: string, index?: number[], low: number, high: number } | { direction: "gradient" | "random", seed?: number, low: number, high: number }} PresetAxis */
/** @typedef {{ id: string, title: string, note: string, source: readonly string[], program: string, axes: readonly [PresetAxis, PresetAxis], rules: readonly string[], rate: number, updates: number, pace: number, starts: number, tab: Tab, whole: boolean }} Preset */
/** @typedef {{ presets: readonly Preset[], rules: readonly Rule[] }} Choices */

export {};
