// Only the latest request counts: an answer that another request has overtaken is dropped.

/**
 * Make a runner that waits for a pause, starts `work`, and hands on its outcome only if nothing
 * newer was started meanwhile. The work is told to stop by its signal when it is overtaken.
 *
 * @template T
 * @param {number} pause milliseconds without a new call before the work starts
 * @param {(signal: AbortSignal) => Promise<T>} work
 * @param {(outcome: T) => void} done
 * @param {(error: unknown) => void} failed
 */
export function latest(pause, work, done, failed) {
  /** @type {AbortController | undefined} */
  let running;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  /** The end of what runs. @type {Promise<void> | undefined} */
  let ending;
  /** Whether it starts anew once what runs has ended. */
  let again = false;

  async function run() {
    const mine = new AbortController();
    running = mine;
    try {
      const outcome = await work(mine.signal);
      if (running === mine) done(outcome);
    } catch (error) {
      if (running === mine) failed(error);
    } finally {
      if (running === mine) {
        running = ending = undefined;
        if (again) void start();
      }
    }
  }

  function start() {
    clearTimeout(waiting);
    waiting = undefined;
    again = false;
    running?.abort();
    return (ending = run());
  }

  return {
    /** Start after the pause; a call within the pause starts the pause anew. */
    soon() {
      clearTimeout(waiting);
      waiting = setTimeout(start, pause);
    },
    /** Start at once. */
    now: start,
    /** Start once what runs has ended: of changes that come quicker than answers, some are answered. */
    next() {
      if (running) again = true;
      else void start();
    },
    /** Start at once what is not under way. */
    ensure: () => (running && waiting === undefined && !again && ending) || start(),
    /** Drop whatever was started. */
    stop() {
      clearTimeout(waiting);
      running?.abort();
      waiting = running = ending = undefined;
      again = false;
    },
  };
}
