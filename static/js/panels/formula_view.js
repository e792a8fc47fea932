// The chain rule for one input, written out; every factor lights its wire.

import { button, make } from "../page/build.js";
import { math } from "../page/mathml.js";
import { part } from "../page/part.js";
import { styled } from "../page/styled.js";
import { inputsOf } from "../trace/chain.js";
import { derive, explanationOf, resultAt } from "./formula.js";
import { rowsOf } from "./formula_rows.js";
import { functionsOf } from "./functions.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {ReturnType<typeof build>} Parts */

/** What the drawing depends on; what depends on the step is filled in. @type {(keyof State)[]} */
const DRAWN = ["trace", "formulaInput", "formulaAs", "digits"];
/** @type {readonly (readonly [State["formulaAs"], string, string])[]} */
const NOTATIONS = [
  ["names", "Names", "∂f/∂x = ∂f/∂q · ∂q/∂x: a name for each intermediate value"],
  ["functions", "Functions", "f = g(h(x, y), z): nested functions"],
];

/**
 * @param {HTMLElement} element
 * @param {Store} store
 */
export function mountFormula(element, store) {
  void styled("notation");
  const parts = build(store);
  pointAtWires(store);
  element.append(...parts.all);
  parts.select.addEventListener("change", () => store.set({ formulaInput: parts.select.value }));
  /** What is drawn. @type {Readonly<State> | null} */
  let drawn = null;
  /** @type {((step: number) => void)[]} */
  let fillers = [];

  store.watch(["trace", "step", "formulaInput", "formulaAs", "panel", "predicting", "digits"], (state) => {
    if (state.panel !== "formula") return;
    parts.sheet.hidden = parts.result.hidden = state.predicting;
    if (state.predicting || !state.trace) {
      parts.explanation.textContent = state.predicting ? "Hidden while you predict the gradients." : "";
      drawn = null;
      return;
    }
    const before = drawn;
    const anew = !before || DRAWN.some((name) => state[name] !== before[name]);
    const focused = focusedFactor(parts);
    if (anew) {
      fillers = draw(parts, store, state.trace);
      drawn = state;
    }
    for (const fill of fillers) fill(state.step);
    if (anew && focused >= 0) factors(parts)[focused]?.focus({ preventScroll: true });
    showLit(parts, state);
  });
  store.watch(["lit"], (state) => showLit(parts, state));
}

/** A wire of the picture that is pointed at lights its factor. @param {Store} store */
function pointAtWires(store) {
  const frame = part("picture", HTMLElement);
  let isMine = false;
  frame.addEventListener("pointerover", ({ target }) => {
    if (store.get().panel !== "formula" || store.get().predicting) return;
    const wire = target instanceof Element ? target.closest("[data-edge]")?.getAttribute("data-edge") : null;
    if (wire) store.set({ lit: Number(wire) });
    else if (isMine) store.set({ lit: null });
    isMine = Boolean(wire);
  });
  frame.addEventListener("pointerleave", () => {
    if (isMine) store.set({ lit: null });
    isMine = false;
  });
}

/** @param {Store} store */
function build(store) {
  const notations = NOTATIONS.map(([as, label, title]) => ({ as, choice: button(label, () => store.set({ formulaAs: as }), { title }) }));
  const choice = make("div", { class: "choice", role: "group", "aria-label": "Notation" }, ...notations.map((one) => one.choice));
  const select = make("select", { id: "formula-input" });
  const called = make("label", { for: "formula-input" });
  const explanation = make("p", { class: "panel-note" });
  const sheet = make("div", {
    class: "panel-scroll formula", tabindex: 0, role: "region", "aria-label": "Chain rule",
  });
  const result = make("p", { class: "formula-result", role: "status" });
  const all = [make("div", { class: "panel-row" }, called, select, choice), explanation, sheet, result];
  return { select, called, notations, explanation, sheet, result, all };
}

/**
 * Write it all anew.
 * @param {Parts} parts @param {Store} store @param {import("../trace/types.js").Trace} trace
 * @returns {((step: number) => void)[]} what fills in what depends on the step
 */
function draw({ select, called, notations, explanation, sheet, result }, store, trace) {
  const { formulaInput, formulaAs, wrt, digits } = store.get();
  select.replaceChildren(...inputsOf(trace).map(({ symbol: { text } }) => new Option(text, text)));
  called.textContent = trace.mode === "forward" ? "Derivative with respect to" : "Gradient with respect to";
  sheet.replaceChildren();
  result.textContent = "";
  const of = derive(trace, formulaInput, wrt);
  select.disabled = !of;
  explanation.textContent = of ? explanationOf(of) : "The program has no inputs.";
  const nested = of?.chain.kind === "paths" ? functionsOf(trace) : null;
  const functions = formulaAs === "functions" ? nested : null;
  for (const { as, choice } of notations) {
    choice.setAttribute("aria-pressed", String((functions !== null) === (as === "functions")));
    choice.disabled = as === "functions" && nested === null; // arrays, and more gates than a nest can be read of
  }
  if (!of) return [];
  select.value = of.input.symbol.text;
  /** @type {((step: number) => void)[]} */
  const fillers = [];
  const light = (/** @type {number} */ edge, /** @type {boolean} */ on) => {
    if (on) store.set({ lit: edge });
    else if (store.get().lit === edge) store.set({ lit: null });
  };
  if (functions) sheet.append(make("p", { class: "functions" }, ...[functions.whole, ...functions.definitions].map((one) => make("span", {}, math(one)))));
  sheet.append(...rowsOf({ of, digits, functions, fillers, light }));
  const { chain } = of;
  if (chain.kind === "paths") {
    fillers.push((step) => {
      const { text, wrong } = resultAt({ ...of, chain }, step);
      result.textContent = text;
      result.classList.toggle("wrong", wrong);
    });
  }
  return fillers;
}

/** @param {Parts} parts */
function factors({ sheet }) {
  return [...sheet.querySelectorAll("button")];
}

/** Which factor has the focus, so that the same one has it after drawing anew. @param {Parts} parts */
function focusedFactor(parts) {
  return factors(parts).findIndex((button) => button === document.activeElement);
}

/** @param {Parts} parts @param {Readonly<State>} state */
function showLit({ sheet }, { lit }) {
  for (const button of sheet.querySelectorAll("[data-edge]")) {
    button.classList.toggle("lit", lit !== null && button.getAttribute("data-edge") === String(lit));
  }
}
