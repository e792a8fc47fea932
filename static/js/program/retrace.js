// Keeps the trace and the picture true to the state: asks the server when something that the story
// depends on has changed, and never otherwise.

import { ProblemError, post, postForText } from "../page/api.js";
import { latest } from "../page/latest.js";
import { traceAsk } from "../trace/ask.js";
import { digitsBeside } from "../trace/numbers.js";
import { LOST } from "../trace/parts.js";
import { withFormulas } from "../trace/plain.js";
import { renumbered } from "../trace/renumbered.js";
import { carriedOver, clamp } from "../trace/timeline.js";
import { withoutUpdates, withUpdates } from "../trace/updates.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("../picture/picture.js").Picture} Picture */
/** @typedef {import("../picture/refit.js").Refit} Refit */

const PAUSE = 250; // ms without a keystroke before the program is traced again
const LONG = 5000; // characters
const PATIENCE = 500; // ms that what is shown may be of an earlier program before it is set aside

/** What a story depends on. @type {readonly (keyof State)[]} */
const TOLD = ["program", "values", "reach", "learners", "detail", "closed", "opened", "mode", "wrt", "seed", "output", "names", "labels"];

/** @type {WeakMap<Trace, string>} */
const programs = new WeakMap();

/** The program that a trace is of, which its places in the text count in. @param {Trace} trace */
export const programOf = (trace) => programs.get(trace);

/**
 * The picture, or why there is none: the numbers are worth showing without it.
 * @param {ReturnType<typeof traceAsk>} ask @param {import("../picture/fit.js").Fit | null} fit @param {AbortSignal} signal
 */
