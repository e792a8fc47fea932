// The fields of the builder: the input, each hidden layer, the output, and how it is all multiplied.

import { button, make } from "../page/build.js";
import { Fields } from "../page/fields.js";
import { withHead, withLayer, withOneMore, withoutLayer } from "./network.js";

/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./network.js").Choices} Choices */
/** @typedef {(change: Partial<Network>) => void} Change */

/**
 * @param {HTMLElement} element that the fields are put into
 * @param {Choices} choices
 * @param {Network} first
 * @param {Change} change
 */
export function mountForm(element, choices, first, change) {
  /** The network with all that is asked for: the next change may come before the answer to the last. */
  let now = first;
  /** @type {Change} */
  const ask = (part) => {
    now = { ...now, ...part };
    change(part);
  };
  const list = make("ol", { class: "net-hidden" });
  const fields = new Fields(element, () => now, (/** @type {object} */ part) => ask(part));
  const add = button("Add a layer", () => ask(withOneMore(now)), { class: "net-add" });
  const one = { low: 1, step: 1 };
  const inputs = fields.number("Inputs", (net) => net.inputs, (value) => ({ inputs: value ?? 1 }), { ...one, high: choices.inputs });
  const outputs = fields.number("Outputs", (net) => net.outputs, (value) => ({ outputs: value ?? 1 }), { ...one, high: choices.units });
  const head = fields.choice("Head", choices.heads, (net) => net.head, (name) => withHead(now, name, choices));
  const forms = choices.conventions.map(({ name, title }) => ({ name, title: `${name}: ${title}` }));
  const convention = fields.choice("Convention", forms, (net) => net.convention, (name) => ({ convention: name }));
  const bias = fields.tick("Biases", (net) => net.bias, (value) => ({ bias: value }));
  const samples = fields.number("Samples", (net) => net.samples, (value) => ({ samples: value ?? 1 }), { ...one, high: choices.samples });
  const seed = fields.number("Seed", (net) => net.seed, (value) => ({ seed: value ?? 0 }), { low: 0, step: 1, high: choices.seed });
  element.append(
    make("div", { class: "net-row" }, inputs, samples, seed),
    list,
    make("div", { class: "net-row" }, outputs, head),
    make("div", { class: "net-row" }, add, bias),
    make("div", { class: "net-row" }, convention),
  );
  /** @type {((network: Network) => void)[]} */
  let rows = [];
  return (/** @type {Network} */ network) => {
    now = network;
    const isFocused = list.contains(document.activeElement);
    if (rows.length !== network.layers.length) {
      const made = network.layers.map((_, k) => layerRow(choices, k, () => now, ask));
      rows = made.map(({ show }) => show);
      list.replaceChildren(...made.map(({ item }) => item));
      if (isFocused) add.focus();
    }
    add.disabled = network.layers.length >= choices.layers;
    for (const show of rows) show(network);
    fields.show(network);
  };
}

/** A hidden layer. @param {Choices} choices @param {number} at @param {() => Network} now @param {Change} change */
function layerRow(choices, at, now, change) {
  const item = make("li", { class: "net-row" });
  const fields = new Fields(item, now, (/** @type {object} */ part) => change(part));
  const limits = { low: 1, step: 1, high: choices.units };
  const units = fields.number("Units", ({ layers }) => layers[at]?.units ?? null, (value) => withLayer(now(), at, { units: value ?? 1 }), limits);
  const gates = choices.activations.map((name) => ({ name, title: name }));
  const activation = fields.choice("Activation", gates, ({ layers }) => layers[at]?.activation ?? "", (name) => withLayer(now(), at, { activation: name }));
  const remove = button("✕", () => change(withoutLayer(now(), at)), { class: "square", "aria-label": `Remove layer ${at + 1}`, title: `Remove layer ${at + 1}` });
  for (const [label, what] of /** @type {const} */ ([[units, "Units"], [activation, "Activation"]])) {
    label.querySelector("input, select")?.setAttribute("aria-label", `${what} of layer ${at + 1}`);
  }
  for (const label of [units, activation]) label.querySelector("span")?.remove();
  item.append(make("b", {}, `Layer ${at + 1}`), units, activation, remove);
  return { item, show: (/** @type {Network} */ network) => fields.show(network) };
}
