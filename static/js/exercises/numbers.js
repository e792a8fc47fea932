// The student's own numbers on the wires: a moment of the picture in which what flows back is what was written. The
// engine's gradients are no part of it. Pure.

import { labelOf, momentOf, BLANK, schedule } from "../trace/moment.js";
import { isSummary } from "../trace/nested.js";
import { showShape } from "../trace/numbers.js";
import { toldAt } from "../trace/told.js";
import { isRight } from "./signs.js";
import { lastOf } from "./verdicts.js";

/** @typedef {import("./types.js").Checked} Checked */
/** @typedef {import("./types.js").Verdict} Verdict */
/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/moment.js").Label} Label */
/** @typedef {"right" | "wrong" | "part" | "missing"} Standing */

const UNKNOWN = Object.freeze({ text: "?", zero: false });

/**
 * What is written below the wires, and how each named value stands.
 * @param {Trace} trace @param {number} forward the step at which the forward pass is over @param {Checked | null} checked @param {number} digits
 */
export function writtenOn(trace, forward, checked, digits) {
  const base = momentOf(trace, schedule(trace), forward, digits);
  const last = checked ? lastOf(checked) : new Map();
  /** @type {Map<number, Verdict | null>} */
  const verdicts = new Map();
  for (const [name, id] of Object.entries(trace.names)) {
    if (typeof id !== "number" || trace.outputs.includes(id) || !trace.nodes[id] || trace.nodes[id].gradient === null) continue;
    verdicts.set(id, last.get(`d${name}`) ?? verdicts.get(id) ?? null);
  }
  /** @type {Map<number, Standing>} */
  const standings = new Map([...verdicts].map(([id, verdict]) => [id, standingOf(verdict)]));
  const uses = trace.nodes.map(({ id }) => trace.edges.filter((edge) => edge.source === id && edge.contribution !== null).length);
  /** @param {number} id @returns {Label} */
  const label = (id) => (verdicts.has(id) ? labelOfVerdict(verdicts.get(id) ?? null, trace.nodes[id]?.shape ?? [], digits) : BLANK);
  /** @type {import("../trace/moment.js").Moment} */
  const moment = {
    ...base,
    current: null,
    told: toldAt(trace, null),
    back(id) {
      const edge = trace.edges[id];
      return edge && edge.contribution !== null && uses[edge.source] === 1 ? label(edge.source) : BLANK;
    },
    total(id) {
      const node = trace.nodes[id];
      if (node && trace.outputs.includes(id) && node.gradient !== null) return labelOf(node.gradient, node.shape, digits); // it is given
      return label(id);
    },
  };
  return { moment, standings, uses };
}

/** @param {Verdict | null} verdict @returns {Standing} */
function standingOf(verdict) {
  if (!verdict || verdict.value === null) return verdict ? "wrong" : "missing";
  if (isRight(verdict)) return "right";
  return verdict.status === "part" ? "part" : "wrong";
}

/** @param {Verdict | null} verdict @param {readonly number[]} shape @param {number} digits @returns {Label} */
function labelOfVerdict(verdict, shape, digits) {
  if (!verdict || verdict.value === null) return UNKNOWN;
  const found = shapeOf(verdict.value);
  if (String(found) !== String(shape)) return { text: showShape(found) || "a number", zero: false };
  return labelOf(verdict.value, shape, digits);
}

/** @param {import("../trace/types.js").Nested} value @returns {number[]} */
function shapeOf(value) {
  if (isSummary(value)) return [...value.shape];
  return Array.isArray(value) ? [value.length, ...shapeOf(/** @type {any} */ (value)[0] ?? 0)] : [];
}
