// What has to be asked anew when something of the state changes, and in which order: the program's numbers, the ground
// with its two axes, then landscape and descents on it. What is seen stays until the new has come.

import { ProblemError } from "../page/api.js";
import { latest } from "../page/latest.js";
import { askCut, askLeaves, askRuns, askSurvey } from "./asking.js";
import { GroundError, groundOf } from "./ground.js";
import { endOf, rowAt } from "./timeline.js";
import { fitted } from "./window.js";

/** @typedef {import("./types.js").DescentStore} DescentStore */
/** @typedef {import("./types.js").State} State */

const TYPING = 350; // ms without a key until a program is read
const SLIDING = 25; // ms

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
export function mountWorking(store, box) {
  /** @type {Awaited<ReturnType<typeof askLeaves>> | null} */
  let read = null;
  const failed = (/** @type {unknown} */ error) => store.set({ problem: problemOf(error), playing: false });
  const ground = () => /** @type {import("./types.js").Ground} */ (store.get().ground);
  const seen = () => {
    const { ranges } = store.get();
    return ranges && fitted(ranges, box().width, box().height);
  };

  function settle() {
    const { axes, whole } = store.get();
    if (!read) return;
    try {
      store.set({ ground: groundOf(read.leaves, read.output, axes, whole), problem: null });
    } catch (error) {
      failed(error);
    }
  }
  const reading = latest(TYPING, (signal) => askLeaves(store.get().program, signal), (answer) => {
    read = answer;
    settle();
  }, failed);
  const surveying = latest(SLIDING, (signal) => askSurvey(store.get().program, ground(), seen(), signal), (survey) => {
    const isFirst = store.get().ranges === null;
    store.set({ survey, problem: null, ...(isFirst ? { ranges: survey.ranges } : {}) });
  }, failed);
  const descending = latest(SLIDING, (signal) => askRuns(store.get(), ground(), signal), (runs) => {
    store.set({ runs, at: Math.min(store.get().at, endOf(runs)) });
  }, failed);
  const cutting = latest(60, async (signal) => {
    const state = store.get();
    const run = state.runs[0];
    return run && state.ground ? askCut(state, state.ground, run, rowAt(run, state.at), signal) : null;
  }, (cut) => store.set({ cut }), () => store.set({ cut: null })); // where the gradient is zero there is none along it

  store.subscribe((now, before) => {
    const changed = (/** @type {(keyof State)[]} */ ...parts) => parts.some((part) => !Object.is(now[part], before[part]));
    if (changed("program")) reading.soon();
    else if (changed("axes", "whole")) settle();
    if (!now.ground) return;
    if (changed("ground", "ranges")) surveying.soon();
    if (changed("ground", "start", "rules", "rate", "updates", "starts") || (now.starts > 1 && changed("ranges"))) descending.soon();
    if (now.tab !== "cut") return;
    if (now.playing && changed("at")) cutting.ensure();
    else if (changed("ground", "runs", "along", "ranges", "tab", "at", "playing")) cutting.soon();
  });
  return {
    /** What is in the state is another program, at once. */
    read: () => reading.now(),
    /** The landscape has another size. */
    resized: () => store.get().ground && surveying.soon(),
  };
}
