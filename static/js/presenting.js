// Presentation mode: the whole screen for the picture, and a blank for when the class should listen.

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

  return {
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
}

const SIZES = [0.85, 1, 1.15, 1.3, 1.5, 1.75, 2];

/**
 * The next text size. @param {number} size @param {number} clicks
 */
export function resized(size, clicks) {
  const nearest = SIZES.findIndex((one) => one >= size);
  const index = (nearest < 0 ? SIZES.length - 1 : nearest) + clicks;
  return SIZES[Math.min(Math.max(index, 0), SIZES.length - 1)] ?? 1;
}
