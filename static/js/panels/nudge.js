// What a gradient promises: change an input by h, and the output changes by about gradient × h. Pure.

import { at, flat, indices, isListed } from "../trace/nested.js";
import { targetName, targetOf } from "../trace/inputs.js";
import { digitsApart, showExactly } from "../trace/numbers.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").Nested} Nested */
/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/inputs.js").Target} Target */

/** Changes that a slider offers, by its distance from the middle: even steps on a log scale. */
const CHANGES = [0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

/** The last position of the slider, on both sides. */
export const FARTHEST = CHANGES.length - 1;

/**
 * The change h where the slider stands.
 * @param {number} position −10 to 10
 */
export function changeAt(position) {
  const size = CHANGES[Math.min(Math.abs(Math.round(position)), FARTHEST)] ?? 0;
  return position < 0 ? -size : size;
}

/** Every number that can be nudged; of large arrays the first so many. */
const MOST_TARGETS = 500;

/**
 * @param {Trace} trace
 * @returns {Target[]}
 */
export function targetsOf(trace) {
  const found = [];
  for (const node of trace.nodes) {
    const target = node.kind === "input" ? targetOf(node, trace.detail) : null;
    if (!target || !isListed(node.value)) continue;
    for (const index of indices(node.shape)) {
      if (found.length >= MOST_TARGETS) return found;
      found.push({ name: target.name, index: [...target.index, ...index] });
    }
  }
  return found;
}

/** Why there is no number to nudge. @param {Trace} trace */
export function whyNone(trace) {
  const isShape = trace.nodes.some(({ kind, value }) => kind === "input" && value === null);
  return isShape ? "The inputs are shapes without numbers: there is nothing to change." : "This program has no input to change.";
}

/**
 * The number that is nudged: the one that was chosen, while there is such a one, else the first.
 * @param {readonly Target[]} targets @param {State["nudge"]} nudge
 */
export function chosenIn(targets, nudge) {
  const wanted = nudge ? targetName(nudge.target) : "";
  return targets.find((target) => targetName(target) === wanted) ?? targets[0] ?? null;
}

/**
 * The gradient of one number; 0 where the output does not depend on it, null where it is not known.
 * @param {Trace} trace of reverse mode
 * @param {Target} target
 */
export function gradientAt(trace, target) {
  const gradients = trace.gradients;
  const name = gradients && reportedAs(trace, gradients, target.name);
  if (!gradients || name === undefined || name === null) return null;
  const gradient = gradients[name];
  if (gradient === null || gradient === undefined) return 0;
  return isListed(gradient) ? at(gradient, target.index) : null;
}

/**
 * The name that an input is reported under: its own where the picture numbers it only because a
 * gate bore that name before.
 * @param {Trace} trace
 * @param {Record<string, unknown>} gradients
 * @param {string} shown
 */
function reportedAs(trace, gradients, shown) {
  if (Object.hasOwn(gradients, shown)) return shown;
  return Object.keys(gradients).find((name) => {
    const bound = trace.names[name];
    return typeof bound === "number" && trace.nodes[bound]?.name === shown;
  });
}

/**
 * The number whose gradient is taken: the output, or Σ seed × output.
 * @param {Trace} trace
 * @param {Nested | null} seed
 */
export function objective(trace, seed) {
  const outputs = trace.outputs.flatMap((id) => flat(trace.nodes[id]?.value));
  const seeds = seed === null ? [] : flat(seed);
  return outputs.reduce((sum, value, k) => sum + value * (seeds[k] ?? seeds[0] ?? 1), 0);
}

/**
 * What that number is called.
 * @param {Trace} trace
 * @param {Nested | null} seed
 */
export function objectiveName(trace, seed) {
  const name = trace.output ?? "the output";
  const first = trace.nodes[trace.outputs[0] ?? -1];
  const several = trace.outputs.length > 1 || (first?.shape.length ?? 0) > 0;
  if (seed === null) return several ? `Σ ${name}` : name;
  return several ? `Σ seed × ${name}` : `seed × ${name}`;
}

/**
 * What was promised of a change, and what happened; null where the gradient is not known.
 * @param {Trace} before of reverse mode @param {Trace} after the change
 * @param {Target} target @param {number} change @param {Nested | null} seed
 */
export function outcome(before, after, target, change, seed) {
  const gradient = gradientAt(before, target);
  if (gradient === null) return null;
  return {
    input: targetName(target),
    output: objectiveName(before, seed),
    change,
    gradient,
    predicted: gradient * change,
    actual: objective(after, seed) - objective(before, seed),
  };
}

/** @typedef {NonNullable<ReturnType<typeof outcome>>} Outcome */

/** The comparison in numbers, as they are written. @param {Omit<Outcome, "input" | "output">} outcome */
export function numbersOf({ gradient, change, predicted, actual }) {
  const digits = digitsOf(predicted, actual);
  return {
    predicted: `${showExactly(gradient, digits)} × ${showExactly(change)} = ${showExactly(predicted, digits)}`,
    actual: showExactly(tidy(actual, predicted), digits),
    off: showExactly(tidy(actual, predicted) - predicted),
  };
}

/** The comparison in one sentence. @param {Omit<Outcome, "gradient">} outcome */
export function sentence({ input, output, change, predicted, actual }) {
  if (change === 0) return `Move the slider to change ${input}.`;
  const does = change > 0 ? "Raising" : "Lowering";
  const start = `${does} ${input} by ${showExactly(Math.abs(change))}`;
  const off = Math.abs(actual - predicted);
  const digits = digitsOf(predicted, actual);
  const told = `${start} should change ${output} by ${showExactly(predicted, digits)}; it changed by ${showExactly(tidy(actual, predicted), digits)}`;
  if (!Number.isFinite(off)) return `${told}.`;
  if (off <= 1e-9 * Math.max(Math.abs(actual), Math.abs(predicted), 1)) return `${told}, exactly as promised.`;
  if (predicted === 0) return `${told}: the slope is zero here, but not all the way.`;
  const verdict = off < 0.05 * Math.abs(predicted) ? "close, for the step is small" : "the slope changes over so large a step";
  return `${told}: off by ${showExactly(off)}, ${verdict}.`;
}

/**
 * A difference of two numbers of which most digits cancelled: its dirt is taken off.
 * @param {number} actual
 * @param {number} predicted
 */
function tidy(actual, predicted) {
  return Math.abs(actual - predicted) <= 1e-9 * Math.max(Math.abs(predicted), 1) ? predicted : actual;
}

/** Enough decimals to see that what happens is not what is promised. @param {number} predicted @param {number} actual */
function digitsOf(predicted, actual) {
  return digitsApart(tidy(actual, predicted) - predicted, predicted, actual);
}
