// Slow motion: one update in its stages, layer by layer forward and back, one at a time or played.

/** @typedef {import("./types.js").LabStore} LabStore */
/** @typedef {import("./types.js").Stage} Stage */

/**
 * The stages of an update of a network of so many layers, the output included. Those that are of no
 * layer have 0.
 * @param {number} depth
 * @returns {{ stage: Stage, layer: number }[]}
 */
export function stagesOf(depth) {
  const layers = Array.from({ length: depth }, (_, k) => k + 1);
  return [
    ...layers.map((layer) => ({ stage: /** @type {const} */ ("forward"), layer })),
    { stage: "loss", layer: 0 },
    ...layers.reverse().map((layer) => ({ stage: /** @type {const} */ ("backward"), layer })),
    { stage: "points", layer: 0 }, { stage: "weights", layer: 0 }, { stage: "update", layer: 0 },
  ];
}

/**
 * The place of a stage among those of its network.
 * @param {{ stage: Stage, layer: number }} now
 * @param {number} depth
 */
export function placeOf(now, depth) {
  return stagesOf(depth).findIndex(({ stage, layer }) => stage === now.stage && layer === now.layer);
}

/**
 * What the keys and the buttons do while an update is shown in its stages.
 * @param {LabStore} store
 * @param {() => void} further asks for the next update in its stages
 */
export function slowMotion(store, further) {
  /** @param {1 | -1} change @returns {boolean} whether there is such a stage */
  function go(change) {
    const { explained, network } = store.get();
    if (!explained || !network) return false;
    const depth = network.layers.length;
    const next = stagesOf(depth)[placeOf(explained, depth) + change];
    if (next) store.set({ explained: { ...explained, ...next } });
    return next !== undefined;
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
