// How a run of the scores' modes is played: on, one update, back, to the beginning.

import { MOST } from "./course.js";

/** @typedef {import("./types.js").ClassifierStore} ClassifierStore */

const LONGEST = 100; // ms that one frame may take on: a page that was away does not jump

/**
 * @param {ClassifierStore} store @param {import("./course.js").Course} course
 * @returns {import("./types.js").Runs & { on(updates: number): void, go(made: number): void }}
 */
export function makeRuns(store, course) {
  let last = 0;
  let owed = 0; // of an update, what the time has brought so far

  /** @param {number} now ms */
  function frame(now) {
    const { playing, made, pace, diverged } = store.get();
    if (!playing) return;
    owed += (Math.min(Math.max(now - last, 0), LONGEST) * pace) / 1000; // the first frame may have begun before the press
    last = now;
    let to = made;
    while (to < Math.min(made + Math.floor(owed), course.last, MOST) && !course.rests(to)) to += 1;
    const isEnd = course.rests(to) || (diverged !== null && to >= diverged.update - 1) || to >= MOST;
    owed = to > made ? owed - (to - made) : Math.min(owed, 1); // who waits for the server owes nothing
    store.set({ made: to, playing: !isEnd });
    requestAnimationFrame(frame);
  }
  const go = (/** @type {number} */ made) => store.set({ playing: false, made: Math.min(Math.max(made, 0), MOST), nudged: null });
  return {
    toggle() {
      if (store.get().playing) return store.set({ playing: false });
      [last, owed] = [performance.now(), 0];
      store.set({ playing: true, nudged: null });
      requestAnimationFrame(frame);
    },
    step: () => go(store.get().made + 1),
    back: () => go(store.get().made - 1),
    on: (updates) => go(store.get().made + updates),
    go,
    reset: () => store.set({ playing: false, made: 0, nudged: null, ...store.get().origin }),
  };
}
