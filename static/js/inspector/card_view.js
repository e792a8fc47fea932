// The card of the gate that is inspected: a loss read as a loss, its curve, and what can be chosen there.

import { ProblemError, post } from "../page/api.js";
import { make } from "../page/build.js";
import { latest } from "../page/latest.js";
import { styled } from "../page/styled.js";
import { isPredicting } from "../predict/predict.js";
import { graphAsk } from "../trace/ask.js";
import { showExactly } from "../trace/numbers.js";
import { editsOf, linesAt, mayTell, sharesOf, written } from "./card.js";
import { choosingOf, withClass } from "./classes.js";
import { plotOf } from "./plot_view.js";
import { classesOf, switchOf } from "./switches_view.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("./card.js").Card} Card */
/** @typedef {import("./card.js").Choice} Choice */

/** Returns what stands in the inspector. @param {Store} store */
export function mountCard(store) {
  const view = new CardView(store);
  void styled("card");
  store.watch(["trace", "selected", "predicting", "panel"], () => view.follow());
  store.watch(["step"], () => view.show());
  stay(store);
  return view.element;
}

/** What is inspected keeps its name where a program that is written anew, or taken back, gives it another number. @param {Store} store */
function stay(store) {
  /** Of what an undo let go. @type {string | null} */
  let lost = null;
  const nameIn = (/** @type {Readonly<State>} */ { trace }, /** @type {number | null} */ id) => trace?.nodes[id ?? -1]?.name ?? null;
  store.subscribe((now, before) => {
    if (now.selected !== before.selected) {
      const isUndone = now.selected === null && now.program !== before.program && now.example === before.example && now.panel === "inspect";
      lost = isUndone ? nameIn(before, before.selected) : null;
    }
    if (now.trace === before.trace || !now.trace) return;
    const name = lost ?? nameIn(before, now.selected);
    const node = now.trace.nodes.find((one) => one.name !== null && one.name === name);
    if (node && node.id !== now.selected && now.panel === "inspect") store.set({ selected: node.id });
  });
}

