// A page for the tests of the views: all of them over the training stream itself.

import { makeStore } from "../../static/js/store.js";
import { mountViews } from "./lab_stand.js";

/** @typedef {import("../../static/js/lab/types.js").LabState} LabState */
/** @typedef {import("../../static/js/lab/types.js").Frame} Frame */

const KINDS = { float32: Float32Array, float64: Float64Array, int32: Int32Array };

/** @param {ArrayBuffer} bytes @returns {Frame} */
function decoded(bytes) {
  const length = new DataView(bytes).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length)));
  /** @type {[string, { shape: number[], data: Float32Array | Float64Array | Int32Array }][]} */
  const arrays = header.arrays.map((/** @type {any} */ { name, dtype, shape, offset }) => {
    const count = shape.reduce((/** @type {number} */ all, /** @type {number} */ size) => all * size, 1);
    return [name, { shape, data: new KINDS[/** @type {"int32"} */ (dtype)](bytes, offset, count) }];
  });
  return { ...header, arrays: Object.fromEntries(arrays) };
}

/** @param {object} config @param {boolean} running */
export function live(config, running) {
  const store = makeStore(/** @type {LabState} */ (/** @type {any} */ ({
    config: null, network: null, data: null, grid: null, limits: null, frame: null, curve: [], cursor: null, running,
    explained: null, neuron: null, hovered: null, selected: null, probed: null, pointer: null, painting: 0, showTest: false, discretize: false,
    choices: { activations: ["tanh", "relu", "sigmoid"].map((name) => ({ name, title: name })), layers: 6, units: 64 },
  })));
  const socket = new WebSocket(`ws://${location.host}/api/v1/train/live`);
  socket.binaryType = "arraybuffer";
  /** @type {object[]} */
  const errors = [];
  let frames = 0;
  let watched = true;

  let newest = 0;

  const acknowledge = () => send({ type: "ack", frame: newest });

  /** @param {number} seconds */
  const pause = (seconds) => new Promise((go) => setTimeout(go, 1000 * seconds));

  /** Where the run is now, which an answer tells also while no frames come. */
  async function moment() {
    const answer = new Promise((go) => (probed = go));
    send({ type: "probe", x: [0, 0] });
    return { update: await answer, now: performance.now(), frames };
  }
  /** @type {(update: number) => void} */
  let probed = () => {};

  /** @param {object} message */
  const send = (message) => socket.send(JSON.stringify(message));

  socket.addEventListener("open", () => send({ type: "start", config, running, fps: 60 }));
  socket.addEventListener("message", ({ data: sent }) => {
    if (typeof sent === "string") return hear(JSON.parse(sent));
    const frame = decoded(sent);
    frames++;
    newest = frame.frame;
    // Drawn first and acknowledged after, so that a slow page is sent fewer frames.
    if (watched) requestAnimationFrame(() => setTimeout(acknowledge));
    const back = !frame.running && frame.update < frame.history.last;
    const { update, epoch, train_loss, test_loss, train_accuracy, test_accuracy } = frame;
    const curve = store.get().curve.filter((entry) => entry.update <= frame.history.last);
    const fresh = update > (curve.at(-1)?.update ?? -1);
    store.set({
      frame, running: frame.running, cursor: back ? update : null,
      curve: fresh ? [...curve, { update, epoch, train_loss, test_loss, train_accuracy, test_accuracy }] : curve,
    });
  });

  /** @param {any} message */
  function hear(message) {
    if (message.type === "ready") {
      const { config: now, network, grid, limits } = message;
      store.set({ config: now, network, grid, limits, ...(message.data ? { data: message.data } : {}) });
    } else if (message.type === "data") store.set({ data: message, config: message.config });
    else if (message.type === "probed") {
      store.set({ probed: message });
      probed(message.update);
    } else if (message.type === "paused") store.set({ running: false });
    else if (message.type === "error") errors.push(message);
  }

  const actions = {
    send,
    /** @param {number} x1 @param {number} x2 @param {number} label */
    addPoint: (x1, x2, label) => send({ type: "points", add: [[x1, x2, label]] }),
    /** @param {number} x1 @param {number} x2 */
    removeNear(x1, x2) {
      const points = store.get().data?.points ?? [];
      const distances = points.map(([a, b]) => Math.hypot(a - x1, b - x2));
      send({ type: "points", remove: [distances.indexOf(Math.min(...distances))] });
    },
    /** @param {number} index @param {number} x1 @param {number} x2 */
    movePoint: (index, x1, x2) => send({ type: "points", move: [[index, x1, x2]] }),
    /** @param {number} index @param {number} value */
    put: (index, value) => send({ type: "put", parameters: [[index, value]] }),
    /** @param {number} update */
    seek: (update) => send({ type: "seek", update }),
    /** @param {number} x1 @param {number} x2 */
    probe: (x1, x2) => send({ type: "probe", x: [x1, x2] }),
    /** @param {number} layer @param {number} i @param {number} j */
    chooseNeuron(layer, i, j) {
      store.set({ neuron: { layer, units: [i, j] } });
      send({ type: "neuron", layer, units: [i, j] });
    },
    /** @param {object} change */
    setConfig: (change) => send({ type: "set", ...change }),
  };
  mountViews(store, actions);

  return {
    store, errors, send,
    /**
     * Frames and updates a second over a while.
     * @param {number} seconds
     * @param {boolean} look whether frames are asked for; if not, none is acknowledged, so that none comes
     */
    async rates(seconds, look) {
      watched = look;
      if (look) acknowledge();
      await pause(0.5);
      const before = await moment();
      await pause(seconds);
      const after = await moment();
      const spent = (after.now - before.now) / 1000;
      watched = true;
      acknowledge();
      return { frames: (after.frames - before.frames) / spent, updates: (after.update - before.update) / spent };
    },
  };
}
