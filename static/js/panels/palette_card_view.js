// The card of a piece of the palette: what it computes, and what flows back through it.

import { make } from "../page/build.js";
import { math } from "../page/mathml.js";

/** @typedef {import("./palette.js").Piece} Piece */

/** A card that shows one piece at a time. */
export function makeCard() {
  const element = make("div", { class: "palette-card", role: "region", "aria-label": "About the piece", tabindex: 0 });
  return {
    element,
    /** @param {Piece} piece */
    show(piece) {
      const { title, glyph, summary, takes, forward, backward } = piece;
      element.replaceChildren(
        make("p", { class: "palette-head" }, make("span", { class: "piece-glyph", "aria-hidden": "true" }, glyph), make("strong", {}, title)),
        make("p", {}, summary, ...(takes ? [make("span", { class: "quiet" }, ` Takes ${takes}.`)] : [])),
        make("div", { class: "palette-ways" }, ...formulas("Forward", forward, "value"), ...formulas("Backward", backward, "gradient")),
      );
    },
  };
}

/** @param {string} heading @param {Piece["forward"]} lines @param {string} kind its colour */
function formulas(heading, lines, kind) {
  if (lines.length === 0) return [];
  return [make("div", {}, make("h3", { class: kind }, heading), ...lines.map((line) => make("p", { class: "palette-formula" }, math(line))))];
}
