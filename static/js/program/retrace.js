// Keeps the trace and the picture true to the state: asks the server when something that the story
// depends on has changed, and never otherwise.

import { ProblemError, post, postForText } from "../page/api.js";
import { latest } from "../page/latest.js";
import { traceAsk } from "../trace/ask.js";
import { digitsBeside } from "../trace/numbers.js";
import { LOST } from "../trace/parts.js";
import { carriedOver, clamp } from "../trace/timeline.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Trace} Trace */

const PAUSE = 250; // ms without a keystroke before the program is traced again
const PATIENCE = 500; // ms that what is shown may be of an earlier program before it is set aside

/** What a story depends on. @type {readonly (keyof State)[]} */
const TOLD = ["program", "values", "detail", "closed", "opened", "mode", "wrt", "seed", "output"];

/** @type {WeakMap<Trace, string>} */
const programs = new WeakMap();

/** The program that a trace is of, which its places in the text count in. @param {Trace} trace */
export const programOf = (trace) => programs.get(trace);

/**
 * The picture, or why there is none: the numbers are worth showing without it.
 * @param {object} ask @param {AbortSignal} signal
 */
async function drawing(ask, signal) {
  try {
    return await postForText("api/v1/graph.svg", { ...ask, standalone: false }, signal);
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

/** Values change no line of a drawing, so they are no part of this. @param {Readonly<State>} state */
function structureOf({ program, detail, closed, opened, output, mode, wrt }) {
  return JSON.stringify([program, detail, closed, opened, output, mode, wrt]);
}

/**
 * @param {import("../page/store.js").Store} store
 * @param {import("../picture/picture.js").Picture} picture
 * @param {{ adopt: () => void }} player
 */
export function mountRetracing(store, picture, player) {
  let drawn = structureOf(store.get());
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let patience;

  /** What is shown is no longer of what is written; quick answers come before anybody is told. */
  function fallBehind() {
    patience ??= setTimeout(() => {
      patience = undefined;
      store.set({ behind: true, playing: false, problem: null });
    }, PATIENCE);
  }

  function answered() {
    clearTimeout(patience);
    patience = undefined;
  }

  const tracing = latest(
    PAUSE,
    async (signal) => {
      const state = store.get();
      const ask = traceAsk(state);
      const structure = structureOf(state);
      const known = structure === drawn && picture.svg() !== null;
      const [trace, svg] = await Promise.all([
        post("api/v1/trace", { ...ask, layout: false, digits: digitsBeside(state.digits) }, signal),
        known ? null : drawing(ask, signal),
      ]);
      programs.set(trace, ask.program);
      return { trace, svg, structure };
    },
    ({ trace, svg, structure }) => {
      answered();
      const before = store.get();
      const failed = svg instanceof ProblemError;
      if (failed) picture.clear();
      else if (svg !== null) picture.show(svg);
      drawn = structure;
      const step = before.stand === null ? carriedOver(before.trace, trace, before.step) : clamp(trace, before.stand);
      const problem = failed ? withoutPicture(svg.problem, trace) : null;
      store.set({ trace, problem, behind: false, step, stand: null });
      player.adopt();
      picture.announce();
    },
    (error) => {
      if (!(error instanceof ProblemError)) throw error;
      answered();
      const { closed, opened } = store.get();
      if (isUnknownPart(error.problem) && closed.length + opened.length > 0) {
        store.set({ closed: LOST, opened: LOST }); // the program has changed under them
        return;
      }
      store.set({ problem: error.problem, behind: true, playing: false });
    },
  );

  store.subscribe((now, before) => {
    const changed = TOLD.filter((part) => !Object.is(now[part], before[part]));
    const finer = digitsBeside(now.digits) !== digitsBeside(before.digits);
    if (changed.length === 0 && !finer) return;
    if (changed.length > 0) fallBehind();
    if (!finer && changed.every((part) => part === "program")) tracing.soon();
    else tracing.now();
  });
  return tracing;
}

/** @param {import("../page/api.js").Problem} problem */
function isUnknownPart(problem) {
  return problem.type?.endsWith("/problems/unknown-part") ?? false;
}
