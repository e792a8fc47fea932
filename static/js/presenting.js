// Presentation mode: the whole screen for the picture, a blank for when the class should listen, and how
// large and how dark everything is.

/**
 * @param {HTMLElement} blank what covers everything
 * @param {{ get(): Readonly<{ presenting: boolean }>, set(change: { presenting: boolean }): void,
 *   watch(parts: readonly "presenting"[], listener: (state: Readonly<{ presenting: boolean }>) => void): unknown }} store
 */
export function mountPresenting(blank, store) {
  store.watch(["presenting"], ({ presenting }) => {
    document.documentElement.classList.toggle("presenting", presenting);
  });
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement) store.set({ presenting: false });
  });
  blank.addEventListener("click", () => (blank.hidden = true));

  const actions = {
    async toggle() {
      const presenting = !store.get().presenting;
      store.set({ presenting });
      try {
        if (presenting) await document.documentElement.requestFullscreen();
        else if (document.fullscreenElement) await document.exitFullscreen();
      } catch {
        // no full screen here (an iframe, a phone): the page itself makes room
      }
    },
    blank() {
      blank.hidden = !blank.hidden;
    },
  };
  /** @type {readonly import("./keys.js").Binding[]} */
  const bindings = [
    { keys: [".", "b"], shown: ". b", does: "blank the screen, and back", act: actions.blank },
    { keys: ["f"], shown: "f", does: "presentation, full screen", act: actions.toggle },
    { keys: ["d"], shown: "d", does: "dark or light", act: otherTheme },
    { keys: ["+", "="], shown: "+", does: "larger", act: () => resize(1) },
    { keys: ["-"], shown: "-", does: "smaller", act: () => resize(-1) },
  ];
  return { ...actions, bindings };
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
