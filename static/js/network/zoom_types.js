// What the drawings of a network have in common.

/**
 * One of the drawings, on the stage.
 * @typedef {object} Drawn
 * @property {SVGSVGElement} svg
 * @property {(trace: import("../trace/types.js").Trace, room: { width: number, height: number, least: number, biases: boolean }) => void} draw it anew, for so many px and letters of at least so many
 * @property {(state: Readonly<import("../trace/types.js").State>) => void} fill in the numbers of a moment, and mark what is told
 * @property {(unit: import("../trace/types.js").State["unit"]) => void} light a neuron
 * @property {() => Map<string, import("./morph.js").Spot>} spots where each unit stands on the screen, by `layer/unit`, and what stands for a whole layer, by `layer`
 * @property {() => readonly import("./morph_view.js").Mover[]} movers what goes where its counterpart is
 * @property {() => readonly SVGElement[]} rest what only fades
 * @property {(state: Readonly<import("../trace/types.js").State>) => readonly import("../picture/in_view.js").View[]} spoken what is told, from all of it to the least of it
 */

export {};