async function drawing(ask, fit, signal) {
  try {
    return await postForText("api/v1/graph.svg", { ...ask, standalone: false, sketch: true, ...(fit ? { fit } : {}) }, signal);
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}

/**
 * What is told of a picture that cannot be drawn: whether it can be as blocks is asked, and not
 * done unasked, as it hides what the reader wrote.
 * @param {import("../page/api.js").Problem} problem
 * @param {Trace} trace
 * @returns {State["problem"]}
 */
function withoutPicture(problem, trace) {
  const tooMuch = /\/(too-large|takes-too-long)$/.test(problem.type ?? "");
  if (!tooMuch || !trace.parts.some(({ open }) => open)) return problem;
  return {
    ...problem,
    hint: "open it as blocks first; on the picture they open one by one",
    asBlocks: true,
  };
}

/** Whether a program may have thousands of nodes, as far as its text tells. @param {Readonly<State>} state */
function mayBeLarge({ program, detail }) {
  return program.length > LONG || detail === "scalars" || detail === "elementary";
}

/** Values change no line of a drawing, so they are no part of this. @param {Readonly<State>} state */
function structureOf({ program, detail, closed, opened, output, mode, wrt, names, labels, seed }) {
  return JSON.stringify([program, detail, closed, opened, output, mode, wrt, names, labels, labels !== "numbers" && seed]);
}

/**
 * @param {Store} store
 * @param {Picture} picture
 * @param {{ adopt: () => void }} player
 * @param {Refit} refit
 */
export function mountRetracing(store, picture, player, refit) {
  const retracing = new Retracing(store, picture, player, refit);
  const tracing = latest(PAUSE, retracing.ask, retracing.show, retracing.fail);
  store.subscribe((now, before) => {
    const changed = TOLD.filter((part) => !Object.is(now[part], before[part]));
    const finer = digitsBeside(now.digits) !== digitsBeside(before.digits);
    const isAtRest = now.gesture === null && before.gesture !== null && retracing.isBrief;
    const isUntold = now.step !== before.step && retracing.isBrief; // of the steps it has the sentence of one
    if (changed.length === 0 && !finer && !isAtRest && !isUntold) return;
    if (changed.length > 0) retracing.fallBehind();
    const only = (/** @type {keyof State} */ name) => !finer && !isAtRest && !isUntold && changed.every((part) => part === name);
    if (only("program")) tracing.soon();
    else if (only("values")) tracing.next(); // a drag is followed however far the server is
    else tracing.now();
  });
  return tracing;
}

/** What becomes of the state and of the picture while the server is asked, and of its answers. */
class Retracing {
  #store;
  #picture;
  #player;
  #refit;
  /** The structure of what the picture shows. */
  #drawn;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #patience;
  /** The step at which playing waits for the story that is asked for. @type {number | null} */
  #waits = null;
  /** Whether a large picture is shown whose story is still to come: its formulas are asked for as text, which is half of it. */
  #isAhead = false;
  /** Whether numbers alone were asked for last, as a number was dragged: the rest is asked for once it rests. */
  isBrief = false;

  /** @param {Store} store @param {Picture} picture @param {{ adopt: () => void }} player @param {Refit} refit */
  constructor(store, picture, player, refit) {
    this.#store = store;
    this.#picture = picture;
    this.#player = player;
    this.#drawn = structureOf(store.get());
    this.#refit = refit;
    refit.askBy(this.#drawFor);
  }

  /** The picture of what is shown for another box; null if it does not come. @param {import("../picture/fit.js").Fit} fit @param {AbortSignal} signal */
  #drawFor = async (fit, signal) => {
    const state = this.#store.get();
    if (structureOf(state) !== this.#drawn) return null;
    try {
      const svg = await drawing(traceAsk(state), fit, signal);
      return typeof svg === "string" ? svg : null;
    } catch {
      return null; // what is shown does as well
    }
  };

  /** What is shown is no longer of what is written; quick answers come before anybody is told. */
  fallBehind() {
    this.#patience ??= setTimeout(() => {
      this.#patience = undefined;
      const { playing, stand, step } = this.#store.get();
      if (playing) this.#waits = step;
      this.#store.set({ behind: true, playing: playing && stand === 0, problem: null }); // a pass that begins goes on when it is there
    }, PATIENCE);
  }

  #answered() {
    clearTimeout(this.#patience);
    this.#patience = undefined;
  }

  /** Ask for the story, and for a picture where there is none of this structure. @param {AbortSignal} signal */
  ask = async (signal) => {
    const state = this.#store.get();
    const ask = traceAsk(state);
    this.#isAhead = false;
    const structure = structureOf(state);
    const fit = this.#refit.fit();
    const known = structure === this.#drawn && this.#picture.svg() !== null && !this.#refit.isFirst(fit);
    const drawn = known ? null : drawing(ask, fit, signal).then((svg) => this.#ahead(svg, fit, signal));
    if (mayBeLarge(state)) await drawn; // by itself it is there sooner, and what is made for both is made once
    const [answer, svg] = await Promise.all([this.#story(state, { ...ask, digits: digitsBeside(state.digits) }, known, signal), drawn]);
    const trace = withUpdates(answer, state);
    programs.set(trace, ask.program);
    return { trace, svg, structure, fit, values: state.values };
  };

  /**
   * A large picture is shown before its story is there, which takes longer.
   * @param {Awaited<ReturnType<typeof drawing>>} svg @param {import("../picture/fit.js").Fit | null} fit @param {AbortSignal} signal
   */
  async #ahead(svg, fit, signal) {
    const isLarge = typeof svg === "string" && (await this.#picture.prepare(svg));
    if (!isLarge || signal.aborted) return svg;
    this.#drawn = ""; // the story is of another
    this.#picture.show(svg, true);
    this.#isAhead = true;
    this.#refit.drawn(fit);
    return null;
  }

  /**
   * The story that is asked for: while a number is dragged that of before with other numbers, as its texts are most of it.
   * @param {Readonly<State>} state @param {ReturnType<typeof traceAsk> & { digits: number }} ask @param {boolean} known whether the picture is of this structure @param {AbortSignal} signal
   */
  async #story({ gesture, trace: before, step, predicting }, ask, known, signal) {
    this.isBrief = gesture !== null && known && before !== null && programs.get(before) === ask.program;
    const brief = this.isBrief && before ? renumbered(withoutUpdates(before), await post("api/v1/numbers", { ...ask, ...(predicting ? {} : { steps: step > 0 ? [step] : [] }) }, signal)) : null;
    if (brief) return brief;
    const isPlain = this.#isAhead || (known && this.#picture.isLarge());
    const trace = await post("api/v1/trace", { ...ask, layout: false, ...(isPlain ? { plain: true } : {}) }, signal);
    return isPlain ? withFormulas(/** @type {Trace} */ (trace)) : trace;
  }

  /** @param {Awaited<ReturnType<Retracing["ask"]>>} answer */
  show = ({ trace, svg, structure, fit, values }) => {
    this.#answered();
    const before = this.#store.get();
    if (before.values !== values) this.fallBehind(); // the next is asked for
    const failed = svg instanceof ProblemError;
    if (failed) this.#picture.clear();
    else if (svg !== null) {
      this.#picture.show(svg);
      this.#refit.drawn(fit);
    }
    this.#drawn = structure;
    const step = before.stand === null ? carriedOver(before.trace, trace, before.step) : clamp(trace, before.stand);
    const problem = failed ? withoutPicture(svg.problem, trace) : null;
    const goesOn = before.playing || this.#waits === before.step; // unless the reader has gone elsewhere meanwhile
    this.#waits = null;
    this.#store.set({ trace, problem, behind: false, step, stand: null, playing: goesOn });
    this.#player.adopt();
    this.#picture.announce();
  };

  /** @param {unknown} error */
  fail = (error) => {
    if (!(error instanceof ProblemError)) throw error;
    this.#answered();
    this.#waits = null;
    const { closed, opened } = this.#store.get();
    if (isUnknownPart(error.problem) && closed.length + opened.length > 0) {
      this.#store.set({ closed: LOST, opened: LOST }); // the program has changed under them
      return;
    }
    if (this.#isAhead) this.#picture.letGo();
    this.#store.set({ problem: error.problem, behind: true, playing: false });
  };
}

/** @param {import("../page/api.js").Problem} problem */
function isUnknownPart(problem) {
  return problem.type?.endsWith("/problems/unknown-part") ?? false;
}
