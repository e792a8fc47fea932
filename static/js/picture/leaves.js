// The numbers of the leaves, on the picture itself: drag them, wheel them, type them. The picture
// asks nothing: it sets `values`, and whoever traces answers.

import { elementsOf } from "./elements.js";
import { numberAt, targetName, targetOf } from "../trace/inputs.js";
import { showInFull } from "../trace/numbers.js";
import { mountInputHandles } from "./input_handles.js";
import { makeSvg } from "../page/build.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").GraphNode} GraphNode */
/** @typedef {import("../trace/inputs.js").Target} Target */

const GRIP = { width: 64, height: 28, above: 20 }; // px of the drawing, about a number's baseline

/**
 * Returns how to stop.
 * @param {HTMLElement} picture holds the server's SVG, now or later
 * @param {Store} store
 * @param {Pick<import("./picture.js").Picture, "onSwap" | "onMade">} swaps
 */
export function mountLeaves(picture, store, { onSwap, onMade }) {
  const stop = mountInputHandles(picture, store, (handle) => targetAt(store.get(), handle));
  let dressed = "";
  onSwap(() => dress(picture, store.get()));
  onMade((groups) => dressMade(groups, store.get()));
  const forget = store.watch(["trace", "values"], ({ trace }) => {
    const wanted = trace ? leavesOf(trace).map(({ node }) => `${node.id} ${node.name}`).join() : "";
    const show = wanted === dressed ? tell : dress;
    show(picture, store.get());
    dressed = wanted;
  });
  dress(picture, store.get());
  return () => {
    stop();
    forget();
  };
}

/** What a handle changes. @param {Readonly<State>} state @param {Element} handle */
function targetAt({ trace }, handle) {
  const node = trace?.nodes[Number(handle.getAttribute("data-scrub"))];
  return trace && node ? targetOf(node, trace.detail) : null;
}

/** Make handles of the numbers of the picture that is there. @param {HTMLElement} picture @param {Readonly<State>} state */
function dress(picture, state) {
  const { trace } = state;
  const svg = picture.querySelector("svg");
  if (!svg || !trace) return;
  for (const place of picture.querySelectorAll("[data-scrub]")) undress(place);
  if (elementsOf(svg).shown) {
    dressMade(picture.querySelectorAll("[data-edge], [data-output], [data-node]"), state);
    return;
  }
  const places = placesOf(svg, trace);
  for (const { node, target } of leavesOf(trace)) {
    for (const [k, place] of (places[node.id] ?? []).entries()) handle(place, node, target, k === 0); // one is enough for the keyboard
  }
  tell(picture, state);
}

/** Make a handle of a number. @param {Element} place @param {GraphNode} node @param {Target} target @param {boolean} isStop whether walking the picture leads here */
function handle(place, node, target, isStop) {
  place.setAttribute("data-scrub", String(node.id));
  grip(place);
  if (!isStop) return;
  place.setAttribute("tabindex", "-1");
  place.setAttribute("role", "spinbutton");
  place.setAttribute("aria-label", `${targetName(target)}, ${node.kind}`);
}

/** Make handles of the numbers in those parts of a large picture that have become elements. @param {Iterable<Element>} groups @param {Readonly<State>} state */
function dressMade(groups, state) {
  const { trace } = state;
  for (const group of trace ? groups : []) {
    const [edge, own] = [trace?.edges[Number(group.getAttribute("data-edge") ?? NaN)], group.getAttribute("data-output") ?? group.getAttribute("data-node")];
    const node = trace?.nodes[edge?.source ?? Number(own ?? NaN)];
    const target = trace && node?.op === null && node.shape.length === 0 ? targetOf(node, trace.detail) : null;
    const place = target ? group.querySelector('[data-slot="value"]') : null;
    if (!trace || !node || !target || !place) continue;
    handle(place, node, target, edge === undefined || edge.id === firstEdges(trace)[node.id]);
    tell(group, state);
  }
}

/** @type {WeakMap<Trace, number[]>} */
const firsts = new WeakMap();

/** The first wire of each node. @param {Trace} trace */
function firstEdges(trace) {
  const before = firsts.get(trace);
  if (before) return before;
  /** @type {number[]} */
  const found = [];
  for (const { id, source } of trace.edges) found[source] ??= id;
  firsts.set(trace, found);
  return found;
}

/** Say the numbers as they stand. @param {Element} picture @param {Readonly<State>} state */
function tell(picture, state) {
  const { trace, values } = state;
  if (!trace) return;
  for (const place of picture.querySelectorAll('[role="spinbutton"][data-scrub]')) {
    const target = targetAt(state, place);
    const number = target ? numberAt(trace, values, target) : NaN;
    if (place.getAttribute("aria-valuenow") === String(number)) continue; // all but the one that is dragged
    place.setAttribute("aria-valuenow", String(number));
    place.setAttribute("aria-valuetext", showInFull(number));
  }
}

/** The leaves that hold one number each. @param {Trace} trace */
function leavesOf(trace) {
  return trace.nodes.flatMap((node) => {
    const target = node.shape.length === 0 ? targetOf(node, trace.detail) : null;
    return target ? [{ node, target }] : [];
  });
}

/**
 * Where the value of each node is written: on its wires, or beside it where it has none.
 * @param {Element} svg
 * @param {Trace} trace
 */
export function placesOf(svg, trace) {
  const drawn = elementsOf(svg);
  /** @param {Element | null} owner */
  const slot = (owner) => owner?.querySelector('[data-slot="value"]') ?? [];
  /** @type {Element[][]} */
  const places = trace.nodes.map(() => []);
  for (const { id, source } of trace.edges) places[source]?.push(...[slot(drawn.edge(id))].flat());
  for (const { id } of trace.nodes) places[id]?.push(...[slot(drawn.output(id)), slot(drawn.node(id))].flat());
  return places;
}

/** @param {Element} place */
function undress(place) {
  for (const name of ["data-scrub", "tabindex", "role", "aria-label", "aria-valuenow", "aria-valuetext"]) {
    place.removeAttribute(name);
  }
  place.querySelector(".leaf-grip")?.remove();
}

/**
 * A number is thin: give the finger something to hold. It comes last, so that what fills the place
 * finds its own parts where it put them.
 * @param {Element} place
 */
function grip(place) {
  if (place.querySelector(".leaf-grip")) return;
  const text = place.querySelector("text");
  if (!text) return;
  const x = Number(text.getAttribute("x"));
  const y = Number(text.getAttribute("y"));
  place.append(makeSvg("rect", {
    class: "leaf-grip", x: x - GRIP.width / 2, y: y - GRIP.above, width: GRIP.width, height: GRIP.height, rx: 6,
  }));
}
