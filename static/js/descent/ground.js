// The numbers of a program and two axes over them: from places on the axes to the program's numbers and back.

import { direction } from "./directions.js";

/** @typedef {import("./types.js").Axis} Axis */
/** @typedef {import("./types.js").AxisChoice} AxisChoice */
/** @typedef {import("./types.js").Ground} Ground */
/** @typedef {import("./types.js").Leaf} Leaf */
/** @typedef {import("./types.js").Place} Place */
/** @typedef {import("../trace/types.js").Given} Given */

/** What cannot be drawn, and what to try. */
export class GroundError extends Error {
  /** @param {string} message @param {string} hint */
  constructor(message, hint) {
    super(message);
    this.hint = hint;
  }
}

/** The numbers of a nested list, one after the other. @param {unknown} value @returns {number[]} */
export function flat(value) {
  return Array.isArray(value) ? value.flatMap(flat) : [Number(value)];
}

/** @param {unknown} value @returns {number[]} */
export function shapeOf(value) {
  return Array.isArray(value) ? [value.length, ...shapeOf(value[0])] : [];
}

/** A nested list of a shape. @param {readonly number[]} values @param {readonly number[]} shape @returns {Given} */
function nested(values, shape) {
  const [length, ...rest] = shape;
  if (length === undefined) return values[0] ?? NaN;
  const each = values.length / Math.max(length, 1);
  return Array.from({ length }, (_, k) => nested(values.slice(k * each, (k + 1) * each), rest));
}

/**
 * The inputs that the server listed; of arrays that are too long for a list nothing can be drawn.
 * @param {Readonly<Record<string, unknown>>} values @param {Readonly<Record<string, unknown>>} gradients
 * @returns {Leaf[]}
 */
export function leavesOf(values, gradients) {
  const listed = Object.entries(values).filter(([, value]) => typeof value !== "object" || Array.isArray(value));
  return listed.map(([name, value]) => ({ name, shape: shapeOf(value), values: flat(value), gradient: flat(gradients[name]) }));
}

/** All elements, as axes can be chosen, up to so many. @param {readonly Leaf[]} leaves @param {number} most */
export function elements(leaves, most) {
  /** @type {import("./types.js").ElementChoice[]} */
  const found = [];
  for (const { name, shape, values } of leaves) {
    for (let k = 0; k < values.length && found.length < most; k++) found.push({ name, index: indexOf(k, shape) });
  }
  return found;
}

/** The index of the k-th element. @param {number} k @param {readonly number[]} shape @returns {number[]} */
function indexOf(k, shape) {
  return shape.map((size, axis) => {
    const below = shape.slice(axis + 1).reduce((product, one) => product * one, 1);
    return Math.floor(k / below) % size;
  });
}

/** `w[0,2]`, or what the direction is. @param {AxisChoice} choice */
export function labelOf(choice) {
  if ("name" in choice) return choice.index.length ? `${choice.name}[${choice.index.join(",")}]` : choice.name;
  return choice.direction === "principal" ? `PC ${choice.seed}` : choice.direction;
}

/** Whether an axis needs a run before it is known. @param {readonly [AxisChoice, AxisChoice] | null} axes */
export const needsRun = (axes) => axes?.some((axis) => "direction" in axis && axis.direction === "principal") ?? false;

/** Whether two choices are the same axis. @param {AxisChoice} one @param {AxisChoice} other */
export const isSameAxis = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/**
 * The two axes over a program; throws a GroundError where there are none.
 * @param {readonly Leaf[]} leaves @param {string} output
 * @param {readonly [AxisChoice, AxisChoice] | null} chosen what the program has not is left for its first elements
 * @param {boolean} whole
 * @param {import("./types.js").Principal | null} [principal] of the run that principal axes are of
 * @returns {Ground}
 */
export function groundOf(leaves, output, chosen, whole, principal = null) {
  const known = elements(leaves, Infinity);
  if (known.length < 2) throw new GroundError("A landscape needs two numbers that learn.", "bind two names to numbers, as in w = 1; b = 0");
  const isThere = (/** @type {AxisChoice} */ axis) => "direction" in axis || known.some((one) => isSameAxis(one, axis));
  const [first, second] = chosen ?? [];
  const x = first && isThere(first) ? first : /** @type {AxisChoice} */ (known.find((one) => !second || !isSameAxis(one, second)));
  const y = second && isThere(second) && !isSameAxis(second, x) ? second : /** @type {AxisChoice} */ (known.find((one) => !isSameAxis(one, x)));
  const anchor = principal?.end ?? leaves.flatMap(({ values }) => values);
  const one = axisOf(leaves, x, { anchor, principal, before: [] });
  const axes = /** @type {const} */ ([one, axisOf(leaves, y, { anchor, principal, before: [one] })]);
  const isWhole = whole || "direction" in x || "direction" in y;
  const learns = leaves.filter(({ name }) => isWhole || [x, y].some((axis) => "name" in axis && axis.name === name)).map(({ name }) => name);
  const moving = leaves.filter(({ name }) => learns.includes(name)).reduce((sum, { values }) => sum + values.length, 0);
  return { leaves, anchor, output, axes, learns, isShadow: moving > 2, reach: reachOf(axes, principal) };
}

