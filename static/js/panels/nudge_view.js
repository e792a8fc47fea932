// One number changed a little: what its gradient promised beside what happened, in a table and on the picture.

import { ProblemError, post } from "../page/api.js";
import { button, make } from "../page/build.js";
import { latest } from "../page/latest.js";
import { isPredicting } from "../predict/predict.js";
import { graphAsk } from "../trace/ask.js";
import { numberAt, targetName, withNumber } from "../trace/inputs.js";
import { showExactly } from "../trace/numbers.js";
import { FARTHEST, changeAt, chosenIn, numbersOf, outcome, sentence, targetsOf, whyNone } from "./nudge.js";
import { markChanges } from "./nudge_marks.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").Given} Given */
/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/inputs.js").Target} Target */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {ReturnType<typeof build>} Parts */

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @param {HTMLElement} frame of the picture, which shows the change too
 * @param {Pick<import("../picture/picture.js").Picture, "onSwap">} swaps
 */
export function mountNudge(element, store, frame, { onSwap }) {
  const nudge = new Nudge(store, frame);
  element.classList.add("nudge");
  element.replaceChildren(...nudge.elements);
  store.watch(["step", "panel"], nudge.mark);
  onSwap(nudge.mark);
  store.watch(["trace", "nudge", "predicting"], nudge.show);
}

class Nudge {
  #store;
  #frame;
  #parts;
  /** What can be nudged. @type {Target[]} */
  #targets = [];
  /** What stands on the picture. @type {{ before: Trace, after: Trace } | null} */
  #marked = null;
  #asking;

  /** @param {Store} store @param {HTMLElement} frame of the picture */
  constructor(store, frame) {
    this.#store = store;
    this.#frame = frame;
    this.#parts = build(() => this.#move(this.#chosen(), 0));
    const { slider, inputs } = this.#parts;
    slider.addEventListener("input", () => this.#move(this.#chosen(), Number(slider.value)));
    inputs.addEventListener("change", () => this.#move(this.#targets[Number(inputs.value)], Number(slider.value)));
    this.#asking = latest(
      0,
      async (signal) => {
        const target = this.#chosen();
        return target && compare(store.get(), target, signal);
      },
      (found) => this.#tell(found),
      (error) => this.#fail(error),
    );
  }

  get elements() {
    return this.#parts.all;
  }

  /** What stands on the picture, as far as it is played; nothing while this is closed. */
  mark = () => {
    const { trace, step, panel } = this.#store.get();
    const isShown = this.#marked?.before === trace && panel === "nudge";
    markChanges(this.#frame, this.#marked && isShown ? { ...this.#marked, step } : null);
  };

  /** @param {Readonly<State>} state */
  show = (state) => {
    this.#targets = state.trace ? targetsOf(state.trace) : [];
    const target = this.#chosen();
    showTargets(this.#parts, this.#targets, target);
    showPosition(this.#parts, state.nudge?.position ?? 0);
    if (target) this.#asking.now();
    else {
      this.#blank();
      this.#parts.words.textContent = state.trace ? whyNone(state.trace) : "";
    }
  };

  #chosen() {
    return chosenIn(this.#targets, this.#store.get().nudge);
  }

  /** @param {Target | null | undefined} target @param {number} position */
  #move(target, position) {
    if (target) this.#store.set({ nudge: { target, position } });
  }

  /** @param {Awaited<ReturnType<typeof compare>>} found */
  #tell(found) {
    this.#blank();
    if (!found || isPredicting(this.#store.get())) return;
    this.#marked = found.traces;
    this.mark();
    const { words, ...cells } = this.#parts;
    const { predicted, actual, off } = numbersOf(found.outcome);
    cells.predicted.textContent = predicted;
    cells.actual.textContent = actual;
    cells.off.textContent = off;
    words.textContent = sentence(found.outcome);
  }

  /** @param {unknown} error */
  #fail(error) {
    if (!(error instanceof ProblemError)) throw error;
    this.#blank();
    const isOurs = (error.problem.status ?? 0) >= 500;
    this.#parts.words.textContent = isOurs ? error.problem.detail : "The program does not work with this change.";
  }

  #blank() {
    this.#marked = null;
    this.mark();
    const { predicted, actual, off, words } = this.#parts;
    for (const cell of [predicted, actual, off]) cell.textContent = "";
    words.textContent = isPredicting(this.#store.get()) ? "Hidden while you predict." : "";
  }
}

/**
 * Ask for the program with one number changed, beside the program as it is.
 * @param {Readonly<State>} state @param {Target} target @param {AbortSignal} signal
 */
async function compare(state, target, signal) {
  const { trace } = state;
  if (!trace) return null;
  const change = changeAt(state.nudge?.position ?? 0);
  const nudged = withNumber(trace, state.values, target, numberAt(trace, state.values, target) + change);
  /** @param {Readonly<Record<string, Given>>} values @returns {Promise<Trace>} */
  const ask = (values) => post("api/v1/trace", { ...graphAsk({ ...state, values }), mode: "reverse", layout: false }, signal);
  // In forward mode nothing holds all gradients: ask for them.
  const base = trace.mode === "reverse" ? trace : ask(state.values);
  const [before, after] = await Promise.all([base, change === 0 ? base : ask(nudged)]);
  const found = outcome(before, after, target, change, state.seed);
  return found && { outcome: found, traces: change === 0 ? null : { before: trace, after } };
}

/** @param {() => void} reset */
function build(reset) {
  const inputs = make("select", { id: "nudge-input" });
  const slider = make("input", {
    type: "range", id: "nudge-change", min: -FARTHEST, max: FARTHEST, step: 1, value: 0,
  });
  const shown = make("output", { for: "nudge-change" });
  const back = button("Back to 0", reset);
  const [predicted, actual, off] = [make("td", {}), make("td", {}), make("td", {})];
  const words = make("p", { class: "nudge-words", role: "status" });
  const all = [
    make("div", { class: "nudge-choice" },
      make("label", { for: "nudge-input" }, "Change "), inputs,
      make("label", { for: "nudge-change" }, " by h"), slider, shown, back),
    make("table", { class: "nudge-table" },
      make("caption", {}, "What the gradient promises, and what happens"),
      make("tbody", {},
        make("tr", {}, make("th", { scope: "row" }, "predicted: gradient × h"), predicted),
        make("tr", {}, make("th", { scope: "row" }, "true change"), actual),
        make("tr", {}, make("th", { scope: "row" }, "difference"), off))),
    words,
  ];
  return { inputs, slider, shown, back, predicted, actual, off, words, all };
}

/** @param {Parts} parts @param {readonly Target[]} targets @param {Target | null} target that is chosen */
function showTargets({ inputs, slider }, targets, target) {
  const names = targets.map(targetName);
  if (names.join() !== [...inputs.options].map((option) => option.text).join()) {
    inputs.replaceChildren(...names.map((name, k) => new Option(name, String(k))));
  }
  inputs.value = String(target ? targets.indexOf(target) : 0);
  inputs.disabled = slider.disabled = target === null;
}

/** @param {Parts} parts @param {number} position of the slider */
function showPosition({ slider, shown, back }, position) {
  slider.value = String(position);
  back.disabled = position === 0;
  const change = showExactly(changeAt(position));
  shown.textContent = `h = ${change}`;
  slider.setAttribute("aria-valuetext", change);
}
