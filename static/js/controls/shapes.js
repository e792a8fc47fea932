// Whether every wire says the shape of what it carries: a choice among the tools, and a key. How that is
// shown is fetched when it is first wanted.

/**
 * @param {HTMLInputElement} box to be ticked
 * @param {import("../page/store.js").Store} store
 * @param {() => void} load
 */
export function mountShapes(box, store, load) {
  box.addEventListener("change", () => store.set({ shapes: box.checked }));
  store.watch(["shapes"], ({ shapes }) => {
    box.checked = shapes;
  });
  store.when(({ shapes }) => shapes, load);
  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    shapes: { keys: ["D"], shown: "D", help: "the shape on every wire, or its numbers", act: () => box.click() },
  };
  return actions;
}