/** What a run takes of both axes, where they are its own. @param {readonly [Axis, Axis]} axes @param {import("./types.js").Principal | null} principal @returns {import("./types.js").Ranges | null} */
function reachOf(axes, principal) {
  const [x, y] = axes.map(({ choice }) => ("direction" in choice && choice.direction === "principal" ? principal?.ranges[choice.seed - 1] : undefined));
  return x && y ? [x, y] : null;
}

/**
 * @param {readonly Leaf[]} leaves @param {AxisChoice} choice
 * @param {{ anchor: readonly number[], principal: import("./types.js").Principal | null, before: readonly Axis[] }} among
 * @returns {Axis}
 */
function axisOf(leaves, choice, { anchor, principal, before }) {
  const label = labelOf(choice);
  if ("direction" in choice && choice.direction === "principal") {
    const [vector, share] = [principal?.vectors[choice.seed - 1], principal?.shares[choice.seed - 1] ?? 0];
    if (!vector) throw new GroundError(`The run has no ${choice.seed === 1 ? "principal direction" : "second principal direction: it is a straight line"}.`, "choose elements for axes, let all learn, or make more updates");
    return { label: `${label}, ${Number((100 * share).toPrecision(share > 0.1 ? 2 : 1))} %`, origin: 0, vector, choice };
  }
  if ("direction" in choice) {
    const vector = direction(choice, leaves.flatMap(({ gradient }) => gradient), before.map((axis) => axis.vector));
    if (!vector) throw new GroundError("The gradient is zero here, so it has no direction.", "choose elements for axes, or other numbers");
    return { label, origin: 0, vector, choice };
  }
  const place = elements(leaves, Infinity).findIndex((one) => isSameAxis(one, choice));
  return { label, origin: anchor[place] ?? 0, vector: anchor.map((_, k) => Number(k === place)), choice };
}

/** Where the program's own numbers are. @param {Ground} ground @returns {Place} */
export const originOf = (ground) => project(ground, Object.fromEntries(ground.leaves.map(({ name, values }) => [name, values])), true);

/** The numbers of the plane's anchor, as far as they are not the program's own. @param {Ground} ground */
export const anchorInputs = (ground) => inputsAt(ground, [ground.axes[0].origin, ground.axes[1].origin]);

/**
 * The inputs that differ from the program's own at a place.
 * @param {Ground} ground @param {Place} place
 * @returns {Record<string, Given>}
 */
export function inputsAt({ leaves, anchor, axes: [x, y] }, place) {
  const [across, up] = [place[0] - x.origin, place[1] - y.origin];
  /** @type {Record<string, Given>} */
  const inputs = {};
  let from = 0;
  for (const { name, shape, values } of leaves) {
    const begin = from;
    // an element that an axis is about is what the axis says, without a rounding on the way
    const moved = values.map((value, k) => elementAt(x, begin + k, place[0]) ?? elementAt(y, begin + k, place[1]) ?? (anchor[begin + k] ?? value) + across * (x.vector[begin + k] ?? 0) + up * (y.vector[begin + k] ?? 0));
    if (moved.some((value, k) => value !== values[k])) inputs[name] = nested(moved, shape);
    from += values.length;
  }
  return inputs;
}

/** @param {Axis} axis @param {number} k @param {number} t @returns {number | null} */
const elementAt = ({ choice, vector }, k, t) => ("name" in choice && vector[k] === 1 ? t : null);

/**
 * What some of the inputs are on the axes: their place, or the slope of a gradient.
 * @param {Ground} ground
 * @param {Readonly<Record<string, readonly number[]>>} flats by name; what is not there is where it was
 * @param {boolean} isPlace
 * @returns {Place}
 */
export function project({ leaves, anchor, axes }, flats, isPlace) {
  const sums = [0, 0];
  let from = 0;
  for (const { name, values } of leaves) {
    const now = flats[name];
    for (let k = 0; now && k < values.length; k++) {
      const change = (now[k] ?? 0) - (isPlace ? anchor[from + k] ?? 0 : 0);
      axes.forEach(({ vector }, axis) => {
        const share = vector[from + k] ?? 0;
        if (share) sums[axis] = (sums[axis] ?? 0) + share * change;
      });
    }
    from += values.length;
  }
  const [x, y] = axes;
  return isPlace ? [x.origin + (sums[0] ?? 0), y.origin + (sums[1] ?? 0)] : [sums[0] ?? 0, sums[1] ?? 0];
}

/**
 * An axis as the server is asked for it.
 * @param {Ground} ground @param {0 | 1} which @param {import("./types.js").Pair | null} range
 * @returns {import("../page/api.js").Body<"api/v1/surface">["axes"][number]}
 */
export function askedAxis({ leaves, axes }, which, range) {
  const { choice, vector } = axes[which];
  const [low, high] = range ?? [null, null];
  if ("name" in choice) return { name: choice.name, index: [...choice.index], low, high };
  return { direction: byName(leaves, vector), low, high };
}

/** A vector over all elements, by the names of the inputs. @param {readonly Leaf[]} leaves @param {readonly number[]} vector */
function byName(leaves, vector) {
  /** @type {Record<string, Given>} */
  const named = {};
  let from = 0;
  for (const { name, shape, values } of leaves) {
    named[name] = nested(vector.slice(from, from + values.length), shape);
    from += values.length;
  }
  return named;
}
