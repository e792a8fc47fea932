// Fills the server's picture for one step. Only what changed since the last step is touched, so
// that a graph of thousands of gates steps smoothly.

import { elementsOf } from "./elements.js";
import { backCaption, copiesBeside, copiesOn, sumBeside, totalCaption, valueCaption } from "./captions.js";
import { MARKS, wireClass } from "./figures.js";
import { fill, slotOf } from "./slots.js";
import { makeSvg } from "../page/build.js";
import { batchOf } from "../trace/batch.js";
import { BLANK } from "../trace/moment.js";

/** @typedef {import("../trace/moment.js").Label} Label */
/** @typedef {import("../trace/moment.js").Moment} Moment */
/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {{ path: SVGPathElement, label: Label | null }} Line */

/** What a picture says once it shows a moment. */
export const PAINTED = "painted";

/** A picture that is prepared to be painted again and again. */
export class Painter {
  #svg;
  #title;
  #name;
  #output;
  /** Wires are coloured by what came back through them; forward nothing does. */
  isColoured;
  #trace;
  #drawn;
  /** Whether its parts are still to say what they are. */
  #isSketch;
  #dressed;
  /** By their numbers: those that have been painted. @type {Edge[]} */
  #edges = [];
  /** @type {Port[]} */
  #ports = [];
  /** @type {Node[]} */
  #nodes = [];
  /** All that may be painted; of a picture that is drawn in parts those that are there count. */
  #all;
  /** What the step is about. @type {Element[]} */
  lit = [];

  /** @param {Element} svg @param {import("../trace/types.js").Trace} trace @param {number | null} chosen how many samples there are */
  constructor(svg, trace, chosen) {
    this.#svg = svg;
    this.#title = svg.querySelector(":scope > title");
    this.#name = trace.output ?? "the program";
    this.#output = trace.outputs[0] ?? -1;
    this.isColoured = trace.mode !== "forward";
    this.#trace = trace;
    this.#drawn = () => elementsOf(svg);
    this.#isSketch = svg.hasAttribute("data-sketch");
    this.#dressed = dresser(trace, batchOf(trace, chosen));
    this.#all = { nodes: trace.nodes.map(({ id }) => id), edges: trace.edges.map(({ id }) => id), outputs: trace.outputs };
  }

  /** @param {number} id */
  #edge(id) {
    const edge = this.#trace.edges[id];
    return edge && (this.#edges[id] ??= this.#dressed.edge(this.#entitled(this.#drawn().edge(id), edge.formula.text), edge));
  }

  /** @param {number} id */
  #port(id) {
    return (this.#ports[id] ??= this.#dressed.port(this.#drawn().output(id), id));
  }

  /** @param {number} id */
  #node(id) {
    return (this.#nodes[id] ??= this.#dressed.node(this.#entitled(this.#drawn().node(id), this.#trace.nodes[id]?.formula.text ?? ""), id));
  }

  /** Say what a part of a sketch is, as the server says it of others, but for an exercise. @param {Element | null} group @param {string} text */
  #entitled(group, text) {
    if (this.#isSketch && group && group.firstElementChild?.localName !== "title") group.prepend(makeSvg("title", {}, text));
    return group;
  }

