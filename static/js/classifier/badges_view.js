// Whether a row is classified as it is labelled, before the next update and after it.

import { make } from "../page/build.js";
import { className } from "./told.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Moment} Moment */

/** @param {string} when */
function makeBadge(when) {
  const [said, verdict] = [make("b", {}), make("span", { class: "verdict" })];
  const element = make("p", { class: "badge" }, make("small", {}, when), said, verdict);
  /** @param {Moment | null} moment @param {number} row @param {Readonly<State>} state */
  const show = (moment, row, { classes, labels }) => {
    element.hidden = moment === null;
    const guess = moment?.predicted[row] ?? -1;
    const isRight = guess === labels[row];
    said.textContent = className(classes, guess);
    verdict.textContent = isRight ? "✓ right" : "✗ wrong";
    element.dataset["right"] = String(isRight);
  };
  return { element, show };
}

/** The two badges of a row. @param {number} row */
export function makeBadges(row) {
  const [now, then] = [makeBadge("predicted"), makeBadge("after a step")];
  return {
    element: make("div", { class: "badges" }, now.element, then.element),
    /** @param {Readonly<State>} state */
    show(state) {
      now.show(state.moment, row, state);
      then.show(state.next, row, state);
    },
  };
}
