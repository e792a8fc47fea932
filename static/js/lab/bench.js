// The bench: where labs stand. The first is the one that the controls speak of; with others beside it,
// all of them are trained in step, on the same data and from the same seed.

import { sharedChange } from "./changes.js";
import { batchesOf, lockstep } from "./compare.js";
import { makeLab } from "./lab.js";
import { runningActions } from "./running.js";
import { mountLabViews } from "./lab_views.js";
import { merged } from "./merging.js";
import { slowMotion } from "./slow_motion.js";
import { updateName } from "./views/shown.js";

/** @typedef {import("./types.js").Choices} Choices */
/** @typedef {import("./types.js").LabActions} LabActions */
/** @typedef {import("./lab.js").Lab} Lab */
/** @typedef {{ title: string, config: object }} Beside what one of several runs is called, and what differs in it */

const MOST = 4; // runs side by side
const LONG = 5000; // updates from which a link's run is seen on its way
const ALONE = { size: 100, neurons: 24, warp: 41 };
const BESIDE = { size: 60, neurons: 12, warp: 21 };

export class Bench {
  #places;
  #choices;
  /** The first run. @type {Lab} */
  #main;
  /** The runs in their order, with what shows each. @type {{ lab: Lab, views: import("./lab_views.js").LabViews }[]} */
  #stands = [];
  /** @type {readonly Beside[]} */
  #rows = [];
  /** @type {ReturnType<typeof lockstep> | null} */
  #together = null;
  /** How many configurations were opened: what was still to be done to an earlier one is not done. */
  #opened = 0;

  /**
   * @param {import("./lab_views.js").Places} places
   * @param {Choices} choices
   */
  constructor(places, choices) {
    this.#places = places;
    this.#choices = choices;
    this.#main = makeLab(choices, {}, { grid: ALONE });
    this.store = this.#main.store;
    this.ask = this.#main.ask;
    /** What the controls do: to all runs, but for what differs between them. @type {LabActions} */
    this.actions = { ...this.#main.actions, setConfig: (partial) => this.#setConfig(partial) };
    /** What is done in one run's views and holds for all. */
    this.shared = this.#sharedActions();
    /** What the buttons and the keys do. */
    this.running = this.#runningAll();
    /** What the keys do while the stages are shown. */
    this.slow = slowMotion(this.store, this.running.slowly);
    this.#add(this.#main, "");
    // Runs side by side show the same moment: all are in the stage that the first tells of.
    this.store.watch(["explained"], () => this.#others.forEach((lab) => this.#keepStage(lab)));
  }

  /** What stands beside the run, to be opened again. */
  get beside() {
    return this.#rows;
  }

  /** Whether there is room for another. */
  get hasRoom() {
    return this.#stands.length < MOST;
  }

  /**
   * Begin a configuration anew, alone or as several that differ from it.
   * @param {object} config @param {readonly Beside[]} beside
   */
  open(config, beside) {
    this.#opened++;
    this.#clear();
    this.#rows = beside.slice(0, MOST);
    const [first, ...others] = this.#rows;
    this.#main.start(merged(config, first?.config ?? {}), { grid: first ? BESIDE : ALONE });
    if (!first) return;
    for (const { title, config: change } of others) {
      this.#add(makeLab(this.#choices, merged(config, change), { grid: BESIDE }), title);
    }
    this.store.set({ inStep: true });
    this.#together = lockstep(
      this.#labs,
      (running, told) => this.store.set({ running, ...(told === undefined ? {} : { told }) }),
      () => this.store.get().until,
    );
    this.#arrange(first.title);
  }

  /** Set a copy of the run beside it, which stays as it is while the run is changed. */
  setBeside() {
    const { config } = this.store.get();
    if (!config || !this.hasRoom) return;
    const before = this.#rows.length ? this.#rows : [{ title: "changed by the controls", config: {} }];
    this.open(config, [...before, { title: `as it was (${before.length})`, config }]);
  }

  /**
   * Wait until all runs stand, and train them on to an update, such as that of a link.
   * @param {number} update
   */
  async goOn(update) {
    const mine = this.#opened;
    await Promise.all(this.#labs.map(firstFrame));
    if (!update || mine !== this.#opened) return;
    if (update > LONG && !this.#together) {
      this.store.set({ told: `The link goes on to ${updateName(update)}: training until there.` });
      this.#main.actions.send({ type: "resume", until: { updates: update } });
    } else this.#forAll(({ send }) => send({ type: "step", updates: update }));
  }

  get #labs() {
    return this.#stands.map(({ lab }) => lab);
  }

  get #others() {
    return this.#labs.slice(1);
  }

  /** @param {(actions: LabActions) => void} act */
  #forAll(act) {
    for (const { lab } of this.#stands) act(lab.actions);
  }

  /** @param {Lab} lab @param {string} title */
  #add(lab, title) {
    const views = mountLabViews(this.#places, { store: lab.store, actions: { ...lab.actions, ...this.shared } }, title);
    this.#stands.push({ lab, views });
    views.choose(lab === this.#main);
    if (lab === this.#main) return;
    lab.store.watch(["problem"], ({ problem }) => problem && this.store.set({ problem }));
    lab.store.watch(["explained"], ({ explained }) => explained && this.store.get().explained && this.#keepStage(lab));
  }

  /** Leave only the first run. */
  #clear() {
    this.#together?.pause();
    this.#together = null;
    const others = this.#stands.splice(1);
    for (const { lab } of others) lab.close();
    for (const { views } of others) views.remove();
    this.#rows = [];
    this.store.set({ inStep: false, running: false });
    this.#arrange("");
  }

  /** @param {string} title of the first run, where there are others */
  #arrange(title) {
    const count = this.#stands.length;
    this.#places.planes.dataset["count"] = String(count);
    document.body.classList.toggle("comparing", count > 1);
    this.#stands[0]?.views.rename(title);
  }

  /** Another run tells of the same stage as the first. @param {Lab} lab */
  #keepStage({ store }) {
    const { explained: first, staged } = this.store.get();
    const { explained } = store.get();
    if (!first) store.set({ explained: null, staged });
    else if (explained && explained.stage !== first.stage) store.set({ explained: { ...explained, stage: first.stage } });
  }

  /** What differs between the runs is changed in the first alone. @param {object} partial */
  #setConfig(partial) {
    const shared = sharedChange(partial);
    for (const [k, { lab }] of this.#stands.entries()) {
      const change = k === 0 ? partial : shared;
      if (Object.keys(change).length) lab.actions.setConfig(change);
    }
  }

