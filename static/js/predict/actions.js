// Predict mode as an action of the page.

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
      // A press that comes before the story hides it when it comes.
      act: () => store.when(({ trace }) => trace !== null, () => store.set({ predicting: !store.get().predicting })),
    },
  };
  return actions;
}
