// Several runs side by side, trained in step with each other: all make the same number of updates, all
// are drawn, and only then all go on, as soon as the pace that is chosen has it.

import { updateName } from "./views/shown.js";

/** @typedef {import("./lab.js").Lab} Lab */

const FEWEST = 8; // updates a round
const MOST = 2000;
const FIRST = 4; // rounds of the fewest updates, which tell how long drawing takes
const SHARE = 1.6; // how many times as long a round may take as drawing alone
const PATIENCE = 10_000; // ms until a run that does not answer is left behind
const ROUND = 0.04; // s at least, where a pace is chosen
const BURST = 0.25; // s of it at most that a round catches up
const NAP = 100; // ms until a changed pace is seen

/**
 * @param {readonly Lab[]} labs
 * @param {(running: boolean, why?: string) => void} told whenever it starts or stops
 * @param {() => import("./types.js").Until | null} until what to stop at, as soon as one of the runs gets there
 * @param {() => number} rate how many updates a second there may be
 */
export function lockstep(labs, told, until = () => null, rate = () => Infinity) {
  /** What runs now: a run that was stopped does not go on when another begins. @type {object | null} */
  let now = null;
  const pace = makePace();
  /** What was asked for last. @type {Promise<unknown>} */
  let asked = Promise.resolve();

  /** All make some updates; resolves when all have shown them. @param {number} count */
  function round(count) {
    const made = Promise.all(labs.map((lab) => stepped(lab, count)));
    asked = made;
    return made;
  }

  /** @param {string} [why] */
  function stop(why) {
    now = null;
    told(false, why);
  }

  async function run() {
    const mine = (now = {});
    let seconds = 0;
    told(true, "");
    await levelled(labs);
    while (now === mine) {
      const found = labs.find((lab) => isReached(until(), lab));
      if (found) return stop(`Stopped at ${updateName(found.store.get().frame?.update ?? 0)}, as you asked.`);
      const start = performance.now();
      const count = Math.min(pace.updates, atPace(rate(), seconds), left(until(), labs));
      const alive = await round(count);
      if (now === mine && (!alive.some(Boolean) || labs.some(isLost))) return stop();
      seconds = (performance.now() - start) / 1000;
      pace.took(1000 * seconds);
      for (let rest = Infinity; now === mine && rest > 0; ) {
        rest = start + (1000 * count) / rate() - performance.now();
        if (rest > 0) await asleep(Math.min(rest, NAP));
      }
    }
  }

  return {
    toggle: () => (now ? stop() : void run()),
    pause: () => now && stop(),
    /** Resolves when what was asked for is seen. */
    settled: () => asked,
    /** @param {number} count */
    async step(count) {
      if (now) stop();
      await asked;
      await levelled(labs);
      return round(count);
    },
  };
}

/** Runs that are behind, since they were lost meanwhile, catch up. @param {readonly Lab[]} labs */
function levelled(labs) {
  const farthest = Math.max(...labs.map(updateOf));
  return Promise.all(labs.filter((lab) => updateOf(lab) < farthest).map((lab) => stepped(lab, farthest - updateOf(lab))));
}

/** How many updates a round should make at a pace. @param {number} rate updates a second @param {number} seconds that the last round took */
export const atPace = (rate, seconds) => Math.max(1, Math.round(rate * Math.min(BURST, Math.max(ROUND, seconds))));

/** How many updates a second a pace is. @param {import("./types.js").Pace} pace @param {number} batches of an epoch */
export function rateOf(pace, batches) {
  return pace ? (pace.updates ?? (pace.epochs ?? 0) * batches) : Infinity;
}

/** @param {number} milliseconds */
const asleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** @param {Lab} lab */
const updateOf = ({ store }) => store.get().frame?.update ?? 0;

/** @param {Lab} lab */
const isLost = ({ store }) => store.get().connection === "lost";

/** @param {import("./types.js").Until | null} until @param {Lab} lab */
function isReached(until, { store }) {
  const { frame } = store.get();
  if (!until || !frame) return false;
  const { epochs = Infinity, loss = -Infinity, accuracy = Infinity } = until;
  return frame.epoch >= epochs || (frame.train_loss ?? Infinity) <= loss || (frame.train_accuracy ?? -1) >= accuracy;
}

/** How many updates are left until the epochs asked for. @param {import("./types.js").Until | null} until @param {readonly Lab[]} labs */
function left(until, labs) {
  if (until?.epochs === undefined) return Infinity;
  const { epochs } = until;
  return Math.max(1, Math.min(...labs.map((lab) => Math.ceil((epochs - (lab.store.get().frame?.epoch ?? 0)) * batchesOf(lab) - 1e-9))));
}

/** How many updates an epoch has. @param {Pick<Lab, "store">} lab */
export function batchesOf({ store }) {
  const { config, data } = store.get();
  const points = data ? data.test.filter((one) => !one).length : 1;
  return Math.max(1, Math.ceil(points / (config?.batch_size || points || 1)));
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
  const { frame: from, connection } = store.get();
  if (!from || from.diverged || connection !== "open") return Promise.resolve(false);
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(false), PATIENCE);
    const leave = store.subscribe(({ frame, problem, connection }, before) => {
      if (connection === "lost" || (problem && problem !== before.problem)) done(false);
      else if (frame && frame !== before.frame && frame.update !== from.update) done(!frame.diverged);
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
