// The bench: where labs stand. The first is the one that the controls speak of; with others beside it,
// all of them are trained in step, on the same data and from the same seed.

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

export const MOST = 4; // runs side by side
const LONG = 5000; // updates from which a link's run is seen on its way
const ALONE = { size: 100, neurons: 24, warp: 41 };
const BESIDE = { size: 60, neurons: 12, warp: 21 };

/**
 * @param {HTMLElement} place
 * @param {HTMLTemplateElement} template
 * @param {Choices} choices
 */
export function mountBench(place, template, choices) {
  const main = makeLab(choices, {}, { grid: ALONE });
  /** What is done in one run's views and holds for all: the points, and the place in the history. */
  const forAll = {
    addPoint: (/** @type {number} */ x1, /** @type {number} */ x2, /** @type {number} */ label) => labs.forEach(({ actions }) => actions.addPoint(x1, x2, label)),
    removeNear: (/** @type {number} */ x1, /** @type {number} */ x2) => labs.forEach(({ actions }) => actions.removeNear(x1, x2)),
    movePoint: (/** @type {number} */ index, /** @type {number} */ x1, /** @type {number} */ x2) => labs.forEach(({ actions }) => actions.movePoint(index, x1, x2)),
    seek: (/** @type {number} */ update) => seekAll(update),
    further: () => slowly(),
  };
  /** @type {Lab[]} */
  let labs = [main];
  /** @type {HTMLElement[]} */
  let elements = [add(main, "")];
  /** @type {readonly Beside[]} */
  let rows = [];
  /** @type {ReturnType<typeof lockstep> | null} */
  let together = null;

  /** @param {Lab} lab @param {string} title */
  function add(lab, title) {
    const element = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    place.append(element);
    mountLabViews(element, { store: lab.store, actions: { ...lab.actions, ...forAll } }, { title, alone: title === "" });
    if (lab !== main) {
      lab.store.watch(["problem"], ({ problem }) => problem && main.store.set({ problem }));
      lab.store.watch(["explained"], ({ explained }) => explained && main.store.get().explained && keepStage(lab));
    }
    return element;
  }

  /** Leave only the first run. */
  function clear() {
    together?.pause();
    together = null;
    for (const lab of labs.slice(1)) lab.close();
    for (const element of elements.slice(1)) element.remove();
    labs = [main];
    elements = elements.slice(0, 1);
    rows = [];
    main.store.set({ inStep: false, running: false });
    arrange("");
  }

  /** @param {string} title of the first run, where there are others */
  function arrange(title) {
    place.dataset["count"] = String(labs.length);
    document.body.classList.toggle("comparing", labs.length > 1);
    const heading = elements[0]?.querySelector(".lab-title");
    if (heading instanceof HTMLElement) {
      heading.textContent = title;
      heading.hidden = title === "";
    }
  }

  /**
   * Begin a configuration anew, alone or as several that differ from it.
   * @param {object} config @param {readonly Beside[]} beside
   */
  function open(config, beside) {
    clear();
    rows = beside.slice(0, MOST);
    const [first, ...others] = rows;
    main.start(merged(config, first?.config ?? {}), { grid: first ? BESIDE : ALONE });
    if (!first) return;
    for (const { title, config: change } of others) {
      const lab = makeLab(choices, merged(config, change), { grid: BESIDE });
      labs.push(lab);
      elements.push(add(lab, title));
    }
    main.store.set({ inStep: true });
    together = lockstep(labs, (running, told) => main.store.set({ running, ...(told === undefined ? {} : { told }) }), () => main.store.get().until);
    arrange(first.title);
  }

  /** Set a copy of the run beside it, which stays as it is while the run is changed. */
  function setBeside() {
    const config = main.store.get().config;
    if (!config || labs.length >= MOST) return;
    const before = rows.length ? rows : [{ title: "changed by the controls", config: {} }];
    open(config, [...before, { title: `as it was (${before.length})`, config }]);
  }

  const own = runningActions(main.store, main.actions);

  // Runs side by side show the same moment: all are in the stage that the first tells of.
  main.store.watch(["explained"], () => labs.slice(1).forEach(keepStage));

  /** @param {Lab} lab */
  function keepStage({ store }) {
    const { explained: first, staged } = main.store.get();
    const { explained } = store.get();
    if (!first) store.set({ explained: null, staged });
    else if (explained && explained.stage !== first.stage) store.set({ explained: { ...explained, stage: first.stage } });
  }

  return {
    store: main.store,
    /** What the keys do while the stages are shown. */
    slow: slowMotion(main.store, slowly),
    /** What the controls do: to all runs, but for what differs between them. @type {LabActions} */
    actions: { ...main.actions, setConfig },
    ask: main.ask,
    open,
    setBeside,
    clear,
    /**
     * Wait until all runs stand, and train them on to an update, such as that of a link.
     * @param {number} update
     */
    async goOn(update) {
      await Promise.all(labs.map(firstFrame));
      if (!update) return;
      if (update > LONG && !together) {
        main.store.set({ told: `The link goes on to ${updateName(update)}: training until there.` });
        main.actions.send({ type: "resume", until: { updates: update } });
      } else for (const { actions } of labs) actions.send({ type: "step", updates: update });
    },
    /** What stands beside the run, to be opened again. */
    beside: () => rows,
    /** Whether there is room for another. */
    hasRoom: () => labs.length < MOST,
    /** @type {import("./running.js").Running} */
    running: {
      toggle: () => (together ? together.toggle() : own.toggle()),
      pause: () => (together ? together.pause() : own.pause()),
      step: (updates) => void (together ? together.step(updates) : own.step(updates)),
      epoch: () => (together ? void together.step(batchesOf(main)) : own.epoch()),
      back: () => (together ? seekAll((main.store.get().frame?.update ?? 0) - 1) : own.back()),
      first: () => (together ? seekAll(0) : own.first()),
      last: () => (together ? seekAll(main.store.get().frame?.history.last ?? 0) : own.last()),
      slowly,
      reset() {
        together?.pause();
        for (const { actions } of labs) actions.send({ type: "reset" });
      },
      newSeed() {
        together?.pause();
        setConfig({ init: { seed: 1 + Math.floor(Math.random() * 99_999) } });
      },
    },
  };

  /**
   * The data and the seeds are those of all runs, so that they can be compared, and so is the loss that
   * comes with other data; anything else is changed in the first alone.
   * @param {any} partial
   */
  function setConfig(partial) {
    const { dataset, init, loss, output_activation } = partial;
    const head = dataset && loss ? { loss, ...(output_activation ? { output_activation } : {}) } : {};
    const shared = { ...(dataset ? { dataset } : {}), ...(init ? { init } : {}), ...head };
    for (const [k, { actions }] of labs.entries()) {
      const change = k === 0 ? partial : shared;
      if (Object.keys(change).length) actions.setConfig(change);
    }
  }

  /** The first run tells its stages, the others go through them with it. */
  function slowly() {
    together?.pause();
    own.slowly();
    for (const { actions } of labs.slice(1)) actions.further();
  }

  /** @param {number} update */
  function seekAll(update) {
    together?.pause();
    if (update >= 0) for (const { actions } of labs) actions.seek(update);
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
