// The state of the exercises page, and what its answers hold.

/** @typedef {import("../../../tests/js/api.js").components["schemas"]} Schemas */
/** @typedef {Schemas["BackwardAnswer"]} Checked */
/** @typedef {Schemas["LineVerdict"]} Verdict */
/** @typedef {Schemas["HintAnswer"]} Hint */
/** @typedef {Schemas["ExerciseAnswer"]} Sheet */
/** @typedef {Schemas["QuestionAnswer"]} Question */
/** @typedef {Schemas["MarkAnswer"]} Mark */
/** @typedef {Sheet["kind"]} Kind */
/** Texts by the keys of the questions. @typedef {Readonly<Record<string, string>>} Answers */
/** @typedef {Schemas["BlanksAnswer"]} Blanks */
/** Difference quotients by name, from the output back. @typedef {{ scheme: "central" | "forward", rows: { name: string, numeric: import("../trace/types.js").Nested | null, total: number }[] }} Quotients */
/** @typedef {import("../trace/types.js").Trace} Trace */
/** The forward pass: what is told of it, its picture, and after how many steps that is. @typedef {{ trace: Trace, svg: string, forward: number, fit: import("../picture/fit.js").Fit | null }} Story */

/**
 * What is chosen, as a link holds it.
 * @typedef {object} Chosen
 * @property {Kind} kind of exercise
 * @property {number} seed of what is left to chance
 * @property {string} listing whose blanks are filled in
 * @property {number} stage of it, from 1
 * @property {string} program
 * @property {string} lines what the student has written
 * @property {Answers} answers to the questions of a sheet
 * @property {boolean} hinting whether hints are offered
 * @property {number} tolerance how far a number that is written out may be off
 */

/**
 * @typedef {object} Own
 * @property {string} preset empty of a program of one's own
 * @property {boolean} presenting
 * @property {Story | null} story
 * @property {Checked | null} checked of the lines as they are, or as they were a moment ago
 * @property {string} checkedLines what was checked
 * @property {import("../page/api.js").Problem | null} problem
 * @property {{ hint: Hint, step: number } | null} shown the hint that is open, and how far
 * @property {number} taken how many steps of hints were taken
 * @property {boolean} checking whether difference quotients stand beside the gradients
 * @property {number | null} h their step; null is the server's own choice
 * @property {"central" | "forward"} scheme
 * @property {Sheet | null} sheet the questions, of every kind but the first
 * @property {readonly Mark[]} marks of the answers as they are, or as they were a moment ago
 * @property {Answers | null} marked what was marked
 * @property {import("../page/api.js").Problem | null} refused why there are no questions
 * @property {string} at the question with the focus, by its key
 * @property {{ key: string, texts: readonly string[], steps: number } | null} told the hint of a question, as far as it was asked for
 * @property {Quotients | null} quotients
 */

/** @typedef {Chosen & Own} State */
/** @typedef {import("../page/store.js").Store<State>} ExerciseStore */
/** `settings`: what a set asks of it. @typedef {{ id: string, title: string, topic: string, program: string, note: string, source: readonly string[], settings: Partial<Chosen> }} Preset */
/** @typedef {{ presets: Preset[], kinds: readonly { name: Kind, title: string, task: string }[], listings: readonly { id: string, title: string, group: string, stages: number }[] }} Choices */

export {};
