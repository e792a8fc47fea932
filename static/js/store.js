// One small store: a frozen state, replaced whole, and those who want to know of it.

/**
 * @template {object} S
 * @param {S} initial
 */
export function makeStore(initial) {
  let state = Object.freeze({ ...initial });
  /** @type {Set<(state: Readonly<S>, before: Readonly<S>) => void>} */
  const listeners = new Set();

  return {
    /** @returns {Readonly<S>} */
    get() {
      return state;
    },

    /**
     * Change some of the state; nobody is told when nothing changes.
     * @param {Partial<S>} change
     */
    set(change) {
      const before = state;
      const keys = /** @type {(keyof S)[]} */ (Object.keys(change));
      if (keys.every((key) => Object.is(before[key], change[key]))) return;
      state = Object.freeze({ ...before, ...change });
      const now = state;
      for (const listener of [...listeners]) listener(now, before);
    },

    /**
     * Be told of every change; returns how to stop.
     * @param {(state: Readonly<S>, before: Readonly<S>) => void} listener
     */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    /**
     * Be told now, and whenever one of some parts of the state changes.
     * @template {keyof S} K
     * @param {readonly K[]} parts
     * @param {(state: Readonly<S>) => void} listener
     */
    watch(parts, listener) {
      listener(state);
      return this.subscribe((now, before) => {
        if (parts.some((part) => !Object.is(now[part], before[part]))) listener(now);
      });
    },
  };
}

/** @typedef {ReturnType<typeof makeStore<import("./types.js").State>>} Store */
