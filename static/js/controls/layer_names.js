// Whether names that end in a number are written in the notation of layers, W1 as W with a raised [1]: a choice
// among the tools, and a key.

/**
 * @param {HTMLInputElement} box to be ticked
 * @param {import("../page/store.js").Store} store
 */
export function mountLayerNames(box, store) {
  /** @param {boolean} raised */
  const choose = (raised) => store.set({ names: raised ? "layers" : "plain", formulaInput: null });
  box.addEventListener("change", () => choose(box.checked));
  store.watch(["names"], ({ names }) => {
    box.checked = names === "layers";
  });

  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    layerNames: { keys: ["l"], shown: "l", help: "layers as W[1] with the number raised, or as W1", act: () => choose(!box.checked) },
  };
  return actions;
}
