// What a page holds of a run, so that it can be taken up again elsewhere: the configuration it began
// with, the log of its changes, and some moments of it. No page is touched here.

const MOST = 3; // moments: the newest, and where the run was looked at before

/** @typedef {import("./types.js").ServerMessage} ServerMessage */
/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {{ update: number, changes: number | null, state: string }} Moment */
/**
 * A run at an update, as `start` takes it.
 * @typedef {{ config: object, log?: Entry[], update: number, state?: string }} Origin
 */

export class Kept {
  /** @type {object} */
  #first = {};
  /** Null where there were more changes than are kept. @type {readonly Entry[] | null} */
  #log = [];
  /** @type {readonly Moment[]} */
  #moments = [];

  /** Hear what the server says. @param {ServerMessage} message */
  hear(message) {
    if (message.type === "logged") this.#note(message);
    if (message.type === "state") {
      const { update, changes, state } = message;
      this.#moments = [...this.#moments.filter((one) => one.update !== update), { update, changes, state }].slice(-MOST);
    }
  }

  /** @param {Extract<ServerMessage, { type: "logged" }>} message */
  #note({ config, kept, log }) {
    const before = config ? [] : (this.#log ?? []);
    if (config) this.#first = config;
    this.#log = log && [...before.slice(0, kept), .../** @type {Entry[]} */ (/** @type {unknown} */ (log))];
    const stands = config || !log ? -1 : kept;
    const next = (/** @type {Moment} */ { changes }) => this.#log?.[changes ?? 0]?.update ?? Infinity;
    this.#moments = this.#moments.filter((one) => (one.changes ?? 0) <= stands && one.update <= next(one));
  }

  /** Whether a moment is kept. @param {number} update */
  has(update) {
    return this.#moments.some((one) => one.update === update);
  }

  /**
   * The run at an update. Without a log it goes on from a moment; where there is none either, null.
   * @param {number} update
   * @param {object | null} config in force now
   * @returns {Origin | null}
   */
  at(update, config) {
    const moment = this.#moments.filter((one) => one.update <= update).sort((a, b) => b.update - a.update)[0];
    const state = moment ? { state: moment.state } : {};
    if (this.#log === null) return moment && config ? { config, update, ...state } : null;
    return { config: this.#first, log: this.#log.filter((entry) => entry.update <= update), update, ...state };
  }
}

/**
 * How to begin, best first: from the moment, by the log alone, from the configuration alone.
 * @param {Origin | null} origin @param {object} config to begin with where nothing else can be
 * @param {number} most characters of a message
 * @returns {Origin[]}
 */
export function waysBack(origin, config, most) {
  if (!origin) return [{ config, update: 0 }];
  const { state: _, ...replayed } = origin;
  const ways = [...(origin.state ? [origin] : []), ...(origin.log ? [replayed] : []), { config: origin.config, update: 0 }];
  return ways.filter((way, k) => k === ways.length - 1 || JSON.stringify(way).length + ROOM < most);
}

const ROOM = 2000; // characters of what else a message says
