// How a run is begun, and taken up again where it was once the connection to it was lost.

import { waysBack } from "./kept.js";

/** @typedef {import("./types.js").LabStore} LabStore */
/** @typedef {import("./kept.js").Kept} Kept */
/** @typedef {import("./kept.js").Origin} Origin */

const ANEW = "The server could not take the run up again, so it began anew from the same configuration.";
const BACK = "The connection is back, and the run goes on from where it was.";
const MESSAGE = 500_000; // characters, where the server has not said how many it reads

export class WayBack {
  #store;
  #kept;
  /** Best first: the next is tried where the server refuses one. @type {Origin[]} */
  #ways = [];
  /** Whether it trains on once it is there. */
  goesOn = false;
  /** Whether it is where it was; if not, it is still on its way there. */
  isBack = true;

  /** @param {LabStore} store @param {Kept} kept what is known of the run @param {Origin | null} origin @param {object} config */
  constructor(store, kept, origin, config) {
    this.#store = store;
    this.#kept = kept;
    this.another(origin, config);
  }

  /** The best way that is left. @returns {Origin | null} */
  get best() {
    return this.#ways[0] ?? null;
  }

  /** Another run is begun, from its origin where that is known. @param {Origin | null} origin @param {object} config */
  another(origin, config) {
    this.#ways = waysBack(origin, config, this.#most);
    this.goesOn = false;
    this.isBack = true;
  }

  /** The connection is lost. */
  lost() {
    const { connection, running, inStep } = this.#store.get();
    if (connection === "open" && this.isBack) this.goesOn = running && !inStep;
  }

  /** The connection stands again: the run of before is to be taken up where it was. */
  returns() {
    const { connection, frame, config } = this.#store.get();
    if (connection !== "lost" || !frame || !this.isBack) return; // nothing was seen yet, or the way back is known
    this.#ways = waysBack(this.#kept.at(frame.history.last, config), config ?? {}, this.#most);
    this.isBack = false;
  }

  /** Take the next way, where the server refuses to go this one; returns whether there is one. */
  next() {
    if (this.#ways.length < 2) return false;
    this.#ways = this.#ways.slice(1);
    if (this.#ways.length === 1) this.#store.set({ told: ANEW, curve: [], cursor: null });
    return true;
  }

  /** Whether what is seen of the run lies before where it was. @param {import("./types.js").Frame} frame */
  isBefore(frame) {
    return !this.isBack && frame.update < (this.best?.update ?? 0) && !frame.diverged;
  }

  /** The run is where it was: so is what was looked at. @param {(message: import("./types.js").ClientMessage) => void} say */
  arrive(say) {
    if (this.isBack) return;
    const { cursor, neuron } = this.#store.get();
    this.isBack = true;
    this.#store.set({ told: BACK, explained: null, staged: false, slowly: false });
    if (neuron) say({ type: "neuron", ...neuron });
    if (cursor !== null) say({ type: "seek", update: cursor });
  }

  /** The run at an update, to be taken up again. @param {number} update */
  at(update) {
    return this.isBack ? this.#kept.at(update, this.#store.get().config) : this.best;
  }

  get #most() {
    return this.#store.get().limits?.message_bytes ?? MESSAGE;
  }
}
