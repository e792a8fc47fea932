// One lab: a run on the server, the state that it makes, and what can be done to it.

import { makeStore } from "../page/store.js";
import { Answers } from "./answers.js";
import { hearerOf, UNHEARD } from "./hearing.js";
import { Kept } from "./kept.js";
import { makeKeeping } from "./keeping.js";
import { rememberData } from "./own_data_past.js";
import { GOING, initialState } from "./reduce.js";
import { Stream } from "./stream.js";
import { nearest } from "./views/plane_keys.js";
import { rangesOf } from "./views/ranges.js";
import { updateName } from "./views/shown.js";
import { WayBack } from "./way_back.js";

/** @typedef {import("./types.js").LabStore} LabStore */
/** @typedef {import("./types.js").LabActions} LabActions */
/** @typedef {import("./types.js").Recorded} Recorded */
/** @typedef {import("./kept.js").Origin} Origin */

const NEAR = 0.08; // of the plane's half width: how near a point is removed
const LONG = 5000; // updates from which it is told that they are made again

/**
 * @typedef {object} Lab
 * @property {LabStore} store
 * @property {LabActions} actions
 * @property {(config: object, change?: { grid?: object, origin?: Origin, curve?: readonly Recorded[] }) => void} start begin a run of a configuration anew, or one of which the origin is known
 * @property {() => boolean} isStanding whether it is there, where it was
 * @property {(update: number) => Origin | null} at the run at an update, to be taken up again
 * @property {(views: import("./types.js").View[]) => void} show what frames show: the rest is neither computed nor sent
 * @property {import("./types.js").Ask} ask
 * @property {() => void} close
 */

/**
 * @param {import("./types.js").Choices} choices
 * @param {object} config what to begin with; the rest is the server's default
 * @param {{ grid?: object, origin?: Origin, curve?: readonly Recorded[] }} [options]
 * @returns {Lab}
 */
export function makeLab(choices, config, { grid = {}, origin, curve = [] } = {}) {
  const store = makeStore({ ...initialState(choices), curve });
  const answers = new Answers();
  const kept = new Kept();
  const way = new WayBack(store, kept, origin ?? null, config);
  /** How finely is looked, and at what. @type {{ grid: object, views?: import("./types.js").View[] }} */
  let looks = { grid };

  /** @type {(message: import("./types.js").ClientMessage) => boolean} */
  const say = (message) => stream.send(message);
  const begin = () => void say({ type: "start", ...way.best, ...looks, pace: store.get().pace, running: way.goesOn });
  const keeping = makeKeeping(
    () => say({ type: "keep" }),
    () => !way.isBack || kept.has(store.get().frame?.update ?? 0),
  );
  const stream = new Stream(hearerOf({ store, answers, kept, keeping, way, begin, say }));

  /** Send what somebody asked for, or tell that nobody hears it. @param {import("./types.js").ClientMessage} message */
  function send(message) {
    const sent = say(message);
    if (!sent && store.get().connection === "lost") store.set({ told: UNHEARD });
    return sent;
  }

  return {
    store,
    actions: actionsOf(store, send),
    isStanding: () => way.isBack && store.get().connection === "open" && store.get().frame !== null,
    at: (update) => way.at(update),
    start(next, { grid: size = looks.grid, origin, curve = [] } = {}) {
      looks = { ...looks, grid: size };
      way.another(origin ?? null, next);
      const told = origin && !origin.state && origin.update > LONG ? `${GOING}${updateName(origin.update)}.` : "";
      store.set({ told, asked: size, curve, cursor: null, frame: null, explained: null, staged: false, slowly: false, probed: null, neuron: null });
      begin();
    },
    show(views) {
      looks = { ...looks, views };
      say({ type: "views", show: views });
    },
    async ask(message) {
      const { type } = /** @type {import("./types.js").ClientMessage} */ (message);
      if (!send(message)) throw new Error(UNHEARD);
      return answers.to(type);
    },
    close() {
      keeping.stop();
      stream.close();
      answers.fail(UNHEARD);
    },
  };
}

/**
 * @param {LabStore} store
 * @param {LabActions["send"]} send
 * @returns {LabActions}
 */
export function actionsOf(store, send) {
  const setConfig = (/** @type {object} */ partial) => send({ ...partial, type: "set" });
  return {
    send,
    further: () => send({ type: "step", updates: 1, explain: true }),
    addPoint: (x1, x2, label) => send({ type: "points", add: [[x1, x2, label]] }),
    removeNear(x1, x2) {
      const { data, grid, showTest } = store.get();
      if (!data) return;
      const ranges = rangesOf(data, grid?.extent ?? data.extent);
      const index = nearest(data.points, [x1, x2], ranges, (index) => showTest || !data.test[index], NEAR);
      if (index !== null) send({ type: "points", remove: [index] });
    },
    movePoint: (index, x1, x2) => send({ type: "points", move: [[index, x1, x2]] }),
    put: (index, value) => send({ type: "put", parameters: [[index, value]] }),
    seek: (update) => send({ type: "seek", update }),
    probe: (x1, x2) => send({ type: "probe", x: [x1, x2] }),
    chooseNeuron(layer, i, j) {
      store.set({ neuron: { layer, units: [i, j] } });
      send({ type: "neuron", layer, units: [i, j] });
    },
    setConfig,
    setPace(pace) {
      store.set({ pace });
      send({ type: "set", pace });
    },
    undo: rememberData(store, setConfig),
  };
}
