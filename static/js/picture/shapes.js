// The shape of what a wire carries, in the place of its numbers: of a value at every step, as it follows
// from the program alone, and of a gradient once it has come. As app/drawing/labels.py and arrays.py have it.

import { CAPTION_SIZE, captionWidth, written } from "./arrays.js";
import { SIZE, TOLD } from "./figures.js";
import { showShape } from "../trace/numbers.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/moment.js").Moment} Moment */
/** @typedef {import("../trace/moment.js").Label} Label */
/** @typedef {import("./slots.js").Slot} Slot */

/** What stands for the shape of a plain number. */
const SCALAR = "scalar";
/** The height of a capital, as a share of its size, and px from the wire. */
const [CAP, OFF] = [0.73, 5];

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

/** @param {Trace} trace @param {number | undefined} id of a node @returns {Label} */
function labelOf(trace, id) {
  return { text: showShape(trace.nodes[id ?? -1]?.shape ?? []) || SCALAR, zero: false, marks: shapeMarks };
}

/** Next to its wire, as large as a number is. Which caption that is does not change while it is told. @type {NonNullable<Label["marks"]>} */
function shapeMarks({ captions, form, kind, under }, told) {
  const sizes = captions.map((text) => (100 * (form?.width ?? 0)) / [...text].reduce((sum, one) => sum + captionWidth(one), 0));
  const found = sizes.findIndex((size) => size >= CAPTION_SIZE);
  const chosen = found < 0 ? captions.length - 1 : found;
  const size = Math.min(Math.floor(10 * (sizes[chosen] ?? SIZE)) / 10, told ? TOLD : SIZE);
  const y = under ? Math.floor(10 * (OFF + CAP * size) + 0.5) / 10 : -OFF;
  return [written(kind, captions[chosen] ?? "", 0, y, size)];
}
