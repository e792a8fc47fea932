// How derivatives are written, and what the backward sweep starts from. Pure.

import { branchesOf } from "./graph.js";
import { scalar } from "./numbers.js";

/** @typedef {import("./types.js").Trace} Trace */
/** @typedef {import("./types.js").Formula} Formula the MathML is without its `math` element */

/** A value that is derived, or that is derived by. @typedef {{ symbol: Formula, label: string | null }} Letter */

/** Write ∂of/∂by. @param {Letter} of @param {Letter} by @returns {Formula} */
export function partial(of, by) {
  const [above, below] = [after("∂", of), after("∂", by)];
  return { text: `${above.text}/${below.text}`, mathml: `<mfrac>${above.mathml}${below.mathml}</mfrac>` };
}

/** What arrives at a value on the way back, as in code: dY. @param {Letter} value @returns {Formula} */
export function gradientOf(value) {
  return after("d", value);
}

/** A letter before a value; all but a name or a label in brackets. @param {string} letter @param {Letter} value @returns {Formula} */
function after(letter, { symbol, label }) {
  const [text, mathml] = label === null
    ? [`(${symbol.text})`, `<mrow><mo>(</mo>${symbol.mathml}<mo>)</mo></mrow>`]
    : [symbol.text, symbol.mathml];
  const sign = letter === "∂" ? "<mo>∂</mo>" : `<mi mathvariant="normal">${letter}</mi>`;
  return { text: `${letter}${text}`, mathml: `<mrow>${sign}${mathml}</mrow>` };
}

/** Whether the backward sweep starts from 1 at the one output, a number. @param {Trace} trace */
export function startsFromOne(trace) {
  const [output] = trace.outputs;
  return trace.mode === "reverse" && trace.outputs.length === 1 && output !== undefined && seedOf(trace, output) === 1;
}

/** What the backward sweep starts from at an output; null where it is no number. @param {Trace} trace @param {number} output */
export function seedOf(trace, output) {
  const all = scalar(trace.nodes[output]?.gradient);
  return all === null ? null : branchesOf(trace, output).reduce((left, { contribution }) => left - (scalar(contribution) ?? 0), all);
}
