// Slow motion: one update in its stages, forward, loss, gradients and update, one at a time or played.

/** @typedef {import("./types.js").LabStore} LabStore */
/** @typedef {NonNullable<import("./types.js").LabState["explained"]>["stage"]} Stage */

/** @type {readonly Stage[]} */
export const STAGES = ["forward", "loss", "gradients", "update"];

/**
 * The stage after or before another, or null beyond the ends.
 * @param {Stage} stage
 * @param {1 | -1} change
 */
export function stageAfter(stage, change) {
  return STAGES[STAGES.indexOf(stage) + change] ?? null;
}

/**
 * What the keys and the buttons do while an update is shown in its stages.
 * @param {LabStore} store
 * @param {() => void} further asks for the next update in its stages
 */
export function slowMotion(store, further) {
  /** @param {1 | -1} change @returns {boolean} whether there is such a stage */
  function go(change) {
    const { explained } = store.get();
    const stage = explained && stageAfter(explained.stage, change);
    if (explained && stage) store.set({ explained: { ...explained, stage } });
    return stage !== null;
  }

  return {
    /** Whether updates are shown so. */
    isOn: () => store.get().staged,
    /** The next stage, and after the last the next update. */
    next() {
      if (!go(1)) further();
    },
    back: () => void go(-1),
    toggle: () => store.set({ slowly: !store.get().slowly }),
    leave: () => store.set({ explained: null, staged: false, slowly: false }),
  };
}

/** @typedef {ReturnType<typeof slowMotion>} SlowMotion */
