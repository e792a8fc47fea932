// Which arrays stand where in a picture, and how each of their cells is called. What belongs to the page
// is only read.

import { elementsOf } from "./elements.js";
import { anchorOf, formOf } from "./forms.js";
import { boxOfSlot } from "./slots.js";
import { nameOf } from "../trace/graph.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("./cells.js").Holder} Holder */
/** @typedef {import("./boxes.js").Box} Box */
/**
 * A place of an array, or of a number, with all that stands there.
 * @typedef {import("./places.js").Place & { slot: Element, box: Box, holders: readonly Holder[], shape: readonly number[] }} Held
 */

/** Places stay where they are, whatever numbers come to them. @type {WeakMap<readonly Element[], Held[]>} */
const known = new WeakMap();

/** What stands where in a picture. @param {SVGSVGElement} svg @param {Trace} trace @returns {readonly Held[]} */
export function heldIn(svg, trace) {
  const groups = elementsOf(svg).all; // others, where other parts of a large picture are drawn
  const found = known.get(groups) ?? findHeld(svg, trace);
  known.set(groups, found);
  return found;
}

/** @param {SVGSVGElement} svg @param {Trace} trace @returns {Held[]} */
function findHeld(svg, trace) {
  const drawn = elementsOf(svg);
  const uses = trace.nodes.map(() => 0);
  for (const { source } of trace.edges) uses[source] = (uses[source] ?? 0) + 1;
  for (const output of trace.outputs) uses[output] = (uses[output] ?? 0) + 1;
  const { shown } = drawn;
  const edges = shown ? shown.edges.flatMap((id) => trace.edges[id] ?? []) : trace.edges;
  const [outputs, nodes] = [shown?.outputs ?? trace.outputs, shown?.nodes ?? trace.nodes.map(({ id }) => id)];
  /** @param {Element | null} group @param {string} name @param {number} node @param {...Holder} holders */
  const held = (group, name, node, ...holders) => heldAt(group?.querySelector(`[data-slot="${name}"]`), trace.nodes[node]?.shape ?? [], holders);
  return [
    ...edges.flatMap(({ id, source }) => {
      const whole = uses[source] === 1 ? [/** @type {Holder} */ ({ what: "total", id: source })] : [];
      const group = drawn.edge(id);
      return [...held(group, "value", source, { what: "value", id: source }), ...held(group, "back", source, { what: "back", id }, ...whole)];
    }),
    ...[...outputs.map((id) => ({ id, group: drawn.output(id) })), ...nodes.map((id) => ({ id, group: drawn.node(id) }))]
      .flatMap(({ id, group }) => [...held(group, "value", id, { what: "value", id }), ...held(group, "total", id, { what: "total", id })]),
  ];
}

/** @param {Element | null | undefined} slot @param {readonly number[]} shape @param {readonly Holder[]} holders @returns {Held[]} */
function heldAt(slot, shape, holders) {
  const box = slot ? boxOfSlot(slot) : null;
  if (!slot || !box) return [];
  const form = formOf(slot);
  if (form) return [{ slot, box, holders, shape, form, anchor: anchorOf(slot) }];
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const anchor = { x: (box.left + box.right) / 2, y: box.bottom, under: false };
  return [{ slot, box, holders, shape, anchor, form: { kind: "grid", rows: 1, columns: 1, width, height } }];
}

/** Whether cells or a number are shown there: not while it is blank, and not while it is to be guessed. @param {Held} held */
export function isShown({ slot, form }) {
  const isNumber = !slot.hasAttribute("data-form");
  if (isNumber) return (slot.querySelector("text")?.textContent ?? "") !== "" && form.rows === 1;
  return slot.querySelector('[class^="cr-border-"]') !== null;
}

/**
 * What a cell is called, `Y[1, 2]`, counting from 0 as programs do.
 * @param {Trace} trace @param {Holder} holder @param {readonly number[]} shape @param {number} cell
 */
export function cellName(trace, { what, id }, shape, cell) {
  return arrayName(trace, { what, id }) + indexText(shape, cell);
}

/** What an array is called. @param {Trace} trace @param {Holder} holder */
export function arrayName(trace, { what, id }) {
  const edge = what === "back" ? trace.edges[id] : undefined;
  return edge ? edge.left.text : `${what === "total" ? "d" : ""}${nameOf(trace, id)}`;
}

/** Which element it is, `[1, 2]`; nothing of a number. @param {readonly number[]} shape @param {number} cell */
export function indexText(shape, cell) {
  const index = [];
  let rest = cell;
  for (const size of [...shape].reverse()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index.length > 0 ? `[${index.join(", ")}]` : "";
}
