// The step card: what happens at this step, large enough for the last row.

import { math } from "../page/mathml.js";
import { digitsBeside, sayShape, showArrayExactly, showExactly, showShape, writtenOut } from "../trace/numbers.js";
import { flat } from "../trace/nested.js";
import { answerTo } from "../predict/hints.js";
import { invitation } from "./invitation.js";
import { stageOf } from "../predict/press.js";
import { tangentRule } from "../trace/tangent_rule.js";
import { forwardSteps } from "../trace/timeline.js";

/** @typedef {import("../trace/types.js").Trace} Trace */

/** The smallest that its texts are set, as a share of their size. */
const SMALLEST = 0.6;

/**
 * The parts of a backward step as a product, or null where it is no product of two numbers.
 * @param {Trace} trace @param {number} step how many steps have been played
 */
function productOf(trace, step) {
  const played = trace.steps[step - 1];
  const edge = played && played.edge !== null ? trace.edges[played.edge] : undefined;
  if (!edge) return null;
  const upstream = trace.nodes[edge.target]?.gradient;
  const { local, contribution } = edge;
  if (typeof upstream !== "number" || typeof local !== "number" || typeof contribution !== "number") {
    return null;
  }
  const earlier = trace.steps
    .slice(0, step)
    .map((one) => (one.edge === null ? undefined : trace.edges[one.edge]))
    .filter((one) => one?.source === edge.source);
  const parts = earlier.map((one) => Number(one?.contribution));
  const uses = trace.edges.filter((one) => one.source === edge.source && one.contribution !== null);
  return {
    derivative: edge.whole ? wrapped(edge.derivative) : edge.formula,
    /** Whether the formula ends in its number. */
    said: !edge.whole && edge.constant !== null,
    local,
    upstream,
    contribution,
    /** At a fork: the contributions so far. */
    parts: uses.length > 1 ? parts : [],
  };
}

/** @param {import("../trace/types.js").Formula} formula @returns {import("../trace/types.js").Formula} */
function wrapped({ text, mathml }) {
  return { text, mathml: `<math>${mathml}</math>` };
}

/** @param {HTMLElement} element @param {import("../page/store.js").Store} store */
export function mountStepCard(element, store) {
  element.classList.add("step-card");
  const where = document.createElement("p");
  where.className = "where";
  const sentence = document.createElement("p");
  sentence.className = "sentence";
  sentence.setAttribute("aria-live", "polite");
  const product = document.createElement("p");
  product.className = "product";
  element.replaceChildren(where, sentence, product);

  let pending = 0;
  /**
   * Fit once the step is painted, and again when there is more or less room; but not while a number is
   * dragged: fitting lays the page out, and the numbers on the picture come first.
   */
  function ask() {
    if (store.get().gesture !== null) return;
    pending ||= requestAnimationFrame(() => {
      pending = 0;
      fit(element);
    });
  }

  store.watch(["trace", "step", "predicting", "digits", "guesses", "asked", "why"], (state) => {
    const { trace, step, digits } = state;
    const played = trace?.steps[step - 1];
    element.dataset["phase"] = played?.phase ?? "start";
    if (!trace || !played) {
      where.textContent = trace ? `start · ${trace.steps.length} steps` : "";
      sentence.textContent = trace ? invitation(trace, matchMedia("(hover: none)").matches) : "";
      product.replaceChildren();
      return;
    }
    const forward = forwardSteps(trace);
    const node = trace.nodes[played.node];
    const glyph = node?.glyph ? `${node.glyph}  ` : "";
    const count = played.phase === "forward" ? `${step} of ${forward}` : `${step - forward} of ${trace.steps.length - forward}`;
    where.textContent = `${glyph}${played.phase} ${count}`;
    const { stage, question } = stageOf(state);
    element.dataset["told"] = stage;
    const answer = question && stage === "reveal" ? answerTo(trace, question, digitsBeside(digits)) : question?.text;
    sentence.textContent = question && stage !== "explain" ? (answer ?? "") : played.sentence;
    product.replaceChildren(...(stage === "explain" ? productParts(trace, step, digitsBeside(digits)) : []));
    ask();
  });

  store.watch(["gesture"], ask);
  new ResizeObserver(ask).observe(element);
}

