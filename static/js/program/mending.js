// What is wrong is told after a pause, as somebody who types is about to mend it: once a second has passed without
// a key, a line is finished, or the program is left.

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {State["problem"]} Problem */

const PAUSE = 1000; // ms

export class Mending {
  #store;
  #show;
  /** Somebody types. */
  #typing = false;
  /** What was wrong when they began: their text is another one. @type {Problem} */
  #old = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /**
   * @param {import("../page/store.js").Store} store
   * @param {(problem: Problem) => void} show told of a problem when it is to be seen, and of none at once
   */
  constructor(store, show) {
    this.#store = store;
    this.#show = show;
    store.watch(["problem"], ({ problem }) => {
      if (!this.#typing || problem === null) this.#show(problem);
    });
  }

  /** Whether somebody types just now. */
  get typing() {
    return this.#typing;
  }

  /** Be told when somebody begins to type, and when they pause. @param {() => void} listener */
  watch(listener) {
    this.#listeners.add(listener);
  }

  /** A key changed the text. */
  typed() {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.settle(), PAUSE);
    this.#old = this.#store.get().problem;
    if (this.#typing) return;
    this.#typing = true;
    this.#show(null);
    this.#tell();
  }

  /** The text is as it is meant to be; returns whether it was being typed. */
  settle() {
    if (!this.#typing) return false;
    clearTimeout(this.#waiting);
    this.#typing = false;
    const { problem } = this.#store.get();
    this.#show(problem === this.#old ? null : problem);
    this.#tell();
    return true;
  }

  #tell() {
    for (const listener of this.#listeners) listener();
  }
}

/**
 * Whether a line that somebody has ended is a whole one, which can be wrong: not the head of a function, nor
 * in the middle of brackets.
 * @param {readonly import("./brackets.js").Bracket[]} brackets of the text
 * @param {string} text @param {number} cursor behind the break
 */
export function isWhole(brackets, text, cursor) {
  const line = text.slice(text.lastIndexOf("\n", cursor - 2) + 1, cursor - 1).replace(/#.*/, "").trimEnd();
  return !/[:\\]$/.test(line) && brackets.every(({ at, partner }) => at >= cursor || (partner !== null && (at > partner || partner < cursor)));
}
