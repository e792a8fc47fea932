// What slow motion lays over the neurons: their numbers, signs by colour and mark, and which are in focus.

import { showNumber } from "../../trace/numbers.js";
import { css, mixed } from "../../chart/colours.js";
import { inFocus, leftOut, stageNumbers } from "./told_batch.js";
import { unitName } from "./units.js";

/** @typedef {import("./network_units.js").Tile} Tile */
/** @typedef {import("../types.js").LabState} LabState */

/** A short number; with its sign, which is the mark beside the colour, where that is wanted. @param {number} value @param {boolean} isSigned */
const short = (value, isSigned) => `${isSigned && value > 0 ? "+" : ""}${showNumber(value, 2, 1)}`;

/**
 * Print on every neuron the number of the stage, or take away what an earlier stage left.
 * @param {readonly Tile[]} tiles
 * @param {Readonly<LabState>} state
 * @param {import("../../chart/colours.js").Colours} colours
 */
export function printStage(tiles, state, colours) {
  const { explained, network } = state;
  const focus = inFocus(explained, network?.layers.length ?? 0);
  const [numbers, out] = [stageNumbers(state), leftOut(state)];
  const all = tiles.map(({ layer, unit }) => numbers(layer, unit));
  const most = Math.max(...all.map((number) => Math.abs(number ?? 0)), 1e-12);
  const isDelta = explained !== null && explained.stage !== "forward" && explained.stage !== "loss";
  for (const [k, { layer, unit, button, value }] of tiles.entries()) {
    const number = all[k] ?? null;
    button.classList.toggle("net-lit", explained !== null && focus.units(layer));
    button.classList.toggle("net-dim", explained !== null && !focus.reached(layer));
    button.style.setProperty("--out", String(out(layer, unit) ?? 0));
    value.classList.toggle("net-minus-value", number !== null && number < 0);
    value.style.background = number === null ? "" : css(mixed(colours.paper, number < 0 ? colours.negative : colours.positive, 0.1 + 0.45 * Math.min(Math.abs(number) / most, 1)));
    const text = number === null ? "" : short(number, isDelta);
    if (explained) value.textContent = text;
    if (network) button.setAttribute("aria-label", `${unitName(network, layer, unit)}${text && `: ${text}`}`);
  }
}
