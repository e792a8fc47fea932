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

/** @typedef {Chosen & { preset: string, playing: boolean, presenting: boolean, problem: import("../page/api.js").Problem | null }} State */
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
/** @typedef {{ presets: readonly Preset[], rules: readonly { name: string, title: string }[] }} Choices */

export {};
