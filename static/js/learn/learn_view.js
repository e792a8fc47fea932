// The panel that lets a program learn: by which rule and how far a step goes, which inputs learn, the run
// along its updates, and each number before and after the next one.

import { button, make } from "../page/build.js";
import { typedFinite } from "../page/typed.js";
import { isPredicting } from "../predict/predict.js";
import { programOf } from "../program/retrace.js";
import { digitsBeside, showExactly } from "../trace/numbers.js";
import { sweptSteps } from "../trace/timeline.js";
import { RULES } from "../trace/rules.js";
import { learnersOf, learningIn, nextOf, reachOf } from "../trace/updates.js";
import { Curve } from "./curve.js";
import { isLearned, obstacleTo } from "./learning.js";
import { madeIn, namesIn } from "./next.js";
import { rateAt, placeOfRate, RATES } from "../updates/rates.js";
import { rowsOf } from "./rows.js";
import { changedUpdate, withUpdate } from "./written.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./learning.js").Learning} Learning */

const ENDS = /** @type {const} */ ([
  ["gradient", "the gradient"], ["update", "the update"], ["loop", "the next pass"],
]);
/** A larger step size is none. */
const LARGEST = 1e6;
const HEADS = ["parameter", "value", "gradient", "step", "new value"];

export class LearnPanel {
  #store;
  #told;
  #curve;
  #ends = ENDS.map(([reach, label]) => ({ reach, choice: button(label, () => this.#end(reach)) }));
  #rule = make("select", { id: "learn-rule", autocomplete: "off" }, ...Object.entries(RULES).map(([name, title]) => new Option(title, name)));
  #rate = make("input", { id: "learn-rate", inputmode: "decimal", autocomplete: "off", size: 8 });
  #slider = make("input", { type: "range", min: 0, max: RATES.length - 1, step: 1, "aria-label": "Step size, from small to large" });
  #count = make("input", { type: "number", min: 1, max: 5000, value: 10, "aria-label": "How many updates" });
  #names = make("div", { class: "learn-names", role: "group", "aria-label": "Parameters that learn" });
  #body = make("tbody", {});
  #loss = make("p", { class: "learn-loss" });
  #obstacle = make("p", { class: "learn-obstacle" });
  #write = button("Write it into the program", () => this.#writeDown(), { title: "Lines such as w -= 0.1 * grad(w), which a link and the code have too" });
  #buttons;
  #all;
  /** The text that was written last, and has no story yet. @type {string | null} */
  #wrote = null;

