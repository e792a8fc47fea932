// What has to be asked anew when something of the state changes, and in which order: the program's numbers, the ground
// with its two axes, then landscape and descents on it. What is seen stays until the new has come.

import { ProblemError } from "../page/api.js";
import { latest } from "../page/latest.js";
import { askCut, askLeaves, askPrincipal, askRuns, askSurvey } from "./asking.js";
import { GroundError, groundOf, needsRun } from "./ground.js";
import { endOf, rowAt } from "./timeline.js";
import { fitted } from "./window.js";

/** @typedef {import("./types.js").DescentStore} DescentStore */
/** @typedef {import("./types.js").State} State */

const TYPING = 350; // ms without a key until a program is read
const SLIDING = 25; // ms
const CUTTING = 60; // ms

/** What a run follows from beside its program and its start. */
const HOW = /** @type {const} */ (["rules", "rate", "rates", "options", "schedule", "noise", "batch", "seed", "updates"]);

/** @param {unknown} error @returns {import("../page/api.js").Problem} */
function problemOf(error) {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof GroundError) return { title: "No landscape", detail: error.message, hint: error.hint };
  throw error;
}

/**
 * Keep the answers of a state true to what is chosen.
 * @param {DescentStore} store
 * @param {() => { width: number, height: number }} box px of the landscape
 */
export const mountWorking = (store, box) => new Working(store, box);

class Working {
  #store;
  #box;
  /** @type {Awaited<ReturnType<typeof askLeaves>> | null} */
  #read = null;
  /** Whether the program is another one than what was read: until then nothing else is asked of it. */
  #isUnread = false;

  /** @param {DescentStore} store @param {() => { width: number, height: number }} box */
  constructor(store, box) {
    this.#store = store;
    this.#box = box;
    store.subscribe((now, before) => this.#hear(now, (...parts) => parts.some((part) => !Object.is(now[part], before[part]))));
  }

  /** What is in the state is another program, at once. */
  read() {
    this.#unread();
    return this.#reading.now();
  }

  /** The landscape has another size. */
  resized = () => {
    if (this.#store.get().ground && !this.#isUnread) this.#surveying.soon();
  };

  #failed = (/** @type {unknown} */ error) => this.#store.set({ problem: problemOf(error), playing: false });

  #reading = latest(TYPING, (signal) => askLeaves(this.#store.get().program, signal), (answer) => {
    this.#read = answer;
    this.#isUnread = false;
    this.#settle();
  }, this.#failed);

  #surveying = latest(SLIDING, (signal) => {
    const { program, ranges } = this.#store.get();
    const { width, height } = this.#box();
    const seen = ranges ?? this.#ground().reach;
    return askSurvey(program, this.#ground(), seen && fitted(seen, width, height), signal);
  }, (survey) => {
    const isFirst = this.#store.get().ranges === null;
    this.#store.set({ survey, problem: null, ...(isFirst ? { ranges: survey.ranges } : {}) });
  }, this.#failed);

  #descending = latest(SLIDING, (signal) => askRuns(this.#store.get(), this.#ground(), signal), (runs) => {
    this.#store.set({ runs, problem: null, at: Math.min(this.#store.get().at, endOf(runs)) });
  }, this.#failed);

  // where the gradient is zero there is no cut along it
  #cutting = latest(CUTTING, async (signal) => {
    const state = this.#store.get();
    const [run] = state.runs;
    return run && state.ground ? askCut(state, state.ground, run, rowAt(run, state.at), signal) : null;
  }, (cut) => this.#store.set({ cut }), () => this.#store.set({ cut: null }));

  #ground = () => /** @type {import("./types.js").Ground} */ (this.#store.get().ground);

  #unread() {
    this.#isUnread = true;
    for (const one of [this.#finding, this.#surveying, this.#descending, this.#cutting]) one.stop();
  }

  #finding = latest(SLIDING, (signal) => askPrincipal(this.#store.get(), this.#read?.leaves ?? [], signal), (principal) => this.#lay(principal), this.#failed);

  /** The axes over what was read; those that are of a run wait for it. */
  #settle() {
    if (!this.#read || this.#isUnread) return;
    if (needsRun(this.#store.get().axes)) this.#finding.soon();
    else this.#lay(null);
  }

  /** @param {import("./types.js").Principal | null} principal */
  #lay(principal) {
    const { axes, whole, ground, ranges } = this.#store.get();
    if (!this.#read || this.#isUnread) return;
    try {
      // another run has another plane, of which other ranges are worth seeing
      this.#store.set({ ranges: principal && ground?.reach ? null : ranges, ground: groundOf(this.#read.leaves, this.#read.output, axes, whole, principal), problem: null });
    } catch (error) {
      this.#failed(error);
    }
  }

  /** @param {Readonly<State>} now @param {(...parts: (keyof State)[]) => boolean} changed */
  #hear(now, changed) {
    if (changed("program")) {
      this.#unread();
      this.#reading.soon();
    } else if (changed("axes", "whole") || (changed(...HOW) && needsRun(now.axes))) this.#settle();
    if (!now.ground || this.#isUnread) return;
    if (changed("ground", "ranges")) this.#surveying.soon();
    if (changed("ground", "start", "starts", ...HOW) || (now.starts > 1 && changed("ranges"))) this.#descending.soon();
    if (now.tab !== "cut") return;
    if (now.playing && changed("at")) this.#cutting.ensure();
    else if (changed("ground", "runs", "along", "ranges", "tab", "at", "playing")) this.#cutting.soon();
  }
}
