// What the data were before each change of them, to be taken back.

/** @typedef {import("./types.js").LabStore} LabStore */
/** @typedef {Pick<import("./types.js").Config, "dataset" | "loss" | "output_activation">} Before */

const MOST = 30; // changes that can be taken back

/** How often something was pressed on the page: what changes within one press, a drag or a stroke, is one change. */
let presses = 0;
/** Something is pressed. */
export const notePress = () => void presses++;

export class Past {
  /** @type {Before[]} */
  #befores = [];
  /** @type {Before | null} */
  #now = null;
  #key = "";
  #press = -1;
  /** The data that were asked for by taking back: they are no change. */
  #expected = "";

  get isEmpty() {
    return this.#befores.length === 0;
  }

  /** Take note of the configuration in force. @param {Before} config @param {number} press the how manieth */
  note({ dataset, loss, output_activation }, press) {
    const key = JSON.stringify(dataset);
    if (key !== this.#key && this.#now && key !== this.#expected) {
      if (press !== this.#press) this.#befores = [...this.#befores.slice(1 - MOST), this.#now];
      this.#press = press;
    }
    if (key !== this.#key) this.#expected = "";
    this.#key = key;
    this.#now = { dataset, loss, output_activation };
  }

  /** The data before the last change, with a loss that can read them; null where there was none. */
  takeBack() {
    const before = this.#befores.pop() ?? null;
    this.#expected = before ? JSON.stringify(before.dataset) : "";
    this.#press = -1;
    return before;
  }
}

/**
 * Remember what the data of a lab were; returns what takes the last change of them back.
 * @param {LabStore} store
 * @param {(change: object) => void} set
 */
export function rememberData(store, set) {
  const past = new Past();
  const tell = () => store.set({ undoable: !past.isEmpty });
  store.watch(["config"], ({ config }) => {
    if (!config) return;
    past.note(config, presses);
    if (store.get().undoable === past.isEmpty) tell();
  });
  return () => {
    const before = past.takeBack();
    if (before) set(before);
    tell();
  };
}
