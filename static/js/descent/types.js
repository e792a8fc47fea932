// The words of the descent page.

/** @typedef {import("../chart/scales.js").Pair} Pair */
/** @typedef {import("../chart/scales.js").Ranges} Ranges what is seen of each axis */
/** @typedef {readonly [number, number]} Place on the two axes */

/**
 * An axis as it is chosen: an element of an input, or a direction in which all inputs move.
 * @typedef {{ name: string, index: readonly number[] }} ElementChoice
 * @typedef {{ direction: "gradient" | "random" | "principal", seed: number }} DirectionChoice of principal ones the seed says which, 1 or 2
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
 * An axis as it is: t is `origin` at the ground's anchor, and for each unit of t its numbers move by `vector`.
 * @typedef {object} Axis
 * @property {string} label
 * @property {number} origin
 * @property {readonly number[]} vector over all elements of all leaves
 * @property {AxisChoice} choice
 */

/**
 * The principal directions of a run, and the plane that they span.
 * @typedef {object} Principal
 * @property {readonly number[]} end where the run ends, which is the place 0, 0 of the plane; over all elements of all leaves
 * @property {readonly (readonly number[])[]} vectors of unit length, at most two
 * @property {readonly number[]} shares of the run's spread, from 0 to 1
 * @property {readonly Pair[]} ranges what the run takes of them
 */

/**
 * The program's numbers and the two axes over them.
 * @typedef {object} Ground
 * @property {readonly Leaf[]} leaves at the program's own numbers
 * @property {readonly number[]} anchor a point of the plane of the axes, over all elements of all leaves
 * @property {string} output
 * @property {readonly [Axis, Axis]} axes
 * @property {readonly string[]} learns
 * @property {boolean} isShadow
 * @property {Ranges | null} reach what is best seen at first; null is for the server to choose
 */

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
 * @property {readonly number[]} rates of the next update
 * @property {number} momentum of the rules that have one
 * @property {Batches | null} batches where its mini-batches come from
 * @property {boolean} isExact whether an update is made from the gradient, and not from an estimate of it
 * @property {(row: number) => Record<string, import("../trace/types.js").Given>} numbers those that learn, there
 */

/** The rows that mini-batches are taken from. @typedef {{ names: readonly string[], rows: number, epoch: number, scale: number }} Batches `epoch`: updates of one; `scale`: 1 where the loss is a mean over the rows, more where it is a sum */

/** A slice through the current point, which stands at `at`. @typedef {{ label: string, at: number, places: readonly number[], values: readonly number[], slope: number }} Cut */

/** How the learning rate goes on; each reads the options it has. @typedef {{ name: string, period: number, factor: number, warmup: number }} Schedule */

/** @typedef {"loss" | "mesh" | "cut" | "code" | "ends"} Tab */

/**
 * @typedef {object} Chosen what a link holds of the descent
 * @property {string} program
 * @property {readonly [AxisChoice, AxisChoice] | null} axes null are the first two elements
 * @property {Ranges | null} ranges null are chosen by the numbers
 * @property {Place | null} start null is where the program's own numbers are
 * @property {readonly string[]} rules
 * @property {number} rate
 * @property {Readonly<Record<string, number>>} rates of rules that do not have the common one
 * @property {Readonly<Record<string, number>>} options of the rules, such as momentum, that are not as at first
 * @property {Schedule} schedule
 * @property {number} noise the standard deviation of what is added to the gradient
 * @property {number} batch rows that an update is made from, 0 is all of them
 * @property {number} seed of the noise and of the batches
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

/** @typedef {{ name: string, title: string, formula: string, lines: readonly string[], gradient: number, options: Readonly<Record<string, number>> }} Rule `gradient`: which of the lines takes it; `options`: what stands in their holes at first */
/** What a schedule multiplies the rate by, in Python with holes: `factor`. @typedef {{ name: string, help: string, options: readonly string[], factor: string }} ScheduleRow */
/** @typedef {{ low?: number, high?: number } & ({ name: string, index?: number[] } | { direction: DirectionChoice["direction"], seed?: number })} PresetAxis */
/** @typedef {{ id: string, title: string, note: string, source: readonly string[], program: string, axes: readonly [PresetAxis, PresetAxis], rules: readonly string[], rate: number, updates: number, pace: number, starts: number, tab: Tab, whole: boolean, rates: Record<string, number>, options: Record<string, number>, schedule: Partial<Schedule>, noise: number, batch: number, seed: number }} Preset */
/** @typedef {{ presets: readonly Preset[], rules: readonly Rule[], schedules: readonly ScheduleRow[] }} Choices */

export {};
