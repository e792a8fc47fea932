// Paints the picture whenever the step changes, lets values run along the wires when it goes one
// step on, and plays.

import { LARGE } from "./large.js";
import { spokenOf } from "./in_view.js";
import { momentOf, schedule } from "../trace/moment.js";
import { motionIsWelcome } from "../page/reduced_motion.js";
import { animate, runsOf } from "./motion.js";
import { makePainter } from "./paint.js";
import { isPredicting, veiled } from "../predict/predict.js";
import { pressed } from "../predict/press.js";

const LONGEST = 900; // ms that a motion takes at most
/** Past so many gates a motion would be lost on the screen and the frames with it. */
/** @type {readonly (keyof import("../trace/types.js").State)[]} */
const REPAINTED = ["digits", "guesses", "predicting", "lit", "asked", "why"];
/** What a press changes besides the step. @type {readonly (keyof import("../trace/types.js").State)[]} */
const TOLD = ["guesses", "asked", "why"];

/**
 * @param {import("./picture.js").Picture} picture
 * @param {import("../page/store.js").Store} store
 */
export function mountPlayer(picture, store) {
  /** @type {ReturnType<typeof makePainter> | null} */
  let painter = null;
  /** The picture that the painter knows; other values leave it as it is. @type {SVGSVGElement | null} */
  let painted = null;
  /** @type {import("../trace/moment.js").Schedule | null} */
  let times = null;
  /** @type {() => void} */
  let finish = () => {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {import("../trace/types.js").State} state @param {number} step */
  function momentAt(state, step) {
    const { trace, digits, guesses } = state;
    if (!trace || !times) return null;
    const moment = momentOf(trace, times, step, digits);
    if (!isPredicting(state)) return moment;
    return veiled(moment, momentOf(trace, times, trace.steps.length, digits), trace, guesses);
  }

  /**
   * Paint the step of the state, or an earlier one that it has just left.
   * @param {number} [step]
   */
  function paint(step = store.get().step) {
    const state = store.get();
    const moment = momentAt(state, step);
    if (moment) painter?.paint(moment, state.lit);
  }

  /** Where what a step is about stands. */
  function spoken(at = store.get().step) {
    const { trace } = store.get();
    const svg = picture.svg();
    return svg && trace ? spokenOf(svg, trace, at) : [];
  }

  /** Bring into view what the step is about. */
  function follow() {
    const { step: at, trace } = store.get();
    picture.look(spoken(), at > 0 && at < (trace?.steps.length ?? 0) ? spoken(at + 1) : undefined);
  }

  /**
   * What must be measured is measured first, while nothing has been painted: the browser would lay
   * out the picture another time.
   * @param {Readonly<import("../trace/types.js").State>} state @param {Readonly<import("../trace/types.js").State>} before
   */
  function step(state, before) {
    const { trace } = state;
    const svg = picture.svg();
    const moment = momentAt(state, state.step);
    const oneOn = state.step === before.step + 1 && state.trace === before.trace;
    const moving = oneOn && trace && trace.nodes.length <= LARGE && motionIsWelcome();
    if (state.step === 0) picture.rewind();
    if (!moving || !svg || !moment) {
      follow();
      finish();
      paint();
      next();
      return;
    }
    follow();
    const runs = runsOf(svg, trace, moment);
    finish();
    const duration = Math.min(LONGEST, 600 / state.speed);
    finish = animate(svg, runs, moment.current?.phase === "backward", duration, () => {
      finish = () => {};
      const over = store.get().step === state.step;
      paint(state.step);
      if (over) next();
    });
  }

  /** While playing, go one step on after a moment to look. */
  function next() {
    clearTimeout(timer);
    const { playing, trace, speed } = store.get();
    if (!playing || !trace) return;
    if (pressed(store.get()) === null) {
      store.set({ playing: false });
      return;
    }
    timer = setTimeout(() => store.set(pressed(store.get()) ?? {}), 400 / speed);
  }

  store.subscribe((state, before) => {
    if (state.step !== before.step && state.trace === before.trace) step(state, before);
    else if (state.playing !== before.playing) next();
    else if (REPAINTED.some((part) => !Object.is(state[part], before[part]))) {
      paint();
      if (TOLD.some((part) => !Object.is(state[part], before[part]))) next();
    }
  });

  return {
    follow,
    /** Bring it into view as near as the reader has just chosen. */
    see: () => picture.see(spoken()),
    /** Whether what the step is about is in view. */
    sees: () => picture.sees(spoken()),
    /** Take over a picture of the trace that the state holds. */
    adopt() {
      finish();
      const { trace } = store.get();
      const svg = picture.svg();
      times = trace && schedule(trace);
      const another = svg !== painted;
      if (another) painter = svg && trace ? makePainter(svg, trace) : null;
      painted = svg;
      if (another) follow(); // new numbers alone leave the reader where a number is being changed
      paint();
    },
  };
}
