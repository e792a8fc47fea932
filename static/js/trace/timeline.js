// The one timeline through forward and then backward: where a step leads. Pure.

/** @typedef {import("./types.js").Trace} Trace */

/** Playing speeds, in steps a second. */
const SPEEDS = [0.25, 0.5, 1, 2, 4, 8];

/** @param {Trace} trace @param {number} step */
export function clamp(trace, step) {
  return Math.min(Math.max(Math.round(step), 0), trace.steps.length);
}

/** How many steps the forward sweep has. @param {Trace} trace */
export function forwardSteps(trace) {
  const first = trace.steps.findIndex((step) => step.phase === "backward");
  return first < 0 ? trace.steps.length : first;
}

/**
 * The step at which a node gets its value; a leaf has it from the start.
 * @param {Trace} trace @param {number} node
 */
export function stepOfNode(trace, node) {
  return trace.steps.findIndex((step) => step.phase === "forward" && step.node === node) + 1;
}

/**
 * The step at which a wire carries its contribution; in the forward sweep that of its gate.
 * @param {Trace} trace @param {number} edge
 */
export function stepOfEdge(trace, edge) {
  const back = trace.steps.findIndex((step) => step.edge === edge) + 1;
  return back || stepOfNode(trace, trace.edges[edge]?.target ?? -1);
}

/** @param {number} speed @param {number} clicks */
export function faster(speed, clicks) {
  const index = SPEEDS.indexOf(speed);
  const from = index < 0 ? 2 : index;
  return SPEEDS[Math.min(Math.max(from + clicks, 0), SPEEDS.length - 1)] ?? 1;
}

/**
 * The step to stand at when another trace takes the place of one: the same share of a story of
 * another length, the end if it was the end. Without one before, the step itself.
 * @param {Trace | null} before @param {Trace} after @param {number} step
 */
export function carriedOver(before, after, step) {
  if (!before) return clamp(after, step);
  if (step >= before.steps.length) return after.steps.length;
  if (before.steps.length === after.steps.length) return step;
  return clamp(after, (step / before.steps.length) * after.steps.length);
}
