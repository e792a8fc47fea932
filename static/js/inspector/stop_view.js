// Where somebody stands in the picture: the one stop of the Tab key there, and what is said at it. A
// leaf's stop is its number, which the arrow keys change.

import { elementsOf } from "../picture/elements.js";
import { isPredicting } from "../predict/predict.js";
import { said, spotIn } from "./walk.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./walk.js").Spot} Spot */
/** @typedef {Pick<import("../picture/picture.js").Picture, "follow" | "onSwap">} Picture */

/** What is said at a spot follows from these. @type {readonly (keyof State)[]} */
const SAID = ["step", "digits", "predicting", "guesses"];

export class Stop {
  #frame;
  #store;
  #picture;
  /** @type {Spot} */
  #spot = { node: 0, wire: null };
  /** What the spot's numbers belong to. @type {Trace | null} */
  #known = null;
  /** What the Tab key leads to. @type {SVGElement | null} */
  #element = null;
  /** Whether the focus is in the picture, even if the picture it was in is gone. */
  #inside = false;
  /** Whether the spot was pointed at in this picture, so that `n` leads on from it. */
  placed = false;

  /** @param {HTMLElement} frame of the picture @param {Store} store @param {Picture} picture */
  constructor(frame, store, picture) {
    this.#frame = frame;
    this.#store = store;
    this.#picture = picture;
    frame.tabIndex = -1; // the stop inside takes its place
  }

  get spot() {
    return this.#spot;
  }

  get element() {
    return this.#element;
  }

  /** Stay where one stands while the focus, the picture and the story change. */
  follow() {
    document.addEventListener("focusin", (event) => this.#enter(event));
    document.addEventListener("pointerdown", ({ target }) => {
      if (!this.#frame.contains(/** @type {Node} */ (target))) this.#inside = false;
    });
    this.#picture.onSwap(() => this.#adopt()); // after those that make handles of the numbers, which are stops too
    this.#store.subscribe((now, before) => this.#change(now, before));
    this.#adopt();
  }

  /** @param {Spot} where */
  stand(where) {
    const element = elementAt(this.#frame, where, this.#store.get().trace);
    const left = this.#element;
    if (left && left !== element) {
      left.setAttribute("tabindex", "-1");
      left.removeAttribute("aria-description");
      if (!isNumber(left)) for (const name of ["role", "aria-label"]) left.removeAttribute(name);
    }
    this.#spot = where;
    this.#element = element;
    element?.setAttribute("tabindex", "0");
    if (element && !isNumber(element)) element.setAttribute("role", "group");
    this.#tell();
  }

  focus() {
    if (!this.#element) return;
    this.#picture.follow(this.#element); // first, as what is far away is not rendered and takes no focus
    this.#element.focus({ preventScroll: true });
  }

  /** Say at the stop what is known there now. */
  #tell() {
    const state = this.#store.get();
    if (!this.#element || !state.trace) return;
    const text = said(state.trace, this.#spot, state.step, state.digits, isPredicting(state) ? state.guesses : null);
    this.#element.setAttribute(isNumber(this.#element) ? "aria-description" : "aria-label", text);
  }

  /** The focus goes somewhere. @param {FocusEvent} event */
  #enter({ target }) {
    this.#inside = this.#frame.contains(/** @type {Node} */ (target));
    if (target === this.#element) this.#tell();
    else if (this.#inside && isNumber(target)) {
      const where = spotAt(/** @type {Element} */ (target), this.#store.get().trace);
      if (where) this.stand(where);
    }
  }

  /** Take over another picture. */
  #adopt() {
    const { trace } = this.#store.get();
    const svg = this.#frame.querySelector("svg");
    if (!svg || !trace) return;
    svg.setAttribute("role", "group"); // an image's parts are not told to assistive technology
    const known = this.#known;
    const where = known ? spotIn(known, trace, this.#spot) : { node: 0, wire: null };
    if (known && known.nodes.length !== trace.nodes.length) this.placed = false;
    const lost = this.#inside && document.activeElement === document.body;
    this.#known = trace;
    this.stand(where);
    if (lost) this.focus();
  }

  /** @param {Readonly<State>} now @param {Readonly<State>} before */
  #change(now, before) {
    if (now.trace !== before.trace && now.trace) {
      if (!this.#element?.isConnected) return; // it is of another picture
      this.#known = now.trace;
      if (this.#inside) this.#tell();
    } else if (now.selected !== before.selected && now.selected !== null && now.selected !== this.#spot.node) {
      this.stand({ node: now.selected, wire: null });
    } else if (this.#inside && SAID.some((part) => now[part] !== before[part])) this.#tell();
  }
}

/**
 * The spot that a part of the picture belongs to.
 * @param {Element} element @param {Trace | null} trace
 * @returns {Spot | null}
 */
export function spotAt(element, trace) {
  const number = element.closest("[data-scrub]")?.getAttribute("data-scrub");
  const node = element.closest("[data-node]")?.getAttribute("data-node") ?? number;
  if (node !== null && node !== undefined) return { node: Number(node), wire: null };
  const wire = element.closest("[data-edge]")?.getAttribute("data-edge");
  const edge = trace?.edges[Number(wire ?? NaN)];
  return edge ? { node: edge.source, wire: edge.id } : null;
}

/** @param {EventTarget | null} element */
export function isNumber(element) {
  return element instanceof Element && element.getAttribute("role") === "spinbutton";
}

/** @param {HTMLElement} frame @param {Spot} spot @param {Trace | null} trace @returns {SVGElement | null} */
function elementAt(frame, { node, wire }, trace) {
  const svg = frame.querySelector("svg");
  const drawn = svg && elementsOf(svg);
  const first = trace?.edges.find(({ source }) => source === node)?.id;
  for (const id of [wire, first]) drawn?.edge(id ?? -1); // of a large picture they are made when they are asked for
  drawn?.node(node);
  if (wire !== null) return frame.querySelector(`[data-edge="${wire}"]`);
  const number = frame.querySelector(`[role="spinbutton"][data-scrub="${node}"]`);
  return /** @type {SVGElement | null} */ (number) ?? frame.querySelector(`[data-node="${node}"]`);
}
