// What stands over the network: how many layers, and over each layer its units and activation.

import { button, make } from "../../page/build.js";

/** @typedef {import("../types.js").Layer} Layer */
/** @typedef {import("./network_layout.js").Layout} Layout */

const NEW_UNITS = 2; // of a layer that is added

/**
 * @typedef {object} Shape what may be chosen
 * @property {readonly Layer[]} layers the hidden ones
 * @property {string} output what the output layer is called
 * @property {number} outputs its units
 * @property {readonly { name: string, title: string }[]} activations
 * @property {number} mostLayers
 * @property {number} mostUnits
 */

/**
 * @param {import("../types.js").Network} network
 * @param {import("../types.js").Config} config
 * @param {import("../types.js").Data | null} data
 * @param {import("../types.js").LabState["choices"]} choices
 * @returns {Shape}
 */
export function shapeOf(network, { layers, loss }, data, { activations, layers: mostLayers, units: mostUnits }) {
  const ofClasses = loss === "svm" || loss === "squared" ? "scores" : loss;
  const output = data?.classes === 0 ? "value" : ofClasses;
  return { layers, activations, mostLayers, mostUnits, output, outputs: network.layers.at(-1)?.units ?? 0 };
}

/**
 * The layers after a layer was added at the end (a copy of the last, but not residual) or taken away.
 * @param {readonly Layer[]} layers
 * @param {1 | -1} change
 * @returns {Layer[]}
 */
export function withLayers(layers, change) {
  if (change < 0) return layers.slice(0, -1);
  const last = layers.at(-1) ?? { activation: "tanh" };
  return [...layers, { ...last, units: NEW_UNITS, ...("residual" in last ? { residual: false } : {}) }];
}

/**
 * The layers with one of them changed.
 * @param {readonly Layer[]} layers
 * @param {number} at
 * @param {Partial<Layer>} change
 * @returns {Layer[]}
 */
export function withLayer(layers, at, change) {
  return layers.map((layer, k) => (k === at ? { ...layer, ...change } : layer));
}

/**
 * Minus, a number, plus.
 * @param {string} what
 * @param {number} count
 * @param {readonly [number, number]} bounds
 * @param {(change: 1 | -1) => void} change
 */
function counter(what, count, [low, high], change) {
  const less = button("−", () => change(-1), { "aria-label": `one ${what} less`, class: "net-less" });
  const more = button("+", () => change(1), { "aria-label": `one ${what} more`, class: "net-more" });
  less.disabled = count <= low;
  more.disabled = count >= high;
  return [less, make("output", {}, String(count)), more];
}

/**
 * @param {HTMLElement} element
 * @param {Shape} shape
 * @param {(layers: Layer[]) => void} set
 */
export function writeLayerCount(element, { layers, mostLayers }, set) {
  element.replaceChildren(
    make("span", {}, "Hidden layers"),
    ...counter("layer", layers.length, [0, mostLayers], (change) => set(withLayers(layers, change))),
  );
}

/**
 * One head over each column.
 * @param {HTMLElement} element
 * @param {Shape} shape
 * @param {Layout} layout
 * @param {(layers: Layer[]) => void} set
 */
export function writeHeads(element, shape, { columns }, set) {
  const { layers, output, outputs, mostUnits } = shape;
  const heads = columns.map(({ layer, middle, tiles }) => {
    const head = make("div", { class: "net-head", "data-layer": layer });
    head.style.left = `${middle}px`;
    const chosen = layers[layer - 1];
    if (layer === 0) head.append(make("b", {}, "Features"), make("small", {}, String(tiles.length)));
    else if (!chosen) head.append(make("b", {}, "Output"), make("small", {}, `${outputs} ${output}`));
    else {
      const at = layer - 1;
      const units = make("span", { class: "net-count", role: "group", "aria-label": `units of layer ${layer}` },
        ...counter(`unit of layer ${layer}`, chosen.units, [1, mostUnits], (change) => set(withLayer(layers, at, { units: chosen.units + change }))));
      head.append(units, activationOf(shape, at, set));
    }
    return head;
  });
  element.replaceChildren(...heads);
}

/**
 * @param {Shape} shape
 * @param {number} at
 * @param {(layers: Layer[]) => void} set
 */
function activationOf({ layers, activations }, at, set) {
  const chosen = layers[at]?.activation ?? "";
  const known = activations.some(({ name }) => name === chosen) ? activations : [...activations, { name: chosen, title: chosen }];
  const select = make("select", { "aria-label": `activation of layer ${at + 1}` },
    ...known.map(({ name, title }) => make("option", { value: name, selected: name === chosen }, title)));
  select.addEventListener("change", () => set(withLayer(layers, at, { activation: select.value })));
  return select;
}
