// A press as a scene: who is on its way, where, and when. From facts of the trace and where things stand in
// the drawing; nothing is measured here. Pure.

import { CARD, cardOf } from "./curves.js";
import { inBrief, textOf } from "./locals.js";
import { boxAt, freePlace, inside, isClear, wayBeside } from "./routes.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/timeline.js").Press} Press */
/** @typedef {import("../trace/moment.js").Moment} Moment */
/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("./routes.js").Point} Point */
/** @typedef {import("./routes.js").Taken} Taken */
/** @typedef {import("./routes.js").Size} Size */
/** @typedef {import("./beats.js").Actor} Actor */
/** @typedef {import("./beats.js").Landing} Landing */

/**
 * Where things stand, in units of the drawing. Parts have keys, `edge:3`, `node:4`, `output:4`, and their
 * labels too, `edge:3:back`.
 * @typedef {object} Geometry
 * @property {(part: string) => readonly Point[]} wire from its source to its target; empty where there is none
 * @property {(label: string) => Point | null} label its middle
 * @property {(label: string) => Box | null} array what it fills, where it is one of an array
 * @property {(node: number) => Box | null} body
 * @property {readonly Taken[]} taken what is not to be covered, by the keys of labels and nodes
 * @property {Box} bounds
 */

/**
 * What a scene is made of.
 * @typedef {object} Plot
 * @property {Trace} trace
 * @property {Press} press
 * @property {Moment} before
 * @property {Moment} after
 * @property {number} digits
 * @property {boolean} veiled what flows back is to be guessed
 * @property {boolean} [named] labels are so wide that what is made at a port rests where its label will be
 * @property {Geometry} geometry
 */

const CHARACTER = 10.6;
const HEIGHT = 20;
/** Around what rests while it is read, which is seen a little larger for a moment. */
const GAP = 5;
/** How far from its gate a curve may stand. */
const NEAR = 40;

/** How far from its place a sum may be written out before it is rather written more tightly. */
const CLOSE = 60;
/** How far from an array what moves sets out, or lands. */
const BESIDE = 2;
/** More room for what rests where nothing is beside it. */
const ROOMY = 6;

/** The size of a pill with a text. @param {string} text @param {boolean} [isRoomy] @returns {Size} */
export function pillSize(text, isRoomy = false) {
  const { width, height } = tightSize(text);
  return isRoomy ? { width: width + ROOMY, height: height + ROOMY } : { width, height };
}

/** @param {string} text @returns {Size} */
function tightSize(text) {
  return { width: Math.max(CHARACTER * text.length + 12, 26), height: HEIGHT };
}

/** What every scene does: it knows who is there, and what must not be covered. */
export class Stage {
  /** @type {Actor[]} */
  actors = [];
  /** @type {Landing[]} */
  landings = [];
  /** @type {Set<string>} */
  told = new Set();
  /** What rests in the scene. @type {Taken[]} */
  #resting = [];

  /** @param {Plot} plot */
  constructor(plot) {
    this.plot = { ...plot, before: inBrief(plot.before), after: inBrief(plot.after) };
    const { trace, press, geometry } = plot;
    this.gate = trace.nodes[press.node];
    this.body = geometry.body(press.node);
    this.into = trace.edges.filter(({ target }) => target === press.node);
    this.onward = trace.edges.filter(({ source }) => source === press.node);
    this.isOutput = trace.outputs.includes(press.node);
    this.isFork = this.onward.length + (this.isOutput ? 1 : 0) > 1;
    this.told.add(`node:${press.node}`);
  }

  /**
   * A way from one place to another, beside a wire if it is told which, that covers nothing but the gate that
   * speaks and its own labels.
   * @param {string} wire @param {Point} from @param {Point} to @param {string} text @param {...string} own
   */
  way(wire, from, to, text, ...own) {
    return this.wayThrough(null, wire, from, to, text, ...own);
  }

