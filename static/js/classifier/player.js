// What the buttons of the bar and their keys do: whatever they do in the mode that is open.

import { faster } from "../updates/paces.js";

/** @param {import("./types.js").ClassifierStore} store @param {() => import("./types.js").Runs} runs of the mode that is open */
export function playerActions(store, runs) {
  const hurry = (/** @type {1 | -1} */ way) => store.set({ pace: faster(store.get().pace, way) });
  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    run: { keys: [" "], shown: "Space", label: "Play", help: "play or pause", act: () => runs().toggle() },
    step: { keys: ["ArrowRight", "PageDown", "u"], shown: "→ PageDown u", label: "One update on", help: "apply one update", act: () => runs().step() },
    back: { keys: ["ArrowLeft", "PageUp", "U"], shown: "← PageUp U", label: "One update back", help: "take one update back", act: () => runs().back() },
    reset: { keys: ["Home"], shown: "Home", label: "Back to the start", help: "back to the start", act: () => runs().reset() },
    slower: { keys: ["["], shown: "[", text: "−", label: "Slower", help: "slower", act: () => hurry(-1) },
    faster: { keys: ["]"], shown: "]", text: "+", label: "Faster", help: "faster", act: () => hurry(1) },
  };
  return actions;
}
