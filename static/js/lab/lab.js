// One lab: a run on the server, the state that it makes, and what can be done to it.

import { makeStore } from "../store.js";
import { framed, initialState, received } from "./reduce.js";
import { openStream } from "./stream.js";

/** @typedef {import("./types.js").LabStore} LabStore */
/** @typedef {import("./types.js").LabActions} LabActions */
/** @typedef {import("./types.js").LabState} LabState */

const FASTEST = 60; // frames a second that are asked for; a slow page takes fewer
const NEAR = 0.08; // of the plane's half width: how near a point is removed

/**
 * @typedef {object} Lab
 * @property {LabStore} store
 * @property {LabActions} actions
 * @property {(config: object, change?: { grid?: object, running?: boolean }) => void} start begin a run of a configuration anew
 * @property {(type: string) => Promise<any>} answer the next message of a type
 * @property {() => void} close
 */

/**
 * @param {import("./types.js").Choices} choices
 * @param {object} config what to begin with; the rest is the server's default
 * @param {{ grid?: object, running?: boolean }} [options]
 * @returns {Lab}
 */
export function makeLab(choices, config, { grid = {}, running = false } = {}) {
  const store = makeStore(initialState(choices));
  /** @type {Map<string, ((message: any) => void)[]>} */
  const hearers = new Map();
  let asked = config;
  let sizes = grid;

  const stream = openStream({
    opened() {
      const again = store.get().connection === "lost";
      store.set({ connection: "open", told: again ? "The connection was lost: the run began again from the same configuration." : "" });
      start(asked, { running });
    },
    message(message) {
      store.set(received(store.get(), message));
      if (message.config) asked = message.config;
      const all = hearers.get(message.type) ?? [];
      hearers.delete(message.type);
      for (const hear of all) hear(message);
    },
    frame: (frame) => store.set(framed(store.get(), frame)),
    lost: () => store.set({ connection: "lost", running: false, told: "The connection to the server is lost; trying again." }),
  });

  /** @param {object} next @param {{ grid?: object, running?: boolean }} [change] */
  function start(next, change = {}) {
    asked = next;
    sizes = change.grid ?? sizes;
    store.set({ curve: [], cursor: null, frame: null, explained: null, probed: null, told: "", neuron: null });
    stream.send({ type: "start", config: next, grid: sizes, fps: FASTEST, running: change.running ?? false });
  }

  return {
    store,
    actions: actionsOf(store, stream.send),
    start,
    answer: (type) => new Promise((hear) => hearers.set(type, [...(hearers.get(type) ?? []), hear])),
    close: stream.close,
  };
}

/**
 * @param {LabStore} store
 * @param {(message: { type: string } & Record<string, unknown>) => void} send
 * @returns {LabActions}
 */
function actionsOf(store, send) {
  return {
    send,
    addPoint: (x1, x2, label) => send({ type: "points", add: [[x1, x2, label]] }),
    removeNear(x1, x2) {
      const { data } = store.get();
      const found = data && nearest(data.points, x1, x2);
      if (data && found && found.distance <= NEAR * data.extent) send({ type: "points", remove: [found.index] });
    },
    movePoint: (index, x1, x2) => send({ type: "points", move: [[index, x1, x2]] }),
    put: (index, value) => send({ type: "put", parameters: [[index, value]] }),
    seek: (update) => send({ type: "seek", update }),
    probe: (x1, x2) => send({ type: "probe", x: [x1, x2] }),
    chooseNeuron(layer, i, j) {
      store.set({ neuron: { layer, units: [i, j] } });
      send({ type: "neuron", layer, units: [i, j] });
    },
    setConfig: (partial) => send({ type: "set", ...partial }),
  };
}

/**
 * The point nearest to a place.
 * @param {readonly [number, number][]} points @param {number} x1 @param {number} x2
 */
function nearest(points, x1, x2) {
  let found = null;
  for (const [index, [a, b]] of points.entries()) {
    const distance = Math.hypot(a - x1, b - x2);
    if (!found || distance < found.distance) found = { index, distance };
  }
  return found;
}