  /**
   * Such a way, which may go through a door first.
   * @param {Point | null} door @param {string} wire @param {Point} from @param {Point} to @param {string} text @param {...string} own
   */
  wayThrough(door, wire, from, to, text, ...own) {
    const { geometry } = this.plot;
    return wayBeside(geometry.wire(wire), from, to, pillSize(text), this.#others(own), geometry.bounds, door);
  }

  /** Whether a text covers nothing on a way but what is its own. @param {readonly Point[]} way @param {string} text @param {...string} own */
  isClear(way, text, ...own) {
    return isClear(way, pillSize(text), this.#others(own), this.plot.geometry.bounds);
  }

  /** What is not to be covered by what belongs to some labels. @param {readonly string[]} own */
  #others(own) {
    const { geometry, press } = this.plot;
    return geometry.taken.filter(({ key }) => !own.includes(key) && key !== `node:${press.node}:body`);
  }

  /** Where something may rest, the nearest place to a wanted one; it is kept free from then on. @param {Point} wanted @param {Size} size */
  rest(wanted, { width, height }) {
    const { press, named, geometry: { taken: all, bounds } } = this.plot;
    const taken = named ? all.filter(({ key }) => !press.edges.some((id) => key === `edge:${id}:back`)) : all;
    for (const gap of [GAP, 0]) {
      const size = { width: width + 2 * gap, height: height + 2 * gap };
      const place = freePlace(wanted, size, [...taken, ...this.#resting], bounds);
      if (!place) continue;
      this.#resting.push({ key: "resting", box: boxAt(place, size) });
      return place;
    }
    return null;
  }

  /**
   * The first of some writings that covers nothing but what is its own close to a wanted place; where none does, the one
   * that comes nearest.
   * @param {Point} wanted @param {readonly [string, ...string[]]} texts @param {...string} own
   */
  near(wanted, texts, ...own) {
    let best = { text: texts[0], place: this.inView(wanted, texts[0]), far: Infinity };
    for (const text of texts) {
      const place = freePlace(wanted, pillSize(text), this.#others(own), this.plot.geometry.bounds);
      const far = place ? Math.hypot(place.x - wanted.x, place.y - wanted.y) : Infinity;
      if (place && far < best.far) best = { text, place, far };
      if (far <= CLOSE) break;
    }
    return best;
  }

  /** The middle of the gate, which may cover itself. @returns {Point} */
  middle() {
    const { left = 0, right = 0, top = 0, bottom = 0 } = this.body ?? {};
    return { x: (left + right) / 2, y: (top + bottom) / 2 };
  }

  /**
   * Where what moves sets out from, or lands: on a figure, but at a side of an array, which it would cover.
   * @param {string} key of the label @param {string} text @param {"left" | "right"} side
   */
  berth(key, text, side) {
    const { label, array } = this.plot.geometry;
    const [at, box] = [label(key), array(key)];
    if (!at) return null;
    if (!box) return this.inView(at, text);
    const size = pillSize(text);
    const far = size.width / 2 + BESIDE;
    const wanted = this.inView({ x: side === "left" ? box.left - far : box.right + far, y: at.y }, text);
    const { taken, bounds } = this.plot.geometry;
    return freePlace(wanted, size, [...taken, { key, box }], bounds) ?? wanted;
  }

  /** The nearest place at which a text is all in view. @param {Point} at @param {string} text */
  inView(at, text) {
    return inside(at, pillSize(text), this.plot.geometry.bounds);
  }

  /** Where the gate's value comes out. @returns {Point} */
  exit() {
    const wire = this.plot.geometry.wire(this.outgoing());
    const { right = 0, top = 0, bottom = 0 } = this.body ?? {};
    return wire[0] ?? { x: right, y: (top + bottom) / 2 };
  }

  /** The first wire that leads on. */
  outgoing() {
    const [edge] = this.onward;
    return edge && !this.isOutput ? `edge:${edge.id}` : `output:${this.plot.press.node}`;
  }

  /** Where a wire comes in. @param {number} edge @returns {Point} */
  entry(edge) {
    const { left = 0, top = 0, bottom = 0 } = this.body ?? {};
    return this.plot.geometry.wire(`edge:${edge}`).at(-1) ?? { x: left, y: (top + bottom) / 2 };
  }

  /** The gate's curve, if it has one and there is room beside it. @param {number} from @param {number} to @returns {Point | null} where it stands */
  curve(from, to) {
    const [edge, second] = this.into;
    const { trace, digits } = this.plot;
    const x = trace.nodes[edge?.source ?? -1]?.value;
    const y = this.gate?.value;
    if (!edge || second || typeof x !== "number" || typeof y !== "number" || typeof edge.local !== "number" || !this.body) return null;
    const card = cardOf(this.gate?.op ?? "", x, y, edge.local, `slope ${textOf(edge.local, digits)}`);
    const { left, right, top, bottom } = this.body;
    const wanted = { x: (left + right) / 2, y: top - NEAR - CARD.height / 2 };
    const place = card && this.rest({ ...wanted, y: wanted.y < this.plot.geometry.bounds.top ? bottom + NEAR + CARD.height / 2 : wanted.y }, CARD);
    if (!card || !place) return null;
    const way = [place, place];
    this.actors.push({ key: "curve", kind: "curve", tone: "local", card, comes: 0.06, goes: 0.06, legs: [{ from, to, way, text: "" }] });
    return place;
  }
}
