// A small network worked out here, to make states for the views: the page itself never does this.

const SMOOTH = { tanh: Math.tanh, identity: (/** @type {number} */ x) => x };

/** Numbers between −1 and 1 that are the same every time. @param {number} seed */
export function numbersFrom(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 2147483648 - 1;
  };
}

/**
 * @param {readonly number[]} sizes features, hidden units, outputs
 * @returns {import("../../static/js/lab/types.js").Network}
 */
export function networkOf(sizes) {
  let size = 0;
  const blocks = sizes.slice(1).map((units, k) => {
    const inputs = sizes[k] ?? 0;
    const block = { name: `layer${k + 1}`, layer: k + 1, piece: 0, units, inputs, offset: size, bias: true };
    size += units * (inputs + 1);
    return block;
  });
  const layers = blocks.map(({ units }, k) => ({ units, activation: k + 1 < blocks.length ? "tanh" : "identity" }));
  return /** @type {any} */ ({ features: ["x1", "x2"], layers, blocks, size });
}

/**
 * What every neuron gives at a place.
 * @param {import("../../static/js/lab/types.js").Network} network
 * @param {ArrayLike<number>} parameters
 * @param {readonly number[]} x
 */
export function valuesAt(network, parameters, x) {
  let inputs = [...x];
  return network.blocks.map(({ layer, units, inputs: width, offset }) => {
    const act = SMOOTH[/** @type {"tanh"} */ (network.layers[layer - 1]?.activation)];
    const before = Array.from({ length: units }, (_, unit) => {
      const at = offset + unit * (width + 1);
      return inputs.reduce((sum, value, k) => sum + value * (parameters[at + k] ?? 0), parameters[at + width] ?? 0);
    });
    inputs = before.map(act);
    return { before, after: inputs };
  });
}

/** @param {readonly number[]} scores */
export function softmax(scores) {
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/**
 * A frame as the stream sends it: decision grid, a map a neuron, parameters, and the lattice as two
 * neurons see it.
 * @param {import("../../static/js/lab/types.js").Network} network
 * @param {Float64Array} parameters
 * @param {{ update?: number, extent?: number, size?: number, side?: number, warp?: number, points?: [number, number][], neuron?: { layer: number, units: [number, number] } | null }} [options]
 * @returns {import("../../static/js/lab/types.js").Frame}
 */
export function frameOf(network, parameters, { update = 0, extent = 6, size = 40, side = 12, warp = 21, points = [], neuron = null } = {}) {
  /** @type {Record<string, { shape: number[], data: any }>} */
  const arrays = { parameters: { shape: [parameters.length], data: Float32Array.from(parameters) } };
  const classes = network.layers.at(-1)?.units ?? 0;
  /** @param {number} n @param {number} row @param {number} column */
  const centre = (n, row, column) => [((column + 0.5) / n) * 2 * extent - extent, extent - ((row + 0.5) / n) * 2 * extent];
  const grid = new Float32Array(classes * size * size);
  for (let k = 0; k < size * size; k++) {
    const layers = valuesAt(network, parameters, centre(size, Math.floor(k / size), k % size));
    for (const [c, p] of softmax(layers.at(-1)?.after ?? []).entries()) grid[c * size * size + k] = p;
  }
  arrays.grid = { shape: [classes, size, size], data: grid };
  for (const [at, { units }] of network.layers.entries()) {
    const maps = new Float32Array(units * side * side);
    for (let k = 0; k < side * side; k++) {
      const after = valuesAt(network, parameters, centre(side, Math.floor(k / side), k % side))[at]?.after ?? [];
      for (const [unit, value] of after.entries()) maps[unit * side * side + k] = value;
    }
    arrays[`layer${at + 1}`] = { shape: [units, side, side], data: maps };
  }
  if (neuron) {
    /** @param {readonly number[]} x */
    const seen = (x) => neuron.units.map((unit) => valuesAt(network, parameters, x)[neuron.layer - 1]?.after[unit] ?? 0);
    const lattice = Array.from({ length: warp * warp }, (_, k) =>
      seen([((k % warp) / (warp - 1)) * 2 * extent - extent, extent - (Math.floor(k / warp) / (warp - 1)) * 2 * extent]));
    const places = points.map(seen);
    arrays.warp = { shape: [2, warp, warp], data: Float32Array.from([0, 1].flatMap((axis) => lattice.map((place) => place[axis] ?? 0))) };
    arrays.warp_points = { shape: [2, points.length], data: Float32Array.from([0, 1].flatMap((axis) => places.map((place) => place[axis] ?? 0))) };
  }
  arrays.confusion = { shape: [classes, classes], data: Int32Array.from({ length: classes * classes }, (_, k) => (k % (classes + 1) ? 7 : 80)) };
  return /** @type {any} */ ({
    frame: 1, update, epoch: update / 20, running: false, train_loss: 0.4, test_loss: null, data_loss: 0.38, penalty: 0.02,
    train_accuracy: 0.9, test_accuracy: null, rate: 0.1, updates_per_second: 1000, frames_per_second: 30,
    history: { first: 0, last: update }, neuron, arrays,
  });
}

/** Two arms of a spiral. @param {number} count of each class */
export function spiral(count) {
  const numbers = numbersFrom(3);
  const points = [];
  const labels = [];
  for (const label of [0, 1]) {
    for (let k = 0; k < count; k++) {
      const r = (k / count) * 5;
      const t = 1.25 * (k / count) * 2 * Math.PI + label * Math.PI;
      points.push(/** @type {[number, number]} */ ([r * Math.sin(t) + 0.2 * numbers(), r * Math.cos(t) + 0.2 * numbers()]));
      labels.push(label);
    }
  }
  return { points, labels, test: labels.map((_, k) => k % 5 === 0), classes: 2, names: /** @type {[string, string]} */ (["x1", "x2"]), class_names: [], ...plain(), extent: 6 };
}

/** The units of data that are not standardised. */
function plain() {
  /** @param {number} value @returns {[number, number]} */
  const both = (value) => [value, value];
  return { center: both(0), scale: both(1), middle: both(0) };
}
