// The bench: where labs stand. The first is the one that the controls speak of; with others beside it,
// all of them are trained in step, on the same data and from the same seed.

import { sharedChange } from "./changes.js";
import { batchesOf, lockstep } from "./compare.js";
import { makeLab } from "./lab.js";
import { runningActions } from "./running.js";
import { mountLabViews } from "./lab_views.js";
import { merged } from "./merging.js";
import { slowMotion } from "./slow_motion.js";

/** @typedef {import("./types.js").Choices} Choices */
/** @typedef {import("./types.js").LabActions} LabActions */
/** @typedef {import("./lab.js").Lab} Lab */
/** @typedef {{ title: string, config: object }} Beside what one of several runs is called, and what differs in it */
/** @typedef {import("./lab.js").Origin} Origin */
/** @typedef {Pick<Origin, "log" | "update" | "state"> & { curve?: readonly import("./types.js").Recorded[] }} Past how a run came to where it is */

const MOST = 4; // runs side by side
const ALONE = { size: 70, neurons: 24, warp: 33 };
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
  /** What ran when a connection was lost, and goes on once all runs are back. @type {ReturnType<typeof lockstep> | null} */
  #broken = null;
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

  /** All runs at an update, as they can be taken up again; null where one cannot. @param {number} update */
  at(update) {
    return this.#labs.map((lab, k) => ({ title: this.#rows[k]?.title ?? "", origin: lab.at(update), curve: lab.store.get().curve }));
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
   * Begin a configuration anew, alone or as several that differ from it, or take up what was begun.
   * @param {object} config @param {readonly Beside[]} beside @param {readonly Past[]} [pasts] of each
   */
  open(config, beside, pasts = []) {
    this.#opened++;
    this.#clear();
    this.#rows = beside.slice(0, MOST);
    const [first, ...others] = this.#rows;
    this.#main.start(...begun(merged(config, first?.config ?? {}), pasts[0], first ? BESIDE : ALONE));
    if (!first) return;
    for (const [k, { title, config: change }] of others.entries()) {
      this.#add(makeLab(this.#choices, ...begun(merged(config, change), pasts[k + 1], BESIDE)), title);
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

  /** Wait until all runs are seen. Resolves to whether they are still those. */
  async seen() {
    const mine = this.#opened;
    await Promise.all(this.#labs.map(firstFrame));
    return mine === this.#opened;
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
    lab.store.subscribe((now, before) => this.#followLoss(lab, now, before));
    const views = mountLabViews(this.#places, { store: lab.store, actions: { ...lab.actions, ...this.shared } }, title);
    this.#stands.push({ lab, views });
    views.choose(lab === this.#main);
    if (lab === this.#main) return;
    lab.store.watch(["problem"], ({ problem }) => problem && this.store.set({ problem }));
    lab.store.watch(["explained"], ({ explained }) => explained && this.store.get().explained && this.#keepStage(lab));
  }

  /**
   * Runs in step stop where one of them is lost, and go on together.
   * @param {Lab} lab @param {Readonly<import("./types.js").LabState>} now @param {Readonly<import("./types.js").LabState>} before
   */
  #followLoss(lab, now, before) {
    const ran = lab === this.#main ? before.running : this.store.get().running;
    if (now.connection === "lost" && before.connection === "open" && ran) this.#broken = this.#together;
    if (!this.#broken || !this.#labs.every((one) => one.isStanding())) return;
    const goesOn = this.#broken === this.#together && !this.store.get().running;
    this.#broken = null;
    if (goesOn) this.#together?.toggle();
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
    else if (explained && (explained.stage !== first.stage || explained.layer !== first.layer)) {
      store.set({ explained: { ...explained, stage: first.stage, layer: first.layer } });
    }
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
      setPace: (pace) => this.#forAll((actions) => actions.setPace(pace)),
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

/**
 * How a lab begins.
 * @param {object} config @param {Past | undefined} past @param {object} grid
 * @returns {[object, { grid: object, origin?: Origin, curve?: readonly import("./types.js").Recorded[] }]}
 */
function begun(config, past, grid) {
  if (!past) return [config, { grid }];
  const { curve = [], ...rest } = past;
  return [config, { grid, origin: { config, ...rest }, curve }];
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