  /**
   * What is done in one run's views and holds for all: the points, and the place in the history.
   * @returns {Pick<LabActions, "addPoint" | "removeNear" | "movePoint" | "undo" | "seek" | "further">}
   */
  #sharedActions() {
    return {
      addPoint: (...point) => this.#forAll(({ addPoint }) => addPoint(...point)),
      removeNear: (...place) => this.#forAll(({ removeNear }) => removeNear(...place)),
      movePoint: (...point) => this.#forAll(({ movePoint }) => movePoint(...point)),
      undo: () => this.#forAll(({ undo }) => undo()),
      seek: (update) => this.#seek(update),
      further: () => this.#further(),
    };
  }

  /** @returns {import("./running.js").Running} */
  #runningAll() {
    const own = runningActions(this.store, this.#main.actions);
    const frame = () => this.store.get().frame;
    return {
      toggle: () => (this.#together ?? own).toggle(),
      step: (updates) => void (this.#together ?? own).step(updates),
      epoch: () => (this.#together ? void this.#together.step(batchesOf(this.#main)) : own.epoch()),
      back: () => (this.#together ? this.#seek((frame()?.update ?? 0) - 1) : own.back()),
      first: () => (this.#together ? this.#seek(0) : own.first()),
      last: () => (this.#together ? this.#seek(frame()?.history.last ?? 0) : own.last()),
      slowly: () => this.#further(),
      reset: () => {
        this.#together?.pause();
        this.#forAll(({ send }) => send({ type: "reset" }));
      },
      newSeed: () => {
        this.#together?.pause();
        this.#setConfig({ init: { seed: 1 + Math.floor(Math.random() * 99_999) } });
      },
    };
  }

  /** The first run tells its stages, the others go through them with it. */
  #further() {
    this.#together?.pause();
    this.#forAll(({ further }) => further());
  }

  /** @param {number} update */
  #seek(update) {
    this.#together?.pause();
    if (update >= 0) this.#forAll(({ seek }) => seek(update));
  }
}

/** Wait until a run has shown its first moment. @param {Lab} lab */
function firstFrame({ store }) {
  if (store.get().frame) return Promise.resolve();
  return new Promise((done) => {
    const leave = store.subscribe(({ frame }) => {
      if (!frame) return;
      leave();
      done(undefined);
    });
  });
}
