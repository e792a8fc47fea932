// The settings of the images' mode: which images, how the hidden layer is built, and how both models learn.

import { Fields } from "../page/fields.js";
import { RATES } from "../updates/rates.js";
import { ACTIVATIONS, MOST_SEED, MOST_UPDATES, UNITS, readWords, writeWords } from "./images_words.js";

/** @typedef {import("./types.js").State} State */

/** @param {HTMLElement} element @param {import("./types.js").ClassifierStore} store @param {import("./types.js").Choices} choices */
export function mountImageSettings(element, store, { image_sets: sets, rules }) {
  const fields = new Fields(element, () => store.get(), (change) => store.set({ playing: false, ...change }));
  const words = (/** @type {State} */ state) => readWords(state.images);
  const change = (/** @type {Partial<import("./images_words.js").Words>} */ some) => ({ images: writeWords({ ...words(store.get()), ...some }) });
  const named = (/** @type {readonly (string | number)[]} */ values) => values.map((value) => ({ name: String(value), title: String(value) }));
  element.replaceChildren(
    fields.choice("Images", sets, (state) => words(state).set, (set) => change({ set, image: 0 })),
    fields.number("Seed", (state) => words(state).seed, (seed) => change({ seed: seed ?? 1 }), { low: 0, high: MOST_SEED, step: 1 }),
    fields.choice("Hidden units", named(UNITS), (state) => String(words(state).units), (units) => change({ units: Number(units) })),
    fields.choice("Activation", named(ACTIVATIONS), (state) => words(state).activation, (activation) => change({ activation })),
    fields.choice("Update rule", rules, (state) => state.rule, (rule) => ({ rule })),
    fields.slider("Learning rate", ({ rate }) => rate, (rate) => ({ rate: rate ?? 0.1 }), RATES, { low: 0, high: 1e6 }),
    fields.number("Penalty λ", ({ strength }) => strength, (strength) => ({ strength: strength ?? 0 }), { low: 0, high: 1e6 }),
    fields.number("Updates", (state) => words(state).updates, (updates) => change({ updates: updates ?? 100 }), { low: 1, high: MOST_UPDATES, step: 1 }),
  );
  store.watch(["images", "rule", "rate", "strength"], (state) => fields.show(state));
}
