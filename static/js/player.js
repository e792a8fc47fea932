// Paints the picture whenever the step changes, lets values run along the wires when it goes one
// step on, and plays.

import { momentOf, schedule } from "./moment.js";
import { animate, motionIsWelcome, runsOf } from "./motion.js";
import { makePainter } from "./paint.js";
import { isPredicting, veiled } from "./predict.js";

const LONGEST = 900; // ms that a motion takes at most
/** Past so many gates a motion would be lost on the screen and the frames with it. */
const MOVING_NODES = 600;
/** @type {readonly (keyof import("./types.js").State)[]} */
const REPAINTED = ["digits", "guesses", "predicting", "lit"];

/**
 * @param {import("./picture.js").Picture} picture
 * @param {import("./store.js").Store} store
 */
export function mountPlayer(picture, store) {
  /** @type {ReturnType<typeof makePainter> | null} */
  let painter = null;
  /** @type {import("./moment.js").Schedule | null} */
  let times = null;
  /** @type {() => void} */
  let finish = () => {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {import("./types.js").State} state @param {number} step */
  function momentAt(state, step) {
    const { trace, digits, guesses } = state;
    if (!trace || !times) return null;
    const moment = momentOf(trace, times, step, digits);
    if (!isPredicting(state)) return moment;
    return veiled(moment, momentOf(trace, times, trace.steps.length, digits), trace, guesses);
  }

  /** @param {boolean} [stepped] whether the reader goes step by step, and looks at the last one too */
  function paint(stepped = false) {
    const state = store.get();
    const moment = momentAt(state, state.step);
    if (!painter || !moment) return;
    painter.paint(moment, state.lit);
    follow(stepped);
  }

  /** Bring into view what the step is about. @param {boolean} [stepped] at the end of the story too */
  function follow(stepped = false) {
    const { trace, step: at } = store.get();
    const current = trace?.steps[at - 1];
    if (!current || (at === trace?.steps.length && !stepped)) return;
    const selector = current.edge === null ? `[data-node="${current.node}"]` : `[data-edge="${current.edge}"]`;
    picture.follow(picture.svg()?.querySelector(selector));
  }

  /** @param {Readonly<import("./types.js").State>} state @param {Readonly<import("./types.js").State>} before */
  function step(state, before) {
    finish();
    const { trace } = state;
    const svg = picture.svg();
    const moment = momentAt(state, state.step);
    const oneOn = state.step === before.step + 1 && state.trace === before.trace;
    const moving = oneOn && trace && trace.nodes.length <= MOVING_NODES && motionIsWelcome();
    if (state.step === 0) picture.rewind();
    if (!moving || !svg || !moment) {
      paint(oneOn);
      next();
      return;
    }
    picture.follow(svg.querySelector(`[data-node="${moment.current?.node}"]`));
    const duration = Math.min(LONGEST, 600 / state.speed);
    finish = animate(svg, runsOf(svg, trace, moment), duration, () => {
      finish = () => {};
      paint(true);
      next();
    });
  }

  /** While playing, go one step on after a moment to look. */
  function next() {
    clearTimeout(timer);
    const { playing, trace, step: at, speed } = store.get();
    if (!playing || !trace) return;
    if (at >= trace.steps.length) {
      store.set({ playing: false });
      return;
    }
    timer = setTimeout(() => store.set({ step: store.get().step + 1 }), 400 / speed);
  }

  store.subscribe((state, before) => {
    if (state.step !== before.step && state.trace === before.trace) step(state, before);
    else if (state.playing !== before.playing) next();
    else if (REPAINTED.some((part) => !Object.is(state[part], before[part]))) paint();
  });

  return {
    follow,
    /** Take over a picture of the trace that the state holds. */
    adopt() {
      finish();
      const { trace } = store.get();
      const svg = picture.svg();
      times = trace && schedule(trace);
      painter = svg && trace ? makePainter(svg, trace) : null;
      paint();
    },
  };
}