class CardView {
  #store;
  element = make("div", { class: "card", role: "group", "aria-label": "Card of the gate", hidden: true });
  /** What is told, and of which program. @type {{ card: Card, node: number, name: string | null, program: string } | null} */
  #told = null;
  /** A choice that was made before the card of the program as it stands had come. @type {{ gate: string | null, choice: Choice } | null} */
  #wanted = null;
  /** Which of the points has the tangent line. */
  #point = 0;
  #asking;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
    this.#asking = latest(0, (signal) => this.#ask(signal), (told) => {
      const wanted = this.#wanted;
      this.#told = told;
      this.#wanted = null;
      if (wanted && wanted.gate === this.#gate) this.#write(wanted.choice);
      this.show();
    }, (error) => {
      if (!(error instanceof ProblemError)) throw error;
      this.#wanted = null;
      this.#forget();
    });
  }

  /** Another gate is inspected, or its numbers are others. */
  follow() {
    const state = this.#store.get();
    const { trace, selected, panel } = state;
    const node = trace && selected !== null ? trace.nodes[selected] : undefined;
    const told = this.#told;
    if (told && node && told.name !== null && node.name === told.name) this.#told = { ...told, node: node.id }; // it stays, by its name
    else if (selected !== told?.node) {
      this.#point = 0;
      this.#forget();
    }
    if (panel !== "inspect" || isPredicting(state)) {
      this.#wanted = null;
      this.#forget();
    } else if (mayTell(node)) void this.#asking.now();
    else this.show();
  }

  #forget() {
    this.#asking.stop();
    this.#told = null;
    this.show();
  }

  /** @param {AbortSignal} signal */
  async #ask(signal) {
    const state = this.#store.get();
    const node = state.selected ?? 0;
    const { seed: _, ...ask } = graphAsk(state);
    const card = await post("api/v1/card", { ...ask, node }, signal);
    return { card, node, name: state.trace?.nodes[node]?.name ?? null, program: state.program };
  }

  /** Show what is told at this step; the focus stays where it is. */
  show() {
    const state = this.#store.get();
    const active = document.activeElement;
    const key = active instanceof HTMLElement && this.element.contains(active) ? active.dataset["key"] : undefined;
    if (active instanceof HTMLInputElement && active.type === "text" && key && active.value !== active.defaultValue) return; // somebody types
    const parts = isPredicting(state) ? [] : this.#parts(state);
    this.element.hidden = parts.length === 0;
    this.element.replaceChildren(...parts);
    if (key === undefined) return;
    const [group = ""] = key.split(/[:=]/u);
    const same = this.element.querySelector(`[data-key^="${CSS.escape(group)}"]:checked`) ?? this.element.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (same instanceof HTMLElement) same.focus({ preventScroll: true });
  }

  /** @param {Readonly<State>} state @returns {Node[]} */
  #parts(state) {
    const { trace, selected } = state;
    const node = trace && selected !== null ? trace.nodes[selected] : undefined;
    if (!trace || !node) return [];
    const told = this.#told?.node === node.id ? this.#told.card : null;
    const truth = told?.loss ? trace.nodes[told.loss.actual?.node ?? -1] : node;
    const choosing = choosingOf(trace, truth, told?.loss?.gate.startsWith("bce") ?? false);
    const switches = [
      ...(choosing ? [classesOf(choosing, (row, to) => this.#give(choosing.name, withClass(choosing, row, to)))] : []),
      ...(told?.switches ?? []).map((one) => switchOf(one, { write: (choice) => this.#write(choice), give: (name, number) => this.#give(name, number) })),
    ];
    const { reached, valued, lines } = told ? linesAt(told, trace, node.id, state.step) : { reached: false, valued: false, lines: [] };
    const words = told ? wordsOf(told, valued, lines) : [];
    const curve = told?.curve ? [plotOf(told.curve, this.#point, (point) => {
      this.#point = point;
      this.show();
    }, { isThere: valued, isReached: reached || (valued && told.loss === null) })] : [];
    const left = [...words, ...switches];
    return left.length || curve.length ? [make("div", { class: "card-words" }, ...left), ...curve] : [];
  }

  /** The name of the gate that is inspected. */
  get #gate() {
    const { trace, selected } = this.#store.get();
    return trace?.nodes[selected ?? -1]?.name ?? null;
  }

  /** One step to undo, however quick. What is chosen while the program is another than the card's waits for its card. @param {Choice} choice */
  #write(choice) {
    const { program } = this.#store.get();
    if (this.#told?.program !== program) {
      this.#wanted = { gate: this.#gate, choice };
      return;
    }
    const edits = editsOf(this.#told.card, choice);
    if (!edits.length) return;
    this.#store.set({ program: written(program, edits, choice.number), gesture: `card ${choice.name} ${choice.number ?? ""}` });
    this.#store.set({ gesture: null });
  }

  /** @param {string} name @param {import("../trace/types.js").Given} value */
  #give(name, value) {
    this.#store.set({ values: { ...this.#store.get().values, [name]: value }, gesture: `card ${name} ${JSON.stringify(value)}` });
    this.#store.set({ gesture: null });
  }
}

/** What is said in words. @param {Card} card @param {boolean} isThere @param {readonly string[]} lines */
function wordsOf({ loss, parts }, isThere, lines) {
  const told = lines.length ? [make("ul", { class: "card-lines" }, ...lines.map((line) => make("li", {}, line)))] : [];
  const bar = parts.length && isThere ? [barOf(parts)] : [];
  if (!loss) return [...bar, ...told];
  const { title, says, predicted, actual, cost } = loss;
  const role = (/** @type {string} */ name, /** @type {string} */ value) => [make("dt", {}, name), make("dd", {}, value)];
  const roles = make("dl", { class: "card-roles" },
    ...role(actual ? "predicted" : "weights", `${predicted.name} = ${predicted.value}`),
    ...(actual ? role("actual", `${actual.name} = ${actual.value}`) : []),
    ...role("cost", isThere ? cost : "not computed yet"));
  return [make("h3", {}, `${actual ? "Loss: " : ""}${title}`), roles, ...told, make("p", { class: "card-says" }, says), ...bar];
}

/** The loss on the data and the penalty, as parts of one bar. @param {Card["parts"]} parts */
function barOf(parts) {
  const shares = sharesOf(parts);
  const whole = shares.reduce((sum, { value }) => sum + value, 0);
  const bars = shares.map(({ name, share }) => {
    const bar = make("span", { class: `card-share ${name}` });
    bar.style.flexGrow = String(share);
    return bar;
  });
  const words = shares.map(({ name, value }) => make("span", { class: `card-key ${name}` }, `${name} ${showExactly(value)}`));
  return make("div", { class: "card-parts", role: "group", "aria-label": "What the objective adds up" },
    make("div", { class: "card-bar", "aria-hidden": "true" }, ...bars), make("p", {}, ...words, ` = ${showExactly(whole)}`));
}
