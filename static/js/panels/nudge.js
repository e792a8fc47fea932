// What a gradient promises: change an input by h, and the output changes by about gradient × h.

import { ProblemError, post } from "../page/api.js";
import { button, make } from "../page/build.js";
import { indices, at, flat, isSummary } from "../trace/nested.js";
import { numberAt, targetName, targetOf, withNumber } from "../trace/inputs.js";
import { latest } from "../page/latest.js";
import { digitsApart, showExactly } from "../trace/numbers.js";
import { markChanges } from "./nudge_marks.js";
import { isPredicting } from "../predict/predict.js";
import { graphAsk } from "../trace/ask.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").Nested} Nested */
/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("../trace/inputs.js").Target} Target */

/** Changes that a slider offers, by its distance from the middle: even steps on a log scale. */
const CHANGES = [0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

const FARTHEST = CHANGES.length - 1;

/**
 * The change h where the slider stands.
 * @param {number} position −10 to 10
 */
export function changeAt(position) {
  const size = CHANGES[Math.min(Math.abs(Math.round(position)), FARTHEST)] ?? 0;
  return position < 0 ? -size : size;
}

/** Every number that can be nudged; of large arrays the first so many. */
const MOST_TARGETS = 500;

/**
 * @param {Trace} trace
 * @returns {Target[]}
 */
export function targetsOf(trace) {
  const found = [];
  for (const node of trace.nodes) {
    const target = node.kind === "input" ? targetOf(node, trace.detail) : null;
    if (!target || isSummary(node.value)) continue;
    for (const index of indices(node.shape)) {
      if (found.length >= MOST_TARGETS) return found;
      found.push({ name: target.name, index: [...target.index, ...index] });
    }
  }
  return found;
}

/**
 * The gradient of one number; 0 where the output does not depend on it, null where it is not known.
 * @param {Trace} trace of reverse mode
 * @param {Target} target
 */
export function gradientAt(trace, target) {
  const gradients = trace.gradients;
  const name = gradients && reportedAs(trace, gradients, target.name);
  if (!gradients || name === undefined || name === null) return null;
  const gradient = gradients[name];
  if (gradient === null || gradient === undefined) return 0;
  return isSummary(gradient) ? null : at(gradient, target.index);
}

/**
 * The name that an input is reported under: its own where the picture numbers it only because a
 * gate bore that name before.
 * @param {Trace} trace
 * @param {Record<string, unknown>} gradients
 * @param {string} shown
 */
function reportedAs(trace, gradients, shown) {
  if (Object.hasOwn(gradients, shown)) return shown;
  return Object.keys(gradients).find((name) => {
    const bound = trace.names[name];
    return typeof bound === "number" && trace.nodes[bound]?.name === shown;
  });
}

/**
 * The number whose gradient is taken: the output, or Σ seed × output.
 * @param {Trace} trace
 * @param {Nested | null} seed
 */
export function objective(trace, seed) {
  const outputs = trace.outputs.flatMap((id) => flat(trace.nodes[id]?.value));
  const seeds = seed === null ? [] : flat(seed);
  return outputs.reduce((sum, value, k) => sum + value * (seeds[k] ?? seeds[0] ?? 1), 0);
}

/**
 * What that number is called.
 * @param {Trace} trace
 * @param {Nested | null} seed
 */
export function objectiveName(trace, seed) {
  const name = trace.output ?? "the output";
  const first = trace.nodes[trace.outputs[0] ?? -1];
  const several = trace.outputs.length > 1 || (first?.shape.length ?? 0) > 0;
  if (seed === null) return several ? `Σ ${name}` : name;
  return several ? `Σ seed × ${name}` : `seed × ${name}`;
}

/**
 * The comparison in one sentence.
 * @param {{ input: string, output: string, change: number, predicted: number, actual: number }} facts
 */
export function sentence({ input, output, change, predicted, actual }) {
  if (change === 0) return `Move the slider to change ${input}.`;
  const does = change > 0 ? "Raising" : "Lowering";
  const start = `${does} ${input} by ${showExactly(Math.abs(change))}`;
  const off = Math.abs(actual - predicted);
  const digits = digitsOf(predicted, actual);
  const told = `${start} should change ${output} by ${showExactly(predicted, digits)}; it changed by ${showExactly(tidy(actual, predicted), digits)}`;
  if (!Number.isFinite(off)) return `${told}.`;
  if (off <= 1e-9 * Math.max(Math.abs(actual), Math.abs(predicted), 1)) return `${told}, exactly as promised.`;
  if (predicted === 0) return `${told}: the slope is zero here, but not all the way.`;
  const verdict = off < 0.05 * Math.abs(predicted) ? "close, for the step is small" : "the slope changes over so large a step";
  return `${told}: off by ${showExactly(off)}, ${verdict}.`;
}

/**
 * A difference of two numbers of which most digits cancelled: its dirt is taken off.
 * @param {number} actual
 * @param {number} predicted
 */
function tidy(actual, predicted) {
  return Math.abs(actual - predicted) <= 1e-9 * Math.max(Math.abs(predicted), 1) ? predicted : actual;
}

/** Enough decimals to see that what happens is not what is promised. @param {number} predicted @param {number} actual */
function digitsOf(predicted, actual) {
  return digitsApart(tidy(actual, predicted) - predicted, predicted, actual);
}

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @param {HTMLElement} frame of the picture, which shows the change too
 * @param {Pick<import("../picture/picture.js").Picture, "onSwap">} swaps
 */
export function mountNudge(element, store, frame, { onSwap }) {
  element.classList.add("nudge");
  const inputs = make("select", { id: "nudge-input" });
  const slider = make("input", {
    type: "range", id: "nudge-change", min: -FARTHEST, max: FARTHEST, step: 1, value: 0,
  });
  const shown = make("output", { for: "nudge-change" });
  const back = button("Back to 0", () => move(0));
  const cells = { predicted: make("td", {}), actual: make("td", {}), off: make("td", {}) };
  const words = make("p", { class: "nudge-words", role: "status" });
  element.replaceChildren(
    make("div", { class: "nudge-choice" },
      make("label", { for: "nudge-input" }, "Change "), inputs,
      make("label", { for: "nudge-change" }, " by h"), slider, shown, back),
    make("table", { class: "nudge-table" },
      make("caption", {}, "What the gradient promises, and what happens"),
      make("tbody", {},
        make("tr", {}, make("th", { scope: "row" }, "predicted: gradient × h"), cells.predicted),
        make("tr", {}, make("th", { scope: "row" }, "true change"), cells.actual),
        make("tr", {}, make("th", { scope: "row" }, "difference"), cells.off))),
    words,
  );

  /** @type {Target[]} */
  let targets = [];
  /** @type {{ before: Trace, after: Trace } | null} */
  let shownChange = null;

  const chosen = () => {
    const { nudge } = store.get();
    const wanted = nudge ? targetName(nudge.target) : "";
    return targets.find((target) => targetName(target) === wanted) ?? targets[0] ?? null;
  };

  /** @param {number} position */
  function move(position) {
    const target = chosen();
    if (target) store.set({ nudge: { target, position } });
  }

  slider.addEventListener("input", () => move(Number(slider.value)));
  inputs.addEventListener("change", () => {
    const target = targets[Number(inputs.value)];
    if (target) store.set({ nudge: { target, position: Number(slider.value) } });
  });

  const asking = latest(0, compare, write, (error) => {
    if (!(error instanceof ProblemError)) throw error;
    blank();
    const isOurs = (error.problem.status ?? 0) >= 500;
    words.textContent = isOurs ? error.problem.detail : "The program does not work with this change.";
  });

  /** @param {AbortSignal} signal */
  async function compare(signal) {
    const state = store.get();
    const target = chosen();
    const { trace } = state;
    if (!trace || !target) return null;
    const change = changeAt(state.nudge?.position ?? 0);
    const number = numberAt(trace, state.values, target) + change;
    const nudged = withNumber(trace, state.values, target, number);
    /** @param {Readonly<Record<string, Nested>>} values @returns {Promise<Trace>} */
    const ask = (values) => post("api/v1/trace", { ...graphAsk({ ...state, values }), mode: "reverse", layout: false }, signal);
    // In forward mode nothing holds all gradients: ask for them.
    const base = trace.mode === "reverse" ? trace : ask(state.values);
    const [before, after] = await Promise.all([base, change === 0 ? base : ask(nudged)]);
    const gradient = gradientAt(before, target);
    if (gradient === null) return null;
    return {
      nudge: change === 0 ? null : { before: trace, after },
      input: targetName(target),
      output: objectiveName(before, state.seed),
      change,
      gradient,
      predicted: gradient * change,
      actual: objective(after, state.seed) - objective(before, state.seed),
    };
  }

  /** @param {Awaited<ReturnType<typeof compare>>} facts */
  function write(facts) {
    blank();
    if (!facts || isPredicting(store.get())) return;
    shownChange = facts.nudge;
    mark();
    const { gradient, change, predicted, actual } = facts;
    const digits = digitsOf(predicted, actual);
    cells.predicted.textContent = `${showExactly(gradient, digits)} × ${showExactly(change)} = ${showExactly(predicted, digits)}`;
    cells.actual.textContent = showExactly(tidy(actual, predicted), digits);
    cells.off.textContent = showExactly(tidy(actual, predicted) - predicted);
    words.textContent = sentence(facts);
  }

  /** What stands on the picture, as far as it is played; nothing while this is closed. */
  function mark() {
    const { trace, step } = store.get();
    const isShown = shownChange && shownChange.before === trace && element.closest("details")?.open !== false;
    markChanges(frame, isShown && shownChange ? { ...shownChange, step } : null);
  }

  function blank() {
    shownChange = null;
    mark();
    for (const cell of Object.values(cells)) cell.textContent = "";
    words.textContent = isPredicting(store.get()) ? "Hidden while you predict." : "";
  }

  store.watch(["step"], mark);
  element.closest("details")?.addEventListener("toggle", mark);
  onSwap(mark);
  store.watch(["trace", "nudge", "predicting"], (state) => {
    targets = state.trace ? targetsOf(state.trace) : [];
    const names = targets.map(targetName);
    if (names.join() !== [...inputs.options].map((option) => option.text).join()) {
      inputs.replaceChildren(...names.map((name, k) => new Option(name, String(k))));
    }
    const target = chosen();
    inputs.value = String(target ? targets.indexOf(target) : 0);
    inputs.disabled = slider.disabled = target === null;
    const position = state.nudge?.position ?? 0;
    slider.value = String(position);
    back.disabled = position === 0;
    const change = changeAt(position);
    shown.textContent = `h = ${showExactly(change)}`;
    slider.setAttribute("aria-valuetext", showExactly(change));
    if (target) asking.now();
    else {
      blank();
      words.textContent = state.trace ? "This program has no input to change." : "";
    }
  });
}
