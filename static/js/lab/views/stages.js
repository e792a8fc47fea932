// Slow motion, as it is shown: the stages of one update, what happens in each, and buttons for what the keys do.

import { button, make } from "../../page/build.js";
import { motionIsWelcome } from "../../page/reduced_motion.js";
import { placeOf, slowMotion, stagesOf } from "../slow_motion.js";
import { stageName, stageWords } from "./stage_text.js";

/** @typedef {import("../types.js").LabStore} LabStore */
/** @typedef {import("../types.js").LabActions} LabActions */

const COUNTED = "Products of two numbers in the backward pass so far, for one point. Without reuse the gradient of each weight and bias would be summed over all ways to the scores anew.";
const PACE = 1800; // ms a stage while it plays by itself

/**
 * @param {HTMLElement} element
 * @param {LabStore} store
 * @param {LabActions} actions
 */
export function mountStages(element, store, actions) {
  const list = make("ol", { class: "stages-list" });
  const [text, more] = [make("span", {}), make("span", { class: "stages-more" })];
  const told = make("p", { class: "stages-text", role: "status" }, text, " ", more);
  const count = make("output", { class: "stages-count", title: COUNTED });
  const slow = slowMotion(store, actions.further);
  const back = button("‹", slow.back, { "aria-label": "Back", title: "The stage before (←)" });
  const next = button("›", slow.next, { "aria-label": "Next", title: "The next stage (→)" });
  const play = button("▷", slow.toggle, { "aria-label": "Play slowly", "aria-pressed": "false", title: "Stage after stage (Space)" });
  const leave = button("✕", slow.leave, { "aria-label": "Leave", title: "End the slow motion (Esc)" });
  element.append(make("div", { class: "lab-stages" },
    make("div", { class: "stages-row" }, list, make("span", { class: "stages-buttons" }, back, next, play, leave)), told, count));
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;

  store.watch(["slowly"], ({ slowly }) => {
    clearInterval(timer);
    play.setAttribute("aria-pressed", String(slowly));
    if (!slowly) return;
    timer = setInterval(() => (element.isConnected ? slow.next() : clearInterval(timer)), PACE);
    slow.next();
  });

  store.watch(["explained", "network"], ({ explained, network }) => {
    const depth = network?.layers.length ?? 0;
    const place = explained ? placeOf(explained, depth) : -1;
    list.replaceChildren(...stagesOf(depth).map((stage, k) =>
      make("li", { "aria-current": k === place ? "step" : null, "data-stage": stage.stage, "data-done": k < place ? "" : null }, stageName(stage, depth))));
    back.disabled = place <= 0;
  });
  store.watch(["explained", "staged", "frame", "selected", "network", "pointer", "hovered"], (state) => {
    const words = stageWords(state, motionIsWelcome());
    if (text.textContent !== words.text) text.textContent = words.text;
    more.textContent = words.more;
    count.textContent = words.count;
    leave.hidden = !state.staged;
  });
}
