// The network in words: what the pointer is on, and how many links there are.

import { showExactly } from "../../trace/numbers.js";
import { MOST_LINKS } from "./draw_links.js";
import { unitFormula, valuesOf } from "./formula.js";
import { shownFrame, shownParameters, shownProbed } from "./shown.js";
import { weightAt, weightName } from "./units.js";

/** @typedef {import("../types.js").LabState} LabState */

/**
 * The weight under the pointer, or what the neuron under it computes; null as long as nothing is known.
 * @param {Readonly<LabState>} state
 * @param {number | null} pointed flat index of a weight
 */
export function toldText(state, pointed) {
  const { network, hovered } = state;
  const parameters = shownParameters(state);
  if (!network || !parameters) return null;
  const weight = pointed === null ? null : weightAt(network, pointed);
  if (weight) return `${weightName(weight)} = ${showExactly(parameters[weight.index] ?? NaN)}`;
  if (!hovered || hovered.layer === 0) return "";
  const { layer, unit } = hovered;
  const probed = shownProbed(state);
  const values = probed && probed.update === shownFrame(state)?.update ? valuesOf(probed, layer, unit) : null;
  return unitFormula(network, parameters, layer, unit, values).map(({ text }) => text).join("");
}

/** How many of the links are drawn, where not all are. @param {number} count */
export function drawnText(count) {
  return count > MOST_LINKS ? ` Drawn: the ${MOST_LINKS.toLocaleString("en")} largest of ${count.toLocaleString("en")}.` : "";
}
