// The run of a classifier: what the server says of each update of it. Moments are kept as long as the run is the same.

import { ProblemError, post } from "../page/api.js";
import { latest } from "../page/latest.js";
import { RUN } from "./edit.js";
import { isDone } from "./told.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Moment} Moment */
/** @typedef {import("./types.js").ClassifierStore} ClassifierStore */
/** @typedef {import("../trace/types.js").Schemas["ClassifyAnswer"]} Answer */

const SOON = 20; // ms: numbers that are dragged change in every frame
const AHEAD = 60; // moments that are asked for at once while it plays, or more where it plays fast
const SECONDS = 1.5; // that these last
const ENOUGH = 0.4; // of them to come, with less of which a playing page asks for more
/** @param {number} pace updates a second */
const ahead = (pace) => Math.max(AHEAD, Math.round(SECONDS * pace));
/** Updates at most. */
export const MOST = 100_000;

/** What is asked of a state: moments from one update to another. @param {Readonly<State>} state @param {number} since @param {number} updates */
export function askOf(state, since, updates) {
  const { data, labels, classes, weights, biases, scores, loss, margin, strength, half, rule, rate } = state;
  const rows = (/** @type {import("./types.js").Rows | null} */ table) => table && table.map((row) => [...row]);
  const made = scores ? { scores: rows(scores) } : { data: rows(data), weights: rows(weights), biases: biases && [...biases] };
  const name = /** @type {"sgd"} */ (rule); // of the server's own list
  return { ...made, labels: [...labels], classes: [...classes], loss, margin, strength, half, optimizer: { name, learning_rate: rate }, since, updates };
}

export class Course {
  #store;
  #asking;
  /** @type {Map<number, Moment>} */
  #known = new Map();

  /** @param {ClassifierStore} store */
  constructor(store) {
    this.#store = store;
    this.#asking = latest(SOON, (signal) => this.#ask(signal), (answer) => this.#arrive(answer), (error) => this.#fail(error));
    store.subscribe((now, before) => this.#heed(now, before));
  }

  /** The last update that is known, of those that follow each other from where the page stands. */
  get last() {
    let { made } = this.#store.get();
    while (this.#known.has(made + 1)) made += 1;
    return made;
  }

  /** Whether nothing is left to learn after so many updates, and the next one moves nothing. @param {number} made */
  rests(made) {
    const [moment, next] = [this.#known.get(made), this.#known.get(made + 1)];
    const numbers = (/** @type {Moment} */ { weights, biases, scores }) => JSON.stringify([weights, biases, scores]);
    return moment !== undefined && next !== undefined && isDone(moment) && numbers(moment) === numbers(next);
  }

  /** Ask anew, at once; the mode of images has a run of its own. */
  begin() {
    this.#known.clear();
    return this.#store.get().mode === "images" ? this.#asking.stop() : this.#asking.now();
  }

  /** @param {Readonly<State>} now @param {Readonly<State>} before */
  #heed(now, before) {
    if (now.mode === "images") return;
    if (now.mode !== before.mode || RUN.some((part) => !Object.is(now[part], before[part]))) {
      this.#known.clear();
      if (now.moment === before.moment) this.#store.set({ far: now.made, diverged: null }); // else an undo has brought its own
      this.#asking.soon();
    } else if (now.made !== before.made) this.#look();
    else if (now.playing && !before.playing) this.#look();
  }

  #look() {
    const { made, far, playing, pace, diverged } = this.#store.get();
    const moment = this.#known.get(made);
    if (moment) this.#store.set({ moment, next: this.#known.get(made + 1) ?? null, far: Math.max(far, made) });
    const isEnd = diverged !== null && diverged.update <= made + 1;
    const isShort = playing ? this.last - made < ENOUGH * ahead(pace) : !this.#known.has(made + 1);
    if (!moment || (isShort && !isEnd)) this.#asking.ensure();
  }

  /** @param {AbortSignal} signal */
  async #ask(signal) {
    const state = this.#store.get();
    const end = state.made + (state.playing ? ahead(state.pace) : 1);
    const answer = await post("api/v1/classify", askOf(state, state.made, end), signal);
    return { state, answer };
  }

  /** @param {{ state: Readonly<State>, answer: Answer }} arrived */
  #arrive({ state, answer }) {
    const now = this.#store.get();
    if (RUN.some((part) => !Object.is(now[part], state[part]))) return; // another is asked for
    for (const moment of answer.moments) this.#known.set(moment.update, moment);
    const last = answer.moments.at(-1);
    const made = answer.diverged && last ? Math.min(now.made, last.update) : now.made;
    const far = Math.max(now.far, made);
    this.#store.set({
      made, far, diverged: answer.diverged, program: answer.program, problem: null, curve: { updates: answer.updates, losses: answer.losses.map(Number) },
      moment: this.#known.get(made) ?? now.moment, next: this.#known.get(made + 1) ?? null,
      ...(now.nudged && now.nudged.after === null ? { nudged: { ...now.nudged, after: Number(answer.moments[0]?.loss) } } : {}),
    });
    queueMicrotask(() => this.#look()); // once this question is over: the next one may be due
  }

  /** @param {unknown} error */
  #fail(error) {
    if (!(error instanceof ProblemError)) throw error;
    this.#store.set({ problem: error.problem, playing: false });
  }
}
