// The leaves of a trace whose numbers can be changed, and the values that change them.

import { at, isListed, withAt } from "./nested.js";

/** @typedef {import("./types.js").Trace} Trace */
/** @typedef {import("./types.js").GraphNode} GraphNode */
/** @typedef {import("./types.js").Given} Given */
/** @typedef {Readonly<Record<string, Given>>} Values */

/**
 * One number that can be changed: the entry at `index` of the input `name`.
 * @typedef {{ name: string, index: readonly number[] }} Target
 */

const ENTRY = /^(.*)\[(\d+(?:,\s*\d+)*)\]$/su;

/**
 * What a leaf holds: the whole of an input or, where arrays are opened into scalars, one entry.
 * Null for gates, for numbers without a name, and for those inside a function. A name that was bound
 * before is asked for as the picture has it, numbered: x⁽³⁾.
 * @param {GraphNode} node
 * @param {string} detail
 * @returns {Target | null}
 */
export function targetOf(node, detail) {
  if (node.kind === "gate" || node.name === null || node.group.length > 0) return null;
  const entry = detail === "scalars" ? ENTRY.exec(node.name) : null;
  const name = entry?.[1] ?? node.name;
  return { name, index: entry?.[2]?.split(",").map(Number) ?? [] };
}

/**
 * The whole value of an input as it stands: what replaces it, else what the trace holds. Null where
 * the trace has a summary only.
 * @param {Trace} trace
 * @param {Values} values
 * @param {string} name
 * @returns {Given | null}
 */
function wholeValue(trace, values, name) {
  const own = Object.hasOwn(values, name) ? values[name] : undefined;
  if (own !== undefined) return own;
  /** @type {any} */
  let whole = null;
  for (const { node, target } of leavesNamed(trace).get(name) ?? []) {
    // Nothing within an array is a summary: only whole ones are summed up. A shape has nothing to be put together of.
    if (node.value === null) return null;
    if (target.index.length === 0) return isListed(node.value) ? /** @type {Given} */ (node.value) : null;
    // An array opened into scalars: put it together again, entry by entry.
    whole ??= [];
    let row = whole;
    for (const k of target.index.slice(0, -1)) row = row[k] ??= [];
    row[target.index.at(-1) ?? 0] = node.value;
  }
  return whole;
}

/** @type {WeakMap<Trace, Map<string, { node: GraphNode, target: Target }[]>>} */
const named = new WeakMap();

/** The leaves of a trace by the names of their inputs. @param {Trace} trace */
function leavesNamed(trace) {
  let leaves = named.get(trace);
  if (leaves) return leaves;
  named.set(trace, (leaves = new Map()));
  for (const node of trace.nodes) {
    const target = targetOf(node, trace.detail);
    if (!target) continue;
    const found = leaves.get(target.name);
    if (found) found.push({ node, target });
    else leaves.set(target.name, [{ node, target }]);
  }
  return leaves;
}

/**
 * The names of a trace's inputs, in its order; an array that is opened into scalars is one of them.
 * @param {Trace} trace
 */
export function inputsOf(trace) {
  return [...leavesNamed(trace)].flatMap(([name, [leaf]]) => (leaf?.node.kind === "input" ? [name] : []));
}

/**
 * The number at a target as it stands; NaN where it is not known.
 * @param {Trace} trace
 * @param {Values} values
 * @param {Target} target
 */
export function numberAt(trace, values, target) {
  const whole = wholeValue(trace, values, target.name);
  return whole === null ? NaN : at(whole, target.index);
}

/**
 * The values with one number changed.
 * @param {Trace} trace
 * @param {Values} values
 * @param {Target} target
 * @param {number} number
 * @returns {Record<string, Given>}
 */
export function withNumber(trace, values, target, number) {
  const whole = wholeValue(trace, values, target.name);
  if (whole === null) return { ...values };
  return { ...values, [target.name]: withAt(whole, target.index, number) };
}

/**
 * What a target is called: `x`, `W[0, 1]`.
 * @param {Target} target
 */
export function targetName({ name, index }) {
  return index.length ? `${name}[${index.join(", ")}]` : name;
}
