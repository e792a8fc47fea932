// A small window in which one weight or bias is changed: typed, dragged, or by wheel and arrows.

import { make } from "../../page/build.js";
import { giveBack } from "../../page/stage.js";
import { soon } from "../../chart/canvas.js";
import { besideWeight, chosenWeight, editedWeight, formulasOf, NOTCH, reachOf, stepText, turnedBy } from "./edited_weight.js";
import { weightName } from "./units.js";

/** @typedef {import("../types.js").LabStore} LabStore */
/** @typedef {import("../types.js").LabActions} LabActions */

export class WeightEditor {
  #element;
  #store;
  #actions;
  #parts = build();
  /** @type {HTMLElement | null} */
  #opener = null;
  /** What is on its way to the server. @type {{ index: number, value: number } | null} */
  #wanted = null;
  #sendSoon = soon(() => this.#send());

  /**
   * @param {HTMLElement} element where the window lies over
   * @param {LabStore} store
   * @param {LabActions} actions
   */
  constructor(element, store, actions) {
    this.#element = element;
    this.#store = store;
    this.#actions = actions;
    element.append(this.#parts.box);
    this.#listen();
    store.watch(["selected", "network"], () => this.#refill());
    store.watch(["frame", "probed", "pointer", "explained"], soon(() => this.#show()));
  }

  /**
   * Open it for a weight, beside what was clicked.
   * @param {number} index
   * @param {HTMLElement | null} from what the focus returns to
   * @param {{ x: number, y: number }} place px within the element
   */
  open(index, from, { x, y }) {
    const { box, number } = this.#parts;
    this.#send();
    this.#opener = from;
    box.hidden = false;
    this.#store.set({ selected: index });
    this.#refill();
    const room = this.#element.clientWidth - box.offsetWidth - 4;
    box.style.left = `${Math.max(4, Math.min(x, room))}px`;
    box.style.top = `${Math.max(4, y)}px`;
    number.focus();
    number.select();
  }

  shut() {
    if (this.#parts.box.hidden) return;
    this.#send(); // what was typed counts, however soon the window is shut
    this.#parts.box.hidden = true;
    this.#store.set({ selected: null });
  }

  /** Shut it and give the focus back to what opened it. */
  #leave() {
    if (this.#parts.box.hidden) return;
    this.shut();
    giveBack(this.#opener);
  }

  #listen() {
    const { box, chooser, number, slider, close } = this.#parts;
    number.addEventListener("input", () => {
      slider.value = number.value;
      this.#put(number.valueAsNumber);
    });
    slider.addEventListener("input", () => {
      const value = Number(slider.valueAsNumber.toFixed(3));
      number.value = String(value);
      this.#put(value);
    });
    box.addEventListener("wheel", (event) => {
      if (event.target === chooser) return;
      event.preventDefault();
      const value = turnedBy(number.valueAsNumber, event.deltaY);
      number.value = String(value);
      slider.value = number.value;
      this.#put(value);
    }, { passive: false });
    chooser.addEventListener("change", () => {
      this.#send();
      this.#store.set({ selected: Number(chooser.value) });
    });
    close.addEventListener("click", () => this.#leave());
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" && (event.key !== "Enter" || event.target !== number)) return;
      event.preventDefault();
      event.stopPropagation();
      this.#leave();
    });
  }

  /** @param {number} value */
  #put(value) {
    const { selected } = this.#store.get();
    if (!Number.isFinite(value) || selected === null) return;
    this.#wanted = { index: selected, value };
    this.#sendSoon();
  }

  #send() {
    if (this.#wanted) this.#actions.put(this.#wanted.index, this.#wanted.value);
    this.#wanted = null;
  }

  /** Another weight was chosen, or is another one in this network. */
  #refill() {
    const state = this.#store.get();
    const weight = chosenWeight(state);
    this.#wanted = null;
    if (!weight || !state.network) return this.shut();
    const { heading, chooser } = this.#parts;
    heading.textContent = `${weight.bias ? "Bias" : "Weight"} ${weightName(weight)}`;
    chooser.replaceChildren(...besideWeight(state.network, weight).map(({ index, text }) =>
      make("option", { value: index, selected: index === weight.index }, text)));
    this.#show(true);
  }

  /** @param {boolean} [anew] whether also what is just being typed is replaced */
  #show(anew = false) {
    const { box, number, slider, formula, step } = this.#parts;
    const state = this.#store.get();
    const edited = box.hidden ? null : editedWeight(state);
    if (!edited) return;
    if (anew || (document.activeElement !== number && document.activeElement !== slider)) showValue(this.#parts, edited.value);
    formula.replaceChildren(...formulasOf(state, edited).map((terms) => lineOf(terms, edited.weight.index)));
    const told = stepText(state, edited);
    step.hidden = told === null;
    if (told !== null) step.textContent = told;
  }
}

function build() {
  const heading = make("h2", {});
  const close = make("button", { type: "button", class: "net-close", "aria-label": "Close" }, "✕");
  const chooser = make("select", { "aria-label": "weight" });
  const number = make("input", { type: "number", step: NOTCH, "aria-label": "value" });
  const slider = make("input", { type: "range", step: "any", "aria-label": "value, as a slider" });
  const formula = make("p", { class: "net-formula" });
  const step = make("p", { class: "net-step" });
  const head = make("div", { class: "net-editor-head" }, heading, close);
  const row = make("div", { class: "net-editor-row" }, chooser, number);
  const box = make("div", { class: "net-editor", role: "dialog", "aria-label": "Weight", hidden: true }, head, row, slider, formula, step);
  return { box, heading, close, chooser, number, slider, formula, step };
}

/** @param {Pick<ReturnType<typeof build>, "slider" | "number">} parts @param {number} value */
function showValue({ slider, number }, value) {
  const reach = reachOf(value);
  slider.min = String(-reach);
  slider.max = String(reach);
  slider.value = String(value);
  number.value = String(Number(value.toPrecision(6)));
}

/** A formula in which one weight stands out. @param {import("./formula.js").Part[]} terms @param {number} marked its flat index */
function lineOf(terms, marked) {
  return make("span", {}, ...terms.map(({ text, index }) => (index === marked ? make("mark", {}, text) : text)));
}
