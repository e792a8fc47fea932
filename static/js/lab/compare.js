// Several runs side by side, trained in step with each other: all make the same number of updates, all
// are drawn, and only then all go on.

/** @typedef {import("./lab.js").Lab} Lab */

const TARGET = 40; // ms a round should take
const MOST = 2000; // updates a round
const PATIENCE = 10_000; // ms until a run that does not answer is left behind

/**
 * @param {readonly Lab[]} labs
 * @param {(running: boolean) => void} told whenever it starts or stops
 */
export function lockstep(labs, told) {
  let running = false;
  let updates = 8;

  /** All make some updates; resolves when all have shown them. @param {number} count */
  function round(count) {
    return Promise.all(labs.map((lab) => stepped(lab, count)));
  }

  async function run() {
    while (running) {
      const start = performance.now();
      const alive = await round(updates);
      if (!alive.some(Boolean)) break;
      const took = performance.now() - start;
      updates = Math.max(1, Math.min(MOST, Math.round(updates * Math.min(2, Math.max(0.5, TARGET / took)))));
    }
    running = false;
    told(false);
  }

  return {
    toggle() {
      running = !running;
      told(running);
      if (running) void run();
    },
    pause() {
      running = false;
    },
    /** @param {number} count */
    step(count) {
      running = false;
      return round(count);
    },
    /** @returns {boolean} */
    get running() {
      return running;
    },
  };
}

/**
 * One run makes some updates. Resolves to whether it could.
 * @param {Lab} lab @param {number} count
 * @returns {Promise<boolean>}
 */
function stepped({ store, actions }, count) {
  const from = store.get().frame;
  if (!from || from.diverged) return Promise.resolve(false);
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(false), PATIENCE);
    const leave = store.subscribe(({ frame, problem }, before) => {
      if (problem && problem !== before.problem) done(false);
      else if (frame && frame !== before.frame && frame.update !== from.update) done(frame.diverged === null);
    });
    /** @param {boolean} alive */
    function done(alive) {
      clearTimeout(timer);
      leave();
      resolve(alive);
    }
    actions.send({ type: "step", updates: count });
  });
}
