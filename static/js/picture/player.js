// Paints the picture whenever the step changes, plays the beats of a press on it, and plays the story.

import { LARGE } from "./large.js";
import { NOTHING, beatAt, cutsOf } from "./beats.js";
import { SceneView } from "./beats_view.js";
import { geometryOf } from "./geometry_view.js";
import { run } from "./motion.js";
import { partsOf, spokenOf } from "./in_view.js";
import { Painter } from "./paint.js";
import { sceneOf } from "./scenes.js";
import { momentOf, schedule } from "../trace/moment.js";
import { afterFrame } from "../page/after_frame.js";
import { loaded } from "../page/version.js";
import { motionIsWelcome } from "../page/reduced_motion.js";
import { pressOf } from "../trace/timeline.js";
import { isAwaited } from "../trace/updates.js";
import { isPredicting, veiled } from "../predict/predict.js";
import { byOf, pressed } from "../predict/press.js";

/** ms that a press takes, so that what is written within it can be read, and one back; then there is a moment to look. */
const PRESS = 1300;
const BACK = 450;
const LOOK = 350;
/** ms that a press has to be on the screen: another before is one of many, and nobody would see its motion. */
const HURRY = 120;
/** @type {readonly (keyof State)[]} */
const REPAINTED = ["next", "digits", "shapes", "guesses", "predicting", "lit", "asked", "why", "by"];
/** What a press changes besides the step. @type {readonly (keyof State)[]} */
const TOLD = ["next", "guesses", "asked", "why"];

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/timeline.js").Press} Press */
/** @typedef {import("../trace/moment.js").Moment} Moment */
/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./picture.js").Picture} Picture */
/**
 * How an update is shown: what is written where once parameters have new values, and the press that brings one.
 * @typedef {object} Updates
 * @property {(moment: Moment, state: Readonly<State>) => Moment} momentOf
 * @property {(plot: import("./scene.js").Plot, state: Readonly<State>) => import("./beats.js").Scene} sceneOf
 */

class Player {
  #picture;
  #store;
  /** @type {Painter | null} */
  #painter = null;
  /** The picture that the painter knows; other values leave it as it is. @type {SVGSVGElement | null} */
  #painted = null;
  /** @type {import("../trace/moment.js").Schedule | null} */
  #times = null;
  /** When the last press was on the screen; before it is, another is one of many, however slow the browser is. */
  #seen = -Infinity;
  /** How often the place has changed: of presses that were not on the screen yet only the last counts. */
  #steps = 0;
  /** The step that was looked at last. */
  #looked = NaN;
  /** Ends the motion that runs, if any. @type {() => void} */
  #finish = () => {};
  /** Shows cells on their way, once there is an array. @type {typeof import("./later.js").later.withCells | null} */
  #withCells = null;
  /** Shows the update, once a story goes so far. @type {Updates | null} */
  #updates = null;
  /** Shows something else for the numbers, once it is wanted. @type {Updates["momentOf"]} */
  #dress = (moment) => moment;
  /** The press that is held in the middle. @type {import("./cell_scene_view.js").View | null} */
  #held = null;
  /** What is in view while a number is dragged: the numbers elsewhere come once it rests. @type {Box | null} */
  #inView = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Paints what was painted last, where other parts of it have come. @type {() => void} */
  #again = () => {};

