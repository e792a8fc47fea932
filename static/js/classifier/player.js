// What the buttons of the bar and their keys do: whatever they do in the mode that is open.

/** @param {() => import("./types.js").Runs} runs of the mode that is open */
export function playerActions(runs) {
  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    run: { keys: [" "], shown: "Space", label: "Play", help: "play or pause", act: () => runs().toggle() },
    step: { keys: ["ArrowRight", "PageDown"], shown: "→ PageDown", label: "One update on", help: "one update on", act: () => runs().step() },
    back: { keys: ["ArrowLeft", "PageUp"], shown: "← PageUp", label: "One update back", help: "one update back", act: () => runs().back() },
    reset: { keys: ["Home"], shown: "Home", label: "Back to the start", help: "back to the start", act: () => runs().reset() },
  };
  return actions;
}
