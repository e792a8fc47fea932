// A page for the tests of the views: all of them over a small network that is worked out here. What
// they ask of the server is written down in `sent` and done at once.

import { mountConfusion } from "../../static/js/lab/views/confusion.js";
import { mountCurves } from "../../static/js/lab/views/curves.js";
import { mountNetwork } from "../../static/js/lab/views/network.js";
import { mountPlane } from "../../static/js/lab/views/plane.js";
import { mountSpace } from "../../static/js/lab/views/space.js";
import { mountStages } from "../../static/js/lab/views/stages.js";
import { makeStore } from "../../static/js/page/store.js";
import { frameOf, networkOf, numbersFrom, softmax, spiral, valuesAt } from "./lab_network.js";

/** @typedef {import("../../static/js/lab/types.js").LabState} LabState */
/** @typedef {import("../../static/js/lab/types.js").Frame} Frame */

const RATE = 0.01;
const BATCH = [1, 20, 35, 50, 66, 80, 120, 140, 160, 180];

/**
 * @param {import("../../static/js/lab/types.js").LabStore} store
 * @param {import("../../static/js/lab/types.js").LabActions} actions
 */
export function mountViews(store, actions) {
  /** @param {string} name */
  const at = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-view="${name}"]`));
  mountPlane(at("plane"), store, actions);
  mountNetwork(at("network"), store, actions);
  mountSpace(at("space"), store, actions);
  mountCurves(at("curves"), store, actions);
  mountConfusion(at("confusion"), store);
  mountStages(at("stages"), store, actions);
}

/** @param {readonly number[]} sizes features, hidden units, outputs */
export function stand(sizes) {
  const network = networkOf(sizes);
  const random = numbersFrom(7);
  /** Parameters of every update that was. @type {Float64Array[]} */
  const past = [Float64Array.from({ length: network.size }, () => 1.2 * random())];
  const data = spiral(100);
  let update = 0;
  const store = makeStore(/** @type {LabState} */ (/** @type {any} */ ({
    config: { dataset: { query: null }, layers: network.layers.slice(0, -1), features: ["x1", "x2"], loss: "softmax", optimizer: { name: "sgd", learning_rate: RATE }, batch_size: 10 },
    network, data, grid: { size: 100, extent: 6, neurons: 24, warp: 41 }, limits: null, frame: null, curve: [], cursor: null, running: false,
    explained: null, staged: false, slowly: false, neuron: null, hovered: null, selected: null, probed: null, pointer: null, painting: 0, showTest: false, discretize: false,
    choices: { activations: ["tanh", "relu", "sigmoid"].map((name) => ({ name, title: name })), losses: [], layers: 6, units: 64, features: ["x1", "x2"], featureMaps: {} },
  })));
  /** @type {object[]} */
  const sent = [];

  const parameters = () => /** @type {Float64Array} */ (past[update]);

  /** @param {Record<string, object>} [more] arrays */
  function show(more = {}) {
    const { points } = store.get().data ?? data;
    const frame = frameOf(network, parameters(), { update, size: 100, side: 24, warp: 41, points, neuron: store.get().neuron });
    frame.history = { first: 0, last: past.length - 1 };
    Object.assign(frame.arrays, more);
    const { gradient, delta, batch } = /** @type {any} */ (more);
    const explained = gradient ? { stage: "forward", layer: 1, gradient: gradient.data, delta: delta.data, batch: batch.data, before: store.get().frame } : null;
    store.set({ frame, explained: /** @type {any} */ (explained), staged: explained !== null, cursor: update < past.length - 1 ? update : null });
  }

  /** Go on by some updates, whose steps are drawn by lot. @param {number} count */
  function train(count) {
    past.length = update + 1;
    const curve = [...store.get().curve];
    let gradient = new Float64Array(network.size);
    for (let k = 0; k < count; k++) {
      gradient = gradient.map(random);
      past.push(parameters().map((value, index) => value - RATE * (gradient[index] ?? 0)));
      update++;
      const [train_loss, test_loss] = [0.05 + 0.6 * Math.exp(-update / 150), 0.1 + 0.6 * Math.exp(-update / 180)];
      curve.push({ update, epoch: update / 20, train_loss, test_loss, train_accuracy: 1 - 0.5 * Math.exp(-update / 100), test_accuracy: null });
    }
    store.set({ curve });
    return gradient;
  }

  const actions = {
    /** @param {any} message */
    send(message) {
      sent.push(message);
      if (message.type !== "step") return;
      const gradient = train(message.updates);
      const delta = gradient.map((value) => -RATE * value);
      show({
        gradient: { shape: [network.size], data: gradient }, delta: { shape: [network.size], data: delta },
        batch: { shape: [BATCH.length], data: Int32Array.from(BATCH) },
      });
    },
    /** @param {number} x1 @param {number} x2 @param {number} label */
    addPoint(x1, x2, label) {
      sent.push({ add: [x1, x2, label] });
      const now = store.get().data ?? data;
      store.set({ data: { ...now, points: [...now.points, [x1, x2]], labels: [...now.labels, label], test: [...now.test, false] } });
    },
    further: () => actions.send({ type: "step", updates: 1, explain: true }),
    /** @param {number} x1 @param {number} x2 */
    removeNear: (x1, x2) => void sent.push({ remove: [x1, x2] }),
    /** @param {number} index @param {number} x1 @param {number} x2 */
    movePoint(index, x1, x2) {
      sent.push({ move: [index, x1, x2] });
      const now = store.get().data ?? data;
      store.set({ data: { ...now, points: now.points.map((point, k) => (k === index ? [x1, x2] : point)) } });
    },
    /** @param {number} index @param {number} value */
    put(index, value) {
      sent.push({ put: [index, value] });
      past[update] = parameters().map((old, k) => (k === index ? value : old));
      show();
    },
    /** @param {number} to */
    seek(to) {
      sent.push({ seek: to });
      queueMicrotask(() => {
        update = to;
        show();
      });
    },
    /** @param {number} x1 @param {number} x2 */
    probe(x1, x2) {
      const layers = valuesAt(network, parameters(), [x1, x2]);
      store.set({ probed: { x: [x1, x2], features: [x1, x2], layers, outputs: softmax(layers.at(-1)?.after ?? []), update } });
    },
    /** @param {number} layer @param {number} i @param {number} j */
    chooseNeuron(layer, i, j) {
      store.set({ neuron: { layer, units: [i, j] } });
      show();
    },
    /** @param {object} config */
    setConfig: (config) => void sent.push({ set: config }),
    /** @param {object | null} pace */
    setPace: (pace) => void sent.push({ set: { pace } }),
    undo: () => void sent.push({ undo: true }),
  };

  mountViews(store, actions);
  train(300);
  show();
  return { store, sent, past, rate: frames };

  /** Show prepared frames as fast as the screen takes them; how many a second. @param {number} seconds */
  function frames(seconds) {
    const made = Array.from({ length: 6 }, (_, k) => frameOf(network, parameters().map((value) => value * (0.8 + 0.05 * k)), {
      update, size: 100, side: 24, warp: 41, points: data.points, neuron: store.get().neuron,
    }));
    const start = performance.now();
    let count = 0;
    store.set({ running: true });
    return new Promise((resolve) => {
      /** @param {number} now */
      const next = (now) => {
        if (now - start > 1000 * seconds) {
          store.set({ running: false });
          return resolve((1000 * count) / (now - start));
        }
        const frame = made[count++ % made.length];
        if (frame) store.set({ frame: { ...frame } });
        requestAnimationFrame(next);
      };
      requestAnimationFrame(next);
    });
  }
}
