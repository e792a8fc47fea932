// The network as a table, for those who read it: a row for each layer.

import { make } from "../page/build.js";
import { nameOf } from "../trace/graph.js";
import { showNumber, showShape } from "../trace/numbers.js";
import { activationOf, layerName } from "../network/neurons.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../network/neurons.js").Layer} Layer */
/** @typedef {ReturnType<typeof import("../network/neurons.js").numbersOf>} Numbers */

/** Numbers of a layer that are listed. */
const MOST = 8;

/**
 * @param {HTMLTableElement} table @param {Trace} trace @param {readonly Layer[]} layers
 * @param {readonly Numbers[]} numbers of each layer @param {number} digits
 */
export function writeLayers(table, trace, layers, numbers, digits) {
  const slope = trace.mode === "forward" ? "tangents" : "gradients";
  const heads = ["layer", "units", "activation", "weights", "values", slope].map((text) => make("th", { scope: "col" }, text));
  const rows = layers.map((layer, k) => {
    const leaf = layer.weights === null ? "" : `${nameOf(trace, layer.weights)} ${showShape(trace.nodes[layer.weights]?.shape ?? [])}`;
    /** @param {Numbers["value"] | undefined} read */
    const listed = (read) => {
      const some = Array.from({ length: Math.min(layer.units, MOST) }, (_, unit) => read?.(unit) ?? null).filter((one) => one !== null);
      return some.map((one) => showNumber(one, digits)).join(", ") + (some.length > 0 && layer.units > MOST ? ", …" : "");
    };
    const cells = [String(layer.units), activationOf(trace, layer), leaf].map((text) => make("td", {}, text));
    const [value, gradient] = [make("td", { class: "value" }, listed(numbers[k]?.value)), make("td", { class: "gradient" }, listed(numbers[k]?.slope))];
    return make("tr", {}, make("th", { scope: "row" }, layerName(k)), ...cells, value, gradient);
  });
  table.replaceChildren(make("caption", {}, "Blank is not computed yet"), make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows));
}