  /** @param {Picture} picture @param {Store} store */
  constructor(picture, store) {
    this.#picture = picture;
    this.#store = store;
    store.subscribe((state, before) => this.#heed(state, before));
    picture.onScroll(() => this.#inView && this.#rush(true));
    picture.onShown(() => {
      this.#again();
      this.#widen();
    });
  }

  /** Take over a picture of the trace that the state holds. */
  adopt() {
    this.#finish();
    this.#release();
    const { trace, batch } = this.#store.get();
    const svg = this.#picture.svg();
    this.#times = trace && schedule(trace);
    const another = svg !== this.#painted;
    if (another) {
      this.#painter = svg && trace ? new Painter(svg, trace, batch) : null;
      this.#again = () => {};
    }
    this.#painted = svg;
    if (trace?.nodes.some(({ shape }) => shape.length > 0)) this.#loadCells();
    // New numbers alone leave the reader where a number is being changed.
    const isElsewhere = this.#store.get().step !== this.#looked;
    if (another || isElsewhere) this.follow();
    this.#paint();
    this.#widen();
    if (another || isElsewhere) this.#goOn(); // a motion that was cut short may have been of another story
    if (this.#store.get().within < 1) this.#hold();
  }

  #loadCells() {
    if (this.#withCells) return;
    loaded(() => import("./later.js")).then(({ later }) => {
      this.#withCells = later.withCells;
      if (this.#store.get().within < 1) this.#hold();
    }, () => {});
  }

  /** Know how an update is shown. @param {Updates} updates */
  learn(updates) {
    this.#updates = updates;
    this.#paint();
  }

  /** Know what is shown for the numbers. @param {Updates["momentOf"]} dress */
  dress(dress) {
    this.#dress = dress;
    this.#paint();
  }

  /** Bring into view what the press is about. */
  follow() {
    this.#picture.glide(() => this.#look());
  }

  #look() {
    const { step, trace } = this.#store.get();
    this.#looked = step;
    const isWithin = step > 0 && step < (trace?.steps.length ?? 0);
    this.#picture.look(this.#spoken(), isWithin ? this.#spoken(step + 1) : undefined);
  }

  /** Bring it into view as near as the reader has just chosen. */
  see() {
    this.#picture.see(this.#spoken());
  }

  /** Whether what the press is about is in view, or was before the frame lost some of its height. @param {number} [lost] px */
  sees(lost = 0) {
    return this.#picture.sees(this.#spoken(), lost);
  }

  /** Where what a press is about stands. */
  #spoken(step = this.#store.get().step) {
    const state = this.#store.get();
    const svg = this.#picture.svg();
    return svg && state.trace ? spokenOf(svg, state.trace, step, pressOf(state.trace, step, byOf(state))) : [];
  }

  /** @param {Readonly<State>} state @param {Readonly<State>} before */
  #heed(state, before) {
    /** @param {keyof State} part */
    const isNew = (part) => !Object.is(state[part], before[part]);
    if (isNew("gesture")) this.#rush(state.gesture !== null);
    if (isNew("step") && !isNew("trace")) this.#step(state, before);
    else if (isNew("within")) this.#hold();
    else if (isNew("playing")) this.#goOn();
    else if (isNew("widths")) this.#widen();
    else if (isNew("batch")) this.#rename();
    else if (REPAINTED.some(isNew)) {
      this.#paint();
      if (TOLD.some(isNew)) this.#goOn();
    }
  }

  /** While a number is dragged paint what is in view, and the rest after it. @param {boolean} isDragged */
  #rush(isDragged) {
    const rushed = this.#inView !== null;
    this.#inView = isDragged ? this.#picture.seen() : null;
    if (rushed) this.#paint();
  }

