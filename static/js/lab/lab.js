// One lab: a run on the server, the state that it makes, and what can be done to it.

import { makeStore } from "../page/store.js";
import { Answers } from "./answers.js";
import { Kept, waysBack } from "./kept.js";
import { makeKeeping } from "./keeping.js";
import { rememberData } from "./own_data_past.js";
import { GOING, framed, initialState, received } from "./reduce.js";
import { Stream } from "./stream.js";
import { nearest } from "./views/plane_keys.js";
import { rangesOf } from "./views/scales.js";
import { updateName } from "./views/shown.js";

/** @typedef {import("./types.js").LabStore} LabStore */
/** @typedef {import("./types.js").LabActions} LabActions */
/** @typedef {import("./types.js").Recorded} Recorded */
/** @typedef {import("./kept.js").Origin} Origin */

const NEAR = 0.08; // of the plane's half width: how near a point is removed
const UNHEARD = "The connection to the server is lost, so nothing was done; trying again.";
const LOST = "The connection to the server is lost; trying again, and the run goes on from where it was.";
const LATE = "The server does not answer; waiting for it.";
const ANEW = "The server could not take the run up again, so it began anew from the same configuration.";
const LONG = 5000; // updates from which it is told that they are made again
const MESSAGE = 500_000; // characters, where the server has not said how many it reads

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
  let sizes = grid;
  /** @type {import("./types.js").View[] | null} */
  let views = null;
  /** How the run is begun, best first: the next is tried where the server refuses one. @type {Origin[]} */
  let ways = waysBack(origin ?? null, config, MESSAGE);
  /** Whether it trains on once it is there. */
  let goesOn = false;
  /** Whether a run that was lost is not yet where it was. */
  let isBack = true;

  const keeping = makeKeeping(
    () => stream.send({ type: "keep" }),
    () => !isBack || kept.has(store.get().frame?.update ?? 0),
  );
  const stream = new Stream({
    opened() {
      if (store.get().connection === "lost") returns();
      store.set({ connection: "open" });
      begin();
    },
    message(message) {
      if (message.type === "error" && message.of === "start" && ways.length > 1) return tryNext();
      if (message.type === "error" && message.of === "keep") return keeping.stop(); // there is no run to be kept
      kept.hear(message);
      store.set(received(store.get(), message));
      answers.hear(message);
      if (message.type === "state") keeping.came(message.state.length);
      else if (message.type === "logged") keeping.soon();
    },
    frame(frame) {
      // On the way to where the run was, what was seen then is still shown.
      if (!isBack && frame.update < (ways[0]?.update ?? 0) && !frame.diverged) return;
      if (!isBack) arrive();
      store.set(framed(store.get(), frame));
      keeping.soon();
    },
    lost(why) {
      const told = why ? `The server does not open a stream for this page: ${why}.` : LOST;
      if (store.get().connection === "open" && isBack) goesOn = store.get().running && !store.get().inStep;
      store.set({ connection: "lost", running: false, told });
      keeping.stop();
      answers.fail(UNHEARD);
    },
    late: (late) => store.set({ told: late ? LATE : "" }),
    expects: () => store.get().running,
    doubt: () => keeping.now(),
  });

  /** The run of before is to be taken up again where it was. */
  function returns() {
    const { frame, limits, config: now } = store.get();
    if (!frame || !isBack) return; // nothing was seen yet, or the way back is known
    ways = waysBack(kept.at(frame.history.last, now), now ?? {}, limits?.message_bytes ?? MESSAGE);
    isBack = false;
  }

  /** Begin the run in the best way that is left. */
  function begin() {
    stream.send({ type: "start", ...ways[0], grid: sizes, pace: store.get().pace, ...(views && { views }), running: goesOn });
  }

  function tryNext() {
    ways = ways.slice(1);
    if (ways.length === 1) store.set({ told: ANEW, curve: [], cursor: null });
    begin();
  }

  /** The run is where it was: so is what was looked at. */
  function arrive() {
    const { cursor, neuron } = store.get();
    isBack = true;
    store.set({ told: "The connection is back, and the run goes on from where it was.", explained: null, staged: false, slowly: false });
    if (neuron) stream.send({ type: "neuron", ...neuron });
    if (cursor !== null) stream.send({ type: "seek", update: cursor });
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
    isStanding: () => isBack && store.get().connection === "open" && store.get().frame !== null,
    at: (update) => (isBack ? kept.at(update, store.get().config) : (ways[0] ?? null)),
    start(next, { grid: size = sizes, origin, curve = [] } = {}) {
      sizes = size;
      ways = waysBack(origin ?? null, next, store.get().limits?.message_bytes ?? MESSAGE);
      goesOn = false;
      isBack = true;
      const told = origin && !origin.state && origin.update > LONG ? `${GOING}${updateName(origin.update)}.` : "";
      store.set({ told, asked: sizes, curve, cursor: null, frame: null, explained: null, staged: false, slowly: false, probed: null, neuron: null });
      begin();
    },
    show(names) {
      views = names;
      stream.send({ type: "views", show: names });
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