  /** What is painted: all that is there, and what is spoken of wherever it is. @param {Moment} moment */
  #painted(moment) {
    const { shown } = this.#drawn();
    if (!shown) return this.#all;
    const { current, told } = moment;
    const edge = this.#trace.edges[current?.edge ?? -1];
    const ends = [current?.node, edge?.source, edge?.target].filter((id) => id !== undefined);
    return { nodes: new Set([...shown.nodes, ...told.nodes, ...ends]), edges: new Set([...shown.edges, ...told.edges]), outputs: shown.outputs };
  }

  /**
   * @param {Moment} moment
   * @param {number | null} [pointedAt] an edge that something on the page points at
   * @param {readonly number[]} [told] all edges that the press is about
   * @param {Box | null} [seen] where numbers are painted, if not everywhere
   */
  paint(moment, pointedAt = null, told = [], seen = null) {
    const { edges, outputs, nodes } = this.#painted(moment);
    this.#paintWires(edges, moment, seen);
    this.#paintPorts(outputs, moment, seen);
    this.#paintNodes(nodes, moment, seen);
    this.#entitle(moment.value(this.#output).text);
    this.#light(moment.current, pointedAt, told);
    this.#svg.dispatchEvent(new Event(PAINTED, { bubbles: true }));
  }

  /** @param {Iterable<number>} ids @param {Moment} moment @param {Box | null} seen */
  #paintWires(ids, moment, seen) {
    const { edges } = moment.told;
    for (const id of ids) {
      const edge = this.#edge(id);
      if (!edge) continue;
      const [back, told] = [moment.back(id), edges.has(id)];
      fill(edge.value, moment.value(edge.source), told, seen);
      fill(edge.back, back, told, seen);
      if (this.isColoured) colour(edge.line, back);
    }
  }

  /** @param {Iterable<number>} ids @param {Moment} moment @param {Box | null} seen */
  #paintPorts(ids, moment, seen) {
    for (const id of ids) {
      const port = this.#port(id);
      const [total, told] = [moment.total(id), moment.told.outputs.has(id)];
      fill(port.value, moment.value(id), told, seen);
      fill(port.total, total, told, seen);
      if (this.isColoured) colour(port.line, total);
    }
  }

  /** @param {Iterable<number>} ids @param {Moment} moment @param {Box | null} seen */
  #paintNodes(ids, moment, seen) {
    for (const id of ids) {
      const node = this.#node(id);
      const [value, told] = [moment.value(id), moment.told.nodes.has(id)];
      fill(node.value, value, told, seen);
      fill(node.total, moment.total(id), told, seen);
      fill(node.mark, moment.mark(id));
      const waiting = value === BLANK || value.isEarly === true;
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
    for (const element of this.lit) element.classList.remove("cr-now");
    /** @param {number | null | undefined} edge */
    const path = (edge) => this.#edge(edge ?? -1)?.line?.path;
    const group = step && this.#node(step.node).group;
    this.lit = [group, path(step?.edge), path(pointedAt), ...told.map(path)].filter((found) => found instanceof Element);
    for (const element of this.lit) element.classList.add("cr-now");
  }
}

/** @typedef {ReturnType<ReturnType<typeof dresser>["edge"]>} Edge */
/** @typedef {ReturnType<ReturnType<typeof dresser>["port"]>} Port */
/** @typedef {ReturnType<ReturnType<typeof dresser>["node"]>} Node */

/**
 * Finds what is to be filled in the groups of a drawing.
 * @param {import("../trace/types.js").Trace} trace @param {import("../trace/batch.js").Batch | null} batch
 */
function dresser(trace, batch) {
  const mark = MARKS[trace.mode];
  const lower = trace.mode === "forward" ? "tangent" : "gradient";
  return {
    /** @param {Element | null} group @param {import("../trace/types.js").GraphEdge} edge */
    edge: (group, edge) => ({
      source: edge.source,
      line: lineOf(group),
      value: slotOf(group, "value", "value", "", valueCaption(trace, edge.source, copiesOn(trace, edge), batch), copiesBeside(trace, edge)),
      back: slotOf(group, "back", lower, mark, backCaption(trace, edge, mark), sumBeside(trace, edge, batch)),
    }),
    /** @param {Element | null} group @param {number} id */
    port: (group, id) => ({
      line: lineOf(group),
      value: slotOf(group, "value", "value", "", valueCaption(trace, id, "", batch)),
      total: slotOf(group, "total", lower, mark, totalCaption(trace, id, mark)),
    }),
    /** @param {Element | null} group @param {number} id */
    node: (group, id) => ({
      group,
      value: slotOf(group, "value", "value", "", valueCaption(trace, id, "", batch)),
      total: slotOf(group, "total", lower, mark, totalCaption(trace, id, mark, "Σ")), // at a fork only
      mark: slotOf(group, "mark", "value", "", []),
      waiting: /** @type {boolean | null} */ (null),
    }),
  };
}

/** @param {Element | null} group @returns {Line | null} */
function lineOf(group) {
  const path = group?.querySelector("path") ?? null;
  return path && { path, label: null };
}

/** Colour a wire by what came back through it. @param {Line | null} line @param {Label} label @returns {void} */
function colour(line, label) {
  if (!line || line.label === label) return;
  line.label = label;
  const found = wireClass(label);
  for (const name of ["back", "zero"]) line.path.classList.toggle(`cr-${name}`, name === found);
}
