// Fills the server's picture for one step. Only what changed since the last step is touched, so
// that a graph of thousands of gates steps smoothly.

import { elementsOf } from "./elements.js";
import { MARKS, above, below, ringHalf, wireClass } from "./figures.js";
import { BLANK } from "../trace/moment.js";

/** @typedef {import("../trace/moment.js").Label} Label */
/** @typedef {import("../trace/moment.js").Moment} Moment */
/** @typedef {import("./figures.js").Figure} Figure */
/** @typedef {{ text: SVGTextElement, ring: Element | null, room: number, sign: string, label: Label | null, middle: number }} Slot */
/** @typedef {{ path: SVGPathElement, label: Label | null }} Line */

/**
 * Prepare a picture to be painted again and again.
 * @param {Element} svg
 * @param {import("../trace/types.js").Trace} trace
 */
export function makePainter(svg, trace) {
  const forwardMode = trace.mode === "forward";
  const mark = MARKS[trace.mode];
  const drawn = elementsOf(svg);
  const edges = trace.edges.map((edge) => ({ source: edge.source, ...wire(drawn.edge(edge.id)) }));
  const ports = trace.outputs.map((id) => ({ id, ...wire(drawn.output(id)) }));
  const nodes = trace.nodes.map((node) => {
    const group = drawn.node(node.id);
    return { group, value: slot(group, "value"), total: slot(group, "total"), mark: slot(group, "mark"), waiting: /** @type {boolean | null} */ (null) };
  });
  const name = trace.output ?? "the program";
  const title = svg.querySelector(":scope > title");
  /** @type {Element[]} */
  let lit = [];

  return {
    /**
     * @param {Moment} moment
     * @param {number | null} [pointedAt] an edge that something on the page points at
     */
    paint(moment, pointedAt = null) {
      for (const [id, edge] of edges.entries()) {
        const back = moment.back(id);
        write(edge.value, moment.value(edge.source), "");
        write(edge.back, back, mark);
        if (!forwardMode) colour(edge.line, back);
      }
      for (const port of ports) {
        const total = moment.total(port.id);
        write(port.value, moment.value(port.id), "");
        write(port.total, total, mark);
        if (!forwardMode) colour(port.line, total);
      }
      for (const [id, node] of nodes.entries()) {
        const value = moment.value(id);
        write(node.value, value, "");
        write(node.total, moment.total(id), mark);
        write(node.mark, moment.mark(id), "");
        const waiting = value === BLANK;
        if (node.waiting !== waiting) node.group?.classList.toggle("cr-waiting", waiting);
        node.waiting = waiting;
      }
      entitle(moment.value(trace.outputs[0] ?? -1).text);
      for (const element of lit) element.classList.remove("cr-now");
      lit = current(moment);
      const pointed = pointedAt === null ? null : edges[pointedAt]?.line?.path;
      if (pointed) lit.push(pointed);
      for (const element of lit) element.classList.add("cr-now");
    },
  };

  /** What the picture is called, with the value of its output once that is there. @param {string} value */
  function entitle(value) {
    const called = `Computation graph of ${name}${value === "" ? "" : ` = ${value}`}`;
    if (svg.getAttribute("aria-label") === called) return;
    svg.setAttribute("aria-label", called);
    if (title) title.textContent = called;
  }

  /** @param {Moment} moment */
  function current(moment) {
    const step = moment.current;
    if (!step) return [];
    const path = step.edge === null ? null : edges[step.edge]?.line?.path;
    return [nodes[step.node]?.group, path].filter((found) => found instanceof Element);
  }
}

/** @param {Element | null} group */
function wire(group) {
  const path = group?.querySelector("path") ?? null;
  return {
    line: path && /** @type {Line} */ ({ path, label: null }),
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
    text,
    ring: place.querySelector("rect"),
    room: Number(place.getAttribute("data-room")),
    sign: text.classList.contains("cr-sum") ? "Σ" : "",
    label: null,
    middle: Number(text.getAttribute("x")),
  };
}

/**
 * Write a number, if it is another than before.
 * @param {Slot | null} slot @param {Label} label @param {string} mark none above a wire
 * @returns {void}
 */
function write(slot, label, mark) {
  if (!slot || slot.label === label) return;
  slot.label = label;
  const figure = mark === "" ? above(label, slot.room) : below(label, slot.room, mark, slot.sign);
  if (slot.text.textContent !== figure.text) slot.text.textContent = figure.text;
  slot.text.style.fontSize = figure.size === null ? "" : `${figure.size}px`;
  slot.text.classList.toggle("cr-none", figure.ringed);
  if (slot.ring) encircle(slot.ring, figure, slot.middle);
}

/** @param {Element} ring @param {Figure} figure @param {number} middle @returns {void} */
function encircle(ring, { text, ringed, veiled }, middle) {
  ring.setAttribute("visibility", ringed || veiled ? "visible" : "hidden");
  ring.classList.toggle("cr-veil", veiled);
  if (!ringed && !veiled) return;
  const half = ringHalf(text);
  ring.setAttribute("x", (middle - half).toFixed(1));
  ring.setAttribute("width", (2 * half).toFixed(1));
}

/** Colour a wire by what came back through it. @param {Line | null} line @param {Label} label @returns {void} */
function colour(line, label) {
  if (!line || line.label === label) return;
  line.label = label;
  const found = wireClass(label);
  for (const name of ["back", "zero"]) line.path.classList.toggle(`cr-${name}`, name === found);
}
