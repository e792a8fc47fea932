// Fills the server's picture for one step. Only what changed since the last step is touched, so
// that a graph of thousands of gates steps smoothly.

import { elementsOf } from "./elements.js";
import { BLANK } from "./moment.js";
import { VEIL } from "./predict.js";

const CHARACTER = 9.4; // px that a character is given, as app/drawing/place.py has it
const MARKS = { reverse: "◂", forward: "▸" };

/** @typedef {import("./moment.js").Label} Label */
/** @typedef {import("./moment.js").Moment} Moment */
/** @typedef {{ place: Element, text: SVGTextElement, ring: Element | null, room: number, sum: boolean, shown: string, label: Label | null, middle: number }} Slot */

/**
 * Prepare a picture to be painted again and again.
 * @param {Element} svg
 * @param {import("./types.js").Trace} trace
 */
export function makePainter(svg, trace) {
  const forwardMode = trace.mode === "forward";
  const drawn = elementsOf(svg);
  const edges = trace.edges.map((edge) => ({ source: edge.source, ...wire(drawn.edge(edge.id)) }));
  const ports = trace.outputs.map((id) => ({ id, ...wire(drawn.output(id)) }));
  const nodes = trace.nodes.map((node) => {
    const group = drawn.node(node.id);
    return { group, value: slot(group, "value"), total: slot(group, "total"), waiting: /** @type {boolean | null} */ (null) };
  });
  /** @type {Element[]} */
  let lit = [];
  let fresh = true; // nothing has been painted by this painter

  return {
    /**
     * @param {Moment} moment
     * @param {number | null} [pointedAt] an edge that something on the page points at
     */
    paint(moment, pointedAt = null) {
      for (const [id, edge] of edges.entries()) {
        const back = moment.back(id);
        write(edge.value, moment.value(edge.source), "");
        const changed = write(edge.back, back, MARKS[trace.mode]) || !edge.back;
        if (!forwardMode && (changed || fresh)) colour(edge.path, back);
      }
      for (const port of ports) {
        const total = moment.total(port.id);
        write(port.value, moment.value(port.id), "");
        const changed = write(port.total, total, MARKS[trace.mode]) || !port.total;
        if (!forwardMode && (changed || fresh)) colour(port.path, total);
      }
      for (const [id, node] of nodes.entries()) {
        const value = moment.value(id);
        write(node.value, value, "");
        write(node.total, moment.total(id), MARKS[trace.mode]);
        const waiting = value === BLANK;
        if (node.waiting !== waiting) node.group?.classList.toggle("cr-waiting", waiting);
        node.waiting = waiting;
      }
      fresh = false;
      for (const element of lit) element.classList.remove("cr-now");
      lit = current(moment);
      const pointed = pointedAt === null ? null : edges[pointedAt]?.path;
      if (pointed) lit.push(pointed);
      for (const element of lit) element.classList.add("cr-now");
    },
  };

  /** @param {Moment} moment */
  function current(moment) {
    const step = moment.current;
    if (!step) return [];
    const path = step.edge === null ? null : edges[step.edge]?.path;
    return [nodes[step.node]?.group, path].filter((found) => found instanceof Element);
  }
}

/** @param {Element | null} group */
function wire(group) {
  return {
    path: group?.querySelector("path") ?? null,
    value: slot(group, "value"),
    back: slot(group, "back"),
    total: slot(group, "total"),
  };
}

/** @param {Element | null} group @param {string} name @returns {Slot | null} */
function slot(group, name) {
  const place = group?.querySelector(`[data-slot="${name}"]`);
  const text = place?.querySelector("text");
  if (!place || !text) return null;
  return {
    place,
    text,
    ring: place.querySelector("rect"),
    room: Number(place.getAttribute("data-room")),
    sum: text.classList.contains("cr-sum"),
    shown: text.textContent ?? "",
    label: null,
    middle: Number(text.getAttribute("x")),
  };
}

/**
 * Write a label, if it is another; returns whether it is.
 * @param {Slot | null} slot @param {Label} label @param {string} mark
 */
function write(slot, label, mark) {
  if (!slot || slot.label === label) return false;
  slot.label = label;
  const ringed = label.zero && mark !== "";
  const sign = slot.sum && mark === MARKS.reverse ? " Σ" : "";
  const text = label.text && mark && !ringed ? `${mark}${sign} ${label.text}` : label.text;
  if (text === slot.shown) return true;
  slot.shown = text;
  slot.text.textContent = text;
  slot.text.classList.toggle("cr-none", ringed);
  const wanted = text.length * CHARACTER;
  const small = wanted > slot.room + 1;
  slot.text.style.fontSize = small ? `${Math.max((16 * slot.room) / wanted, 7).toFixed(1)}px` : "";
  if (!slot.ring) return true;
  const veiled = label.text === VEIL;
  slot.ring.setAttribute("visibility", ringed || veiled ? "visible" : "hidden");
  slot.ring.classList.toggle("cr-veil", veiled);
  if (!ringed && !veiled) return;
  const half = 9.5 + (CHARACTER * (text.length - 1)) / 2;
  slot.ring.setAttribute("x", String(slot.middle - half));
  slot.ring.setAttribute("width", String(2 * half));
  return true;
}

/** @param {Element | null} path @param {Label} label */
function colour(path, label) {
  if (!path) return;
  path.classList.toggle("cr-back", label.text !== "" && label.text !== VEIL && !label.zero);
  path.classList.toggle("cr-zero", label.zero);
}
