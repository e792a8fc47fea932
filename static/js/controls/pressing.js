// The keys of choices that are seldom made: how far one press leads, a gate or a wire, what stands on the wires, and
// whether they are as wide as their gradients are large.

/** @typedef {import("../page/store.js").Store} Store */

export const LABELS = /** @type {const} */ (["numbers", "symbols", "both"]);

/** What the keys do to the state. @param {Store} store */
export function pressingActions(store) {
  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    pressing: {
      keys: ["g"],
      shown: "g",
      label: "One gate a press, or one wire",
      help: "one gate a press, or one wire",
      act: () => store.set({ by: store.get().by === "gate" ? "wire" : "gate" }),
    },
    labels: {
      keys: ["v"],
      shown: "v",
      help: "numbers on the wires, symbols, or both",
      act: () => store.set({ labels: LABELS[LABELS.indexOf(store.get().labels) + 1] ?? "numbers" }),
    },
    widths: {
      keys: ["G"],
      shown: "G",
      label: "Wires as wide as their gradients are large",
      help: "wires as wide as their gradients are large, or all alike",
      act: () => store.set({ widths: !store.get().widths }),
    },
  };
  return actions;
}
