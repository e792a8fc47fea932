// How updates that are all recorded are played. What is shown at an update follows from its number alone, so playing only
// moves that number. What is pressed before the record has come counts: it is played, or gone to, when it is there.

/**
 * @typedef {object} Replayed what is played, and where it stands
 * @property {() => Readonly<{ playing: boolean, pace: number, problem: unknown }>} state pace in updates a second
 * @property {() => number} at the update that is shown
 * @property {() => number | null} end the last update; none while the record has not come
 * @property {() => boolean} isSmooth whether it may stand between two updates
 * @property {(to: { at?: number, playing: boolean }) => void} set
 */

const LONGEST = 100; // ms that one frame may take on: a page that was away does not jump

/** So much later, not beyond the end. @param {number} at @param {number} pace updates a second @param {number} ms @param {number} end */
export const later = (at, pace, ms, end) => Math.min(at + (pace * ms) / 1000, end);

/** A whole update on, or back. @param {number} at @param {1 | -1} way @param {number} end */
export const stepped = (at, way, end) => Math.min(Math.max(way > 0 ? Math.floor(at) + 1 : Math.ceil(at) - 1, 0), end);

/** @param {Replayed} run */
export function makeReplay({ state, at, end, isSmooth, set }) {
  let last = 0;
  let exact = 0; // where it has got; without motion what is shown goes by whole updates

  /** @param {number} now ms */
  function frame(now) {
    if (!state().playing) return;
    const most = end();
    if (most !== null) {
      const from = isSmooth() || Math.floor(exact) !== at() ? at() : exact;
      exact = later(from, state().pace, Math.min(Math.max(now - last, 0), LONGEST), most); // the first frame may have begun before the press
      set({ at: isSmooth() ? exact : Math.floor(exact), playing: true });
    }
    last = now;
    if (most === null || exact < most) requestAnimationFrame(frame);
    else set({ playing: false }); // after the update, so that all that was played is undone at once
  }
  const go = (/** @type {number} */ to) => set({ at: to, playing: false });
  return {
    toggle() {
      if (state().playing || end() === 0 || state().problem !== null) return go(Number(at().toFixed(2))); // a link is to hold it
      last = performance.now();
      exact = at() >= (end() ?? Infinity) ? 0 : at();
      set({ at: exact, playing: true });
      requestAnimationFrame(frame);
    },
    step: () => go(stepped(at(), 1, end() ?? Infinity)),
    back: () => go(stepped(at(), -1, end() ?? Infinity)),
    reset: () => go(0),
    end: () => go(end() ?? at()),
  };
}