/**
 * Set the texts smaller until they fit: the card has a fixed height, so that the picture above it
 * never moves while stepping.
 * @param {HTMLElement} card
 */
function fit(card) {
  for (let share = 1; share >= SMALLEST; share -= 0.08) {
    card.style.setProperty("--fit", share.toFixed(2));
    if (card.scrollHeight <= card.clientHeight && card.scrollWidth <= card.clientWidth) return;
  }
}

/** @param {Trace} trace @param {number} step @param {number} digits @returns {Node[]} */
function productParts(trace, step, digits) {
  const product = productOf(trace, step);
  if (!product) {
    const played = trace.steps[step - 1];
    if (!played) return [];
    const edge = played.edge === null ? undefined : trace.edges[played.edge];
    if (edge?.summed) return summedParts(trace, edge, digits);
    const node = trace.nodes[played.node];
    const rule = trace.mode === "forward" && node ? tangentRule(trace, node, digits) : null;
    if (node && rule) return [labelled("value", math(node.formula)), labelled("tangent", math(rule))];
    const formula = edge?.formula ?? node?.formula;
    if (!formula) return [];
    return edge?.spread ? [labelled(`spread over ${edge.spread.words}`, math(formula))] : [math(formula)];
  }
  const { derivative, said, local, upstream, contribution, parts } = product;
  /** @param {number} value */
  const shown = (value) => showExactly(value, digits);
  const number = shown(local);
  const pieces = [
    labelled("local derivative", math(derivative), said ? "" : ` = ${number}`),
    operator("×"),
    labelled("upstream", document.createTextNode(shown(upstream))),
    operator("="),
    labelled("flows back", document.createTextNode(shown(contribution))),
  ];
  if (parts.length > 1) {
    const sum = parts.reduce((total, part) => total + part, 0);
    const terms = parts.map((part, k) => (k && part >= 0 ? `+ ${shown(part)}` : shown(part)));
    const text = `${terms.join(" ").replaceAll(" −", " − ")} = ${shown(sum)}`;
    pieces.push(labelled("sum at the fork", document.createTextNode(text)));
  }
  return pieces;
}

/**
 * Where a value was spread by broadcasting: what arrives, over what it is summed, what flows back.
 * @param {Trace} trace @param {import("../trace/types.js").GraphEdge} edge @param {number} digits
 * @returns {Node[]}
 */
function summedParts(trace, edge, digits) {
  const { contribution } = edge;
  const shape = (/** @type {number} */ id) => {
    const sizes = trace.nodes[id]?.shape ?? [];
    return sizes.length > 1 ? showShape(sizes) : sayShape(sizes);
  };
  const sizes = trace.nodes[edge.source]?.shape ?? [];
  const listed = writtenOut(sizes) && `(${showArrayExactly(flat(contribution), digits).join(", ")})`;
  const shown = sizes.length ? listed || shape(edge.source) : showExactly(Number(contribution), digits);
  return [
    labelled("upstream", document.createTextNode(shape(edge.target))),
    operator("→"),
    labelled(`summed over ${edge.summed?.words}`, math(edge.formula)),
    operator("→"),
    labelled("flows back", document.createTextNode(shown)),
  ];
}

/** @param {string} label @param {...(Node | string)} content */
function labelled(label, ...content) {
  const part = document.createElement("span");
  part.className = "part";
  const caption = document.createElement("small");
  caption.textContent = label;
  const value = document.createElement("span");
  value.append(...content);
  part.append(value, caption);
  return part;
}

/** @param {string} sign */
function operator(sign) {
  const part = document.createElement("span");
  part.className = "operator";
  part.textContent = sign;
  return part;
}
