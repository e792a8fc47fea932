// Keeps the trace and the picture true to the state: asks the server when something that the story
// depends on has changed, and never otherwise.

import { ProblemError, post, postForText } from "./api.js";
import { latest } from "./latest.js";
import { digitsBeside } from "./numbers.js";
import { LOST } from "./parts.js";
import { carriedOver } from "./timeline.js";

/** @typedef {import("./types.js").State} State */

const PAUSE = 250; // ms without a keystroke before the program is traced again

/** What a story depends on. @type {readonly (keyof State)[]} */
const TOLD = ["program", "values", "detail", "closed", "opened", "mode", "wrt", "seed", "output"];

/** The part of a request that both the trace and the picture take. @param {Readonly<State>} state */
export function askOf({ program, values, detail, closed, opened, mode, wrt, seed, output }) {
  const given = { inputs: values, mode, wrt: mode === "forward" ? wrt : null, seed, output };
  const said = Object.entries(given).filter(([, value]) => value !== null);
  const parts = detail === "gates" ? { closed, opened } : {};
  return { program, detail, ...parts, ...Object.fromEntries(said) };
}

/**
 * The picture, or why there is none: the numbers are worth showing without it.
 * @param {object} ask @param {AbortSignal} signal
 */
async function drawing(ask, signal) {
  try {
    return await postForText("/api/v1/graph.svg", { ...ask, standalone: false }, signal);
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}

/** Values change no line of a drawing, so they are no part of this. @param {Readonly<State>} state */
function structureOf({ program, detail, closed, opened, output, mode, wrt }) {
  return JSON.stringify([program, detail, closed, opened, output, mode, wrt]);
}

/**
 * @param {import("./store.js").Store} store
 * @param {import("./picture.js").Picture} picture
 * @param {{ adopt: () => void }} player
 */
export function mountRetracing(store, picture, player) {
  let drawn = structureOf(store.get());

  const tracing = latest(
    PAUSE,
    async (signal) => {
      const state = store.get();
      const ask = askOf(state);
      const structure = structureOf(state);
      const known = structure === drawn && picture.svg() !== null;
      const [trace, svg] = await Promise.all([
        post("/api/v1/trace", { ...ask, layout: false, digits: digitsBeside(state.digits) }, signal),
        known ? null : drawing(ask, signal),
      ]);
      return { trace, svg, structure };
    },
    ({ trace, svg, structure }) => {
      const before = store.get();
      const failed = svg instanceof ProblemError;
      if (failed) picture.clear();
      else if (svg !== null) picture.show(svg);
      drawn = structure;
      const step = carriedOver(before.trace, trace, before.step);
      store.set({ trace, problem: failed ? svg.problem : null, step });
      player.adopt();
    },
    (error) => {
      if (!(error instanceof ProblemError)) throw error;
      const { closed, opened } = store.get();
      if (isUnknownPart(error.problem) && closed.length + opened.length > 0) {
        store.set({ closed: LOST, opened: LOST }); // the program has changed under them
        return;
      }
      store.set({ problem: error.problem, playing: false });
    },
  );

  store.subscribe((now, before) => {
    const changed = TOLD.filter((part) => !Object.is(now[part], before[part]));
    const finer = digitsBeside(now.digits) !== digitsBeside(before.digits);
    if (changed.length === 0 && !finer) return;
    if (!finer && changed.every((part) => part === "program")) tracing.soon();
    else tracing.now();
  });
  return tracing;
}

/** @param {import("./api.js").Problem & { type?: string }} problem */
function isUnknownPart(problem) {
  return problem.type === "/problems/unknown-part";
}
