// A program seen as a network: its layers are found in the trace, whoever wrote it, and each neuron's numbers
// are those of the graph. Pure.

import { flat } from "../trace/nested.js";
import { derivativeAt, valueAt } from "../trace/known.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").GraphNode} GraphNode */
/** @typedef {import("../trace/types.js").Nested} Nested */
/** @typedef {import("../trace/known.js").Story} Story */
/** @typedef {import("../trace/known.js").Moment} Moment */

/**
 * A layer: a product of values and a matrix of weights, and what is done with it. The input is layer 0.
 * @typedef {object} Layer
 * @property {number} units
 * @property {number} samples
 * @property {boolean} rows whether a sample is a row of its values
 * @property {number} values the node of what it hands on
 * @property {number} scores the node before its activation; of the input its values
 * @property {number | null} product the node of its product; null of the input
 * @property {number | null} weights the leaf of its weights
 * @property {boolean} outputsFirst whether the weights of a unit are a row of that leaf
 * @property {number | null} edge by which its weights come into the product
 * @property {number | null} bias the leaf of its biases
 */
/** A neuron: its layer, and which of it. @typedef {{ layer: number, unit: number }} Neuron */
/** What is drawn in a column: a unit, or so many that are left out. @typedef {{ unit: number } | { left: number }} Entry */

const ACTIVATIONS = ["identity", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "selu", "softplus", "gelu", "step", "softmax", "max"];

/** @type {WeakMap<Trace, readonly Layer[] | null>} */
const known = new WeakMap();

/** The layers of a program, the input first; null where there is no such chain. @param {Trace} trace @returns {readonly Layer[] | null} */
export function layersOf(trace) {
  const found = known.get(trace);
  if (found !== undefined) return found;
  const layers = findLayers(trace);
  known.set(trace, layers);
  return layers;
}

/** @param {Trace} trace @returns {readonly Layer[] | null} */
function findLayers(trace) {
  /** @type {{ layer: Layer, data: number, before: number | null }[]} */
  const found = [];
  for (const node of trace.nodes) {
    const product = productAt(trace, node);
    if (!product) continue;
    const isFirst = isGiven(trace, product.data);
    const before = isFirst ? null : found.findLastIndex(({ layer }) => layer.units === product.inputs && isFrom(trace, product.data, layer.scores));
    if (before !== -1) found.push({ layer: product.layer, data: product.data, before });
  }
  let at = found.length - 1;
  /** @type {typeof found} */
  const chain = [];
  for (let one = found[at]; one; one = found[at]) {
    chain.unshift(one);
    at = one.before ?? -1;
  }
  const [first] = chain;
  if (!first || chain.length < found.length) return null; // beside it are others, as the pieces of a maxout
  const layers = chain.map(({ layer }, k) => ({ ...layer, values: chain[k + 1]?.data ?? activated(trace, layer.scores) }));
  return [inputOf(trace, first.data, first.layer), ...layers];
}

/** Gates that only put numbers elsewhere. */
const MOVING = ["reshape", "flatten", "transpose"];

/** Whether a value is given to the program, in whatever shape. @param {Trace} trace @param {number} id @returns {boolean} */
function isGiven(trace, id) {
  const node = trace.nodes[id];
  return node?.kind !== "gate" || (MOVING.includes(node.op ?? "") && isGiven(trace, node.inputs[0] ?? -1));
}

/** @param {Trace} trace @param {number} id @param {Layer} first @returns {Layer} */
function inputOf(trace, id, { samples, rows, weights, outputsFirst }) {
  const sizes = trace.nodes[weights ?? -1]?.shape ?? [];
  const units = (outputsFirst ? sizes.at(-1) : sizes[0]) ?? 1;
  const shape = trace.nodes[id]?.shape ?? [];
  const isRows = shape.length < 2 || (shape[0] === samples && (shape[1] !== samples || rows));
  return { units, samples, rows: isRows, values: id, scores: id, product: null, weights: null, outputsFirst: false, edge: null, bias: null };
}

