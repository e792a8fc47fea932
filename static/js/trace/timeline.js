// The one timeline through forward and then backward, and perhaps the update: where a step leads. Pure.

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

/** How many steps there are before the update. @param {Trace} trace */
export function sweptSteps(trace) {
  const first = trace.steps.findIndex((step) => step.phase === "update");
  return first < 0 ? trace.steps.length : first;
}

/** How far one press leads: all wires of the gate that speaks, or one. @typedef {"gate" | "wire"} By */

/**
 * What one press plays.
 * @typedef {object} Press
 * @property {number} from steps played before it
 * @property {number} to steps played after it
 * @property {number} node the gate that is computed, or that speaks
 * @property {readonly number[]} edges wires that it sends its gradient back through, in the order of the story
 */

/** @type {WeakMap<Trace, Press[]>} */
const gates = new WeakMap();

/**
 * The story of a trace by its gates: each forward step, each seed, and the way back through all wires of a gate.
 * @param {Trace} trace @returns {readonly Press[]}
 */
function pressesOf(trace) {
  const known = gates.get(trace);
  if (known) return known;
  /** @type {{ from: number, to: number, node: number, edges: number[] }[]} */
  const made = [];
  for (const [from, { node, edge }] of trace.steps.entries()) {
    const last = made.at(-1);
    if (edge !== null && last && last.edges.length > 0 && last.node === node) {
      last.to = from + 1;
      last.edges.push(edge);
    } else made.push({ from, to: from + 1, node, edges: edge === null ? [] : [edge] });
  }
  gates.set(trace, made);
  return made;
}

/**
 * The press that has led to a step, or leads over it; null at the start.
 * @param {Trace} trace @param {number} step @param {By} by @returns {Press | null}
 */
export function pressOf(trace, step, by) {
  const at = clamp(trace, step);
  const played = trace.steps[at - 1];
  if (!played) return null;
  if (by === "wire") return { from: at - 1, to: at, node: played.node, edges: played.edge === null ? [] : [played.edge] };
  const presses = pressesOf(trace);
  let [low, high] = [0, presses.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at <= (presses[middle]?.to ?? 0)) high = middle;
    else low = middle + 1;
  }
  return presses[low] ?? null;
}

/**
 * Where the next press leads; null at the end.
 * @param {Trace} trace @param {number} step @param {By} by
 */
export function pressAfter(trace, step, by) {
  return step >= trace.steps.length ? null : (pressOf(trace, step + 1, by)?.to ?? null);
}

/**
 * Where a press back leads; null at the start.
 * @param {Trace} trace @param {number} step @param {By} by
 */
export function pressBefore(trace, step, by) {
  return pressOf(trace, step, by)?.from ?? null;
}

/**
 * The steps at which presses stop, the start included.
 * @param {Trace} trace @param {By} by
 */
export function stopsOf(trace, by) {
  return by === "wire" ? [0, ...trace.steps.map((_, k) => k + 1)] : [0, ...pressesOf(trace).map(({ to }) => to)];
}

/**
 * Where a story stands on its line, in steps: within a press it is between its ends.
 * @param {Trace} trace @param {number} step @param {number} within @param {By} by
 */
export function placeOf(trace, step, within, by) {
  const at = clamp(trace, step);
  const press = within < 1 ? pressOf(trace, at, by) : null;
  return press ? press.from + within * (press.to - press.from) : at;
}

/**
 * The state that a place on the line stands for. A whole step is a place at rest; to a hand that drags,
 * it is one of the moments of its press.
 * @param {Trace} trace @param {number} place @param {By} by @param {boolean} [isDragged]
 */
export function heldAt(trace, place, by, isDragged = false) {
  const near = Math.min(Math.max(place, 0), trace.steps.length);
  const press = pressOf(trace, Math.ceil(near), by);
  const isRest = Number.isInteger(near) && (!isDragged || near === press?.to);
  if (!press || isRest) return { step: near, within: 1 };
  return { step: press.to, within: (near - press.from) / (press.to - press.from) };
}

/**
 * What is said of a place in the story: its sweep, and which of its presses it is; null at the start.
 * @param {Trace} trace @param {number} step @param {By} by
 */
export function toldAt(trace, step, by) {
  const press = pressOf(trace, step, by);
  if (!press) return null;
  const phaseAt = (/** @type {number} */ stop) => trace.steps[stop - 1]?.phase;
  const phase = phaseAt(press.to) ?? "forward";
  const all = counted.get(trace) ?? { gate: new Map(), wire: new Map() };
  counted.set(trace, all);
  const stops = all[by].get(phase) ?? new Map(stopsOf(trace, by).filter((stop) => phaseAt(stop) === phase).map((stop, k) => [stop, k + 1]));
  all[by].set(phase, stops);
  return { phase, number: stops.get(press.to) ?? 0, count: stops.size };
}

/** The stops of each sweep and their numbers, counted once: they are asked for at every step. @type {WeakMap<Trace, Record<By, Map<string, Map<number, number>>>>} */
const counted = new WeakMap();

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
