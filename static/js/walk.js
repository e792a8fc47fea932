// The picture by keyboard: one stop for the Tab key, and from there from node to node and along the
// wires. A leaf's stop is its number, which the arrow keys change.

import { isPredicting } from "./predict.js";
import { stepOfEdge, stepOfNode } from "./timeline.js";
import { nodeAfter, said, spotIn, wireAfter } from "./walking.js";

/** @typedef {import("./types.js").Trace} Trace */
/** @typedef {import("./walking.js").Spot} Spot */

/** What is said at a spot follows from these. @type {readonly (keyof import("./types.js").State)[]} */
const SAID = ["step", "digits", "predicting", "guesses"];

/**
 * @param {HTMLElement} frame of the picture
 * @param {import("./store.js").Store} store
 * @param {{ follow: (element: Element | null) => void }} picture
 * @param {{ go: (step: number) => void, toggle: (node: number) => void }} act `toggle` opens or
 *   closes what a node is part of
 */
export function mountWalk(frame, store, picture, { go, toggle }) {
  /** @type {Spot} */
  let spot = { node: 0, wire: null };
  /** What the spot's numbers belong to. @type {Trace | null} */
  let known = null;
  /** The stop that the Tab key leads to. @type {SVGElement | null} */
  let stop = null;
  /** Whether the focus is in the picture, even if the picture it was in is gone. */
  let inside = false;

  frame.tabIndex = -1; // the stop inside takes its place

  /** @param {Spot} where @returns {SVGElement | null} */
  function elementAt({ node, wire }) {
    const svg = frame.querySelector("svg");
    if (!svg) return null;
    if (wire !== null) return svg.querySelector(`[data-edge="${wire}"]`);
    const number = svg.querySelector(`[role="spinbutton"][data-scrub="${node}"]`);
    return /** @type {SVGElement | null} */ (number) ?? svg.querySelector(`[data-node="${node}"]`);
  }

  /** @param {Spot} where */
  function stand(where) {
    const element = elementAt(where);
    if (stop && stop !== element) {
      stop.setAttribute("tabindex", "-1");
      stop.removeAttribute("aria-description");
      if (!isNumber(stop)) for (const name of ["role", "aria-label"]) stop.removeAttribute(name);
    }
    [spot, stop] = [where, element];
    element?.setAttribute("tabindex", "0");
    if (element && !isNumber(element)) element.setAttribute("role", "group");
    tell();
  }

  /** Say at the stop what is known there now. */
  function tell() {
    const state = store.get();
    if (!stop || !state.trace) return;
    const text = said(state.trace, spot, state.step, state.digits, isPredicting(state) ? state.guesses : null);
    stop.setAttribute(isNumber(stop) ? "aria-description" : "aria-label", text);
  }

  function focus() {
    if (!stop) return;
    picture.follow(stop); // first, as what is far away is not rendered and takes no focus
    stop.focus({ preventScroll: true });
  }

  /** @param {(trace: Trace, spot: Spot) => Spot} to */
  function walk(to) {
    const { trace } = store.get();
    if (!trace || !stop) return;
    if (frame.contains(document.activeElement)) stand(to(trace, spot));
    focus();
  }

  /** What a click does there: to its moment, and at a node the inspector. */
  function enter() {
    const { trace } = store.get();
    if (!trace) return;
    if (spot.wire !== null) go(stepOfEdge(trace, spot.wire));
    else look();
  }

  function look() {
    const { trace } = store.get();
    if (!trace || !frame.contains(document.activeElement)) return;
    const node = spot.wire === null ? spot.node : (trace.edges[spot.wire]?.target ?? spot.node);
    store.set({ selected: node });
    go(spot.wire === null ? stepOfNode(trace, node) : stepOfEdge(trace, spot.wire));
  }

  frame.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.defaultPrevented || event.target !== stop) return;
    event.preventDefault();
    enter();
  });

  /** Where an event happened. @param {Event} event @returns {Spot | null} */
  function spotOf(event) {
    const target = /** @type {Element} */ (event.target);
    const number = target.closest("[data-scrub]")?.getAttribute("data-scrub");
    const node = target.closest("[data-node]")?.getAttribute("data-node") ?? number;
    if (node !== null && node !== undefined) return { node: Number(node), wire: null };
    const wire = target.closest("[data-edge]")?.getAttribute("data-edge");
    const edge = store.get().trace?.edges[Number(wire ?? NaN)];
    return edge ? { node: edge.source, wire: edge.id } : null;
  }

  frame.addEventListener("click", (event) => {
    const where = spotOf(event);
    if (!where) return;
    stand(where);
    // The mouse shows where it is by itself; a ring would stay there through the steps that follow.
    const focused = document.activeElement;
    if (focused instanceof SVGElement && frame.contains(focused) && !isNumber(focused)) focused.blur();
  });
  document.addEventListener("focusin", (event) => {
    inside = frame.contains(/** @type {Node} */ (event.target));
    if (event.target === stop) tell();
    const where = inside && event.target !== stop && isNumber(event.target) ? spotOf(event) : null;
    if (where) stand(where);
  });
  document.addEventListener("pointerdown", (event) => {
    if (!frame.contains(/** @type {Node} */ (event.target))) inside = false;
  });

  /** Take over a picture that may be a new one. */
  function adopt() {
    const { trace } = store.get();
    const svg = frame.querySelector("svg");
    if (!svg || !trace) return;
    svg.setAttribute("role", "group"); // an image's parts are not told to assistive technology
    if (stop && svg.contains(stop)) { // other numbers in the same picture
      known = trace;
      if (inside) tell();
      return;
    }
    const where = known ? spotIn(known, trace, spot) : { node: 0, wire: null };
    const lost = inside && document.activeElement === document.body;
    known = trace;
    stand(where);
    if (lost) focus();
  }
  // After those that make handles of the numbers, which are stops too.
  new MutationObserver(adopt).observe(frame, { childList: true });
  store.subscribe((now, before) => {
    if (now.trace !== before.trace && now.trace) queueMicrotask(adopt);
    else if (now.selected !== before.selected && now.selected !== null && now.selected !== spot.node) {
      stand({ node: now.selected, wire: null });
    } else if (inside && SAID.some((part) => now[part] !== before[part])) tell();
  });
  adopt();

  const here = /** @type {const} */ (true);
  /** @type {import("./keys.js").Binding[]} */
  return [
    { here, keys: ["n"], shown: "n", does: "in the picture: to the next node", act: () => walk((trace, at) => nodeAfter(trace, at, 1)) },
    { here, keys: ["p"], shown: "p", does: "to the node before", act: () => walk((trace, at) => nodeAfter(trace, at, -1)) },
    { here, keys: ["w"], shown: "w", does: "along the wires of the node, with Shift back", act: () => walk((trace, at) => wireAfter(trace, at, 1)) },
    { here, keys: ["W"], shown: "", does: "", act: () => walk((trace, at) => wireAfter(trace, at, -1)) },
    { here, keys: [], shown: "Enter", does: "at a gate or wire: to its moment, and inspect; at a number: type", act: () => {} },
    { here, keys: ["i"], shown: "i", does: "inspect the node, a number too", act: look },
    { here, keys: ["o"], shown: "o", does: "open the gate or group, or close the one it is in", act: open },
  ];

  function open() {
    if (frame.contains(document.activeElement)) toggle(spot.node);
  }
}

/** @param {EventTarget | null} element */
function isNumber(element) {
  return element instanceof Element && element.getAttribute("role") === "spinbutton";
}
