// What is written where at one step: a pure function of the trace and the step, as
// app/drawing/labels.py has it; the same golden file holds both to it.

import { showVector } from "./cell_numbers.js";
import { countOf, flat, isShapeOnly, isSummary, valueOf } from "./nested.js";
import { showNumber, showShape, toNumber, writtenOut } from "./numbers.js";
import { toldAt } from "./told.js";

/** @typedef {import("./types.js").Trace} Trace */
/** @typedef {import("./types.js").Nested} Nested */
/**
 * The numbers of an array, to be drawn: row by row, and of one that is too large to be listed those of
 * its raster, which is `coarse`.
 * @typedef {{ shape: readonly number[], numbers: readonly number[], coarse: boolean, digits: number }} Elements
 */
/**
 * One number, or an array; its text is empty while blank, and of an array its shape or, where it is a
 * short vector, its numbers. A shape may stand for the numbers, also before they are there.
 * @typedef {{ text: string, zero: boolean, array?: Elements, isShape?: boolean, isEarly?: boolean }} Label
 */

/** @type {Label} */
export const BLANK = Object.freeze({ text: "", zero: false });

/** The schedules of the traces that are told. @type {WeakMap<Trace, ReturnType<typeof scheduled>>} */
const schedules = new WeakMap();

/** What does not change with the step, and is read once: when each thing of a trace happens. @param {Trace} trace */
export function schedule(trace) {
  const times = schedules.get(trace) ?? scheduled(trace);
  schedules.set(trace, times);
  return times;
}

/** @param {Trace} trace */
function scheduled(trace) {
  const never = Infinity;
  /** Steps played until a node has its value. */
  const valued = trace.nodes.map((node) => (node.kind === "gate" ? never : 0));
  /** Steps played until a wire has carried its contribution. */
  const flowed = trace.edges.map(() => never);
  /** Steps played until an output is seeded. */
  const seeded = trace.nodes.map(() => never);
  for (const [index, step] of trace.steps.entries()) {
    if (step.phase === "forward") {
      valued[step.node] = Math.min(valued[step.node] ?? never, index + 1);
    } else if (step.edge !== null) flowed[step.edge] = index + 1;
    else if (step.phase === "backward") seeded[step.node] = index + 1;
  }
  const outputs = new Set(trace.outputs);
  /** Steps played until a node's gradient is complete. */
  const complete = trace.nodes.map((node) => (outputs.has(node.id) ? seeded[node.id] ?? never : 0));
  for (const edge of trace.edges) {
    if (edge.contribution === null) continue;
    complete[edge.source] = Math.max(complete[edge.source] ?? 0, flowed[edge.id] ?? never);
  }
  return { valued, flowed, seeded, complete };
}

/** @typedef {ReturnType<typeof schedule>} Schedule */

/** The labels of a trace, as they are once everything has happened. Each is written once: a step changes few. */
class Labels {
  /** By number of node or edge. @type {Record<"value" | "tangent" | "back" | "total" | "mark", Label[]>} */
  #written = { value: [], tangent: [], back: [], total: [], mark: [] };
  #trace;

  /** @param {Trace} trace @param {number} digits */
  constructor(trace, digits) {
    this.#trace = trace;
    this.digits = digits;
  }

  /** @param {number} id of a node */
  value(id) {
    const node = this.#trace.nodes[id];
    return this.#label("value", id, node && valueOf(node), node?.shape);
  }

  /** @param {number} id of a node */
  tangent(id) {
    const node = this.#trace.nodes[id];
    return this.#label("tangent", id, node?.tangent, node?.shape);
  }

  /** @param {number} id of an edge */
  back(id) {
    const edge = this.#trace.edges[id];
    return this.#label("back", id, edge?.contribution, this.#trace.nodes[edge?.source ?? -1]?.shape);
  }

  /** @param {number} id of a node */
  total(id) {
    const node = this.#trace.nodes[id];
    return this.#label("total", id, node?.gradient, node?.shape);
  }

