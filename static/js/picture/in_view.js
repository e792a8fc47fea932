// Where what is spoken of stands in the drawing: the gate, the wire and the number that a step is
// about. Read from what the drawing says, as nothing can be measured of what is not rendered.

import { union } from "./boxes.js";
import { elementsOf } from "./elements.js";
import { SIGNED } from "./figures.js";
import { boxOfSlot } from "./slots.js";
import { wiresAt } from "../trace/wires.js";

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("../trace/types.js").Trace} Trace */

/** @typedef {import("../trace/timeline.js").Press} Press */

/** @typedef {{ box: Box, far: import("./far_end.js").End | null }} View what is shown, and the end of a wire that is not in it */

/**
 * The parts of the drawing that a press is about, by their keys: the gate, its wires and the nodes at their ends.
 * @param {Trace} trace @param {Press} press
 * @returns {string[]}
 */
export function partsOf(trace, press) {
  const wires = wiresAt(trace, press.node);
  const outputs = trace.outputs.includes(press.node) ? [`output:${press.node}`] : [];
  const ends = wires.filter(({ target }) => target === press.node).map(({ source }) => `node:${source}`);
  return [`node:${press.node}`, ...ends, ...wires.map(({ id }) => `edge:${id}`), ...outputs];
}

/**
 * What is to be seen at a press, from all that it is about to the least that must be in view: a wire
 * may be longer than any screen.
 * @param {Element} svg
 * @param {Trace} trace
 * @param {number} step
 * @param {Press | null} [press] that led to the step; without one it is the step alone
 * @returns {View[]}
 */
export function spokenOf(svg, trace, step, press = null) {
  const drawn = elementsOf(svg);
  /** @param {number | undefined} id */
  const node = (id) => boxesOfNode(drawn.node(id ?? -1));
  const now = trace.steps[step - 1];
  if (!now) { // the start: where the story begins
    const first = trace.nodes[trace.steps[0]?.node ?? trace.outputs[0] ?? -1];
    return views([node(first?.inputs[0] ?? first?.id)]);
  }
  const gate = node(now.node);
  const out = outOf(trace, drawn, now.node);
  const all = (press?.edges ?? []).flatMap((id) => [...boxesOfSlots(drawn.edge(id)), ...node(trace.edges[id]?.source)]);
  const edge = now.edge === null ? undefined : trace.edges[now.edge];
  if (edge) {
    const figures = boxesOfSlots(drawn.edge(edge.id));
    const receives = node(edge.source);
    const wide = views([[...gate, ...all, ...out], [...gate, ...all]]);
    const both = views([[...figures, ...gate, ...receives]]);
    const receiving = views([[...figures, ...receives]], endOf(drawn.node(edge.target), gate));
    const sending = views([[...figures, ...gate]], endOf(drawn.node(edge.source), receives));
    return [...wide, ...both, ...receiving, ...sending, ...views([figures])];
  }
  const wires = wiresAt(trace, now.node).filter(({ target }) => target === now.node);
  const operands = now.phase === "forward" ? wires.flatMap(({ id, source }) => [...boxesOfSlots(drawn.edge(id)), ...node(source)]) : [];
  const one = boxesOfSlots(drawn.output(now.node) ?? drawn.edge(wiresAt(trace, now.node).find(({ source }) => source === now.node)?.id ?? -1));
  return views([[...gate, ...out, ...operands], [...gate, ...one, ...operands], [...gate, ...one], gate]);
}

/** The figures on all wires that lead on from a gate. @param {Trace} trace @param {import("./elements.js").Elements} drawn @param {number} node */
function outOf(trace, drawn, node) {
  const wires = wiresAt(trace, node).filter(({ source }) => source === node).map(({ id }) => drawn.edge(id));
  return [...wires, trace.outputs.includes(node) ? drawn.output(node) : null].flatMap(boxesOfSlots);
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
