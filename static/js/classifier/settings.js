// The settings of every day: the loss and its margin, the penalty and its convention, the update rule and its step.

import { Fields } from "../page/fields.js";
import { RATES } from "../updates/rates.js";
import { edited } from "./edit.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").ClassifierStore} ClassifierStore */

const STRENGTHS = [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];
const CONVENTIONS = [{ name: "whole", title: "λΣW²" }, { name: "half", title: "½λΣW²" }];
const POSITIVE = { low: 0, high: 1e6 };

/** @param {HTMLElement} element @param {ClassifierStore} store @param {import("./types.js").Choices} choices */
export function mountSettings(element, store, { losses, rules }) {
  /** @type {Fields<Readonly<State>>} */
  const fields = new Fields(element, () => store.get(), (change) => store.set(edited(store.get(), change)));
  const margin = fields.number("Margin ε", (state) => state.margin, (value) => ({ margin: value ?? 1 }), POSITIVE);
  const strength = fields.slider("Penalty λ", (state) => state.strength, (value) => ({ strength: value ?? 0 }), STRENGTHS, POSITIVE);
  const convention = fields.choice("Convention", CONVENTIONS, ({ half }) => (half ? "half" : "whole"), (value) => ({ half: value === "half" }));
  element.replaceChildren(
    fields.choice("Loss", losses, (state) => state.loss, (loss) => ({ loss })), margin, strength, convention,
    fields.choice("Update rule", rules, (state) => state.rule, (rule) => ({ rule })),
    fields.slider("Step size η", (state) => state.rate, (value) => ({ rate: value ?? 0.1 }), RATES, POSITIVE),
  );
  store.watch(["loss", "margin", "strength", "half", "rule", "rate", "scores"], (state) => {
    fields.show(state);
    margin.hidden = losses.find(({ name }) => name === state.loss)?.margin === false;
    for (const one of [strength, convention]) one.hidden = state.scores !== null;
  });
}
