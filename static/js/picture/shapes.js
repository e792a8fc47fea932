// The shape of what a wire carries, in the place of its numbers: of a value at every step, as it follows
// from the program alone, and of a gradient once it has come. As app/drawing/labels.py and arrays.py have it.

import { shapeLabel } from "../trace/moment.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/moment.js").Moment} Moment */
/** @typedef {import("../trace/moment.js").Label} Label */

/** A moment that says shapes. @param {Moment} moment @param {Trace} trace @returns {Moment} */
export function shapesOf(moment, trace) {
  /** @param {Label} label @param {number | undefined} node */
  const said = (label, node) => (label.text === "" ? label : labelOf(trace, node));
  return {
    ...moment,
    value: (id) => ({ ...labelOf(trace, id), isEarly: moment.value(id).text === "" }),
    back: (id) => said(moment.back(id), trace.edges[id]?.source),
    total: (id) => said(moment.total(id), id),
  };
}

/** @param {Trace} trace @param {number | undefined} id of a node */
function labelOf(trace, id) {
  return shapeLabel(trace.nodes[id ?? -1]?.shape ?? []);
}
