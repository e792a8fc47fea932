// One small store: a frozen state, replaced whole, and those who want to know of it. A listener may set:
// all hear of one change before anybody hears of the next.

/**
 * Without a word about its state, the store of the graph page.
 * @template {object} [S=import("../trace/types.js").State]
 */
export class Store {
  /** @type {Readonly<S>} */
  #state;
  /** @type {Set<(state: Readonly<S>, before: Readonly<S>) => void>} */
  #listeners = new Set();
  /** What nobody, or not everybody, has been told of. @type {{ now: Readonly<S>, before: Readonly<S> }[]} */
  #changes = [];
  #telling = false;

  /** @param {S} initial */
  constructor(initial) {
    this.#state = Object.freeze({ ...initial });
  }

  get() {
    return this.#state;
  }

  /**
   * Change some of the state, at once; nobody is told when nothing changes. A listener that sets is
   * told of its change after all have heard of the one that it was told of.
   * @param {Partial<S>} change
   */
  set(change) {
    const before = this.#state;
    const keys = /** @type {(keyof S)[]} */ (Object.keys(change));
    if (keys.every((key) => Object.is(before[key], change[key]))) return;
    this.#state = Object.freeze({ ...before, ...change });
    this.#changes.push({ now: this.#state, before });
    if (!this.#telling) this.#tell();
  }

  /**
   * Be told of every change; returns how to stop.
   * @param {(state: Readonly<S>, before: Readonly<S>) => void} listener
   */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Be told now, and whenever one of some parts of the state changes.
   * @template {keyof S} K
   * @param {readonly K[]} parts
   * @param {(state: Readonly<S>) => void} listener
   */
  watch(parts, listener) {
    listener(this.#state);
    return this.subscribe((now, before) => {
      if (parts.some((part) => !Object.is(now[part], before[part]))) listener(now);
    });
  }

  /**
   * Do something once: now if the state allows it, else as soon as it does.
   * @param {(state: Readonly<S>) => boolean} allows
   * @param {() => void} act
   */
  when(allows, act) {
    once(this, allows, act);
  }

  #tell() {
    this.#telling = true;
    try {
      for (let change = this.#changes.shift(); change; change = this.#changes.shift()) {
        for (const listener of [...this.#listeners]) {
          if (this.#listeners.has(listener)) listener(change.now, change.before); // another may have stopped it
        }
      }
    } finally {
      this.#telling = false;
      this.#changes.length = 0; // after an error nobody waits for what was to be told
    }
  }
}

/**
 * Do something once: now if the state of a store allows it, else as soon as it does.
 * @template {object} S
 * @param {{ get(): Readonly<S>, subscribe(listener: (now: Readonly<S>) => void): () => unknown }} store
 * @param {(state: Readonly<S>) => boolean} allows
 * @param {() => void} act
 */
export function once(store, allows, act) {
  if (allows(store.get())) {
    act();
    return;
  }
  const stop = store.subscribe((now) => {
    if (!allows(now)) return;
    stop();
    act();
  });
}

/** @template {object} S @param {S} initial */
export const makeStore = (initial) => new Store(initial);
