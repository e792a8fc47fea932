// How far one press leads, a gate or a wire, what stands on the wires, whether they are as wide as their gradients
// are large, and whether ghosts say what a changed number does: choices that are seldom made.

import { make } from "../page/build.js";

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

/** @param {HTMLElement} element @param {Store} store */
export function mountPressing(element, store) {
  element.classList.add("pressing");
  const by = chooser(["gate", "wire"], (k) => store.set({ by: k ? "wire" : "gate" }));
  const labels = chooser(LABELS, (k) => store.set({ labels: LABELS[k] ?? "numbers" }));
  const [widths, whatIf] = [checkbox((on) => store.set({ widths: on })), checkbox((on) => store.set({ whatIf: on }))];
  element.replaceChildren(
    make("label", {}, "Each press a ", by),
    make("label", {}, "Labels ", labels),
    make("label", { title: "Wires as wide as their gradients are large" }, widths, " Wide wires"),
    make("label", { title: "While a number is changed: at the output, what its gradient predicts beside what is true" }, whatIf, " What if"),
  );
  store.watch(["by", "labels", "widths", "whatIf"], (state) => {
    by.value = state.by;
    labels.value = state.labels;
    widths.checked = state.widths;
    whatIf.checked = state.whatIf;
  });
}

/** @param {readonly string[]} names @param {(index: number) => void} choose */
function chooser(names, choose) {
  const made = make("select", {}, ...names.map((name) => new Option(name)));
  made.addEventListener("change", () => choose(made.selectedIndex));
  return made;
}

/** @param {(on: boolean) => void} choose */
function checkbox(choose) {
  const made = make("input", { type: "checkbox" });
  made.addEventListener("change", () => choose(made.checked));
  return made;
}
