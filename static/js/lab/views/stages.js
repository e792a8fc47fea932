// Slow motion: one update in four stages, forward, loss, gradients and update, each at its own pace.

import { button, make } from "../../build.js";
import { showExactly } from "../../numbers.js";
import { stepFormula } from "./formula.js";
import { shownParameters } from "./shown.js";
import { weightAt, weightName } from "./units.js";

/** @typedef {import("../types.js").LabStore} LabStore */
/** @typedef {import("../types.js").LabActions} LabActions */
/** @typedef {import("../types.js").LabState} LabState */
/** @typedef {NonNullable<LabState["explained"]>["stage"]} Stage */

/** @type {readonly { stage: Stage, title: string }[]} */
const STAGES = [
  { stage: "forward", title: "Forward" },
  { stage: "loss", title: "Loss" },
  { stage: "gradients", title: "Gradients" },
  { stage: "update", title: "Update" },
];

const PACE = 1800; // ms a stage while it plays by itself

/**
 * The stage after or before another, or null beyond the ends.
 * @param {Stage} stage
 * @param {1 | -1} change
 */
export function stageAfter(stage, change) {
  return STAGES[STAGES.findIndex((one) => one.stage === stage) + change]?.stage ?? null;
}

/**
 * The place of the entry of largest size.
 * @param {ArrayLike<number>} values
 */
export function placeOfLargest(values) {
  let found = 0;
  for (let k = 1; k < values.length; k++) {
    if (Math.abs(values[k] ?? 0) > Math.abs(values[found] ?? 0)) found = k;
  }
  return found;
}

/**
 * What happens in a stage, with its numbers.
 * @param {Readonly<LabState>} state
 * @returns {string}
 */
function stageText(state) {
  const { explained, network, config, selected, frame } = state;
  if (!explained || !network || !frame) return "One update, slowly: press Next.";
  const { stage, gradient, delta, batch } = explained;
  const largestAt = placeOfLargest(gradient);
  const at = selected !== null && selected < gradient.length ? selected : largestAt;
  const weight = weightAt(network, at);
  const name = weight ? weightName(weight) : "";
  const which = at === largestAt ? "the largest gradient" : "chosen";
  switch (stage) {
    case "forward":
      return `The ${batch.length} ringed points of the batch go through the network from left to right; every neuron computes its value.`;
    case "loss": {
      const { batch_loss: loss } = frame;
      return `The outputs are compared with the labels.${typeof loss === "number" ? ` Loss of this batch: ${showExactly(loss)}.` : ""}`;
    }
    case "gradients": {
      const norm = Math.sqrt(gradient.reduce((sum, value) => sum + value * value, 0));
      return `From right to left the chain rule gives each of the ${gradient.length} parameters its gradient; together their norm is ${showExactly(norm)}. ${name} (${which}): ${showExactly(gradient[at] ?? NaN, 6)}.`;
    }
    case "update": {
      const before = (shownParameters(state)?.[at] ?? NaN) - (delta[at] ?? NaN);
      const step = stepFormula(name, { before, gradient: gradient[at] ?? NaN, delta: delta[at] ?? NaN, rate: config?.optimizer.learning_rate ?? NaN });
      return `Every parameter takes its step against its gradient. ${name} (${which}): ${step}.`;
    }
  }
}

/**
 * @param {HTMLElement} element
 * @param {LabStore} store
 * @param {LabActions} actions
 */
export function mountStages(element, store, actions) {
  const list = make("ol", { class: "stages-list" });
  const text = make("p", { class: "stages-text", role: "status" });
  const back = button("Back", () => go(-1));
  const next = button("Next", () => go(1), { class: "stages-next" });
  const play = button("Play slowly", () => (timer ? pause() : start()), { "aria-pressed": "false" });
  const leave = button("Leave", () => {
    pause();
    store.set({ explained: null });
  });
  element.append(make("div", { class: "lab-stages" }, list, make("div", { class: "stages-row" }, back, next, play, leave), text));
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;

  /** @param {1 | -1} change */
  function go(change) {
    const { explained } = store.get();
    const stage = explained && stageAfter(explained.stage, change);
    if (explained && stage) store.set({ explained: { ...explained, stage } });
    else if (change > 0) actions.send({ type: "step", updates: 1, explain: true });
  }

  function start() {
    timer = setInterval(() => (element.isConnected ? go(1) : pause()), PACE);
    play.setAttribute("aria-pressed", "true");
    go(1);
  }

  function pause() {
    clearInterval(timer);
    timer = undefined;
    play.setAttribute("aria-pressed", "false");
  }

  store.subscribe((now, before) => {
    if (!now.frame || now.frame === before.frame) return;
    const last = before.frame && before.frame.update === now.frame.update - 1 ? before.frame : null;
    const { gradient, delta, batch } = now.frame.arrays;
    const told = gradient?.data instanceof Float64Array && delta?.data instanceof Float64Array && batch?.data instanceof Int32Array
      ? { stage: /** @type {Stage} */ ("forward"), gradient: gradient.data, delta: delta.data, batch: batch.data, before: last }
      : null;
    if (told?.gradient === now.explained?.gradient) return;
    store.set({ explained: told });
    if (!told && now.running) pause();
  });
  store.watch(["explained", "frame", "selected", "network"], () => {
    const state = store.get(); // another listener may have changed it since
    const { explained } = state;
    list.replaceChildren(...STAGES.map(({ stage, title }) =>
      make("li", { "aria-current": explained?.stage === stage ? "step" : null }, title)));
    text.textContent = stageText(state);
    back.disabled = !explained || explained.stage === "forward";
    leave.hidden = !explained;
  });
}
