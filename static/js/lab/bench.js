// The bench: where runs stand, one or several side by side. One of them is chosen, and everything beside the
// planes speaks of it; all are trained in step, on the same data and from the same seed.

import { anySeed, sharedChange } from "./changes.js";
import { Chosen, chosenActions } from "./chosen.js";
import { batchesOf, lockstep, rateOf } from "./compare.js";
import { makeLab } from "./lab.js";
import { runningActions } from "./running.js";
import { mountLabViews } from "./lab_views.js";
import { merged } from "./merging.js";
import { runNames } from "./run_names.js";
import { slowMotion } from "./slow_motion.js";
import { shownFrame, shownHistory } from "./views/shown.js";

/** @typedef {import("./types.js").Choices} Choices */
/** @typedef {import("./types.js").LabActions} LabActions */
/** @typedef {import("./types.js").LabState} LabState */
/** @typedef {import("./lab.js").Lab} Lab */
/** @typedef {{ title: string, config: object }} Beside what one of several runs is called, and what differs in it */
/** @typedef {import("./lab.js").Origin} Origin */
/** @typedef {Pick<Origin, "log" | "update" | "state"> & { curve?: readonly import("./types.js").Recorded[] }} Past how a run came to where it is */
/** @typedef {{ lab: Lab, title: string, views: import("./lab_views.js").LabViews, seen?: Views }} Stand */

const MOST = 4; // runs side by side
const GRID = { size: 70, neurons: 24, warp: 33 };
/** What belongs to the page rather than to a run. */
const OF_ALL = /** @type {const} */ (["discretize", "showTest", "painting", "until", "code"]);
/** @typedef {import("./types.js").View[]} Views */
/** What is seen of a run that is not chosen. @type {Views} */
const SEEN_BESIDE = ["plane", "parameters"];
/** What is seen of the one that is, by what is open beside its plane. @type {Record<import("./sides.js").Side, Views>} */
const SEEN = {
  space: ["plane", "maps", "parameters", "lively", "space"],
  confusion: ["plane", "maps", "parameters", "lively", "confusion"],
  weights: ["plane", "maps", "parameters", "lively", "gradients"],
  code: ["plane", "maps", "parameters", "lively"],
};
/** In slow motion, whatever is opened then. @type {Views} */
const SEEN_SLOWLY = ["plane", "maps", "parameters", "space", "confusion"];

export class Bench {
  #places;
  #choices;
  /** The runs in their order. @type {Stand[]} */
  #stands = [];
  /** @type {Lab} */
  #chosen;
  #followed;
  /** @type {ReturnType<typeof lockstep> | null} */
  #together = null;
  /** What ran when a connection was lost, and goes on once all runs are back. @type {ReturnType<typeof lockstep> | null} */
  #broken = null;
  /** How many configurations were opened: what was still to be done to an earlier one is not done. */
  #opened = 0;

  /** Whether a change of a setting goes to all runs; that of data and seeds always does. */
  toAll = false;
  /** Called whenever other runs stand here, or another is chosen. */
  arranged = () => {};

