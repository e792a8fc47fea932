// The picture beside a sheet: what may be seen of it, what was answered rightly, and where the question is. Pure.

import { BLANK, momentOf, schedule } from "../trace/moment.js";
import { toldAt } from "../trace/told.js";
import { hidesValues } from "./kinds.js";
import { marksByKey } from "./sheet.js";
import { isRight } from "./signs.js";

/** @typedef {import("../trace/types.js").Trace} Trace */

/**
 * @param {Trace} trace @param {number} forward the step at which the forward pass is over
 * @param {Pick<import("./types.js").State, "kind" | "sheet" | "marks" | "at">} state @param {number} digits
 * @returns {import("../trace/moment.js").Moment}
 */
export function sheetOn(trace, forward, { kind, sheet, marks, at }, digits) {
  const isHiding = hidesValues(kind);
  const base = momentOf(trace, schedule(trace), isHiding ? 0 : forward, digits);
  const end = momentOf(trace, schedule(trace), trace.steps.length, digits);
  const found = marksByKey(marks);
  /** Nodes whose value, and whose gradient, was answered. */
  const [values, gradients] = [new Set(), new Set()];
  for (const { key, node } of (isHiding && sheet?.questions) || []) {
    const name = node === null ? undefined : trace.nodes[node]?.name;
    if (!name || !isRight(found.get(key))) continue;
    if (key === name) values.add(node);
    if (key === `d${name}`) gradients.add(node);
  }
  const question = sheet?.questions.find(({ key }) => key === at);
  const uses = trace.nodes.map(({ id }) => trace.edges.filter((edge) => edge.source === id && edge.contribution !== null).length);
  return {
    ...base,
    current: question && question.node !== null ? { phase: "forward", node: question.node, edge: question.edge, sentence: "" } : null,
    told: toldAt(trace, null),
    value: (id) => (values.has(id) ? end.value(id) : kind === "shapes" ? BLANK : base.value(id)),
    mark: (id) => (isHiding ? BLANK : base.mark(id)),
    back(id) {
      const edge = trace.edges[id];
      return edge && uses[edge.source] === 1 && gradients.has(edge.source) ? end.back(id) : BLANK;
    },
    total: (id) => (gradients.has(id) || trace.outputs.includes(id) ? end.total(id) : BLANK),
  };
}
