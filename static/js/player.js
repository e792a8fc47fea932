// Paints the picture whenever the step changes, lets values run along the wires when it goes one
// step on, and plays.

import { elementsOf } from "./elements.js";
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
  /** The picture that the painter knows; other values leave it as it is. @type {SVGSVGElement | null} */
  let painted = null;
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

  /**
   * Paint the step of the state, or an earlier one that it has just left.
   * @param {number} [step]
   */
  function paint(step = store.get().step) {
    const state = store.get();
    const moment = momentAt(state, step);
    if (moment) painter?.paint(moment, state.lit);
  }

  /** Bring into view what the step is about. @param {boolean} [stepped] at the end of the story too */
  function follow(stepped = false) {
    const { trace, step: at } = store.get();
    const current = trace?.steps[at - 1];
    if (!current || (at === trace?.steps.length && !stepped)) return;
    const svg = picture.svg();
    const drawn = svg && elementsOf(svg);
    picture.follow(current.edge === null ? drawn?.node(current.node) : drawn?.edge(current.edge));
  }

  /**
   * What must be measured is measured first, while nothing has been painted: the browser would lay
   * out the picture another time.
   * @param {Readonly<import("./types.js").State>} state @param {Readonly<import("./types.js").State>} before
   */
  function step(state, before) {
    const { trace } = state;
    const svg = picture.svg();
    const moment = momentAt(state, state.step);
    const oneOn = state.step === before.step + 1 && state.trace === before.trace;
    const moving = oneOn && trace && trace.nodes.length <= MOVING_NODES && motionIsWelcome();
    if (state.step === 0) picture.rewind();
    if (!moving || !svg || !moment) {
      follow(oneOn);
      finish();
      paint();
      next();
      return;
    }
    picture.follow(elementsOf(svg).node(moment.current?.node ?? -1));
    const runs = runsOf(svg, trace, moment);
    finish();
    const duration = Math.min(LONGEST, 600 / state.speed);
    finish = animate(svg, runs, moment.current?.phase === "backward", duration, () => {
      finish = () => {};
      const over = store.get().step === state.step;
      if (over) follow(true);
      paint(state.step);
      if (over) next();
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
      if (svg !== painted) painter = svg && trace ? makePainter(svg, trace) : null;
      painted = svg;
      follow();
      paint();
    },
  };
}
