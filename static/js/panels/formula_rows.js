// The rows of the chain rule, as elements. Numbers are blank until the step that makes them.

import { make } from "../page/build.js";
import { math } from "../page/mathml.js";
import { LAST_LINES } from "../trace/chain.js";
import { digitsBeside, showExactly, showInFull } from "../trace/numbers.js";
import { flowed } from "./formula.js";

/** @typedef {import("../trace/types.js").Formula} Formula */
/** @typedef {import("../trace/types.js").Scalar} Scalar */
/** @typedef {import("../trace/chain.js").Factor} Factor */
/** @typedef {import("../trace/chain.js").Use} Use */

/**
 * What is written out, with what depends on the step.
 * @typedef {object} Sheet
 * @property {import("./formula.js").Derivation} of
 * @property {number} digits
 * @property {import("./functions.js").Functions | null} functions in whose notation it is written; null is by names
 * @property {((step: number) => void)[]} fillers called with each step, after anything was drawn anew
 * @property {(edge: number, on: boolean) => void} light
 */

const MOST_USES = 12;

/** All rows of a derivation. @param {Sheet} sheet @returns {HTMLElement[]} */
export function rowsOf(sheet) {
  const { chain, head, input } = sheet.of;
  if (chain.kind === "none") return [];
  if (chain.kind === "paths") {
    return chain.terms.map((term, k) => termRow(sheet, k === 0 ? head(input) : null, term, chain.seeds[k] ?? null));
  }
  return chain.lines.flatMap((line, k) => {
    const gap = chain.omitted && chain.lines.length - k === LAST_LINES;
    return [...(gap ? [make("p", { class: "panel-note" }, `⋮ ${chain.omitted} lines between`)] : []), ...lineRow(sheet, line)];
  });
}

/** One path: the product of its factors. @param {Sheet} sheet @param {Formula | null} head @param {import("../trace/chain.js").Term} term @param {number | null} seed */
function termRow(sheet, head, term, seed) {
  const list = make("span", { class: "factors" });
  if (seed !== null && (seed !== 1 || term.factors.length === 0)) {
    const name = sheet.of.trace.mode === "forward" ? "tangent seed" : "seed";
    list.append(make("span", { class: "factor seed" }, make("small", {}, name), number(sheet, showFactor(sheet, seed))));
  }
  for (const factor of term.factors) list.append(factorButton(sheet, factor, false));
  for (const child of [...list.children].slice(1)) {
    child.before(make("span", { class: "sign", "aria-hidden": "true" }, "·"));
  }
  const last = term.factors.at(-1)?.edge.id;
  const product = number(sheet, shown(sheet, term.product), (step) => last === undefined || flowed(sheet.of, last, step));
  return make(
    "div", { class: "term" },
    lead(head), sign(head ? "=" : "+"), list, sign("="), make("span", { class: "product gradient" }, product),
  );
}

/** One node: what its uses send back, and what that comes to. @param {Sheet} sheet @param {import("../trace/chain.js").Line} line */
function lineRow(sheet, line) {
  const node = sheet.of.trace.nodes[line.node];
  if (!node) return [];
  const list = make("span", { class: "factors" });
  if (line.isOutput) list.append(make("span", { class: "factor seed" }, "seed"));
  for (const use of line.uses.slice(0, MOST_USES)) {
    if (list.childElementCount) list.append(sign("+"));
    list.append(...useParts(sheet, use));
  }
  if (line.uses.length > MOST_USES) list.append(`+ … ${line.uses.length - MOST_USES} uses more`);
  return [make("div", { class: "term" }, lead(sheet.of.head(node)), sign("="), list, ...gradientParts(sheet, node))];
}

/** @param {Sheet} sheet @param {import("../trace/types.js").GraphNode} node */
function gradientParts(sheet, { id, gradient, shape }) {
  if (gradient === null) return [];
  const isArray = typeof gradient === "object";
  const done = (/** @type {number} */ step) => (sheet.of.times.complete[id] ?? Infinity) <= step;
  const place = number(sheet, isArray ? shape.join("×") || "scalar" : shown(sheet, gradient), done);
  place.title = showInFull(gradient);
  return [sign(isArray ? "shape" : "="), make("span", { class: "product gradient" }, place)];
}

/** @param {Sheet} sheet @param {Use} use */
function useParts(sheet, use) {
  const { trace, head } = sheet.of;
  const target = trace.nodes[use.upstream];
  if (!target) return [];
  const upstream = use.whole ? [] : [
    make("span", { class: "upstream" }, math(head(target))),
    sign(target.shape.length > 0 ? "⊙" : "·"),
  ];
  return [...upstream, factorButton(sheet, use.factor, use.whole), ...(use.along ? [make("small", {}, use.along)] : [])];
}

/** @param {Sheet} sheet @param {Factor} factor @param {boolean} whole whether the formula holds the upstream gradient */
function factorButton(sheet, factor, whole) {
  const { edge, local } = factor;
  const { trace, times } = sheet.of;
  const earlier = trace.mode === "forward" ? null : factor.earlier; // it keeps nothing for another input
  const { functions } = sheet;
  const named = functions?.partial(edge) ?? edge.derivative;
  const is = functions ? functions.factor(edge) : edge.factor;
  const said = edge.right !== null && is !== null; // of a block there is nothing to say but its name
  const plain = local === null || whole || edge.constant !== null;
  const filled = plain ? null : number(sheet, showFactor(sheet, local), (step) => (times.valued[edge.target] ?? Infinity) <= step);
  const seen = make(
    "span", { class: "seen", "aria-hidden": "true" },
    ...(!whole && (said || functions) ? [make("small", { class: "partial" }, math(named))] : []),
    ...(is ? [math({ ...is, mathml: `<mrow>${is.mathml}</mrow>` })] : []),
    ...(filled ? [filled] : []),
    ...(earlier ? [make("small", { class: "mark" }, "already computed")] : []),
  );
  const heard = make("span", { class: "heard" });
  sheet.fillers.push(() => {
    const equal = [!whole && named.text, said && is?.text, filled?.textContent].filter(Boolean).join(" = ");
    heard.textContent = earlier ? `${equal}, already computed ${earlier}` : equal;
  });
  const attributes = {
    type: "button",
    class: earlier ? "factor earlier" : "factor",
    "data-edge": edge.id,
    title: earlier ? `already computed ${earlier}` : null,
  };
  const made = make("button", attributes, heard, seen);
  for (const event of ["pointerenter", "focus", "click"]) made.addEventListener(event, () => sheet.light(edge.id, true));
  for (const event of ["pointerleave", "blur"]) made.addEventListener(event, () => sheet.light(edge.id, false));
  return made;
}

/** A number that is blank until a step. @param {Sheet} sheet @param {string} text @param {(step: number) => boolean} [known] */
function number(sheet, text, known = () => true) {
  const place = make("span", { class: "number" });
  sheet.fillers.push((step) => {
    place.textContent = known(step) ? text : "";
  });
  return place;
}

/** @param {Sheet} sheet @param {Scalar} value */
function shown({ digits }, value) {
  return showExactly(value, digitsBeside(digits));
}

/** @param {Sheet} sheet @param {number} value */
function showFactor(sheet, value) {
  return value < 0 ? `(${shown(sheet, value)})` : shown(sheet, value);
}

/** @param {string} text */
function sign(text) {
  return make("span", { class: "sign" }, text);
}

/** @param {Formula | null} head */
function lead(head) {
  return make("span", { class: "lead" }, ...(head ? [math(head)] : []));
}