  /** Say anew beside arrays what their axes are. */
  #rename() {
    const { trace, batch } = this.#store.get();
    const svg = this.#painted;
    if (!svg || !trace) return;
    for (const lit of svg.querySelectorAll(".cr-now")) lit.classList.remove("cr-now");
    this.#painter = new Painter(svg, trace, batch);
    this.#paint();
  }

  /** @param {Readonly<State>} state @param {Readonly<State>} before */
  #step(state, before) {
    const onward = pressBetween(state, before.step);
    const isHurried = performance.now() < this.#seen + HURRY;
    this.#seen = onward ? Infinity : -Infinity;
    const mine = ++this.#steps;
    if (onward) afterFrame(() => mine === this.#steps && (this.#seen = performance.now()));
    // Measured first: what is taken away or painted would let the browser lay out all of it another time.
    const { delay, seen } = this.#picture.glide(() => {
      if (state.step === 0) this.#picture.rewind();
      this.#look();
    }, isHurried);
    this.#finish();
    this.#release();
    if (state.within < 1 && !Object.is(state.within, before.within)) this.#hold();
    else {
      this.#paint();
      if (state.within < 1) this.#store.set({ within: 1 }); // another place in the story is another press
      if (onward && !isHurried) this.#play(onward, state, seen, delay);
      else this.#goOn();
    }
  }

  // -- the press that is played, or held ---------------------------------------------------------------

  /**
   * Play a press; where the story has gone back over it, from its end. The camera comes first.
   * @param {Press} press @param {Readonly<State>} state @param {Box | null} seen @param {number} delay ms
   */
  #play(press, state, seen, delay) {
    const isBack = state.step === press.from;
    const isStill = !motionIsWelcome();
    const view = isBack && isStill ? null : this.#stage(press, state, seen);
    if (!view) {
      this.#goOn();
      return;
    }
    const phase = phaseOf(state, press);
    if (isBack) this.#paint(state.step, press);
    const course = {
      ...(isBack ? { from: 1, to: 0 } : { from: 0, to: 1 }),
      duration: (isBack ? BACK : PRESS) / state.speed,
      delay,
      cuts: isStill ? cutsOf(phase) : null,
    };
    /** @param {number} t */
    const draw = (t) => {
      view.draw(t);
      this.#tell(beatAt(phase, t));
    };
    this.#finish = run(course, draw, () => {
      this.#finish = () => {};
      view.leave();
      this.#tell("");
      if (isBack) this.#paint(this.#store.get().step);
      if (this.#store.get().step === state.step) this.#goOn();
    });
  }

  /** Hold the press that the scrubber stands in. */
  #hold() {
    this.#finish();
    this.#release();
    const state = this.#store.get();
    const press = state.trace && state.within < 1 ? pressOf(state.trace, state.step, byOf(state)) : null;
    if (press) this.#picture.settle();
    const seen = press && this.#picture.seen(); // before anything is painted: the browser would lay it all out again
    this.#paint();
    if (!press) return;
    this.#held = this.#stage(press, state, seen);
    this.#held?.draw(state.within);
    this.#tell(beatAt(phaseOf(state, press), state.within));
  }

  #release() {
    this.#held?.leave();
    this.#held = null;
    this.#tell("");
  }

  /** Which beat is played, for the rest of the page. @param {string} beat */
  #tell(beat) {
    const { dataset } = document.documentElement;
    if (beat === "") delete dataset["beat"];
    else if (dataset["beat"] !== beat) dataset["beat"] = beat;
  }

  /** @param {Press} press @param {Readonly<State>} state @param {Box | null} seen of the drawing */
  #stage(press, state, seen) {
    const svg = this.#picture.svg();
    const { trace, digits, labels } = state;
    const [before, after] = [this.#momentAt(state, press.from), this.#momentAt(state, press.to)];
    if (!svg || !trace || !before || !after) return null;
    const geometry = geometryOf(svg, partsOf(trace, press), seen);
    const plot = { trace, press, before, after, digits, veiled: Boolean(isPredicting(state)), named: labels !== "numbers", geometry };
    const isUpdate = phaseOf(state, press) === "update";
    const scene = isUpdate ? (this.#updates?.sceneOf(plot, state) ?? NOTHING) : sceneOf(plot);
    if (scene.actors.length === 0) return null;
    const view = new SceneView(svg, trace.nodes.length <= LARGE ? scene : { ...scene, told: [] });
    return isPredicting(state) || isUpdate || state.shapes || !this.#withCells ? view : this.#withCells(view, svg, plot, scene);
  }

  // -- what is painted -----------------------------------------------------------------------------

  /**
   * Paint a step, that of the state if no other is said, and light what is told at it.
   * @param {number} [step] @param {Press | null} [press]
   */
  #paint(step = this.#store.get().step, press = null) {
    const state = this.#store.get();
    const { trace } = state;
    const moment = this.#momentAt(state, step);
    if (!moment || !trace) return;
    const told = press ?? pressOf(trace, step, byOf(state));
    const current = press ? (trace.steps[press.to - 1] ?? null) : moment.current;
    const edges = told?.edges.filter((edge) => press !== null || isPlayed(trace, edge, step));
    this.#again = () => this.#painter?.paint({ ...moment, current }, state.lit, edges, this.#inView);
    this.#again();
    if (this.#painter) this.#picture.paintFar(moment, this.#painter.isColoured, this.#painter.lit);
  }

  #widen() {
    const { trace, widths } = this.#store.get();
    const svg = this.#picture.svg();
    if (!svg || !trace || !(widths || svg.classList.contains("cr-wide"))) return;
    loaded(() => import("./widths_view.js")).then((view) => view.showWidths(svg, trace, widths), () => {});
  }

  /** @param {Readonly<State>} state @param {number} step */
  #momentAt(state, step) {
    const { trace, digits, guesses } = state;
    if (!trace || !this.#times) return null;
    const swept = momentOf(trace, this.#times, step, digits);
    const moment = this.#dress(this.#updates?.momentOf(swept, state) ?? swept, state);
    if (!isPredicting(state)) return moment;
    return veiled(moment, momentOf(trace, this.#times, trace.steps.length, digits), trace, guesses);
  }

  /** While playing, go one press on after a moment to look. */
  #goOn() {
    clearTimeout(this.#timer);
    const { playing, trace, speed } = this.#store.get();
    if (!playing || !trace) return;
    if (pressed(this.#store.get()) === null) {
      if (!isAwaited(this.#store.get())) this.#store.set({ playing: false });
      return;
    }
    this.#timer = setTimeout(() => this.#store.set(pressed(this.#store.get()) ?? {}), LOOK / speed);
  }
}

/** @param {Picture} picture @param {Store} store */
export const mountPlayer = (picture, store) => new Player(picture, store);

/** @param {Readonly<State>} state @param {Press} press */
const phaseOf = ({ trace }, press) => trace?.steps[press.to - 1]?.phase ?? "forward";

/** Whether a wire has been told at a step. @param {Trace} trace @param {number} edge @param {number} step */
function isPlayed(trace, edge, step) {
  return schedule(trace).flowed[edge] === Infinity || (schedule(trace).flowed[edge] ?? 0) <= step;
}

/**
 * The one press that leads from a step to that of the state, on or back.
 * @param {Readonly<State>} state @param {number} before
 * @returns {Press | null}
 */
function pressBetween(state, before) {
  const { trace, step } = state;
  if (!trace) return null;
  const [from, to] = [Math.min(before, step), Math.max(before, step)];
  for (const by of /** @type {const} */ (["gate", "wire"])) {
    const press = pressOf(trace, to, by === "gate" ? byOf(state) : by);
    if (press?.from === from && press.to === to) return press;
  }
  return null;
}
