// The run of a program that learns: asks for its next update, and takes the story along the run.

import { ProblemError, post } from "../page/api.js";
import { latest } from "../page/latest.js";
import { isSummary } from "../trace/nested.js";
import { sweptSteps } from "../trace/timeline.js";
import { learnersOf, nextOf, reachOf, updated } from "../trace/updates.js";
import { MOST, REST, askOf, isDone, madeIn, namesIn, ofState, readNext, readRow, standsAt } from "./next.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {{ updates: number, every: number, tolerance?: number }} Wanted where the run is to go */

/** What a run depends on: another of these begins another run. @type {readonly (keyof State)[]} */
const CHOSEN = ["program", "values", "output", "rule", "rate", "learners"];

export class Learning {
  #store;
  #tell;
  #asking;
  #going;
  /** Where the run is to go. @type {Wanted} */
  #wanted = { updates: 0, every: 1 };

  /** @param {Store} store @param {(text: string) => void} tell what is to be said of the run */
  constructor(store, tell) {
    this.#store = store;
    this.#tell = tell;
    const fail = (/** @type {unknown} */ error) => this.#fail(error);
    this.#asking = latest(0, (signal) => this.#askNext(signal), () => {}, fail);
    this.#going = latest(0, (signal) => this.#ask(signal), (answer) => this.#arrive(answer), fail);
    store.subscribe((now, before) => this.#heed(now, before));
    store.watch(["trace", "rule", "rate", "learners", "reach", "panel"], () => this.#look());
  }

  /** A number that was changed by hand begins a run of its own. @param {Readonly<State>} now @param {Readonly<State>} before */
  #heed(now, before) {
    if (now.run === null || now.run !== before.run) return;
    if (CHOSEN.some((part) => !Object.is(now[part], before[part]))) this.#store.set({ run: null });
  }

  #look() {
    const state = this.#store.get();
    const isWanted = reachOf(state) !== "gradient" || state.panel === "learn";
    if (isWanted && state.trace && !state.behind && namesIn(state).length && !nextOf(state)) this.#asking.now();
  }

  /** @param {AbortSignal} signal */
  async #askNext(signal) {
    const state = this.#store.get();
    const made = madeIn(state);
    const answer = await post("api/v1/descend", { ...askOf(state, made + 1, made), explain: true }, signal);
    const next = readNext(answer, made, ofState(state));
    const { trace } = this.#store.get();
    if (next && trace && trace === state.trace && standsAt(next, trace, state)) this.#store.set({ next });
    else if (state.run !== null && trace === state.trace) { // it does not lead here
      this.#store.set({ run: null });
      this.#look();
    }
  }

  /** Take the next update over. @param {boolean} [isRound] the next forward sweep begins with it */
  apply(isRound = false) {
    const state = this.#store.get();
    const change = updated(state);
    const next = nextOf(state);
    if (change) {
      this.#tell("");
      this.#set({ ...change, ...(isRound ? { stand: 0 } : this.#place()) });
    } else if (next) this.#tell(`The next step leads nowhere: ${next.trouble}. It is not taken.`);
    else if (obstacleTo(state) === "") this.on(1);
    else this.#store.set({ panel: "learn" }); // which says what stands in the way
  }

  /** One update back. */
  back() {
    this.go(madeIn(this.#store.get()) - 1);
  }

  /** @param {number} updates of the run, from its start */
  go(updates) {
    if (updates >= 0) this.#begin({ updates, every: updates });
  }

  /** So many updates on. @param {number} more */
  on(more) {
    this.go(madeIn(this.#store.get()) + more);
  }

  /** On until the loss rests. */
  rest() {
    const updates = madeIn(this.#store.get()) + MOST;
    this.#begin({ updates, every: updates, tolerance: REST });
  }

  /** @param {Wanted} wanted */
  #begin(wanted) {
    this.#wanted = wanted;
    this.#tell("");
    this.#going.now();
  }

  /** @param {AbortSignal} signal */
  async #ask(signal) {
    const state = this.#store.get();
    const { updates, every, tolerance } = this.#wanted;
    return { state, tolerance, answer: await post("api/v1/descend", askOf(state, updates, every, tolerance), signal) };
  }

  /** @param {{ state: Readonly<State>, tolerance: number | undefined, answer: import("./next.js").Answer }} arrived */
  #arrive({ state, tolerance, answer }) {
    const now = this.#store.get();
    if (CHOSEN.some((part) => !Object.is(now[part], state[part])) || now.run !== state.run) return; // another run by now
    const made = answer.updates.at(-1) ?? 0;
    const row = readRow(answer, made);
    if (answer.diverged) {
      const { update, parameter } = answer.diverged;
      this.#tell(`Diverged: after update ${update} ${parameter ?? "the loss"} is no longer finite. The run is taken back; try a smaller step size.`);
      return;
    }
    if (!row) return;
    const start = state.run?.start ?? state.values;
    this.#set({ values: { ...state.values, ...row }, run: { made, start }, ...this.#place() });
    if (tolerance !== undefined) this.#tell(answer.rested ? `At rest after ${made} updates.` : `Not at rest after ${made} updates; run on.`);
  }

  /** Where the story is to stand with other numbers: not among updates that are no longer those. @returns {Partial<State>} */
  #place() {
    const { trace, step } = this.#store.get();
    const swept = trace ? sweptSteps(trace) : Infinity;
    return step > swept ? { stand: swept } : {};
  }

  /** One step to undo, however quick. @param {Partial<State>} change */
  #set(change) {
    this.#store.set({ ...change, gesture: `update ${change.run?.made}`, playing: false });
    this.#store.set({ gesture: null });
  }

  /** @param {unknown} error */
  #fail(error) {
    if (!(error instanceof ProblemError)) throw error;
    this.#store.set({ next: null });
    const { detail, hint } = error.problem;
    this.#tell(hint ? `${detail}. Try: ${hint}.` : `${detail}.`);
  }
}

/** What stands in the way of learning, in words; empty where nothing does. @param {Readonly<State>} state */
export function obstacleTo(state) {
  const { trace, seed } = state;
  if (!trace) return "There is no story of this program yet.";
  if (trace.mode === "forward") return "Learning needs gradients: choose reverse mode.";
  if (seed !== null) return "Learning starts from ∂L/∂L = 1: clear the seed.";
  if (learnersOf(trace).length) return "";
  if (trace.outputs.some((id) => trace.nodes[id]?.value === null)) return "The loss is a shape without numbers: give the leaves numbers to learn.";
  const isNumber = (trace.nodes[trace.outputs[0] ?? -1]?.shape ?? []).every((size) => size === 1);
  const isLarge = trace.nodes.some(({ kind, gradient }) => kind === "input" && isSummary(gradient));
  if (isNumber && isLarge) return "These arrays are too large to be changed here.";
  return isNumber ? "Nothing here can learn: no gradient flows back to an input." : "The output is not one number: end with sum(…) or mean(…) to have a loss.";
}

/** Nothing left to learn. @param {Readonly<State>} state */
export function isLearned(state) {
  const next = nextOf(state);
  return next !== null && isDone(next);
}
