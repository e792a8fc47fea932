// The buttons of a page that makes updates: back to the start, play or pause, one update on.

import { actionButton } from "../page/actions.js";
import { withSign } from "../page/signs.js";

/** @typedef {import("../page/actions.js").Action} Action */

/**
 * @param {HTMLElement} element
 * @param {{ watch(parts: readonly "playing"[], listener: (state: Readonly<{ playing: boolean }>) => void): unknown }} store
 * @param {{ run: Action, step: Action, reset: Action }} actions
 */
export function mountPlayer(element, store, { run: running, step, reset }) {
  const run = actionButton({ ...running }, { class: "play" });
  element.replaceChildren(withSign(actionButton({ ...reset }), "again"), run, withSign(actionButton({ ...step }), "next"));
  store.watch(["playing"], ({ playing }) => {
    withSign(run, playing ? "pause" : "play");
    run.setAttribute("aria-label", playing ? "Pause" : "Play");
    run.setAttribute("aria-pressed", String(playing));
  });
}