/**
 * A product of values and weights, if a gate is one.
 * @param {Trace} trace @param {GraphNode} node
 * @returns {{ layer: Layer, data: number, inputs: number } | null}
 */
function productAt(trace, node) {
  if ((node.op !== "matmul" && node.op !== "dot") || node.inputs.length !== 2) return null;
  const operands = node.inputs.map((id) => unturned(trace, id));
  const slot = weightsAmong(operands.map(({ id }) => trace.nodes[id]));
  const [weights, data] = [operands[slot], operands[1 - slot]];
  const shape = trace.nodes[weights?.id ?? -1]?.shape ?? [];
  if (!weights || !data) return null;
  const isOne = shape.length === 1; // a vector is the weights of one unit
  const outputsFirst = isOne || (slot === 0) !== weights.turned;
  const [units = 0, inputs = 0] = isOne ? [1, ...shape] : outputsFirst ? shape : [...shape].reverse();
  const rows = slot === 1;
  const samples = isOne ? (node.shape[0] ?? 1) : node.shape.length < 2 ? 1 : (node.shape[rows ? 0 : 1] ?? 1);
  const edge = trace.edges.find((one) => one.target === node.id && one.slot === slot)?.id ?? null;
  const { scores, bias } = biased(trace, node);
  return { layer: { units, samples, rows, values: scores, scores, product: node.id, weights: weights.id, outputsFirst, edge, bias }, data: data.id, inputs };
}

/** What stands behind transposes. @param {Trace} trace @param {number} id */
function unturned(trace, id) {
  let turned = false;
  let at = id;
  for (let node = trace.nodes[at]; node?.op === "transpose"; node = trace.nodes[at]) {
    turned = !turned;
    at = node.inputs[0] ?? -1;
  }
  return { id: at, turned };
}

/** Which operand are the weights: what learns; of two such what is called so; −1 where that is not told. @param {readonly (GraphNode | undefined)[]} operands */
function weightsAmong(operands) {
  const learning = operands.map((node) => node?.kind === "input" && (node.shape.length === 1 || node.shape.length === 2));
  if (learning[0] !== learning[1]) return learning.indexOf(true);
  const called = operands.map((node) => learning[0] && /^[wWθΘ]/.test(node?.name ?? ""));
  return called[0] !== called[1] ? called.indexOf(true) : -1;
}

/** The sum of a product and biases, or the product itself. @param {Trace} trace @param {GraphNode} product */
function biased(trace, product) {
  const sum = followerOf(trace, product, ["add"]);
  const other = sum?.inputs.find((id) => id !== product.id) ?? -1;
  const bias = trace.nodes[unturned(trace, other).id];
  return sum && bias && bias.kind !== "gate" ? { scores: sum.id, bias: bias.id } : { scores: product.id, bias: null };
}

/** The activation of some scores, or themselves. @param {Trace} trace @param {number} scores */
function activated(trace, scores) {
  const node = trace.nodes[scores];
  return (node && followerOf(trace, node, ACTIVATIONS)?.id) ?? scores;
}

/** A gate of one of some kinds that reads an array and has its shape. @param {Trace} trace @param {GraphNode} node @param {readonly string[]} ops */
function followerOf(trace, node, ops) {
  return trace.nodes.find(({ op, inputs, shape }) => ops.includes(op ?? "") && inputs.includes(node.id) && (op !== "max" || inputs.length === 1) && shape.join() === node.shape.join());
}

/** Whether a value is made of another. @param {Trace} trace @param {number} id @param {number} origin */
function isFrom(trace, id, origin) {
  const seen = new Set([id]);
  for (const one of seen) {
    if (one === origin) return true;
    for (const input of trace.nodes[one]?.inputs ?? []) if (input >= origin) seen.add(input); // what is added is visited too
  }
  return false;
}

/** The layer that a gate belongs to, −1 where it is none's: one after the last. @param {Trace} trace @param {readonly Layer[]} layers @param {number} node */
export function layerAt(trace, layers, node) {
  return layers.findIndex(({ values }, k) => {
    const before = layers[k - 1]?.values;
    const own = new Set([values]);
    for (const id of own) {
      if (id === node) return true;
      for (const input of trace.nodes[id]?.inputs ?? []) if (input !== before) own.add(input); // what is added is visited too
    }
    return false;
  });
}

