// The formulas of a large story, which comes with their texts alone. Pure.

/** @typedef {import("./types.js").Trace} Trace */
/** @typedef {{ text: string, mathml: string }} Formula */

const SIGNS = /** @type {Record<string, string>} */ ({ "<": "&lt;", ">": "&gt;", "&": "&amp;" });

/** Let what is written as text be shown as a formula. @param {Trace} trace */
export function withFormulas(trace) {
  for (const { symbol, formula } of trace.nodes) for (const one of [symbol, formula]) complete(one);
  for (const { formula, left, right, factor, derivative } of trace.edges) for (const one of [formula, left, right, factor, derivative]) complete(one);
  return trace;
}

/** @param {Formula | null} formula */
function complete(formula) {
  if (formula && formula.mathml === "") formula.mathml = `<mtext>${formula.text.replace(/[<>&]/g, (sign) => SIGNS[sign] ?? sign)}</mtext>`;
}
