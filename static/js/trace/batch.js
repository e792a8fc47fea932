// Which arrays hold one row for each sample of a batch, as app/drawing/batch.py has it, and why. Pure.

/** @typedef {import("./types.js").Trace} Trace */
/** @typedef {import("./types.js").GraphEdge} GraphEdge */
/** @typedef {import("./types.js").GraphNode} GraphNode */
/** @typedef {{ size: number, nodes: ReadonlySet<number> }} Batch how many samples there are, and the nodes whose first axis they are */

const LOSSES = ["cross_entropy", "softmax_cross_entropy", "hinge"];
const REDUCTIONS = ["sum", "mean", "amax", "amin", "logsumexp"];
const WITHIN_ROWS = ["softmax", "log_softmax", "reshape", "flatten", "index", "concat", "pick", "others", ...LOSSES];

/** Layers that take one sample after the other, and how many axes their input has then, at least. @type {Readonly<Record<string, number>>} */
const LAYERS = { linear: 2, conv1d: 3, conv2d: 4, max_pool2d: 4, avg_pool2d: 4, global_avg_pool: 4, batch_norm: 2, layer_norm: 2, dropout: 2 };

/** @type {WeakMap<Trace, Batch | null>} */
const known = new WeakMap();

/**
 * The batch of a program; null where it has none, or it cannot be told which. Where it cannot, the reader may
 * have `chosen` how many samples there are.
 * @param {Trace} trace @param {number | null} [chosen] @returns {Batch | null}
 */
export function batchOf(trace, chosen = null) {
  const found = known.get(trace);
  if (found === undefined) known.set(trace, findBatch(trace));
  return known.get(trace) ?? (chosen === null ? null : chosenBatch(trace, chosen));
}

/** @param {Trace} trace @param {number} size @returns {Batch | null} */
function chosenBatch(trace, size) {
  const nodes = candidates(trace).get(size);
  return nodes && nodes.length > 1 ? { size, nodes: new Set(nodes) } : null;
}

/** The arrays by their rows, but those whose rows a product sums over. @param {Trace} trace */
function candidates(trace) {
  const summed = new Set(trace.edges.filter(({ slot, target }) => slot === 1 && trace.nodes[target]?.op === "matmul").map(({ source }) => source));
  /** @type {Map<number, number[]>} */
  const bySize = new Map();
  for (const { id, shape: [size = 0] } of trace.nodes) {
    if (size > 1 && !summed.has(id)) bySize.set(size, [...(bySize.get(size) ?? []), id]);
  }
  return bySize;
}

/** How many samples there may be, those first that most arrays have; none where it can be told. @param {Trace} trace @returns {number[]} */
export function batchSizes(trace) {
  if (batchOf(trace)) return [];
  const alike = [...candidates(trace)].filter(([, nodes]) => nodes.length > 1);
  return alike.sort(([, one], [, other]) => other.length - one.length).map(([size]) => size);
}

/** @param {Trace} trace @returns {Batch | null} */
function findBatch(trace) {
  const seeds = trace.edges.flatMap((edge) => seedsAt(trace, edge));
  const sizes = new Set(seeds.map((seed) => trace.nodes[seed]?.shape[0] ?? 0));
  const [size = 0] = sizes;
  if (sizes.size !== 1 || size < 2) return null;
  const beside = neighbours(trace, size);
  const nodes = new Set(seeds);
  for (const one of nodes) for (const other of beside[one] ?? []) nodes.add(other); // what is added is visited too
  return { size, nodes };
}

/** What is seen at a wire to have samples as rows. @param {Trace} trace @param {GraphEdge} edge @returns {number[]} */
function seedsAt(trace, edge) {
  const [source, target] = [trace.nodes[edge.source], trace.nodes[edge.target]];
  if (!source || !target) return [];
  const compared = LOSSES.includes(target.op ?? "") && edge.slot === 0 && source.shape.length === 2 ? [source.id] : [];
  const [narrow, wide] = [source.shape, target.shape];
  if (edge.is_vjp || wide.length < 2 || narrow.length > wide.length) return compared;
  const first = narrow.length === wide.length ? narrow[0] : 1;
  const [rows = 0, width = 0] = [wide[0], wide.at(-1)];
  const isSpread = first === 1 && rows > 1 && narrow.length > 0 && narrow.at(-1) === width && width > 1;
  return isSpread ? [...compared, target.id] : compared;
}

/** The nodes that have the samples in common with each. @param {Trace} trace @param {number} size */
function neighbours(trace, size) {
  /** @type {number[][]} */
  const beside = trace.nodes.map(() => []);
  /** @param {number} one @param {number} other */
  const pair = (one, other) => {
    beside[one]?.push(other);
    beside[other]?.push(one);
  };
  /** @type {Map<number, number>} */
  const first = new Map();
  for (const edge of trace.edges) {
    const [source, target] = [trace.nodes[edge.source], trace.nodes[edge.target]];
    if (!source || !target || source.shape[0] !== size) continue;
    if (LOSSES.includes(target.op ?? "")) {
      if (!first.has(target.id)) first.set(target.id, source.id);
      pair(source.id, first.get(target.id) ?? source.id);
    }
    if (target.shape[0] === size && keeps(edge, source, target)) pair(source.id, target.id);
  }
  return beside;
}

/** Whether the first axis of an operand is that of the value. @param {GraphEdge} edge @param {GraphNode} source @param {GraphNode} target */
function keeps(edge, source, target) {
  const op = target.op ?? "";
  if (op === "matmul") return edge.slot === 0 && source.shape.length === 2;
  const axes = LAYERS[op];
  if (axes !== undefined) return edge.slot === 0 && source.shape.length >= axes;
  if (REDUCTIONS.includes(op)) return !edge.spread?.axes.includes(0);
  if (WITHIN_ROWS.includes(op)) return true;
  return !edge.is_vjp && source.shape.length === target.shape.length;
}