  /**
   * @param {import("./lab_views.js").Places} places
   * @param {Choices} choices
   */
  constructor(places, choices) {
    this.#places = places;
    this.#choices = choices;
    this.#chosen = makeLab(choices, {}, { grid: GRID });
    this.#followed = new Chosen(this.#chosen.store);
    /** The run that is chosen. @type {import("./types.js").LabStore} */
    this.store = this.#followed;
    /** What is done in one run's views and holds for all. */
    this.shared = this.#sharedActions();
    /** What the controls do. @type {LabActions} */
    this.actions = { ...chosenActions(() => this.#chosen.actions), setConfig: this.shared.setConfig };
    /** What the buttons and the keys do. */
    this.running = this.#runningAll();
    /** What the keys do while the stages are shown. */
    this.slow = slowMotion(this.store, this.running.slowly);
    this.#add(this.#chosen, "");
    this.#arrange();
    // Runs side by side show the same moment: all are in the stage that the chosen one tells of.
    this.store.watch(["explained"], () => this.#others.forEach((lab) => this.#keepStage(lab)));
    this.store.watch(["staged"], ({ staged }) => this.#look(staged));
  }

  /** @type {import("./types.js").Ask} */
  ask = (message) => this.#chosen.ask(message);

  /** All runs at an update, as they can be taken up again; null where one cannot. @param {number} update */
  at(update) {
    return this.#stands.map(({ lab, title }) => ({ title, origin: lab.at(update), curve: lab.store.get().curve }));
  }

  /** What the chart shows of them. @returns {{ name: string, colour: string, curve: LabState["curve"] }[]} */
  curves = () => {
    const names = this.#names();
    return this.#labs.map(({ store }, k) => ({ name: names[k] ?? "", colour: `class-${k}`, curve: shownHistory(store.get()).curve }));
  };

  get count() {
    return this.#stands.length;
  }

  /** Whether there is room for another. */
  get hasRoom() {
    return this.count < MOST;
  }

  /**
   * Begin a configuration anew, alone or as several that differ from it, or take up what was begun.
   * @param {object} config @param {readonly Beside[]} beside @param {readonly Past[]} [pasts] of each
   */
  open(config, beside, pasts = []) {
    this.#opened++;
    this.#keepOnly(this.#stands.slice(0, 1));
    this.#setAll({ running: false });
    const [first = { title: "", config: {} }, ...others] = beside.slice(0, MOST);
    for (const stand of this.#stands) stand.title = first.title;
    this.#labs[0]?.start(...begun(merged(config, first.config), pasts[0]));
    for (const [k, { title, config: change }] of others.entries()) {
      this.#add(makeLab(this.#choices, ...begun(merged(config, change), pasts[k + 1])), title);
    }
    this.#arrange();
  }

  /** Set the run that is chosen beside itself, as far as it has come, so that one of the two can be changed. */
  async setBeside() {
    if (!this.hasRoom) return;
    const mine = this.#opened;
    await this.#rest();
    const { config, frame, curve, pace } = this.store.get();
    if (mine !== this.#opened || !config || !frame || !this.hasRoom) return;
    const update = shownFrame(this.store.get())?.update ?? 0;
    const { config: first = config, ...past } = this.#chosen.at(update) ?? { update: 0 };
    const lab = makeLab(this.#choices, ...begun(first, { ...past, curve: curve.filter((row) => row.update <= update) }));
    lab.store.set({ pace });
    this.#add(lab, "");
    this.#arrange();
  }

  /** Leave one run alone, as it is. @param {Lab} [lab] */
  leaveAlone(lab = this.#chosen) {
    this.#keepOnly(this.#stands.filter((stand) => stand.lab === lab));
    this.#arrange();
  }

  /** Speak of another run. @param {Lab} lab */
  choose(lab) {
    if (lab === this.#chosen) return;
    const before = this.#chosen.store;
    const { slowly } = before.get();
    if (slowly) before.set({ slowly: false });
    this.#chosen = lab;
    lab.store.set({ slowly });
    this.#place();
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
    return this.#labs.filter((lab) => lab !== this.#chosen);
  }

  /** @param {(actions: LabActions) => void} act */
  #forAll(act) {
    for (const { lab } of this.#stands) act(lab.actions);
  }

  /** @param {Partial<LabState>} change */
  #setAll(change) {
    for (const { store } of this.#labs) store.set(change);
  }

  #names() {
    return runNames(this.#stands.map(({ lab, title }) => ({ title, config: lab.store.get().config })));
  }

  /** @param {Lab} lab @param {string} title */
  #add(lab, title) {
    const state = this.store.get();
    lab.store.set(Object.fromEntries(OF_ALL.map((name) => [name, state[name]])));
    lab.store.subscribe((now, before) => {
      for (const name of OF_ALL) if (now[name] !== before[name]) this.#setAll({ [name]: now[name] });
      this.#followLoss(now, before);
    });
    const views = mountLabViews(this.#places, { store: lab.store, actions: { ...lab.actions, ...this.shared } }, { choose: () => this.choose(lab), close: () => this.#close(lab), opened: () => this.#look(this.store.get().staged) });
    this.#stands.push({ lab, title, views });
    lab.store.watch(["config"], () => this.#rename());
    lab.store.watch(["problem"], ({ problem }) => problem && lab !== this.#chosen && this.store.set({ problem }));
    lab.store.watch(["explained"], ({ explained }) => lab !== this.#chosen && explained && this.store.get().explained && this.#keepStage(lab));
  }

  /**
   * Runs in step stop where one of them is lost, and go on together.
   * @param {Readonly<LabState>} now @param {Readonly<LabState>} before
   */
  #followLoss(now, before) {
    if (now.connection === "lost" && before.connection === "open" && before.running) this.#broken = this.#together;
    if (!this.#broken || !this.#labs.every((one) => one.isStanding())) return;
    const goesOn = this.#broken === this.#together && !this.store.get().running;
    this.#broken = null;
    if (goesOn) this.#together?.toggle();
  }

  /** @param {Lab} lab */
  #close(lab) {
    this.#keepOnly(this.#stands.filter((stand) => stand.lab !== lab));
    this.#arrange();
  }

  /** Close all other runs. @param {readonly Stand[]} kept */
  #keepOnly(kept) {
    this.#together?.pause();
    this.#together = null;
    const gone = this.#stands.filter((stand) => !kept.includes(stand));
    this.#stands = [...kept];
    for (const { lab, views } of gone) {
      lab.close();
      views.remove();
    }
    const [first] = this.#labs;
    if (first && !this.#labs.includes(this.#chosen)) this.#chosen = first;
  }

  /** Other runs stand here than before: they go in step where there are several. */
  #arrange() {
    const several = this.count > 1;
    this.#together = several
      ? lockstep(
          this.#labs,
          (running, told) => this.#setAll({ running, ...(told === undefined ? {} : { told }) }),
          () => this.store.get().until,
          () => rateOf(this.store.get().pace, batchesOf(this.#chosen)),
        )
      : null;
    this.#setAll({ inStep: several });
    this.#places.planes.dataset["count"] = String(this.count);
    document.body.classList.toggle("comparing", several);
    this.#place();
  }

  /** Everything speaks of the run that is chosen; of the others only the plane and figures are asked for. */
  #place() {
    for (const { lab, views } of this.#stands) views.choose(lab === this.#chosen);
    this.#look(this.store.get().staged);
    this.#followed.follow(this.#chosen.store);
    this.#rename();
    this.arranged();
  }

  /** Ask for what is seen; in slow motion of all runs, since another frame would end the stages of one. @param {boolean} all */
  #look(all) {
    for (const stand of this.#stands) {
      const seen = all ? SEEN_SLOWLY : stand.lab === this.#chosen ? SEEN[stand.views.side()] : SEEN_BESIDE;
      if (seen !== stand.seen) stand.lab.show(seen);
      stand.seen = seen;
    }
  }

  #rename() {
    const names = this.count > 1 ? this.#names() : [""];
    this.#stands.forEach(({ views }, k) => views.rename(names[k] ?? "", `class-${k}`));
  }

  /** Another run tells of the same stage as the chosen one. @param {Lab} lab */
  #keepStage({ store }) {
    const { explained: first, staged } = this.store.get();
    const { explained } = store.get();
    if (!first) store.set({ explained: null, staged });
    else if (explained && (explained.stage !== first.stage || explained.layer !== first.layer)) {
      store.set({ explained: { ...explained, stage: first.stage, layer: first.layer } });
    }
  }

  /** What differs between the runs is changed in the chosen one alone, unless all are to follow. @param {object} partial */
  #setConfig(partial) {
    const shared = sharedChange(partial);
    for (const { lab } of this.#stands) {
      const change = this.toAll || lab === this.#chosen ? partial : shared;
      if (Object.keys(change).length) lab.actions.setConfig(change);
    }
  }

  /**
   * What is done in one run's views and holds for all: the points, and the place in the history.
   * @returns {Pick<LabActions, "addPoint" | "removeNear" | "movePoint" | "undo" | "seek" | "further" | "setConfig">}
   */
  #sharedActions() {
    return {
      addPoint: (...point) => this.#forAll(({ addPoint }) => addPoint(...point)),
      removeNear: (...place) => this.#forAll(({ removeNear }) => removeNear(...place)),
      movePoint: (...point) => this.#forAll(({ movePoint }) => movePoint(...point)),
      undo: () => this.#forAll(({ undo }) => undo()),
      seek: (update) => this.#seek(update),
      further: () => this.#further(),
      setConfig: (partial) => this.#setConfig(partial),
    };
  }

  /** @returns {import("./running.js").Running} */
  #runningAll() {
    const own = runningActions(this.store, this.actions);
    const frame = () => this.store.get().frame;
    return {
      toggle: () => (this.#together ?? own).toggle(),
      step: (updates) => void (this.#together ?? own).step(updates),
      epoch: () => (this.#together ? void this.#together.step(batchesOf(this.#chosen)) : own.epoch()),
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
        this.#setConfig({ init: { seed: anySeed() } });
      },
    };
  }

  /** Whatever runs stops. Resolves when it stands still. */
  async #rest() {
    this.#together?.pause();
    if (this.#together) await this.#together.settled();
    else if (this.store.get().running) await this.#paused();
  }

  #paused() {
    this.running.toggle();
    return new Promise((done) => this.store.when(({ frame, connection }) => !frame?.running || connection !== "open", () => done(undefined)));
  }

  /** The chosen run tells its stages, the others go through them with it. */
  #further() {
    this.#together?.pause();
    this.#look(true);
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
 * @param {object} config @param {Past | undefined} past
 * @returns {[object, { grid: object, origin?: Origin, curve?: readonly import("./types.js").Recorded[] }]}
 */
function begun(config, past) {
  if (!past) return [config, { grid: GRID }];
  const { curve = [], ...rest } = past;
  return [config, { grid: GRID, origin: { config, ...rest }, curve }];
}

/** Wait until a run has shown its first moment. @param {Lab} lab */
function firstFrame({ store }) {
  return new Promise((done) => store.when(({ frame }) => frame !== null, () => done(undefined)));
}
