// The state of the page as it begins.

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Chosen} Chosen */

/** How far a number may be off that is right but for rounding. */
const ROUNDED = 0.01;

/** What is chosen before anybody has chosen anything. @type {Readonly<Chosen>} */
export const CHOSEN = Object.freeze({ kind: "backward", seed: 0, listing: "multiply-node", stage: 1, program: "", lines: "", answers: {}, hinting: true, tolerance: ROUNDED });

/** @param {string} preset @param {Chosen} chosen @param {number} [taken] steps of hints @returns {State} */
export function stateOf(preset, chosen, taken = 0) {
  return {
    ...chosen, preset, taken, presenting: false, story: null, checked: null, checkedLines: "", problem: null, shown: null,
    checking: false, h: null, scheme: "central", quotients: null,
    sheet: null, marks: [], marked: null, refused: null, at: "", told: null,
  };
}

/** What of a state a link holds. @param {Readonly<State>} state @returns {Chosen} */
export const chosenIn = ({ kind, seed, listing, stage, program, lines, answers, hinting, tolerance }) => ({ kind, seed, listing, stage, program, lines, answers, hinting, tolerance });
