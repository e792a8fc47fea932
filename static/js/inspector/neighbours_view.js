// The neighbours of what is inspected: what it knows of its operands, and what its value is used for.

import { button, make } from "../page/build.js";
import { math } from "../page/mathml.js";
import { backCheck, sayCheck } from "./dimensions.js";
import { factorsOf, isInFormula, isShort } from "./inspector.js";
import { rows, tell } from "./told_view.js";

/** @typedef {import("./inspector.js").Report} Report */
/** @typedef {import("./inspector.js").Use} Use */

/**
 * @typedef {object} Act
 * @property {(node: number) => void} inspect
 * @property {(edge: number | null) => void} light a wire, or none
 */

/** @param {Report} report @param {Act} act @param {number} digits */
export function neighboursOf(report, act, digits) {
  const { operands } = report;
  const known = operands.length
    ? [make("h3", {}, "What it knows: its operands"), ...operands.map((use) => operandCard(report, use, act, digits)), cachedLine(report)]
    : [];
  return [...known, make("h3", {}, "Where its value goes"), ...usesOf(report, act)];
}

/** @param {Report} report @param {Use} use @param {Act} act @param {number} digits */
function operandCard({ trace, node, forward }, use, act, digits) {
  const { edge, local, arriving, contribution } = use;
  const number = isInFormula(use) ? [] : [make("span", {}, " = ", tell(local))];
  const factors = node.shape.length ? "" : factorsOf(use, digits);
  const whole = edge.whole || edge.local === null;
  const check = forward ? null : backCheck(trace, edge);
  /** @type {[string, Node][]} */
  const sizes = check ? [["sizes", make("span", { class: "sizes" }, sayCheck(check))]] : [];
  return card(use, act,
    make("p", { class: "neighbour-name" }, link(use, act), " = ", tell(use.value, "value")),
    rows(
      [whole ? "rule" : "local", make("span", {}, math(edge.formula), ...number)],
      [forward ? "tangent" : "upstream", tell(arriving, "gradient")],
      [whole ? (forward ? "sends on" : "flows back") : "product", make("span", {}, factors, tell(contribution, "gradient"))],
      ...sizes,
    ));
}

/** @param {Report} report @param {Act} act */
function usesOf(report, act) {
  const { uses, forward, isOutput } = report;
  if (!uses.length) return [make("p", { class: "quiet" }, isOutput ? "It is the output: its gradient is the seed." : "Nothing uses it.")];
  const cards = uses.map((use) =>
    card(use, act,
      make("p", { class: "neighbour-name" },
        "into ", link(use, act), ` (${use.node.op ?? ""}), which sends ${forward ? "on" : "back"} `, tell(use.contribution, "gradient"))));
  return forward ? cards : [...cards, sumLine(report)];
}

/** What comes back, added. @param {Report} report */
function sumLine({ uses, isOutput, derivative }) {
  const terms = uses.map((use) => use.contribution).filter((told) => told.kind !== "none");
  const sum = make("p", { class: "sum" });
  if (isOutput) sum.append("the seed + ");
  if (uses.length > 1 && terms.every(isShort)) {
    for (const [k, told] of terms.entries()) sum.append(k ? " + " : "", tell(told, "gradient"));
    sum.append(" = ");
  } else sum.append(uses.length > 1 ? "their sum = " : "gradient = ");
  sum.append(tell(derivative, "gradient"));
  return sum;
}

/** @param {Report} report */
function cachedLine({ cached }) {
  const line = make("p", { class: "cached" });
  if (!cached.length) line.append("Backward reads no value of the forward pass: nothing has to be kept.");
  else line.append("Kept from the forward pass, because backward reads it: ", make("strong", {}, cached.join(", ")));
  return line;
}

/** A neighbour's name, which leads to it. @param {Use} use @param {Act} act */
function link({ node, name }, { inspect }) {
  return button(name, () => inspect(node.id), { class: "jump", title: `Inspect ${name}` });
}

/** One neighbour: pointing at it lights the wire. @param {Use} use @param {Act} act @param {...Node} told */
function card({ edge }, { light }, ...told) {
  const made = make("section", { class: "neighbour" }, ...told);
  for (const event of ["pointerenter", "focusin"]) made.addEventListener(event, () => light(edge.id));
  for (const event of ["pointerleave", "focusout"]) made.addEventListener(event, () => light(null));
  return made;
}
