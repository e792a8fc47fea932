// The run that is spoken of, one of those that stand side by side: a store as the others, which follows
// whichever is chosen. No page is touched here.

import { once } from "../page/store.js";

/** @typedef {import("./types.js").LabState} LabState */
/** @typedef {import("./types.js").LabStore} LabStore */
/** @typedef {import("./types.js").LabActions} LabActions */
/** @typedef {(now: Readonly<LabState>, before: Readonly<LabState>) => void} Listener */

export class Chosen {
  #store;
  #leave;
  /** @type {Set<Listener>} */
  #listeners = new Set();
  /** Those who show what is chosen, and so hear of another choice too. @type {Set<Listener>} */
  #watching = new Set();

  /** @param {LabStore} store */
  constructor(store) {
    this.#store = store;
    this.#leave = store.subscribe((now, before) => this.#tell(this.#listeners, now, before));
  }

  /** From now on another is spoken of. @param {LabStore} store */
  follow(store) {
    if (store === this.#store) return;
    const before = this.#store.get();
    this.#leave();
    this.#store = store;
    this.#leave = store.subscribe((now, past) => this.#tell(this.#listeners, now, past));
    this.#tell(this.#watching, store.get(), before);
  }

  get() {
    return this.#store.get();
  }

  /** @param {Partial<LabState>} change */
  set(change) {
    this.#store.set(change);
  }

  /** Be told of every change of the run that is chosen, but not that another is. @param {Listener} listener */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Be told now, and whenever one of some parts changes or is another run's.
   * @template {keyof LabState} K
   * @param {readonly K[]} parts @param {(state: Readonly<LabState>) => void} listener
   */
  watch(parts, listener) {
    /** @type {Listener} */
    const hear = (now, before) => {
      if (parts.some((part) => !Object.is(now[part], before[part]))) listener(now);
    };
    this.#listeners.add(hear);
    this.#watching.add(hear);
    listener(this.get());
    return () => this.#listeners.delete(hear) && this.#watching.delete(hear);
  }

  /** Do something once, as soon as the run that is chosen allows it. @param {(state: Readonly<LabState>) => boolean} allows @param {() => void} act */
  when(allows, act) {
    once(this, allows, act);
  }

  /** @param {ReadonlySet<Listener>} listeners @param {Readonly<LabState>} now @param {Readonly<LabState>} before */
  #tell(listeners, now, before) {
    for (const listener of [...listeners]) {
      if (listeners.has(listener)) listener(now, before); // another may have stopped it
    }
  }
}

/**
 * What can be done to whichever run is chosen.
 * @param {() => LabActions} actions of it
 * @returns {LabActions}
 */
export function chosenActions(actions) {
  const names = /** @type {(keyof LabActions)[]} */ (Object.keys(actions()));
  return /** @type {LabActions} */ (Object.fromEntries(names.map((name) => [name, (/** @type {any[]} */ ...given) => /** @type {any} */ (actions())[name](...given)])));
}
