// How the recorded updates of the images are played. All of them are here, so playing only moves their number.

/** @typedef {import("./types.js").ClassifierStore} ClassifierStore */

const LONGEST = 100; // ms that one frame may take on: a page that was away does not jump

/** @param {ClassifierStore} store @param {() => number} end the last update @returns {import("./types.js").Runs} */
export function makeImageRuns(store, end) {
  let last = 0;
  let exact = 0;
  /** @param {number} now ms */
  function frame(now) {
    const { playing, made, pace } = store.get();
    if (!playing) return;
    exact = Math.min((Math.floor(exact) === made ? exact : made) + (pace * Math.min(Math.max(now - last, 0), LONGEST)) / 1000, end()); // the first frame may have begun before the press
    last = now;
    store.set({ made: Math.floor(exact) });
    if (exact < end()) requestAnimationFrame(frame);
    else store.set({ playing: false }); // after the update, so that all that was played is undone at once
  }
  const go = (/** @type {number} */ made) => store.set({ playing: false, made: Math.min(Math.max(made, 0), end()) });
  return {
    toggle() {
      const { playing, made } = store.get();
      if (playing || end() === 0) return store.set({ playing: false });
      last = performance.now();
      exact = made >= end() ? 0 : made;
      store.set({ playing: true, made: exact });
      requestAnimationFrame(frame);
    },
    step: () => go(store.get().made + 1),
    back: () => go(store.get().made - 1),
    reset: () => go(0),
  };
}
