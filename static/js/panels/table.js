// What the table of all nodes tells of each at a step, and the order of its rows. Pure.

import { derivativeAt, valueAt } from "../trace/known.js";
import { sizeOf, sorted } from "./sorting.js";
import { countOf } from "../trace/nested.js";

/** @typedef {import("../trace/known.js").Story} Story */
/** @typedef {import("../trace/known.js").Moment} Moment */
/** @typedef {import("../trace/known.js").Shown} Shown */

/** The numbers stand beside the name: where there is no room for all, what is scrolled to is the rest. */
export const COLUMNS = /** @type {const} */ (["node", "value", "gradient", "gate", "shape", "id"]);

/**
 * The ids of the nodes from top to bottom.
 * @param {Story} story @param {import("./sorting.js").Sort | null} sort @param {Moment} moment
 */
export function orderAt(story, sort, moment) {
  return sorted(story.trace.nodes, sort, (node) => {
    switch (sort?.column) {
      case "node": return node.symbol.text;
      case "gate": return node.op ?? node.kind;
      case "shape": return countOf(node.shape);
      case "value": return keyOf(valueAt(story, node, moment.step));
      case "gradient": return keyOf(derivativeAt(story, node, moment));
      default: return node.id;
    }
  });
}

/** @param {Shown | null} shown */
function keyOf(shown) {
  return shown === "" || shown === null ? null : sizeOf(shown);
}
