// What a page does about a request that was refused for now: it waits, asks again, and can tell why.

/** @typedef {"busy" | "lost" | "late" | "failed"} Reason */

/**
 * Why a request waits, and until when.
 * @typedef {object} Trouble
 * @property {Reason} reason
 * @property {number | null} until when it is asked again, as `Date.now()` counts; null while it is being asked
 */

const FIRST = 500; // ms before the first time it is asked again, doubled each time
const LONGEST = 15_000;
const LONGEST_TOLD = 60_000; // whatever a server asks for, a page that is looked at asks each minute
const JITTER = 0.3; // of the wait, at most, on top: a class that was refused at once does not come back at once
/** How often a fault of the server is asked about again: it may be the question's own. */
const MOST_FAILURES = 3;

/** A request that may be granted later. */
export class Refusal extends Error {
  /**
   * @param {Reason} reason
   * @param {number | null} after seconds that the server asks to wait
   * @param {Error} error what is thrown when it is given up
   */
  constructor(reason, after, error) {
    super(error.message);
    this.reason = reason;
    this.after = after;
    this.error = error;
  }
}

/** Why an answer is none, by its status; null where asking again would not help. @param {number} status @returns {Reason | null} */
export function reasonOf(status) {
  if (status === 429 || status === 503) return "busy";
  if (status === 408 || status === 504) return "late";
  if (status === 502) return "lost"; // a proxy before a server that is away
  return status >= 500 ? "failed" : null;
}

/**
 * The seconds of a `Retry-After` header, which may be a date (RFC 9110, 10.2.3).
 * @param {string | null} header @param {number} now ms
 */
export function secondsOf(header, now) {
  if (header === null || header.trim() === "") return null;
  const seconds = /^\s*\d+\s*$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}

/**
 * How long to wait, in ms: never less than the server asks for, longer each time, and not all alike.
 * @param {number} tries that have failed before @param {number | null} after seconds @param {number} random in [0, 1)
 */
export function waitAfter(tries, after, random) {
  const own = Math.min(FIRST * 2 ** tries, LONGEST);
  const least = Math.max(own, Math.min((after ?? 0) * 1000, LONGEST_TOLD));
  return least * (1 + JITTER * random);
}

/** What is asked again until it is granted, and what is told of it. */
class Retrying {
  #random;
  /** How each that waits is woken. @type {Map<Trouble, () => void>} */
  #waiting = new Map();
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {() => number} random */
  constructor(random) {
    this.#random = random;
  }

  /**
   * Attempt something until it is granted.
   * @template T
   * @param {() => Promise<T>} attempt throws a `Refusal` where it is worth another attempt
   * @param {AbortSignal} [signal]
   * @returns {Promise<T>}
   */
  persist = async (attempt, signal) => {
    /** @type {Trouble | null} */
    let trouble = null;
    try {
      for (let tries = 0; ; tries++) {
        try {
          const answer = await attempt();
          this.hurry(({ reason }) => reason === "lost"); // what was lost is found
          return answer;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          if (error.reason === "failed" && tries >= MOST_FAILURES) throw error.error;
          trouble ??= { reason: error.reason, until: null };
          trouble.reason = error.reason;
          await this.#pause(trouble, waitAfter(tries, error.after, this.#random()), signal);
          signal?.throwIfAborted();
          this.#tell();
        }
      }
    } finally {
      if (trouble && this.#waiting.delete(trouble)) this.#tell();
    }
  };

  /** @param {Trouble} trouble @param {number} wait ms @param {AbortSignal | undefined} signal */
  #pause(trouble, wait, signal) {
    return new Promise((/** @type {(value: void) => void} */ done) => {
      const timer = setTimeout(wake, wait);
      function wake() {
        clearTimeout(timer);
        signal?.removeEventListener("abort", wake);
        trouble.until = null;
        done();
      }
      signal?.addEventListener("abort", wake);
      trouble.until = Date.now() + wait;
      this.#waiting.set(trouble, wake);
      this.#tell();
    });
  }

  /** Ask again now, and not when it is time. @param {(trouble: Trouble) => boolean} [which] */
  hurry = (which = () => true) => {
    for (const [trouble, wake] of [...this.#waiting]) if (which(trouble)) wake();
  };

  /** The request that is asked next; null while nothing is wrong. @returns {Readonly<Trouble> | null} */
  trouble = () => [...this.#waiting.keys()].sort((a, b) => (a.until ?? 0) - (b.until ?? 0))[0] ?? null;

  /** Be told when that changes. @param {() => void} listener */
  subscribe = (listener) => {
    this.#listeners.add(listener);
  };

  #tell() {
    for (const listener of this.#listeners) listener();
  }
}

/** @param {() => number} [random] in [0, 1), by which waits differ */
export const makeRetrying = (random = Math.random) => new Retrying(random);
