// The shapes of what the API answers, as the pages use them.

/** @typedef {number | "NaN" | "Infinity" | "-Infinity"} Scalar */

/**
 * What is told of an array too large to list.
 * @typedef {{ summary: true, shape: number[], min: Scalar, max: Scalar, mean: Scalar, norm: Scalar, preview: Scalar[] }} Summary
 */

/** @typedef {Scalar | Nested[] | Summary} Nested a number, a nested list, or a summary */

/** @typedef {{ text: string, mathml: string }} Formula */

/** @typedef {{ line: number, column: number, end_line: number, end_column: number }} Span */

/**
 * @typedef {object} GraphNode
 * @property {number} id
 * @property {string | null} name
 * @property {string | null} op
 * @property {string} glyph
 * @property {"input" | "constant" | "gate"} kind
 * @property {number[]} inputs
 * @property {number[]} shape
 * @property {Nested} value
 * @property {Nested | null} gradient
 * @property {Nested | null} tangent
 * @property {string[]} group
 * @property {Span | null} source
 * @property {Formula} formula
 */

/**
 * @typedef {object} GraphEdge
 * @property {number} id
 * @property {number} source
 * @property {number} target
 * @property {number} slot
 * @property {Nested | null} local
 * @property {Formula} formula
 * @property {Nested | null} contribution
 */

/** @typedef {{ phase: "forward" | "backward", node: number, edge: number | null, sentence: string }} Step */

/**
 * @typedef {object} Trace
 * @property {string | null} output
 * @property {number[]} outputs
 * @property {"reverse" | "forward"} mode
 * @property {string} detail
 * @property {Record<string, Nested | null> | null} gradients
 * @property {Record<string, Nested> | null} tangents
 * @property {GraphNode[]} nodes
 * @property {GraphEdge[]} edges
 * @property {Step[]} steps
 * @property {{ kind: string, node: number | null, message: string }[]} warnings
 */

/**
 * Everything the graph page shows is a function of this.
 * @typedef {object} State
 * @property {string} program the text as it stands
 * @property {Record<string, Nested>} values numbers that replace those the program binds
 * @property {string} detail the level of detail
 * @property {"reverse" | "forward"} mode
 * @property {string | null} wrt forward mode: the seeded input
 * @property {Nested | null} seed of the output; null is ones
 * @property {string | null} output the name to differentiate; null is the last
 * @property {Trace | null} trace of the last program that worked
 * @property {import("./api.js").Problem | null} problem with the program as it stands
 * @property {number} step how many steps have been played, 0 to trace.steps.length
 * @property {boolean} playing
 * @property {number} speed steps a second
 * @property {number} digits decimals in the picture
 * @property {number | null} selected the node that the inspector shows
 * @property {boolean} presenting the editor is hidden, the numbers are large
 * @property {boolean} predicting gradients are hidden until guessed
 */

export {};
