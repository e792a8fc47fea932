// What the API answers, as its own description has it, and the state that the graph page makes of it.

/** @typedef {import("../../../tests/js/api.js").components["schemas"]} Schemas */
/** @typedef {import("../../../tests/js/api.js").Scalar} Scalar */
/** @typedef {import("../../../tests/js/api.js").Nested} Nested a number, a nested list, a summary, or a shape without numbers */
/** @typedef {import("../../../tests/js/api.js").Given} Given a number, or a nested list, that is sent */
/** @typedef {Schemas["Summary"]} Summary */
/** @typedef {Schemas["ShapeOnly"]} ShapeOnly */
/** @typedef {Schemas["Formula"]} Formula */
/** @typedef {Schemas["Span"]} Span */
/** @typedef {Schemas["NodeAnswer"]} GraphNode */
/** @typedef {Schemas["EdgeAnswer"]} GraphEdge */
/** A step of the story; the server tells the first two sweeps, the page adds the update. @typedef {Omit<Schemas["StepAnswer"], "phase"> & { phase: Phase }} Step */
/** @typedef {"forward" | "backward" | "update"} Phase */
/** @typedef {Schemas["PartAnswer"]} Part */
/** @typedef {Omit<Schemas["TraceAnswer"], "steps"> & { steps: Step[] }} Trace */

/** Updates that were made, and the numbers they began from. @typedef {{ made: number, start: Readonly<Record<string, Given>> }} Run */
/** What the server says of the next update, for these parts of the state. @typedef {import("../learn/next.js").Next} Next */

/**
 * A question of predict mode that was answered or given up: `first` is right at once, `right`
 * after a wrong answer, `open` only wrong ones so far.
 * @typedef {{ status: "open" | "first" | "right" | "revealed", tries: number, last: string }} Guess
 */

/**
 * Everything the graph page shows is a function of this.
 * @typedef {object} State
 * @property {string} program the text as it stands
 * @property {Record<string, Given>} values numbers that replace those the program binds
 * @property {string} detail the level of detail
 * @property {readonly string[]} closed at detail gates: keys of the calls that are one node
 * @property {readonly string[]} opened at detail gates: keys of the gates that are opened
 * @property {"reverse" | "forward"} mode
 * @property {"gradient" | "update" | "loop" | null} reach where the story ends: at the gradient, at the update of the
 *   parameters, or nowhere, as the next forward sweep begins with what was learned; null is as the text says
 * @property {string} rule by which the program learns, where its text does not say it
 * @property {number} rate its step size, where the text does not say it
 * @property {readonly string[] | null} learners the parameters, where the text does not say them; null is every
 *   input that can learn
 * @property {Run | null} run the updates that led to these numbers; null is none
 * @property {Next | null} next null is not known
 * @property {string | null} wrt forward mode: the seeded input
 * @property {Given | null} seed of the output; null is ones
 * @property {string | null} output the name to differentiate; null is the last
 * @property {Trace | null} trace of the last program that worked
 * @property {(import("../page/api.js").Problem & { asBlocks?: boolean }) | null} problem with the program as it stands
 * @property {boolean} behind what is shown is not of the program as it stands: the answer is still to
 *   come, or there is none
 * @property {number} step how many steps have been played, 0 to trace.steps.length
 * @property {"gate" | "wire"} by how far one press leads: all wires of the gate that speaks, or one
 * @property {number} within how much of the press that led to `step` is seen, 0 to 1; 1 is at rest
 * @property {number | null} stand the step to stand at once another trace is there; null carries the
 *   place over
 * @property {boolean} playing
 * @property {number} speed how many times the usual one
 * @property {number} digits decimals in the picture
 * @property {"numbers" | "symbols" | "both"} labels what stands on the wires
 * @property {"plain" | "layers"} names how a name that ends in a number is written: W1, or W with a raised [1]
 * @property {boolean} shapes every wire says the shape of what it carries, in the place of its numbers
 * @property {number | null} batch how many rows are samples, where the program does not show it; null is not told
 * @property {number | null} sample the sample of a batch whose row is followed; null is none
 * @property {number | null} selected the node that the inspector shows
 * @property {boolean} presenting the editor is hidden, the numbers are large
 * @property {boolean} predicting gradients are hidden until guessed
 * @property {Readonly<Record<string, Guess>>} guesses what became of each question, by its key
 * @property {string | null} asked the key of the question that is being asked
 * @property {string | null} why the key of the question at this step whose answer is explained
 * @property {string} example the preset that all of this started from; empty for one's own program
 * @property {"light" | "dark" | null} theme null is the reader's own
 * @property {"classic" | "colourblind" | null} palette null is the reader's own
 * @property {boolean} widths a wire is as wide as what came back through it is large
 * @property {boolean} whatIf while a number is changed by hand, ghosts at the output say what its gradient
 *   promises beside what happens
 * @property {import("./inputs.js").Target | null} touched the number that was changed by hand last, another object each time
 * @property {{ from: string, to: string } | null} regrouped two programs that only group their gates in another way
 * @property {readonly string[]} hidden controls that are not shown
 * @property {boolean} embed shown inside another page: the picture and its timeline only
 * @property {"scalars" | "gates" | "neurons" | "layers"} drawing how a network is drawn; another program is always gates
 * @property {{ layer: number, unit: number | null } | null} unit the neuron that is pointed at, in whichever drawing; without a number the whole layer
 * @property {number | null} lit the edge whose wire is lit because something points at it
 * @property {"inspect" | "code" | "check" | "table" | "formula" | "partials" | "derive" | "nudge" | "palette" | "network" | "learn" | "counts" | "note" | null} panel the open panel; null is none
 * @property {"numpy" | "torch" | "classes"} codeLanguage the script that the code panel shows
 * @property {number | null} checkH the step of the gradient check; null is the server's choice
 * @property {"central" | "forward"} checkScheme the difference quotient of the gradient check
 * @property {{ column: string, descending: boolean } | null} tableSort null is as computed
 * @property {string | null} formulaInput symbol of the input of the chain rule; null is the first
 * @property {"names" | "functions"} formulaAs whether the chain rule is written with names of intermediate values or as nested functions
 * @property {number} factors how many factors of that derivation are open
 * @property {string | null} derived name of the value whose gradient is derived factor by factor; null is the parameter that is
 *   farthest from the output
 * @property {number | null} counted how many samples the counts are of; null is as many as the program has
 * @property {string | null} gesture names the drag that is changing a number; null when none is
 * @property {{ target: import("./inputs.js").Target, position: number } | null} nudge the input that
 *   is nudged and where its slider stands, −10 to 10; null is the first input, not nudged
 */

export {};
