// What of a program is folded into one node or opened, and what of the picture stays itself when
// that changes. Pure.

import { flat, isSummary } from "./nested.js";
import { showExactly, toNumber } from "./numbers.js";

/** @typedef {import("./types.js").Trace} Trace */
/** @typedef {import("./types.js").Part} Part */
/** @typedef {import("./types.js").Nested} Nested */
/** @typedef {Pick<import("./types.js").State, "detail" | "closed" | "opened">} Folding */

const SAME = 1e-9; // relative

/**
 * Nothing is folded because the program has lost what was: nobody chose it, so it is no entry to
 * undo.
 * @type {readonly string[]}
 */
export const LOST = Object.freeze([]);

/** What a part is called among all of its picture. @param {Part} part */
export const keyOf = ({ kind, key }) => `${kind} ${key}`;

/**
 * The state with one part opened, or closed, in place. At another level than gates this is level
 * gates with everything else as that level has it; from blocks, calls inside calls stay closed.
 * @param {Readonly<Folding>} state
 * @param {Trace} trace
 * @param {Part} part
 * @returns {Folding}
 */
export function toggled(state, trace, part) {
  const single = trace.detail === "gates";
  /** @param {"call" | "gate"} kind @param {boolean} open */
  const keys = (kind, open) =>
    trace.parts.filter((one) => one.kind === kind && one.open === open).map(({ key }) => key);
  const inside = trace.detail === "blocks" ? trace.parts.flatMap((one) => one.inside) : [];
  const closed = single ? state.closed : [...keys("call", false), ...inside];
  const opened = single ? state.opened : keys("gate", true);
  /** @param {readonly string[]} list */
  const turned = (list) =>
    list.includes(part.key) ? list.filter((key) => key !== part.key) : [...list, part.key];
  return {
    detail: "gates",
    closed: part.kind === "call" ? turned(closed) : closed,
    opened: part.kind === "gate" ? turned(opened) : opened,
  };
}

/** How a part is called in a list. @param {Part} part */
export function titleOf({ kind, key, label }) {
  const own = key.slice(key.lastIndexOf("/") + 1);
  return kind === "call" || own.startsWith(`${label}#`) ? key : `${label} → ${key}`;
}

/** Whether a node is, or belongs to, a part. @param {Part} part @param {Trace["nodes"][number]} node */
export function belongs(part, node) {
  if (part.node !== null) return part.node === node.id;
  return part.group.every((name, depth) => node.group[depth] === name);
}

/**
 * Whether the numbers outside, the output and every gradient, are the same in two traces of one
 * program.
 * @param {Trace} before
 * @param {Trace} after
 */
export function outsideUnchanged(before, after) {
  if (before.mode !== after.mode || before.output !== after.output) return false;
  /** @param {"value" | "tangent"} what @param {Trace} trace */
  const ends = (what, trace) => trace.outputs.flatMap((id) => numbers(trace.nodes[id]?.[what]));
  if (!same(ends("value", before), ends("value", after))) return false;
  if (before.mode === "forward") return same(ends("tangent", before), ends("tangent", after));
  const names = new Set([...Object.keys(before.gradients ?? {}), ...Object.keys(after.gradients ?? {})]);
  return [...names].every((name) =>
    same(numbers(before.gradients?.[name]), numbers(after.gradients?.[name])),
  );
}

/** @param {Nested | null | undefined} value @returns {number[]} */
function numbers(value) {
  if (!isSummary(value)) return flat(value);
  return [value.min, value.max, value.mean, value.norm, ...value.preview].map(toNumber);
}

/**
 * What nothing flows to has no gradient in one picture and zeros in another: that is the same.
 * @param {number[]} left @param {number[]} right
 */
function same(left, right) {
  const largest = Math.max(0, ...[...left, ...right].filter(Number.isFinite).map(Math.abs));
  const length = Math.max(left.length, right.length);
  if (left.length !== right.length && left.length && right.length) return false;
  for (let k = 0; k < length; k += 1) {
    const [a, b] = [left[k] ?? 0, right[k] ?? 0];
    if (!Object.is(a, b) && !(Math.abs(a - b) <= SAME * largest)) return false;
  }
  return true;
}

/** What is said when nothing outside has changed. @param {Trace} trace */
export function unchangedSentence({ output, outputs, nodes }) {
  const value = outputs.length === 1 ? nodes[outputs[0] ?? -1]?.value : undefined;
  const scalar = typeof value === "number" || typeof value === "string";
  return `outside numbers unchanged${scalar ? `: ${output ?? "output"} = ${showExactly(value)}` : ""}`;
}

/**
 * A key for every node and every wire, the same in all pictures of one program that show it; ids
 * are not.
 * @param {Trace} trace
 */
export function identities({ nodes, edges }) {
  /** @type {Map<string, number>} */
  const times = new Map();
  /** @param {string} key */
  const numbered = (key) => {
    const count = (times.get(key) ?? 0) + 1;
    times.set(key, count);
    return `${key} ${count}`;
  };
  const ofNodes = nodes.map(({ op, name, group, source }) => {
    const place = source ? [source.line, source.column, source.end_line, source.end_column] : [];
    return numbered(`${op ?? `leaf ${name}`} ${place.join(":")} ${group.join("/")}`);
  });
  const ofEdges = edges.map(
    ({ source, target, slot }) => `${ofNodes[source]} → ${ofNodes[target]} ${slot}`,
  );
  return { nodes: ofNodes, edges: ofEdges };
}

/** The middle of some numbers by size; 0 of none. @param {number[]} numbers */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
