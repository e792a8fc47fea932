// Several runs side by side, trained in step with each other: all make the same number of updates, all
// are drawn, and only then all go on.

/** @typedef {import("./lab.js").Lab} Lab */

const FEWEST = 8; // updates a round
const MOST = 2000;
const FIRST = 4; // rounds of the fewest updates, which tell how long drawing takes
const SHARE = 1.6; // how many times as long a round may take as drawing alone
const PATIENCE = 10_000; // ms until a run that does not answer is left behind

/**
 * @param {readonly Lab[]} labs
 * @param {(running: boolean) => void} told whenever it starts or stops
 */
export function lockstep(labs, told) {
  let running = false;
  const pace = makePace();

  /** All make some updates; resolves when all have shown them. @param {number} count */
  function round(count) {
    return Promise.all(labs.map((lab) => stepped(lab, count)));
  }

  async function run() {
    while (running) {
      const start = performance.now();
      const alive = await round(pace.updates);
      if (!alive.some(Boolean)) break;
      pace.took(performance.now() - start);
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
 * How many updates a round should make: as many as take little beside the drawing. Told how long each
 * round took, it goes slowly where it has to, since a busy machine is never twice the same.
 */
export function makePace() {
  let rounds = 0;
  let drawing = 0; // ms
  let smooth = 0; // ms a round of late
  let updates = FEWEST;
  return {
    get updates() {
      return Math.round(updates);
    },
    /** @param {number} milliseconds */
    took(milliseconds) {
      rounds++;
      if (rounds <= FIRST) {
        drawing += milliseconds / FIRST;
        smooth = drawing;
        return;
      }
      smooth += (milliseconds - smooth) / FIRST;
      updates = Math.max(FEWEST, Math.min(MOST, updates * (smooth < SHARE * drawing ? 1.25 : 0.8)));
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
