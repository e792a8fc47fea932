// One lab: a run on the server, the state that it makes, and what can be done to it.

import { makeStore } from "../page/store.js";
import { Answers } from "./answers.js";
import { rememberData } from "./own_data_past.js";
import { framed, initialState, received } from "./reduce.js";
import { Stream } from "./stream.js";
import { nearest } from "./views/plane_keys.js";
import { rangesOf } from "./views/scales.js";

/** @typedef {import("./types.js").LabStore} LabStore */
/** @typedef {import("./types.js").LabActions} LabActions */

const FASTEST = 60; // frames a second that are asked for; a slow page takes fewer
const NEAR = 0.08; // of the plane's half width: how near a point is removed
const UNHEARD = "The connection to the server is lost, so nothing was done; trying again.";

/**
 * @typedef {object} Lab
 * @property {LabStore} store
 * @property {LabActions} actions
 * @property {(config: object, change?: { grid?: object }) => void} start begin a run of a configuration anew
 * @property {import("./types.js").Ask} ask
 * @property {() => void} close
 */

/**
 * @param {import("./types.js").Choices} choices
 * @param {object} config what to begin with; the rest is the server's default
 * @param {{ grid?: object }} [options]
 * @returns {Lab}
 */
export function makeLab(choices, config, { grid = {} } = {}) {
  const store = makeStore(initialState(choices));
  const answers = new Answers();
  let asked = config;
  let sizes = grid;

  const stream = new Stream({
    opened() {
      if (store.get().connection === "lost") store.set({ told: "The connection was lost: the run began again from the same configuration." });
      store.set({ connection: "open" });
      begin(asked);
    },
    message(message) {
      store.set(received(store.get(), message));
      if ("config" in message) asked = message.config;
      answers.hear(message);
    },
    frame: (frame) => store.set(framed(store.get(), frame)),
    lost(why) {
      const told = why ? `The server does not open a stream for this page: ${why}.` : "The connection to the server is lost; trying again.";
      store.set({ connection: "lost", running: false, told });
      answers.fail(UNHEARD);
    },
  });

  /** @param {object} next @param {{ grid?: object }} [change] */
  function begin(next, change = {}) {
    asked = next;
    sizes = change.grid ?? sizes;
    store.set({ asked: sizes, curve: [], cursor: null, frame: null, explained: null, staged: false, slowly: false, probed: null, neuron: null });
    stream.send({ type: "start", config: next, grid: sizes, fps: FASTEST, running: false });
  }

  /** Send what somebody asked for, or tell that nobody hears it. @param {import("./types.js").ClientMessage} message */
  function send(message) {
    const sent = stream.send(message);
    if (!sent && store.get().connection === "lost") store.set({ told: UNHEARD });
    return sent;
  }

  return {
    store,
    actions: actionsOf(store, send),
    start(next, change) {
      store.set({ told: "" });
      begin(next, change);
    },
    async ask(message) {
      const { type } = /** @type {import("./types.js").ClientMessage} */ (message);
      if (!send(message)) throw new Error(UNHEARD);
      return answers.to(type);
    },
    close() {
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
      const { data, frame, showTest } = store.get();
      if (!data) return;
      const ranges = rangesOf(data, frame?.extent ?? data.extent);
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
    undo: rememberData(store, setConfig),
  };
}
