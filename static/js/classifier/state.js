// The state of the page as it begins, with a preset or without.

import { wordsOf, writeWords } from "./images_words.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Preset} Preset */
/** @typedef {import("./types.js").Chosen} Chosen */

/** What is chosen before anybody has chosen anything. @type {Readonly<Chosen>} */
export const CHOSEN = Object.freeze({
  mode: "one", classes: ["bird", "car"], labels: [0], features: [], data: [[3, 2]], weights: [[-2, -1], [1, -5]], biases: null, scores: null,
  loss: "svm", margin: 1, strength: 0, half: false, rule: "sgd", rate: 0.1, made: 0, pace: 10, stage: "loss", images: "",
});

/** What a preset stands for. @param {Preset} preset @returns {Chosen} */
export function chosenOf(preset) {
  const own = Object.fromEntries(Object.keys(CHOSEN).filter((name) => name !== "images").map((name) => [name, preset[/** @type {keyof Preset} */ (name)]]));
  return { ...CHOSEN, ...own, images: preset.images ? writeWords(wordsOf(preset.images)) : "" };
}

/** @param {string} preset @param {Chosen} chosen @returns {State} */
export function stateOf(preset, chosen) {
  const { weights, biases, scores } = chosen;
  return {
    ...chosen, preset, origin: { weights, biases, scores }, picked: 0, gesture: null, playing: false, presenting: false, problem: null,
    moment: null, next: null, curve: { updates: [], losses: [] }, far: 0, diverged: null, program: "", nudged: null,
  };
}

/** What of a state a link holds. @param {Readonly<State>} state @returns {Chosen} */
export function chosenIn(state) {
  return /** @type {Chosen} */ (Object.fromEntries(Object.keys(CHOSEN).map((name) => [name, state[/** @type {keyof Chosen} */ (name)]])));
}
