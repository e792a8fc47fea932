// Predict mode as an action of the page.

import { withStory } from "../page/story.js";

/** @param {import("../page/store.js").Store} store */
export function predictActions(store) {
  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    predict: {
      keys: ["q"],
      shown: "q",
      text: "Predict",
      label: "Hide the gradients and work them out",
      help: "predict: ask, show, explain, a press each",
      act: () => withStory(store, () => store.set({ predicting: !store.get().predicting })),
    },
  };
  return actions;
}
