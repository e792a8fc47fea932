// How a gate makes its tangent from those of its operands: ḟ = q̇ · z + q · ż. Pure.

import { showExactly } from "./numbers.js";

/** @typedef {import("./types.js").Trace} Trace */
/** @typedef {import("./types.js").GraphNode} GraphNode */
/** @typedef {import("./types.js").Formula} Formula */

const DOT = "\u0307";

/**
 * The rule of a gate in forward mode, with its numbers where all are numbers; null where it has no
 * operand that could have a tangent. Baydin et al. 2018, "Automatic differentiation in machine
 * learning: a survey", section 3.1.
 * @param {Trace} trace @param {GraphNode} node @param {number} digits
 * @returns {Formula | null}
 */
export function tangentRule(trace, node, digits) {
  const edges = trace.edges.filter(({ source, target }) => target === node.id && trace.nodes[source]?.kind !== "constant");
  const terms = edges.flatMap((edge) => {
    const source = trace.nodes[edge.source];
    if (!source) return [];
    const [factor, tangent] = [edge.whole ? edge.derivative : edge.factor, dotted(source)];
    const number = typeof edge.local === "number" && source.shape.length === 0 ? edge.local : null;
    const numbers = number === null ? null : `${bracketed(number, digits)} · ${bracketed(Number(source.tangent ?? 0), digits)}`;
    if (edge.constant === 1) return [{ ...tangent, numbers }];
    return [{ text: `${factor.text} · ${tangent.text}`, mathml: `${factor.mathml}<mo>·</mo>${tangent.mathml}`, numbers }];
  });
  if (terms.length === 0) return null;
  const { text, mathml } = dotted(node);
  const isNumber = node.shape.length === 0 && typeof node.tangent === "number" && terms.every(({ numbers }) => numbers !== null);
  const sum = isNumber ? ` = ${terms.map(({ numbers }) => numbers).join(" + ")} = ${showExactly(Number(node.tangent), digits)}` : "";
  return {
    text: `${text} = ${terms.map((term) => term.text).join(" + ")}${sum}`,
    mathml: `<math><mrow>${mathml}<mo>=</mo>${terms.map((term) => `<mrow>${term.mathml}</mrow>`).join("<mo>+</mo>")}<mtext>${sum.replaceAll(" ", "\u00a0")}</mtext></mrow></math>`,
  };
}

/** A value's tangent; all but a name in brackets. @param {GraphNode} node @returns {Formula} */
function dotted({ name, symbol }) {
  if (name !== null) {
    return { text: name.length === 1 ? `${symbol.text}${DOT}` : `(${symbol.text})${DOT}`, mathml: `<mover accent="true">${symbol.mathml}<mo>˙</mo></mover>` };
  }
  return { text: `(${symbol.text})${DOT}`, mathml: `<msup><mrow><mo>(</mo>${symbol.mathml}<mo>)</mo></mrow><mo>˙</mo></msup>` };
}

/** @param {number} value @param {number} digits */
function bracketed(value, digits) {
  return value < 0 ? `(${showExactly(value, digits)})` : showExactly(value, digits);
}
