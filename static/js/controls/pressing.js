// How far one press leads, a gate or a wire, and whether wires are as wide as their gradients are large: two
// choices that are seldom made.

/** @typedef {import("../page/store.js").Store} Store */

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

/** @param {HTMLElement} element @param {Store} store */
export function mountPressing(element, store) {
  element.classList.add("pressing");
  const by = document.createElement("select");
  by.append(new Option("a gate", "gate"), new Option("a wire", "wire"));
  by.addEventListener("change", () => store.set({ by: by.value === "wire" ? "wire" : "gate" }));
  const widths = document.createElement("input");
  widths.type = "checkbox";
  widths.addEventListener("change", () => store.set({ widths: widths.checked }));
  const [press, wide] = [document.createElement("label"), document.createElement("label")];
  press.append("Each press ", by);
  wide.append(widths, " Wide wires");
  wide.title = "Wires as wide as their gradients are large";
  element.replaceChildren(press, wide);
  store.watch(["by", "widths"], (state) => {
    by.value = state.by;
    widths.checked = state.widths;
  });
}
