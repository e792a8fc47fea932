// Paints the picture whenever the step changes, lets values run along the wires when it goes one
// step on, and plays.

import { LARGE } from "./large.js";
import { spokenOf } from "./in_view.js";
import { momentOf, schedule } from "../trace/moment.js";
import { motionIsWelcome } from "../page/reduced_motion.js";
import { animate, runsOf } from "./motion.js";
import { Painter } from "./paint.js";
import { isPredicting, veiled } from "../predict/predict.js";
import { pressed } from "../predict/press.js";

const LONGEST = 900; // ms that a motion takes at most
/** @type {readonly (keyof State)[]} */
const REPAINTED = ["digits", "guesses", "predicting", "lit", "asked", "why"];
/** What a press changes besides the step. @type {readonly (keyof State)[]} */
const TOLD = ["guesses", "asked", "why"];

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/moment.js").Moment} Moment */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./picture.js").Picture} Picture */

class Player {
  #picture;
  #store;
  /** @type {Painter | null} */
  #painter = null;
  /** The picture that the painter knows; other values leave it as it is. @type {SVGSVGElement | null} */
  #painted = null;
  /** @type {import("../trace/moment.js").Schedule | null} */
  #times = null;
  /** Ends the motion that runs, if any. @type {() => void} */
  #finish = () => {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {Picture} picture @param {Store} store */
  constructor(picture, store) {
    this.#picture = picture;
    this.#store = store;
    store.subscribe((state, before) => this.#heed(state, before));
  }

  /** Take over a picture of the trace that the state holds. */
  adopt() {
    this.#finish();
    const { trace } = this.#store.get();
    const svg = this.#picture.svg();
    this.#times = trace && schedule(trace);
    const another = svg !== this.#painted;
    if (another) this.#painter = svg && trace ? new Painter(svg, trace) : null;
    this.#painted = svg;
    if (another) this.follow(); // new numbers alone leave the reader where a number is being changed
    this.#paint();
    if (another) this.#goOn(); // a motion that was cut short may have been of another story
  }

  /** Bring into view what the step is about. */
  follow() {
    const { step, trace } = this.#store.get();
    const isWithin = step > 0 && step < (trace?.steps.length ?? 0);
    this.#picture.look(this.#spoken(), isWithin ? this.#spoken(step + 1) : undefined);
  }

  /** Bring it into view as near as the reader has just chosen. */
  see() {
    this.#picture.see(this.#spoken());
  }

  /** Whether what the step is about is in view. */
  sees() {
    return this.#picture.sees(this.#spoken());
  }

  /** Where what a step is about stands. */
  #spoken(step = this.#store.get().step) {
    const { trace } = this.#store.get();
    const svg = this.#picture.svg();
    return svg && trace ? spokenOf(svg, trace, step) : [];
  }

  /** @param {Readonly<State>} state @param {Readonly<State>} before */
  #heed(state, before) {
    /** @param {keyof State} part */
    const isNew = (part) => !Object.is(state[part], before[part]);
    if (isNew("step") && !isNew("trace")) this.#step(state, before);
    else if (isNew("playing")) this.#goOn();
    else if (REPAINTED.some(isNew)) {
      this.#paint();
      if (TOLD.some(isNew)) this.#goOn();
    }
  }

  /**
   * What must be measured is measured first, while nothing has been painted: the browser would lay
   * out the picture another time.
   * @param {Readonly<State>} state @param {Readonly<State>} before
   */
  #step(state, before) {
    const svg = this.#picture.svg();
    const moment = this.#momentAt(state, state.step);
    const moving = state.step === before.step + 1 && isWatchable(state.trace);
    if (state.step === 0) this.#picture.rewind();
    this.follow();
    if (moving && svg && moment) {
      const runs = runsOf(svg, state.trace, moment);
      this.#finish();
      this.#move(svg, runs, moment, state.speed);
    } else {
      this.#finish();
      this.#paint();
      this.#goOn();
    }
  }

  /**
   * Let run what runs at a step, and paint it then.
   * @param {SVGSVGElement} svg @param {import("./motion.js").Run[]} runs @param {Moment} moment @param {number} speed
   */
  #move(svg, runs, { step, current }, speed) {
    const duration = Math.min(LONGEST, 600 / speed);
    this.#finish = animate(svg, runs, current?.phase === "backward", duration, () => {
      this.#finish = () => {};
      const over = this.#store.get().step === step;
      this.#paint(step);
      if (over) this.#goOn();
    });
  }

  /**
   * Paint the step of the state, or an earlier one that it has just left.
   * @param {number} [step]
   */
  #paint(step = this.#store.get().step) {
    const state = this.#store.get();
    const moment = this.#momentAt(state, step);
    if (moment) this.#painter?.paint(moment, state.lit);
  }

  /** @param {Readonly<State>} state @param {number} step */
  #momentAt(state, step) {
    const { trace, digits, guesses } = state;
    if (!trace || !this.#times) return null;
    const moment = momentOf(trace, this.#times, step, digits);
    if (!isPredicting(state)) return moment;
    return veiled(moment, momentOf(trace, this.#times, trace.steps.length, digits), trace, guesses);
  }

  /** While playing, go one step on after a moment to look. */
  #goOn() {
    clearTimeout(this.#timer);
    const { playing, trace, speed } = this.#store.get();
    if (!playing || !trace) return;
    if (pressed(this.#store.get()) === null) {
      this.#store.set({ playing: false });
      return;
    }
    this.#timer = setTimeout(() => this.#store.set(pressed(this.#store.get()) ?? {}), 400 / speed);
  }
}

/** @param {Picture} picture @param {Store} store */
export const mountPlayer = (picture, store) => new Player(picture, store);

/**
 * Past so many gates a motion would be lost on the screen and the frames with it.
 * @param {Trace | null} trace @returns {trace is Trace}
 */
function isWatchable(trace) {
  return trace !== null && trace.nodes.length <= LARGE && motionIsWelcome();
}