/** Where a unit of a layer stands in its arrays, row by row. @param {Layer} layer @param {number} unit @param {number} sample */
export function elementOf({ units, samples, rows }, unit, sample) {
  return rows ? sample * units + unit : unit * samples + sample;
}

/**
 * Which unit of a layer an element of one of its arrays belongs to; null where it belongs to none, as a number beside them.
 * @param {Trace} trace @param {readonly Layer[]} layers @param {number} at the layer @param {number} node @param {number} element
 */
export function unitOf(trace, layers, at, node, element) {
  const layer = layers[at];
  if (!layer) return null;
  const shape = trace.nodes[node]?.shape ?? [];
  const size = shape.reduce((product, side) => product * side, 1);
  if (node === layer.weights) return layer.outputsFirst ? Math.floor((element * layer.units) / size) : element % layer.units;
  if (node === layer.bias) return size === layer.units ? element : null;
  if (shape.join() !== trace.nodes[layer.scores]?.shape.join()) return null;
  return layer.rows ? element % layer.units : Math.floor(element / layer.samples);
}

/** The sample whose numbers are shown: the one that is followed, else the first. @param {readonly Layer[]} layers @param {number | null} sample */
export function sampleOf(layers, sample) {
  const samples = layers.at(-1)?.samples ?? 1;
  return sample !== null && sample < samples ? sample : 0;
}

/**
 * The numbers of a layer's units for a sample, as far as they are computed; of what cannot be listed there are none.
 * @param {Story} story @param {Layer} layer @param {number} sample @param {Moment} moment
 */
export function numbersOf(story, layer, sample, moment) {
  const node = story.trace.nodes[layer.values];
  const values = node ? listed(valueAt(story, node, moment.step)) : [];
  const slopes = node ? listed(derivativeAt(story, node, moment)) : [];
  return {
    value: (/** @type {number} */ unit) => values[elementOf(layer, unit, sample)] ?? null,
    slope: (/** @type {number} */ unit) => slopes[elementOf(layer, unit, sample)] ?? null,
  };
}

/** @param {Nested | "" | null} shown */
const listed = (shown) => (shown === "" ? [] : flat(shown));

/** The weights of a layer: of a unit, for an input; null where they are too many to be listed. @param {Trace} trace @param {Layer} layer @param {number} inputs */
export function weightsOf(trace, layer, inputs) {
  const numbers = flat(trace.nodes[layer.weights ?? -1]?.value);
  if (numbers.length === 0) return null;
  return (/** @type {number} */ unit, /** @type {number} */ input) => numbers[layer.outputsFirst ? unit * inputs + input : input * layer.units + unit] ?? 0;
}

/** What a column shows where so many neurons have room: all, or the first and the last. @param {number} units @param {number} room @returns {Entry[]} */
export function entriesOf(units, room) {
  if (units <= room) return Array.from({ length: units }, (_, unit) => ({ unit }));
  const first = Math.max(Math.ceil((room - 1) / 2), 1);
  const last = Math.max(room - 1 - first, 1);
  /** @param {number} count @param {number} from */
  const some = (count, from) => Array.from({ length: count }, (_, k) => ({ unit: from + k }));
  return [...some(first, 0), { left: units - first - last }, ...some(last, units - last)];
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** What the values of a layer are called, `A⁽¹⁾`. @param {number} layer */
export function layerName(layer) {
  return `A⁽${[...String(layer)].map((digit) => RAISED[Number(digit)]).join("")}⁾`;
}

/** What a layer does to its sums. @param {Trace} trace @param {Layer} layer */
export function activationOf(trace, { scores, values, product }) {
  if (product === null) return "input";
  if (scores === values) return trace.detail === "elementary" ? "units" : "linear"; // opened, it may be any
  const node = trace.nodes[values];
  return node?.inputs.includes(scores) && node.op !== null ? node.op : "activation";
}
