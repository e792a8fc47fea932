// Reverse or forward, what is seeded, and how many sweeps each mode needs for all derivatives.

import { withStory } from "../page/story.js";
import { typedNested } from "../page/typed.js";
import { inputsOf } from "../trace/inputs.js";
import { showInFull } from "../trace/numbers.js";
import { countOf } from "../trace/nested.js";

/** @typedef {import("../trace/types.js").Trace} Trace */

/** How many numbers stand in nodes of a kind. @param {readonly import("../trace/types.js").GraphNode[]} nodes */
function count(nodes) {
  return nodes.reduce((sum, node) => sum + countOf(node.shape), 0);
}

/**
 * The sweeps that all derivatives of a graph cost: one an output in reverse, one an input forward.
 * @param {Trace} trace
 */
export function sweeps(trace) {
  return {
    reverse: count(trace.nodes.filter((node) => trace.outputs.includes(node.id))),
    forward: count(trace.nodes.filter((node) => node.kind === "input")),
  };
}

/** @param {number} number @param {string} word */
const counted = (number, word) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;

/**
 * Read a seed as it is typed: a number or a nested list; null stands for ones.
 * @param {string} text
 * @returns {import("../trace/types.js").Given | null | undefined} undefined where it is neither
 */
export function readSeed(text) {
  return text.trim() === "" ? null : (typedNested(text) ?? undefined);
}

/** @param {HTMLElement} element @param {import("../page/store.js").Store} store */
export function mountModes(element, store) {
  element.classList.add("modes");
  const mode = document.createElement("select");
  mode.append(new Option("reverse", "reverse"), new Option("forward", "forward"));
  const wrt = document.createElement("select");
  const seed = document.createElement("input");
  Object.assign(seed, { type: "text", size: 5, placeholder: "1", inputMode: "decimal" });
  const counter = document.createElement("p");
  counter.className = "sweeps";
  counter.id = "sweeps";
  seed.setAttribute("aria-describedby", counter.id);
  const wrtLabel = labelled("Seed the tangent of", wrt);
  element.replaceChildren(labelled("Mode", mode), wrtLabel, labelled("Seed", seed), counter);

  mode.addEventListener("change", () => {
    const forward = mode.value === "forward";
    // The first input is seeded; of a story that is still to come nobody knows which that is.
    withStory(store, () => {
      const { trace } = store.get();
      const inputs = trace ? inputsOf(trace) : [];
      store.set({ mode: forward ? "forward" : "reverse", wrt: forward ? (inputs[0] ?? null) : null, seed: null, formulaInput: null });
    });
  });
  wrt.addEventListener("change", () => store.set({ wrt: wrt.value, formulaInput: null }));
  seed.addEventListener("change", () => {
    const value = readSeed(seed.value);
    complain(value === undefined ? seed.value : null);
    if (value !== undefined) store.set({ seed: value });
  });

  /** Say what is wrong with what was typed, in the place of the sweeps. @param {string | null} typed */
  function complain(typed) {
    const wrong = typed !== null;
    seed.setAttribute("aria-invalid", String(wrong));
    counter.classList.toggle("wrong", wrong);
    if (wrong) counter.setAttribute("role", "alert");
    else counter.removeAttribute("role");
    const { trace } = store.get();
    counter.textContent = wrong ? `The seed “${typed.length > 12 ? `${typed.slice(0, 12)}…` : typed}” is no number: write one, or a list such as [1, 0.5].` : trace ? told(trace) : "";
  }

  store.watch(["mode", "wrt", "trace", "seed"], (state) => {
    const { trace } = state;
    mode.value = state.mode;
    wrtLabel.hidden = state.mode === "reverse";
    const names = trace ? inputsOf(trace) : [];
    const known = [...wrt.options].map((option) => option.value);
    if (names.join() !== known.join()) wrt.replaceChildren(...names.map((name) => new Option(name, name)));
    if (state.wrt !== null) wrt.value = state.wrt;
    if (document.activeElement !== seed) {
      seed.value = state.seed === null ? "" : typeof state.seed === "number" ? showInFull(state.seed) : JSON.stringify(state.seed);
    }
    complain(null);
  });
}

/** @param {Trace} trace */
function told(trace) {
  const { reverse, forward } = sweeps(trace);
  return `All derivatives: reverse ${counted(reverse, "sweep")}, forward ${counted(forward, "sweep")}`;
}

/** @param {string} text @param {HTMLElement} control */
function labelled(text, control) {
  const label = document.createElement("label");
  label.append(text, " ", control);
  return label;
}
