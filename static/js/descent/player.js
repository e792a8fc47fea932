// How the descents are played: on, one update, back, to the beginning. What is shown at an update follows from its
// number alone, so playing only moves that number.

import { motionIsWelcome } from "../page/reduced_motion.js";
import { faster } from "../updates/paces.js";
import { endOf, later, stepped } from "./timeline.js";

/** @typedef {import("./types.js").DescentStore} DescentStore */

const LONGEST = 100; // ms that one frame may take on: a page that was away does not jump

/** @param {DescentStore} store */
export function playerActions(store) {
  let last = 0;
  let exact = 0; // where it has got; without motion what is shown goes by whole updates
  const end = () => endOf(store.get().runs);
  /** @param {number} now ms */
  function frame(now) {
    const { playing, at, pace } = store.get();
    if (!playing) return;
    const from = motionIsWelcome() || Math.floor(exact) !== at ? at : exact;
    exact = later(from, pace, Math.min(now - last, LONGEST), end());
    last = now;
    store.set({ at: motionIsWelcome() ? exact : Math.floor(exact), playing: exact < end() });
    requestAnimationFrame(frame);
  }
  function toggle() {
    const { playing, at } = store.get();
    if (playing || end() === 0) return store.set({ playing: false, at: Number(at.toFixed(2)) }); // a link is to hold it
    last = performance.now();
    exact = at >= end() ? 0 : at;
    store.set({ playing: true, at: exact });
    requestAnimationFrame(frame);
  }
  const go = (/** @type {1 | -1} */ way) => store.set({ playing: false, at: stepped(store.get().at, way, end()) });
  const hurry = (/** @type {1 | -1} */ way) => store.set({ pace: faster(store.get().pace, way) });
  const begin = () => store.set({ playing: false, at: 0 });

  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    run: { keys: [" "], shown: "Space", label: "Play", help: "play or pause", act: toggle },
    step: { keys: ["ArrowRight", "PageDown"], shown: "→ PageDown", label: "One update on", help: "one update on", act: () => go(1) },
    back: { keys: ["ArrowLeft", "PageUp"], shown: "← PageUp", label: "One update back", help: "one update back", act: () => go(-1) },
    reset: { keys: ["Home"], shown: "Home", label: "Back to the start", help: "back to the start", act: begin },
    end: { keys: ["End"], shown: "End", label: "To the last update", help: "to the last update", act: () => store.set({ playing: false, at: end() }) },
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
