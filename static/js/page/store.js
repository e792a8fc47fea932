// One small store: a frozen state, replaced whole, and those who want to know of it. A listener may set:
// all hear of one change before anybody hears of the next.

/**
 * @template {object} S
 * @param {S} initial
 */
export function makeStore(initial) {
  let state = Object.freeze({ ...initial });
  /** @type {Set<(state: Readonly<S>, before: Readonly<S>) => void>} */
  const listeners = new Set();
  /** What nobody, or not everybody, has been told of. @type {{ now: Readonly<S>, before: Readonly<S> }[]} */
  const changes = [];
  let telling = false;

  function tell() {
    telling = true;
    try {
      for (let change = changes.shift(); change; change = changes.shift()) {
        for (const listener of [...listeners]) {
          if (listeners.has(listener)) listener(change.now, change.before); // another may have stopped it
        }
      }
    } finally {
      telling = false;
      changes.length = 0; // after an error nobody waits for what was to be told
    }
  }

  return {
    /** @returns {Readonly<S>} */
    get() {
      return state;
    },

    /**
     * Change some of the state, at once; nobody is told when nothing changes. A listener that sets is
     * told of its change after all have heard of the one that it was told of.
     * @param {Partial<S>} change
     */
    set(change) {
      const before = state;
      const keys = /** @type {(keyof S)[]} */ (Object.keys(change));
      if (keys.every((key) => Object.is(before[key], change[key]))) return;
      state = Object.freeze({ ...before, ...change });
      changes.push({ now: state, before });
      if (!telling) tell();
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

    /**
     * Do something once: now if the state allows it, else as soon as it does.
     * @param {(state: Readonly<S>) => boolean} allows
     * @param {() => void} act
     */
    when(allows, act) {
      if (allows(state)) {
        act();
        return;
      }
      const stop = this.subscribe((now) => {
        if (!allows(now)) return;
        stop();
        act();
      });
    },
  };
}

/** @typedef {ReturnType<typeof makeStore<import("../trace/types.js").State>>} Store */