  /** What is said below a gate: how many margins of an opened hinge are active. @param {number} id of a node */
  mark(id) {
    const node = this.#trace.nodes[id];
    return typeof node?.active === "number" ? (this.#written.mark[id] ??= markOf(node.active, node.shape)) : BLANK;
  }

  /**
   * Blank where there is no number.
   * @param {"value" | "tangent" | "back" | "total"} what @param {number} id
   * @param {Nested | null | undefined} number @param {readonly number[]} [shape]
   */
  #label(what, id, number, shape = []) {
    if (number === null || number === undefined) return BLANK;
    return (this.#written[what][id] ??= labelOf(number, shape, this.digits));
  }
}

/** The labels of the traces that are played. @type {WeakMap<Schedule, Labels>} */
const known = new WeakMap();

/** @param {Trace} trace @param {Schedule} times its own @param {number} digits */
function labelsOf(trace, times, digits) {
  const before = known.get(times);
  if (before?.digits === digits) return before;
  const labels = new Labels(trace, digits);
  known.set(times, labels);
  return labels;
}

/**
 * What is written where after some steps.
 * @typedef {object} Moment
 * @property {number} step
 * @property {Trace["steps"][number] | null} current the step that was played last, if any
 * @property {import("./told.js").Told} told whose figures are being told
 * @property {(id: number) => Label} value of a node
 * @property {(id: number) => Label} mark of a node
 * @property {(id: number) => Label} back what came back through an edge, or runs forward beside its value
 * @property {(id: number) => Label} total of a node
 */

/**
 * The labels of a trace after its first `step` steps.
 * @param {Trace} trace
 * @param {Schedule} times
 * @param {number} step
 * @param {number} digits
 * @returns {Moment}
 */
export function momentOf(trace, times, step, digits) {
  const labels = labelsOf(trace, times, digits);
  const forwardMode = trace.mode === "forward";
  /** @param {readonly number[]} list @param {number} id */
  const happened = (list, id) => (list[id] ?? Infinity) <= step;
  /** A leaf's tangent is there from the seed on, a gate's with its value. @param {number} id */
  const tangent = (id) => (step > 0 && happened(times.valued, id) ? labels.tangent(id) : BLANK);

  const current = step > 0 ? (trace.steps[step - 1] ?? null) : null;
  return {
    step,
    current,
    told: toldAt(trace, current),
    value: (id) => (happened(times.valued, id) ? labels.value(id) : BLANK),
    mark: (id) => (happened(times.valued, id) ? labels.mark(id) : BLANK),
    back(id) {
      if (forwardMode) return tangent(trace.edges[id]?.source ?? -1);
      return happened(times.flowed, id) ? labels.back(id) : BLANK;
    },
    total(id) {
      if (forwardMode) return tangent(id);
      return happened(times.complete, id) ? labels.total(id) : BLANK;
    },
  };
}

/** @param {number} active @param {readonly number[]} shape @returns {Label} */
function markOf(active, shape) {
  if (!shape.length) return active ? { text: "active", zero: false } : BLANK;
  return { text: `${active} of ${countOf(shape)} active`, zero: false };
}

/** What stands for numbers that are not there, or not asked for. @param {readonly number[]} shape @returns {Label} */
export function shapeLabel(shape) {
  return { text: showShape(shape) || "scalar", zero: false, isShape: true };
}

/**
 * Write a number, a short vector, or an array's shape.
 * @param {Nested} number
 * @param {readonly number[]} shape
 * @param {number} digits
 * @returns {Label}
 */
export function labelOf(number, shape, digits) {
  if (isShapeOnly(number)) return shapeLabel(shape);
  if (isSummary(number)) {
    const numbers = number.raster.map(toNumber);
    return { text: showShape(shape), zero: toNumber(number.norm) === 0, array: { shape, numbers, coarse: true, digits } };
  }
  const numbers = flat(number);
  const zero = numbers.every((x) => x === 0);
  if (numbers.length === 1) return { text: showNumber(numbers[0] ?? NaN, digits), zero };
  const text = writtenOut(shape) ? showVector(numbers, digits) : showShape(shape);
  return { text, zero, array: { shape, numbers, coarse: false, digits } };
}
