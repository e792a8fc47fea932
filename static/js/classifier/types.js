// The words of the classifier page.

/** @typedef {"one" | "plane" | "images"} ModeName */
/** @typedef {"svm" | "ova" | "structured" | "softmax" | "squared"} LossName */
/** @typedef {"data" | "scores" | "loss" | "total"} Stage */
/** @typedef {readonly (readonly number[])[]} Rows */

/**
 * @typedef {object} Chosen what a link holds of the classifier
 * @property {ModeName} mode
 * @property {readonly string[]} classes their names
 * @property {readonly number[]} labels the true class of each row
 * @property {readonly string[]} features names of the numbers of a row; none where they are pixels, or places on the plane
 * @property {Rows | null} data a row for each image; null where the scores themselves are given
 * @property {Rows | null} weights a row for each class, as the run begins
 * @property {readonly number[] | null} biases as the run begins; null where there are none
 * @property {Rows | null} scores given themselves, as the run begins; null where they are made of data and weights
 * @property {LossName} loss
 * @property {number} margin
 * @property {number} strength of the penalty, λ
 * @property {boolean} half whether the penalty is ½λΣW², and not λΣW²
 * @property {string} rule
 * @property {number} rate
 * @property {number} made updates of the run
 * @property {number} pace updates a second
 * @property {Stage} stage
 * @property {string} images what the mode of images has to say in a link, in its own words
 */

/** What the server says of the setting after so many updates. @typedef {import("../trace/types.js").Schemas["ClassifyMoment"]} Moment */

/**
 * @typedef {object} Answers
 * @property {Moment | null} moment after `made` updates; what was there before stays until it comes
 * @property {Moment | null} next one update later; null while it is not known, and where there is none
 * @property {{ updates: readonly number[], losses: readonly number[] }} curve of the run, as far as it was asked for
 * @property {number} far how far the run has been
 * @property {{ update: number, parameter: string | null } | null} diverged
 * @property {string} program
 * @property {Nudged | null} nudged
 */

/** What a nudge has done to the loss. @typedef {{ name: string, from: number, to: number, before: number, after: number | null, slope: number }} Nudged */

/** @typedef {Chosen & Answers & { origin: Start, picked: number, gesture: string | null, preset: string, playing: boolean, presenting: boolean, problem: import("../page/api.js").Problem | null }} State */
/** What learns, as it is before the first update. @typedef {Pick<Chosen, "weights" | "biases" | "scores">} Start */
/** @typedef {import("../page/store.js").Store<State>} ClassifierStore */

/**
 * What the buttons of the bar and their keys do in a mode.
 * @typedef {object} Runs
 * @property {() => void} toggle play or pause
 * @property {() => void} step one update on
 * @property {() => void} back one update back
 * @property {() => void} reset to before the first update
 */

/**
 * A mode is mounted once, with the page.
 * @typedef {object} Mode
 * @property {Runs} runs
 * @property {(isOpen: boolean) => void} show it is opened, or left
 */

/** @typedef {{ id: string, title: string, note: string, source: readonly string[], images: Readonly<Record<string, unknown>> | null } & Omit<Chosen, "images">} Preset */
/** @typedef {{ presets: readonly Preset[], losses: readonly { name: LossName, title: string, formula: string, margin: boolean }[], rules: readonly { name: string, title: string }[], image_sets: readonly { name: string, title: string }[] }} Choices */

export {};
