// An update in numbers and in words: of one parameter for the step card, and of all for the table. Pure.

import { show, shortly } from "../controls/shown.js";
import { gradientOf, partial } from "../trace/derivatives.js";
import { scalar, showExactly } from "../trace/numbers.js";
import { RULES } from "../trace/rules.js";
import { arithmetic, stepOf } from "../updates/arithmetic.js";
import { elementOf, isDone, numberOf } from "./next.js";
import { asideOf, followingOf, formulaOf, linesOf } from "./spelled.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").GraphNode} GraphNode */
/** @typedef {import("../trace/inputs.js").Target} Target */
/** @typedef {import("../controls/slots.js").Slots} Slots */
/** @typedef {import("./next.js").Next} Next */

/** A parameter, or an element of one. @typedef {{ node: GraphNode, target: Target }} Learner */

/** @param {Next} next @param {Target} target */
function numbersOf(next, target) {
  const single = (/** @type {import("../trace/types.js").Nested} */ value) => numberOf(value) ?? value;
  return { from: single(elementOf(next.from, target)), gradient: single(elementOf(next.gradients, target)), to: next.to && single(elementOf(next.to, target)) };
}

/** What one parameter's step is, in a sentence. @param {Next} next @param {Learner} learner @param {number} digits */
export function sentenceOf(next, { node, target }, digits) {
  const name = node.symbol.text;
  const [from, gradient, to] = Object.values(numbersOf(next, target)).map(scalar);
  if (next.to === null) return `This step leads nowhere: ${next.trouble}`;
  const isPlain = next.of.rule === "sgd";
  if (gradient === 0 && isPlain) return `${name} stays ${showExactly(from ?? NaN, digits)}: its gradient is 0`;
  const way = isPlain ? `${name} takes a step against its gradient` : `${name} takes the step of ${RULES[next.of.rule] ?? next.of.rule}`;
  if (from === null || from === undefined || typeof gradient !== "number" || typeof to !== "number") return `${way}, element by element`;
  return `${way}: ${arithmetic(next.of, from, gradient, to, digits)}`;
}

/** What all steps come to. @param {Next} next @param {Trace} trace @param {number} digits */
export function closingOf(next, trace, digits) {
  if (next.to === null) return "It is not taken: try a smaller step size.";
  if (isDone(next)) return "Every gradient is 0: nothing left to learn.";
  const loss = trace.nodes[trace.outputs[0] ?? -1]?.symbol.text ?? "The loss";
  return `${loss} goes from ${showExactly(next.loss, digits)} to ${showExactly(next.lossAfter, digits)}.`;
}

/**
 * What stands in the slots of the card: `p − η · gradient = new p`.
 * @param {Next} next @param {Trace} trace @param {Learner} learner @param {number} digits @returns {Slots}
 */
export function updateSlots(next, trace, { node, target }, digits) {
  const { from, gradient, to } = numbersOf(next, target);
  const edge = trace.edges.find(({ source }) => source === node.id)?.id ?? null;
  const short = shortly(node.shape);
  const [a, g, b] = [from, gradient, to].map(scalar);
  const isNumber = typeof a === "number" && typeof g === "number" && typeof b === "number";
  const { by, taken, sign } = isNumber ? stepOf(next.of, a, g, b, digits) : stepOfArray(next, node.shape.length > 1 ? `(${show(gradient, node.shape, digits)})` : show(gradient, node.shape, digits), digits);
  const caption = next.of.rule === "sgd" ? "step size × gradient" : `step of ${RULES[next.of.rule] ?? next.of.rule}`;
  const row = {
    name: node.symbol.text, upstream: null, rule: ruleOf(next, trace, node), worked: null, by, sign, sum: null, caption, isPlayed: true,
    local: { text: taken, tone: next.of.rule === "sgd" ? /** @type {const} */ ("gradient") : /** @type {const} */ ("update"), edge },
    back: { symbol: node.symbol, figure: { text: to === null ? "—" : show(to, node.shape, digits), tone: /** @type {const} */ ("update"), edge, short } },
  };
  if (next.spelled && next.of.rule !== "sgd") return ruleSlots(next.spelled, next, trace, { node, target }, row, digits);
  const upstream = { symbol: node.symbol, figure: { text: show(from, node.shape, digits), tone: /** @type {const} */ ("value"), edge, short }, caption: "value" };
  return { upstream, rows: [row], more: 0, captions: ["value", caption, "new value"] };
}

/**
 * The slots of another rule: from the gradient line by line to the new value.
 * @param {NonNullable<Next["spelled"]>} spelled @param {Next} next @param {Trace} trace @param {Learner} learner
 * @param {import("../controls/slots.js").Row} row of the plain rule @param {number} digits @returns {Slots}
 */
function ruleSlots(spelled, next, trace, { node, target }, row, digits) {
  const lines = linesOf(spelled, next, target, digits);
  const caption = asideOf(lines, spelled) || row.caption;
  const rows = lines.filter(({ isAside }) => !isAside).map((line) => {
    const { symbol, rule, numbers, sign, made } = line;
    const isStep = symbol === "p";
    const following = followingOf(lines, line, digits);
    const figure = { text: show(made, node.shape, digits), tone: /** @type {const} */ ("ink"), edge: null, short: shortly(node.shape) };
    return {
      ...row, rule: formulaOf(rule, node.symbol), by: /** @type {const} */ ("→"), sign, caption,
      local: numbers === null ? null : { text: numbers, tone: /** @type {const} */ ("ink"), edge: null },
      back: isStep ? row.back : { symbol: formulaOf(symbol, node.symbol), figure },
      sum: following === null ? null : { symbol: null, terms: [{ sign: "", figure: { ...figure, text: following } }], sign, total: null, isComplete: true },
    };
  });
  const edge = row.back.figure.edge;
  const { gradient } = numbersOf(next, target);
  const arrived = { text: show(gradient, node.shape, digits), tone: /** @type {const} */ ("gradient"), edge, short: shortly(node.shape) };
  return { upstream: { symbol: gradientIn(trace, node), figure: arrived, caption: "gradient g" }, rows, more: 0, captions: ["gradient", caption ?? "", "new value"], sumCaption: "" };
}

/** @param {Next} next @param {string} gradient @param {number} digits */
function stepOfArray({ of: { rule, rate } }, gradient, digits) {
  const isPlain = rule === "sgd";
  return { by: isPlain ? /** @type {const} */ ("−") : /** @type {const} */ ("+"), taken: isPlain ? `${showExactly(rate, digits)} · ${gradient}` : "step", sign: /** @type {const} */ ("=") };
}

/** `η · ∂E/∂w`, or what another rule's step is called. @param {Next} next @param {Trace} trace @param {GraphNode} node */
function ruleOf(next, trace, node) {
  if (next.of.rule !== "sgd") return { text: `Δ${node.symbol.text}`, mathml: `<mrow><mi mathvariant="normal">Δ</mi>${node.symbol.mathml}</mrow>` };
  const gradient = gradientIn(trace, node);
  return { text: `η · ${gradient.text}`, mathml: `<mrow><mi>η</mi><mo>·</mo>${gradient.mathml}</mrow>` };
}

/** The gradient of a parameter: `∂E/∂w`, or of arrays dW. @param {Trace} trace @param {GraphNode} node */
function gradientIn(trace, node) {
  const of = trace.nodes[trace.outputs[0] ?? -1];
  return of && of.label !== null && !of.shape.length && !node.shape.length ? partial(of, node) : gradientOf(node);
}
