// Where what is spoken of stands in the drawing: the gate, the wire and the number that a step is
// about. Read from what the drawing says, as nothing can be measured of what is not rendered.

import { union } from "./boxes.js";
import { elementsOf } from "./elements.js";
import { SIGNED } from "./figures.js";
import { boxOfSlot } from "./slots.js";

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("../trace/types.js").Trace} Trace */

/** @typedef {{ box: Box, far: import("./far_end.js").End | null }} View what is shown, and the end of a wire that is not in it */

/**
 * What is to be seen at a step, from all that it is about to the least that must be in view: a wire
 * may be longer than any screen.
 * @param {Element} svg
 * @param {Trace} trace
 * @param {number} step
 * @returns {View[]}
 */
export function spokenOf(svg, trace, step) {
  const drawn = elementsOf(svg);
  /** @param {number | undefined} id */
  const node = (id) => boxesOfNode(drawn.node(id ?? -1));
  const now = trace.steps[step - 1];
  if (!now) { // the start: where the story begins
    const first = trace.nodes[trace.steps[0]?.node ?? trace.outputs[0] ?? -1];
    return views([node(first?.inputs[0] ?? first?.id)]);
  }
  const edge = now.edge === null ? undefined : trace.edges[now.edge];
  if (edge) {
    const figures = boxesOfSlots(drawn.edge(edge.id));
    const [sends, receives] = [node(edge.target), node(edge.source)];
    const both = views([[...figures, ...sends, ...receives]]);
    const receiving = views([[...figures, ...receives]], endOf(drawn.node(edge.target), sends));
    const sending = views([[...figures, ...sends]], endOf(drawn.node(edge.source), receives));
    return [...both, ...receiving, ...sending, ...views([figures])];
  }
  const gate = node(now.node);
  const use = trace.edges.find(({ source }) => source === now.node);
  const out = trace.outputs.includes(now.node) ? drawn.output(now.node) : drawn.edge(use?.id ?? -1);
  const operands = trace.nodes[now.node]?.inputs.flatMap(node) ?? [];
  const figures = boxesOfSlots(out);
  const forth = now.phase === "forward" ? operands : [];
  return views([[...gate, ...figures, ...forth], [...gate, ...figures], gate]);
}

/** A view of each group of boxes. @param {Box[][]} groups @param {View["far"]} [far] @returns {View[]} */
function views(groups, far = null) {
  return groups.filter((boxes) => boxes.length > 0).map((boxes) => ({ box: union(boxes), far }));
}

/** @param {Element | null} group @param {Box[]} boxes @returns {View["far"]} */
function endOf(group, boxes) {
  return group && boxes.length > 0 ? { group, box: union(boxes) } : null;
}

/** @param {Element | null} group @returns {Box[]} */
function boxesOfNode(group) {
  if (!group) return [];
  const body = group.querySelector(".cr-body");
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(body?.getAttribute(name)));
  const own = body
    ? [{ left: x ?? 0, top: y ?? 0, right: (x ?? 0) + (width ?? 0), bottom: (y ?? 0) + (height ?? 0) }]
    : [];
  const names = [...group.querySelectorAll(".cr-name, .cr-leaf")].map((text) => boxOfText(text, 12 * (text.textContent ?? "").length));
  return [...own, ...names, ...boxesOfSlots(group)];
}

/** @param {Element | null} group @returns {Box[]} */
function boxesOfSlots(group) {
  const slots = [...(group?.querySelectorAll("[data-slot]") ?? [])];
  return slots.map((slot) => boxOfSlot(slot, SIGNED / 2)).filter((box) => box !== null);
}

/** @param {Element} text about its middle @param {number} width @returns {Box} */
function boxOfText(text, width) {
  const [x, y] = [Number(text.getAttribute("x")), Number(text.getAttribute("y"))];
  return { left: x - width / 2, top: y - 18, right: x + width / 2, bottom: y + 7 };
}
