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

/** A picture that is prepared to be painted again and again. */
export class Painter {
  #svg;
  #title;
  #name;
  #output;
  #mark;
  /** Wires are coloured by what came back through them; forward nothing does. */
  #coloured;
  #edges;
  #ports;
  #nodes;
  /** What the step is about. @type {Element[]} */
  #lit = [];

  /** @param {Element} svg @param {import("../trace/types.js").Trace} trace */
  constructor(svg, trace) {
    this.#svg = svg;
    this.#title = svg.querySelector(":scope > title");
    this.#name = trace.output ?? "the program";
    this.#output = trace.outputs[0] ?? -1;
    this.#mark = MARKS[trace.mode];
    this.#coloured = trace.mode !== "forward";
    const drawn = elementsOf(svg);
    this.#edges = trace.edges.map(({ id, source }) => ({ source, ...wire(drawn.edge(id)) }));
    this.#ports = trace.outputs.map((id) => ({ id, ...wire(drawn.output(id)) }));
    this.#nodes = trace.nodes.map(({ id }) => gate(drawn.node(id)));
  }

  /**
   * @param {Moment} moment
   * @param {number | null} [pointedAt] an edge that something on the page points at
   * @param {readonly number[]} [told] all edges that the press is about
   */
  paint(moment, pointedAt = null, told = []) {
    this.#paintWires(moment);
    this.#paintPorts(moment);
    this.#paintNodes(moment);
    this.#entitle(moment.value(this.#output).text);
    this.#light(moment.current, pointedAt, told);
  }

  /** @param {Moment} moment */
  #paintWires(moment) {
    for (const [id, edge] of this.#edges.entries()) {
      const back = moment.back(id);
      write(edge.value, moment.value(edge.source), "");
      write(edge.back, back, this.#mark);
      if (this.#coloured) colour(edge.line, back);
    }
  }

  /** @param {Moment} moment */
  #paintPorts(moment) {
    for (const port of this.#ports) {
      const total = moment.total(port.id);
      write(port.value, moment.value(port.id), "");
      write(port.total, total, this.#mark);
      if (this.#coloured) colour(port.line, total);
    }
  }

  /** @param {Moment} moment */
  #paintNodes(moment) {
    for (const [id, node] of this.#nodes.entries()) {
      const value = moment.value(id);
      write(node.value, value, "");
      write(node.total, moment.total(id), this.#mark);
      write(node.mark, moment.mark(id), "");
      const waiting = value === BLANK;
      if (node.waiting !== waiting) node.group?.classList.toggle("cr-waiting", waiting);
      node.waiting = waiting;
    }
  }

  /** What the picture is called, with the value of its output once that is there. @param {string} value */
  #entitle(value) {
    const called = `Computation graph of ${this.#name}${value === "" ? "" : ` = ${value}`}`;
    if (this.#svg.getAttribute("aria-label") === called) return;
    this.#svg.setAttribute("aria-label", called);
    if (this.#title) this.#title.textContent = called;
  }

  /** @param {Moment["current"]} step @param {number | null} pointedAt @param {readonly number[]} told */
  #light(step, pointedAt, told) {
    for (const element of this.#lit) element.classList.remove("cr-now", "cr-with");
    /** @param {number | null | undefined} edge */
    const path = (edge) => this.#edges[edge ?? -1]?.line?.path;
    const group = step && this.#nodes[step.node]?.group;
    const now = [group, path(step?.edge), path(pointedAt)].filter((found) => found instanceof Element);
    const beside = told.map(path).filter((found) => found instanceof Element);
    this.#lit = [...now, ...beside];
    for (const element of now) element.classList.add("cr-now");
    for (const element of beside) element.classList.add("cr-with");
  }
}

/** @param {Element | null} group */
function gate(group) {
  return {
    group,
    value: slot(group, "value"),
    total: slot(group, "total"),
    mark: slot(group, "mark"),
    waiting: /** @type {boolean | null} */ (null),
  };
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
