// The picture by keyboard: one stop for the Tab key, and from there from node to node and along the
// wires. A leaf's stop is its number, which the arrow keys change. And by pointer: a click shows what
// it is on and keeps the place, a double click goes to its moment.

import { isPredicting } from "../predict/predict.js";
import { stepOfEdge, stepOfNode } from "../trace/timeline.js";
import { nodeAfter, said, spotIn, wireAfter } from "./walk.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("./walk.js").Spot} Spot */

/** What is said at a spot follows from these. @type {readonly (keyof import("../trace/types.js").State)[]} */
const SAID = ["step", "digits", "predicting", "guesses"];

/**
 * @param {HTMLElement} frame of the picture
 * @param {import("../page/store.js").Store} store
 * @param {Pick<import("../picture/picture.js").Picture, "follow" | "onSwap">} picture
 * @param {{ go: (step: number) => void, toggle: (node: number) => void, open: (node: number) => boolean }} act
 *   `toggle` opens or closes what a node is part of; `open` opens what it stands for, if it does
 */
export function mountWalk(frame, store, picture, { go, toggle, open }) {
  /** @type {Spot} */
  let spot = { node: 0, wire: null };
  /** What the spot's numbers belong to. @type {Trace | null} */
  let known = null;
  /** The stop that the Tab key leads to. @type {SVGElement | null} */
  let stop = null;
  /** Whether the focus is in the picture, even if the picture it was in is gone. */
  let inside = false;
  /** Whether the spot was pointed at in this picture, so that `n` leads on from it. */
  let placed = false;
  /** Where a double click began: the picture may move under it. @type {Spot | null} */
  let first = null;

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
    const active = document.activeElement;
    if (active === frame ? placed : frame.contains(active)) stand(to(trace, spot));
    focus();
  }

  /** To the moment at which a gate or a wire was computed; a leaf has none of its own. @param {Spot} where */
  function jump({ node, wire }) {
    const { trace } = store.get();
    const step = !trace ? 0 : wire === null ? stepOfNode(trace, node) : stepOfEdge(trace, wire);
    if (step > 0) go(step);
  }

  /** Inspect a node, or the gate that a wire leads into; the place stays. @param {Spot} where */
  function show(where) {
    const { node, wire } = where;
    const edge = wire === null ? undefined : store.get().trace?.edges[wire];
    store.set({ selected: edge?.target ?? node, lit: edge?.id ?? null });
    stand(where);
  }

  /** With the focus on the stage and nothing pointed at: the gate of this step. */
  function look() {
    const { trace, step } = store.get();
    const active = document.activeElement;
    const current = trace?.steps[step - 1];
    if (!trace || !frame.contains(active)) return;
    if (active === frame && !placed && current) show({ node: current.node, wire: null });
    else show(spot);
  }

  frame.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.defaultPrevented || event.target !== stop) return;
    event.preventDefault();
    arrive();
  });

  /** Show a node and go to its moment, or to that of a wire. */
  function arrive() {
    if (spot.wire === null) show(spot);
    jump(spot);
  }

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

  frame.addEventListener("click", ({ detail }) => {
    if (detail < 2) first = null;
  }, true);
  frame.addEventListener("click", (event) => {
    const where = spotOf(event);
    if (!where) return;
    placed = true;
    if (/** @type {Element} */ (event.target).closest("[data-scrub]")) stand(where); // a number is typed over
    else {
      if (event.detail < 2) first = where;
      show(where);
    }
    // The mouse shows where it is by itself; a ring would stay there through the steps that follow.
    const focused = document.activeElement;
    if (focused instanceof SVGElement && frame.contains(focused) && !isNumber(focused)) focused.blur();
  });
  frame.addEventListener("dblclick", () => {
    if (first && (first.wire !== null || !open(first.node))) jump(first);
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

  /** Take over another picture. */
  function adopt() {
    const { trace } = store.get();
    const svg = frame.querySelector("svg");
    if (!svg || !trace) return;
    svg.setAttribute("role", "group"); // an image's parts are not told to assistive technology
    const where = known ? spotIn(known, trace, spot) : { node: 0, wire: null };
    if (known && known.nodes.length !== trace.nodes.length) placed = false;
    const lost = inside && document.activeElement === document.body;
    known = trace;
    stand(where);
    if (lost) focus();
  }
  picture.onSwap(adopt); // after those that make handles of the numbers, which are stops too
  store.subscribe((now, before) => {
    if (now.trace !== before.trace && now.trace) {
      if (!stop?.isConnected) return; // it is of another picture
      known = now.trace;
      if (inside) tell();
    } else if (now.selected !== before.selected && now.selected !== null && now.selected !== spot.node) {
      stand({ node: now.selected, wire: null });
    } else if (inside && SAID.some((part) => now[part] !== before[part])) tell();
  });
  adopt();

  const here = /** @type {const} */ (true);
  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    nextNode: { here, keys: ["n"], shown: "n", help: "in the picture: to the next node", act: () => walk((trace, at) => nodeAfter(trace, at, 1)) },
    nodeBefore: { here, keys: ["p"], shown: "p", help: "to the node before", act: () => walk((trace, at) => nodeAfter(trace, at, -1)) },
    nextWire: { here, keys: ["w"], shown: "w", help: "along the wires of the node, with Shift back", act: () => walk((trace, at) => wireAfter(trace, at, 1)) },
    wireBefore: { here, keys: ["W"], toldBy: "nextWire", act: () => walk((trace, at) => wireAfter(trace, at, -1)) },
    jump: { here, keys: [], shown: "Enter", help: "at a gate or wire: to its moment; at a number: type", act: arrive },
    inspect: { here, keys: ["i"], shown: "i", help: "inspect it and stay: the node, or the gate of this step", act: look },
    fold: { here, keys: ["o"], shown: "o", help: "open the gate or group, or close the one it is in", act: fold },
  };
  return actions;

  function fold() {
    if (frame.contains(document.activeElement)) toggle(spot.node);
  }
}

/** @param {EventTarget | null} element */
function isNumber(element) {
  return element instanceof Element && element.getAttribute("role") === "spinbutton";
}
