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
 * A call or a gate that can be opened or closed by itself; `node` is null where it is open.
 * @typedef {{ key: string, kind: "call" | "gate", label: string, open: boolean, node: number | null, group: string[] }} Part
 */

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
 * @property {Part[]} parts
 * @property {{ kind: string, node: number | null, message: string }[]} warnings
 */

/**
 * A question of predict mode that was answered or given up: `first` is right at once, `right`
 * after a wrong answer, `open` only wrong ones so far.
 * @typedef {{ status: "open" | "first" | "right" | "revealed", tries: number, last: string }} Guess
 */

/**
 * Everything the graph page shows is a function of this.
 * @typedef {object} State
 * @property {string} program the text as it stands
 * @property {Record<string, Nested>} values numbers that replace those the program binds
 * @property {string} detail the level of detail
 * @property {readonly string[]} closed at detail gates: keys of the calls that are one node
 * @property {readonly string[]} opened at detail gates: keys of the gates that are opened
 * @property {"reverse" | "forward"} mode
 * @property {string | null} wrt forward mode: the seeded input
 * @property {Nested | null} seed of the output; null is ones
 * @property {string | null} output the name to differentiate; null is the last
 * @property {Trace | null} trace of the last program that worked
 * @property {(import("./api.js").Problem & { asBlocks?: boolean }) | null} problem with the program as it stands
 * @property {number} step how many steps have been played, 0 to trace.steps.length
 * @property {boolean} playing
 * @property {number} speed steps a second
 * @property {number} digits decimals in the picture
 * @property {number | null} selected the node that the inspector shows
 * @property {boolean} presenting the editor is hidden, the numbers are large
 * @property {boolean} predicting gradients are hidden until guessed
 * @property {Readonly<Record<string, Guess>>} guesses what became of each question, by its key
 * @property {string | null} asked the key of the question that is being asked
 * @property {string} example the preset that all of this started from; empty for one's own program
 * @property {"light" | "dark" | null} theme null is the reader's own
 * @property {"classic" | "colourblind" | null} palette null is the reader's own
 * @property {readonly string[]} hidden controls that are not shown
 * @property {boolean} embed shown inside another page: the picture and its timeline only
 * @property {number | null} lit the edge whose wire is lit because something points at it
 * @property {"code" | "check" | "table" | "formula" | null} panel the open panel; null is none
 * @property {"numpy" | "torch"} codeLanguage the script that the code panel shows
 * @property {number | null} checkH the step of the gradient check; null is the server's choice
 * @property {"central" | "forward"} checkScheme the difference quotient of the gradient check
 * @property {{ column: string, descending: boolean } | null} tableSort null is as computed
 * @property {string | null} formulaInput symbol of the input of the chain rule; null is the first
 * @property {string | null} gesture names the drag that is changing a number; null when none is
 * @property {{ target: import("./inputs.js").Target, position: number } | null} nudge the input that
 *   is nudged and where its slider stands, −10 to 10; null is the first input, not nudged
 */

export {};
