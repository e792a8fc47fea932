// Choices that are seldom made, in the menu: how far one press leads, what stands on the wires, how wide they are, and
// whether ghosts say what a changed number does. They are fetched when the menu is first opened.

import { make } from "../page/build.js";
import { LABELS } from "./pressing.js";

/** @typedef {import("../page/store.js").Store} Store */

/** @param {HTMLElement} element @param {Store} store */
export function mountPressing(element, store) {
  element.classList.add("pressing");
  const by = chooser(["a gate", "a wire"], (k) => store.set({ by: k ? "wire" : "gate" }));
  const labels = chooser(LABELS, (k) => store.set({ labels: LABELS[k] ?? "numbers" }));
  const [widths, whatIf] = [checkbox((on) => store.set({ widths: on })), checkbox((on) => store.set({ whatIf: on }))];
  element.replaceChildren(
    make("label", {}, "Each press ", by),
    make("label", {}, "Labels ", labels),
    make("label", { title: "Wires as wide as their gradients are large" }, widths, " Wide wires"),
    make("label", { title: "While a number is changed: at the output, what its gradient predicts beside what is true" }, whatIf, " What if"),
  );
  store.watch(["by", "labels", "widths", "whatIf"], (state) => {
    by.selectedIndex = Number(state.by === "wire");
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
