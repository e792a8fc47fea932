// The factors of a derivation as rows: formula, numbers, shapes, and what is said of them.

import { make } from "../page/build.js";
import { math } from "../page/mathml.js";
import { digitsBeside, showExactly, showInFull, showShape, toNumber } from "../trace/numbers.js";
import { cellsOf } from "./chain.js";

/** @typedef {import("./chain.js").Link} Link */
/** @typedef {import("./chain.js").ChainAnswer} ChainAnswer */

/** A factor that is opened. @param {Link} link @param {number} index @param {number} digits @param {(name: string) => string} called */
export function factorRow(link, index, digits, called) {
  const { gate, left, product, simple, shapes, notes, earlier } = link;
  const said = [...notes, ...(shapes ? [`shape ${shapes}`] : [])].join("; ");
  return make("li", { class: earlier ? "chain-row earlier" : "chain-row", "data-link": index, tabindex: 0 },
    make("span", { class: "chain-gate" }, "through ", math(gate)),
    make("span", { class: "chain-formula" },
      math(left), " = ", math(product),
      ...(simple ? [" = ", make("span", { class: "chain-simple" }, math(simple))] : []),
      " = ", valueOf(link, digits)),
    make("span", { class: "chain-said" }, said ? `${said[0]?.toUpperCase()}${said.slice(1)}.` : ""),
    earlier ? make("span", { class: "chain-mark" }, `already computed for ${called(earlier)}`) : "");
}

/** What the layer computes, before anything goes back. @param {ChainAnswer} chain */
export function forwardRows({ forward }) {
  return forward.map(({ formula, shapes, spread }) => make("p", { class: "chain-forward" },
    make("span", { class: "quiet" }, "forward "), math(formula),
    shapes ? make("span", { class: "chain-shapes" }, shapes) : "",
    spread.length ? make("span", { class: "quiet" }, spread.join("; ")) : ""));
}

/** The number, a small array with its numbers, or a shape. @param {Link} link @param {number} digits */
function valueOf(link, digits) {
  const { value, shape } = link;
  if (shape.length === 0) {
    const number = toNumber(/** @type {import("../trace/types.js").Scalar} */ (value));
    return make("span", { class: "gradient chain-value", title: showInFull(number) }, showExactly(number, digitsBeside(digits)));
  }
  const cells = cellsOf(link, digits);
  if (!cells) return make("span", { class: "gradient chain-value" }, showShape(shape));
  const heard = cells.map((row) => row.join(", ")).join("; ");
  const rows = cells.map((row) => make("span", { class: "chain-cells" }, ...row.map((text) => make("span", {}, text))));
  return make("span", { class: "gradient chain-value chain-array", role: "img", "aria-label": `[${heard}]` }, ...rows);
}
