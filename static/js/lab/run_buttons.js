// The buttons of a run, as every player has them: back to the first weights, run or pause, one update on.

import { actionButton, bindButton } from "../page/actions.js";
import { withSign } from "../page/signs.js";
import { makeUntil } from "./until.js";

/** @typedef {import("./types.js").LabStore} LabStore */
/** @typedef {ReturnType<typeof import("./running.js").trainingActions>} TrainingActions */

/**
 * @param {{ player: HTMLElement, slowly: HTMLButtonElement, more: HTMLElement }} places
 * @param {LabStore} store
 * @param {TrainingActions} actions
 */
export function mountRunButtons({ player, slowly, more }, store, { run: running, step, epoch, slowly: inStages, reset, newSeed }) {
  const run = actionButton({ ...running, text: "" }, { class: "play" });
  const again = withSign(actionButton({ ...reset, text: "" }), "again");
  const on = withSign(actionButton({ ...step, text: "" }), "next");
  player.replaceChildren(again, run, on);
  slowly.disabled = false;
  bindButton(slowly, inStages);
  more.replaceChildren(actionButton(epoch), actionButton(newSeed), makeUntil(store));
  store.watch(["running"], (state) => {
    withSign(run, state.running ? "pause" : "play");
    run.setAttribute("aria-label", state.running ? "Pause" : "Run");
    run.setAttribute("aria-pressed", String(state.running));
  });
  store.watch(["staged"], ({ staged }) => slowly.setAttribute("aria-pressed", String(staged)));
}
