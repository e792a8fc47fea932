// What is written where at one step: a pure function of the trace and the step, as
// app/drawing/labels.py has it; the same golden file holds both to it.

import { showArray, showNumber, showShape, toNumber, writtenOut } from "./numbers.js";

/** @typedef {import("./types.js").Trace} Trace */
/** @typedef {import("./types.js").Nested} Nested */
/** @typedef {{ text: string, zero: boolean }} Label one number; its text is empty while blank */

/** @type {Label} */
export const BLANK = Object.freeze({ text: "", zero: false });

/**
 * What does not change with the step: when each thing of a trace happens.
 * @param {Trace} trace
 */
export function schedule(trace) {
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
    } else if (step.edge === null) seeded[step.node] = index + 1;
    else flowed[step.edge] = index + 1;
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

/** @typedef {{ digits: number, value: Label[], tangent: Label[], back: Label[], total: Label[], mark: Label[] }} Written by number of node or edge */

/** Labels as they were written before: a step changes few. @type {WeakMap<Schedule, Written>} */
const written = new WeakMap();

/**
 * The labels of a trace after its first `step` steps.
 * @param {Trace} trace
 * @param {Schedule} times
 * @param {number} step
 * @param {number} digits
 */
export function momentOf(trace, times, step, digits) {
  const forwardMode = trace.mode === "forward";
  const before = written.get(times);
  const known = before?.digits === digits ? before : { digits, value: [], tangent: [], back: [], total: [], mark: [] };
  written.set(times, known);

  /**
   * @param {"value" | "tangent" | "back" | "total"} what @param {number} id
   * @param {Nested} number @param {readonly number[]} shape
   * @returns {Label}
   */
  const label = (what, id, number, shape) => (known[what][id] ??= labelOf(number, shape, digits, what !== "value"));

  /** @param {readonly number[]} list @param {number} index */
  const happened = (list, index) => (list[index] ?? Infinity) <= step;

  /**
   * A node's tangent: a leaf's from the seed on, a gate's with its value.
   * @param {number} id @returns {Label}
   */
  function tangent(id) {
    const node = trace.nodes[id];
    const seeded = node && node.tangent !== null && step > 0 && happened(times.valued, id);
    return seeded ? label("tangent", id, /** @type {Nested} */ (node.tangent), node.shape) : BLANK;
  }

  return {
    step,
    /** The step that was played last, if any. */
    current: step > 0 ? (trace.steps[step - 1] ?? null) : null,

    /** @param {number} id @returns {Label} */
    value(id) {
      const node = trace.nodes[id];
      if (!node || !happened(times.valued, id)) return BLANK;
      return label("value", id, node.value, node.shape);
    },

    /** What is said below a gate: how many margins of an opened hinge are active. @param {number} id @returns {Label} */
    mark(id) {
      const node = trace.nodes[id];
      if (typeof node?.active !== "number" || !happened(times.valued, id)) return BLANK;
      return (known.mark[id] ??= markOf(node.active, node.shape));
    },

    /** @param {number} id of an edge @returns {Label} */
    back(id) {
      const edge = trace.edges[id];
      if (edge && forwardMode) return tangent(edge.source);
      if (!edge || edge.contribution === null || !happened(times.flowed, id)) return BLANK;
      return label("back", id, edge.contribution, trace.nodes[edge.source]?.shape ?? []);
    },

    /** @param {number} id of a node @returns {Label} */
    total(id) {
      const node = trace.nodes[id];
      if (forwardMode) return tangent(id);
      if (!node || node.gradient === null || !happened(times.complete, id)) return BLANK;
      return label("total", id, node.gradient, node.shape);
    },
  };
}

/** @typedef {ReturnType<typeof momentOf>} Moment */

/** @param {number} active @param {readonly number[]} shape @returns {Label} */
function markOf(active, shape) {
  if (!shape.length) return active ? { text: "active", zero: false } : BLANK;
  return { text: `${active} of ${shape.reduce((a, b) => a * b, 1)} active`, zero: false };
}

/**
 * Write a number, a short vector, an array's shape or, for a gradient, its norm.
 * @param {Nested} number
 * @param {readonly number[]} shape
 * @param {number} digits
 * @param {boolean} gradient
 * @returns {Label}
 */
function labelOf(number, shape, digits, gradient) {
  if (typeof number !== "object") return { text: showNumber(number, digits), zero: toNumber(number) === 0 };
  if (!Array.isArray(number)) {
    const text = gradient ? `‖${showNumber(number.norm, digits)}‖` : showShape(shape);
    return { text, zero: toNumber(number.norm) === 0 };
  }
  const flat = flatten(number);
  const zero = flat.every((x) => x === 0);
  if (writtenOut(shape)) return { text: `[${showArray(flat, digits).join(" ")}]`, zero };
  if (!gradient) return { text: showShape(shape), zero: false };
  const norm = Math.sqrt(flat.reduce((sum, x) => sum + x * x, 0));
  return { text: `‖${showNumber(norm, digits)}‖`, zero };
}

/** @param {Nested} number @returns {number[]} */
function flatten(number) {
  if (Array.isArray(number)) return number.flatMap(flatten);
  return typeof number === "object" ? [] : [toNumber(number)];
}
