// How the descents are played, with the keys of it: on, one update, back, to the beginning.

import { motionIsWelcome } from "../page/reduced_motion.js";
import { faster } from "../updates/paces.js";
import { makeReplay } from "../updates/replay.js";
import { endOf } from "./timeline.js";

/** @typedef {import("./types.js").DescentStore} DescentStore */

/** @param {DescentStore} store */
export function playerActions(store) {
  const { toggle, step, back, reset, end } = makeReplay({
    state: () => store.get(),
    at: () => store.get().at,
    end: () => (store.get().runs.length ? endOf(store.get().runs) : null),
    isSmooth: motionIsWelcome,
    set: (to) => store.set(to),
  });
  const hurry = (/** @type {1 | -1} */ way) => store.set({ pace: faster(store.get().pace, way) });

  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    run: { keys: [" "], shown: "Space", label: "Play", help: "play or pause", act: toggle },
    step: { keys: ["ArrowRight", "PageDown"], shown: "→ PageDown", label: "One update on", help: "one update on", act: step },
    back: { keys: ["ArrowLeft", "PageUp"], shown: "← PageUp", label: "One update back", help: "one update back", act: back },
    reset: { keys: ["Home"], shown: "Home", label: "Back to the start", help: "back to the start", act: reset },
    end: { keys: ["End"], shown: "End", label: "To the last update", help: "to the last update", act: end },
    slower: { keys: ["["], shown: "[", text: "−", label: "Slower", help: "slower", act: () => hurry(-1) },
    faster: { keys: ["]"], shown: "]", text: "+", label: "Faster", help: "faster", act: () => hurry(1) },
  };
  return actions;
}

/**
 * The scrubber over the updates, and the figures of the update that is shown.
 * @param {HTMLInputElement} scrub @param {HTMLElement} figures @param {DescentStore} store
 * @param {(state: Readonly<import("./types.js").State>) => readonly (readonly [name: string, text: string])[]} tell
 */
export function mountFigures(scrub, figures, store, tell) {
  scrub.addEventListener("input", () => store.set({ at: motionIsWelcome() ? scrub.valueAsNumber : Math.round(scrub.valueAsNumber), playing: false }));
  scrub.addEventListener("change", () => store.set({ at: Math.round(store.get().at) }));
  store.watch(["at", "runs", "ground"], (state) => {
    scrub.max = String(Math.max(endOf(state.runs), 1));
    scrub.value = String(state.at);
    const told = tell(state);
    scrub.setAttribute("aria-valuetext", told[0]?.join(" ") ?? "");
    figures.dataset["update"] = String(Math.floor(state.at));
    const rows = [...figures.children];
    if (rows.length !== told.length) figures.replaceChildren(...told.map(() => document.createElement("span")));
    told.forEach(([name, text], k) => {
      const place = figures.children[k];
      if (!place || place.textContent === `${name} ${text}`) return;
      const value = document.createElement("b");
      value.textContent = text;
      place.replaceChildren(`${name} `, value);
      place.classList.toggle("named", name === "");
      place.setAttribute("data-name", name);
    });
  });
}