  /** @param {Store} store @param {Learning} learning @param {HTMLElement} told */
  constructor(store, learning, told) {
    this.#store = store;
    this.#told = told;
    this.#curve = new Curve(store, (updates) => learning.go(updates));
    this.#buttons = {
      one: button("Apply one", () => learning.apply(), { class: "learn-one", title: "Apply one update (u)" }),
      some: button("Run", () => learning.on(Number(this.#count.value) || 1)),
      rest: button("Run until the loss rests", () => learning.rest()),
      back: button("Undo", () => learning.back(), { title: "Take one update back (U)" }),
    };
    this.#rule.addEventListener("change", () => this.#choose({ rule: this.#rule.value }));
    this.#slider.addEventListener("input", () => this.#choose({ rate: rateAt(Number(this.#slider.value)) }));
    this.#count.addEventListener("change", () => this.#choose({}));
    this.#rate.addEventListener("change", () => this.#type());
    this.#names.addEventListener("change", () => this.#tick());
    this.#all = this.#build();
  }

  /** @param {HTMLElement} element */
  mount(element) {
    element.classList.add("learn");
    element.replaceChildren(...this.#all);
    this.#store.watch(["panel", "trace", "next", "reach", "rule", "rate", "learners", "run", "seed", "digits", "predicting"], (state) => {
      if (state.panel === "learn") this.#show(state);
    });
  }

  #build() {
    const { one, some, rest, back } = this.#buttons;
    const table = make("table", { class: "learn-table" },
      make("caption", { class: "heard" }, "The next update of every parameter"),
      make("thead", {}, make("tr", {}, ...HEADS.map((head) => make("th", { scope: "col" }, head)))), this.#body);
    return [
      make("div", { class: "panel-row learn-run" }, one, make("span", { class: "learn-some" }, some, this.#count), rest, back, this.#loss, this.#told),
      make("div", { class: "panel-row" },
        make("span", { id: "learn-ends" }, "Story goes to"), make("div", { class: "choice", role: "group", "aria-labelledby": "learn-ends" }, ...this.#ends.map(({ choice }) => choice)),
        make("label", { for: "learn-rule" }, "Rule "), this.#rule,
        make("label", { for: "learn-rate" }, "Step size η "), this.#rate, this.#slider, this.#write),
      this.#obstacle,
      make("div", { class: "learn-sides" },
        make("div", { class: "panel-scroll learn-update", tabindex: 0, role: "region", "aria-label": "The next update" }, table),
        make("div", { class: "learn-side" }, this.#names, this.#curve.element)),
    ];
  }

  /** Where the story ends; one that goes on from its end waits there. @param {State["reach"]} reach */
  #end(reach) {
    const { trace, step } = this.#store.get();
    const swept = trace ? sweptSteps(trace) : Infinity;
    const isSaid = reach === reachOf({ trace, reach: null });
    this.#store.set({ reach: isSaid ? null : reach, ...(step >= swept && reach === "gradient" ? { stand: swept } : step === swept ? { stand: swept } : {}) });
  }

  #type() {
    const rate = typedFinite(this.#rate.value);
    if (rate !== null && rate > 0 && rate <= LARGEST) this.#choose({ rate });
    else this.#rate.value = String(learningIn(this.#store.get()).rate);
  }

  #tick() {
    const boxes = [...this.#names.querySelectorAll("input")];
    const ticked = boxes.filter(({ checked }) => checked).map(({ value }) => value);
    if (ticked.length) this.#choose({ learners: ticked.length === boxes.length ? null : ticked });
    else this.#nameLearners(this.#store.get()); // somebody has to learn
  }

  /** How the program is to learn from now on; what its text says is changed there. @param {Partial<Pick<State, "rule" | "rate" | "learners">>} change */
  #choose(change) {
    const state = this.#store.get();
    const { program, trace } = state;
    if (!trace?.update) {
      this.#store.set(change);
      return;
    }
    const text = programOf(trace) ?? "";
    if (program !== text && program !== this.#wrote) return; // somebody is typing: the text comes first
    if (change.rate !== undefined) this.#rate.value = String(change.rate);
    const { times } = trace.update;
    this.#wrote = changedUpdate(text, trace.update, this.#chosen(times > 1 ? Number(this.#count.value) || times : 1));
    this.#store.set({ program: this.#wrote });
  }

  /** What the panel shows. @param {number} times @returns {import("./written.js").Chosen} */
  #chosen(times) {
    const names = [...this.#names.querySelectorAll("input")].filter(({ checked }) => checked).map(({ value }) => value);
    return { rule: this.#rule.value, rate: Number(this.#rate.value), names, times: Math.max(1, Math.round(times)) };
  }

  /** Let the text say what the panel says. */
  #writeDown() {
    const state = this.#store.get();
    const { program, trace } = state;
    if (!trace || trace.update || programOf(trace) !== program) return;
    const times = reachOf(state) === "loop" ? Number(this.#count.value) || 1 : 1;
    this.#store.set({ program: withUpdate(program, this.#chosen(times)), reach: null });
  }

  /** @param {Readonly<State>} state */
  #show(state) {
    const obstacle = isPredicting(state) ? "Hidden while you predict." : obstacleTo(state);
    const [run, , , sides] = this.#all;
    this.#obstacle.textContent = obstacle;
    for (const part of [run, sides]) part?.toggleAttribute("hidden", obstacle !== "");
    this.#obstacle.hidden = obstacle === "";
    for (const { reach, choice } of this.#ends) choice.setAttribute("aria-pressed", String(reach === reachOf(state)));
    this.#write.hidden = obstacle !== "" || !!state.trace?.update;
    if (!this.#isWriting(state)) this.#showChosen(state);
    if (obstacle) return;
    if (!this.#isWriting(state)) this.#nameLearners(state);
    this.#showUpdate(state);
    this.#curve.show(state);
  }

  /** Whether the text says already what the story of it will say. @param {Readonly<State>} state */
  #isWriting({ trace, program }) {
    return !!trace?.update && program === this.#wrote && programOf(trace) !== program;
  }

  /** @param {Readonly<State>} state */
  #showChosen(state) {
    const { rule, rate } = learningIn(state);
    this.#rule.value = rule;
    if (document.activeElement !== this.#rate) this.#rate.value = String(rate);
    this.#slider.value = String(placeOfRate(rate));
    this.#slider.setAttribute("aria-valuetext", showExactly(rate));
    const times = state.trace?.update?.times ?? 1;
    if (times > 1 && document.activeElement !== this.#count) this.#count.value = String(times);
  }

  /** @param {Readonly<State>} state */
  #nameLearners(state) {
    const { trace } = state;
    const names = trace ? [...new Set(learnersOf(trace).map(({ target }) => target.name))] : [];
    const shown = [...this.#names.querySelectorAll("input")];
    if (names.join() !== shown.map(({ value }) => value).join()) {
      this.#names.replaceChildren(...names.map((name) => make("label", {}, make("input", { type: "checkbox", value: name, autocomplete: "off" }), name)));
    }
    for (const box of this.#names.querySelectorAll("input")) box.checked = namesIn(state).includes(box.value);
  }

  /** @param {Readonly<State>} state */
  #showUpdate(state) {
    const digits = digitsBeside(state.digits);
    const next = nextOf(state);
    const { rows, more } = rowsOf(state, next ?? null, digits);
    const lines = rows.map(({ name, value, gradient, sum, after }) => make("tr", {},
      make("th", { scope: "row" }, name), make("td", { class: "value" }, value), make("td", { class: "gradient" }, gradient), make("td", {}, sum), make("td", { class: "update" }, after)));
    if (more) lines.push(make("tr", {}, make("td", { colspan: 5 }, `… and ${more} more`)));
    this.#body.replaceChildren(...lines);
    const { one, rest, some, back } = this.#buttons;
    const isDone = isLearned(state);
    for (const made of [one, some, rest]) made.disabled = next !== null && (isDone || next.to === null);
    back.disabled = madeIn(state) === 0;
    this.#loss.textContent = next ? this.#lossOf(state, next, digits) : "";
  }

  /** @param {Readonly<State>} state @param {import("./next.js").Next} next @param {number} digits */
  #lossOf(state, next, digits) {
    const loss = state.trace?.nodes[state.trace.outputs[0] ?? -1]?.symbol.text ?? "loss";
    const now = `${loss} = ${showExactly(next.loss, digits)}`;
    if (isLearned(state)) return `${now}. Nothing left to learn: every gradient is 0.`;
    if (next.to === null) return `${now}. The next step leads nowhere: ${next.trouble}. Try a smaller step size.`;
    return `${now}, after the next update ${showExactly(next.lossAfter, digits)}`;
  }
}
