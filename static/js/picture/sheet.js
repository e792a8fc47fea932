// The elements of a large picture's parts, each made when it is first wanted: a browser that makes them all takes seconds.

import { knowElements } from "./elements.js";
import { makeSvg } from "../page/build.js";

/** @typedef {import("./written.js").Written} Written */
/** @typedef {import("./boxes.js").Box} Box */

const SVG = "http://www.w3.org/2000/svg";

export class Sheet {
  /** In the order of the drawing. @type {readonly Written[]} */
  parts;
  /** @type {(Element | null)[]} */
  #made;
  /** @type {Record<Written["kind"], Map<number, number>>} */
  #places = { node: new Map(), edge: new Map(), output: new Map() };
  /** @type {WeakMap<Element, number>} */
  #known = new WeakMap();
  #bodies;
  /** Told of those that are made, which nobody sees yet. */
  #tell;

  /** @param {readonly Written[]} parts @param {(made: Element[]) => void} tell */
  constructor(parts, tell) {
    this.parts = parts;
    this.#tell = tell;
    this.#made = parts.map(() => null);
    this.#bodies = parts.flatMap(({ id, body }) => (body ? [{ id, box: body }] : []));
    for (const [at, { kind, id }] of parts.entries()) this.#places[kind].set(id, at);
  }

  /** Say which of them are in the drawing. @param {SVGSVGElement} svg @param {readonly number[]} places */
  show(svg, places) {
    /** @param {Written["kind"]} kind */
    const ids = (kind) => places.flatMap((at) => (this.parts[at]?.kind === kind ? [this.parts[at].id] : []));
    knowElements(svg, {
      all: places.flatMap((at) => this.#made[at] ?? []),
      node: (id) => this.#find("node", id),
      edge: (id) => this.#find("edge", id),
      output: (id) => this.#find("output", id),
      shown: { nodes: ids("node"), edges: ids("edge"), outputs: ids("output") },
      bodies: this.#bodies,
    });
  }

  /** The place of an element, or of what is in it; -1 where it is of no part. @param {Element | null | undefined} element */
  placeOf(element) {
    const group = element?.closest("[data-node], [data-edge], [data-output]");
    return (group && this.#known.get(group)) ?? -1;
  }

  /** @param {number} at */
  element(at) {
    if (!this.#made[at]) this.make([at]);
    return this.#made[at] ?? null;
  }

  /** Make those of some places that are not there yet. @param {readonly number[]} places */
  make(places) {
    const missing = places.filter((at) => !this.#made[at]);
    if (missing.length === 0) return;
    const texts = missing.map((at) => this.parts[at]?.text ?? "");
    const drawn = new DOMParser().parseFromString(`<svg xmlns="${SVG}">${texts.join("")}</svg>`, "image/svg+xml").documentElement;
    const made = [...drawn.children].map((element) => document.adoptNode(element));
    for (const element of made) complete(element);
    for (const [k, at] of missing.entries()) {
      const element = made[k];
      if (!element) continue;
      this.#made[at] = element;
      this.#known.set(element, at);
    }
    this.#tell(made);
  }

  /** @param {Written["kind"]} kind @param {number} id */
  #find(kind, id) {
    const at = this.#places[kind].get(id);
    return at === undefined ? null : this.element(at);
  }
}

/** Add what a sketch leaves out as it is the same everywhere: tips of wires, and rings for zeros. @param {Element} group */
function complete(group) {
  const wire = group.querySelector(":scope > .cr-wire");
  if (wire && !wire.hasAttribute("marker-end")) wire.setAttribute("marker-end", "url(#cr-tip)");
  for (const place of group.querySelectorAll("[data-slot]:not([data-form])")) {
    if (!place.querySelector("rect")) place.prepend(makeSvg("rect", { class: "cr-ring", visibility: "hidden" }));
  }
}
