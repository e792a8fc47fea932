// Presentation mode: the whole screen for the picture, a blank for when the class should listen, and how
// large and how dark everything is.

import { toStage } from "./stage.js";

/**
 * @param {HTMLElement} blank what covers everything
 * @param {{ get(): Readonly<{ presenting: boolean }>, set(change: { presenting: boolean }): void,
 *   watch(parts: readonly "presenting"[], listener: (state: Readonly<{ presenting: boolean }>) => void): unknown }} store
 */
export function mountPresenting(blank, store) {
  store.watch(["presenting"], ({ presenting }) => {
    document.documentElement.classList.toggle("presenting", presenting);
    if (presenting) toStage(); // whatever button or key it was: the next one is to step
  });
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && !settling) store.set({ presenting: false }); // left by the browser's own key
  });
  blank.addEventListener("click", () => (blank.hidden = true));

  let settling = false;

  /** The browser takes a while to give the whole screen or to take it back: what was asked for last holds. */
  async function settle() {
    settling = true;
    try {
      while (store.get().presenting !== Boolean(document.fullscreenElement)) {
        if (store.get().presenting) await document.documentElement.requestFullscreen();
        else await document.exitFullscreen();
      }
    } catch {
      // no full screen here (an iframe, a phone): the page itself makes room
    }
    settling = false;
  }

  async function toggle() {
    store.set({ presenting: !store.get().presenting });
    if (!settling) await settle();
  }

  function cover() {
    blank.hidden = !blank.hidden;
  }

  /** @satisfies {import("./actions.js").Actions} */
  const actions = {
    blank: { keys: [".", "b"], shown: ". b", help: "blank the screen, and back", act: cover },
    present: { keys: ["f"], shown: "f", label: "Presentation, full screen", help: "presentation, full screen", act: toggle },
    theme: { keys: ["d"], shown: "d", help: "dark or light", act: otherTheme },
    larger: { keys: ["+", "="], shown: "+", help: "larger", act: () => resize(1) },
    smaller: { keys: ["-", "−"], shown: "-", help: "smaller", act: () => resize(-1) },
    // A clicker's key for the presentation; the browser would load the page anew and leave the full screen.
    clicker: { keys: ["F5"], toldBy: "present", act: () => store.get().presenting },
  };
  /** Escape where the browser does not leave the full screen by itself; false where there is nothing to leave. */
  const leave = () => store.get().presenting && toggle();
  return { actions, leave };
}

function otherTheme() {
  const switching = document.querySelector('[data-appearance="theme"]');
  if (switching instanceof HTMLElement) switching.click();
}

const SIZES = [0.85, 1, 1.15, 1.3, 1.5, 1.75, 2];

/**
 * The next text size. @param {number} size @param {number} clicks
 */
function resized(size, clicks) {
  const nearest = SIZES.findIndex((one) => one >= size);
  const index = (nearest < 0 ? SIZES.length - 1 : nearest) + clicks;
  return SIZES[Math.min(Math.max(index, 0), SIZES.length - 1)] ?? 1;
}

/** @param {number} clicks up or down */
function resize(clicks) {
  const { style } = document.documentElement;
  style.setProperty("--size", String(resized(Number(style.getPropertyValue("--size") || 1), clicks)));
}
