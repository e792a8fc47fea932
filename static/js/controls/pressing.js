// How far one press leads, a gate or a wire, what stands on the wires, whether they are as wide as their gradients
// are large, and whether ghosts say what a changed number does: choices that are seldom made.

/** @typedef {import("../page/store.js").Store} Store */

const LABELS = /** @type {const} */ (["numbers", "symbols", "both"]);

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
      help: "numbers on the wires, symbols such as ∂f/∂x, or both",
      act: () => store.set({ labels: LABELS[(LABELS.indexOf(store.get().labels) + 1) % 3] ?? "numbers" }),
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
  const labels = document.createElement("select");
  labels.append(...LABELS.map((name) => new Option(name, name)));
  labels.addEventListener("change", () => store.set({ labels: LABELS[labels.selectedIndex] ?? "numbers" }));
  const [widths, ghosts] = [checkbox((on) => store.set({ widths: on })), checkbox((on) => store.set({ whatIf: on }))];
  const [press, on, wide, what] = [document.createElement("label"), document.createElement("label"), document.createElement("label"), document.createElement("label")];
  press.append("Each press ", by);
  on.append("Labels ", labels);
  wide.append(widths, " Wide wires");
  wide.title = "Wires as wide as their gradients are large";
  what.append(ghosts, " What if");
  what.title = "While a number is changed: at the output, what its gradient predicts beside what is true";
  element.replaceChildren(press, on, wide, what);
  store.watch(["by", "labels", "widths", "whatIf"], (state) => {
    by.value = state.by;
    labels.value = state.labels;
    widths.checked = state.widths;
    ghosts.checked = state.whatIf;
  });
}

/** @param {(on: boolean) => void} choose */
function checkbox(choose) {
  const made = document.createElement("input");
  made.type = "checkbox";
  made.addEventListener("change", () => choose(made.checked));
  return made;
}
