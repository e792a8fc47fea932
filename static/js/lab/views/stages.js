// Slow motion, as it is shown: the stages of one update, what happens in each, and buttons for what the keys do.

import { button, make } from "../../page/build.js";
import { showExactly } from "../../trace/numbers.js";
import { STAGES, slowMotion } from "../slow_motion.js";
import { stepFormula } from "./formula.js";
import { updateName } from "./shown.js";
import { weightAt, weightName } from "./units.js";

/** @typedef {import("../types.js").LabStore} LabStore */
/** @typedef {import("../types.js").LabActions} LabActions */
/** @typedef {import("../types.js").LabState} LabState */

const PACE = 1800; // ms a stage while it plays by itself

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
  const { explained, staged, network, config, selected, frame } = state;
  if (staged && frame && !explained) return `Something was changed at ${updateName(frame.update)}. Next shows update ${(frame.update + 1).toLocaleString("en")} in its stages.`;
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
      const before = (frame.arrays.parameters?.data[at] ?? NaN) - (delta[at] ?? NaN);
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
  const slow = slowMotion(store, actions.further);
  const back = button("Back", slow.back, { title: "The stage before (←)" });
  const next = button("Next", slow.next, { class: "stages-next", title: "The next stage (→)" });
  const play = button("Play slowly", slow.toggle, { "aria-pressed": "false", title: "Stage after stage (Space)" });
  const leave = button("Leave", slow.leave, { title: "End the slow motion (Esc)" });
  element.append(make("div", { class: "lab-stages" }, list, make("div", { class: "stages-row" }, back, next, play, leave), text));
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;

  store.watch(["slowly"], ({ slowly }) => {
    clearInterval(timer);
    play.setAttribute("aria-pressed", String(slowly));
    if (!slowly) return;
    timer = setInterval(() => (element.isConnected ? slow.next() : clearInterval(timer)), PACE);
    slow.next();
  });

  store.watch(["explained", "staged", "frame", "selected", "network"], (state) => {
    const { explained } = state;
    list.replaceChildren(...STAGES.map((stage) =>
      make("li", { "aria-current": explained?.stage === stage ? "step" : null }, `${stage[0]?.toUpperCase()}${stage.slice(1)}`)));
    text.textContent = stageText(state);
    back.disabled = !explained || explained.stage === "forward";
    leave.hidden = !state.staged;
  });
}
