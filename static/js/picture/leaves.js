// The numbers of the leaves, on the picture itself: drag them, wheel them, type them. The picture
// asks nothing: it sets `values`, and whoever traces answers.

import { elementsOf } from "./elements.js";
import { numberAt, targetName, targetOf } from "../trace/inputs.js";
import { showInFull } from "../trace/numbers.js";
import { mountInputHandles } from "./input_handles.js";

/** @typedef {import("../page/store.js").Store} Store */

const SVG = "http://www.w3.org/2000/svg";
const GRIP = { width: 64, height: 28, above: 20 }; // px of the drawing, about a number's baseline

/**
 * @param {HTMLElement} picture holds the server's SVG, now or later
 * @param {Store} store
 * @param {Pick<import("./picture.js").Picture, "onSwap">} swaps
 */
export function mountLeaves(picture, store, { onSwap }) {
  /** The node that a handle belongs to. @param {Element} handle */
  const nodeOf = (handle) => store.get().trace?.nodes[Number(handle.getAttribute("data-scrub"))];

  /** @param {Element} handle */
  function targetAt(handle) {
    const { trace } = store.get();
    const node = nodeOf(handle);
    return trace && node ? targetOf(node, trace.detail) : null;
  }

  const stop = mountInputHandles(picture, store, targetAt);

  /** Make handles of the numbers of the picture that is there. */
  function dress() {
    const { trace } = store.get();
    const svg = picture.querySelector("svg");
    if (!svg || !trace) return;
    const leaves = leavesOf(trace);
    for (const place of svg.querySelectorAll("[data-scrub]")) undress(place);
    const places = placesOf(svg, trace);
    for (const { node, target } of leaves) {
      for (const [k, place] of (places[node.id] ?? []).entries()) {
        place.setAttribute("data-scrub", String(node.id));
        grip(place);
        if (k > 0) continue; // the others can be dragged; one is enough for the keyboard
        place.setAttribute("tabindex", "-1"); // walking the picture leads here
        place.setAttribute("role", "spinbutton");
        place.setAttribute("aria-label", `${targetName(target)}, ${node.kind}`);
      }
    }
    tell();
  }

  /** Say the numbers as they stand. */
  function tell() {
    const { trace, values } = store.get();
    if (!trace) return;
    for (const place of picture.querySelectorAll('[role="spinbutton"][data-scrub]')) {
      const target = targetAt(place);
      const number = target ? numberAt(trace, values, target) : NaN;
      place.setAttribute("aria-valuenow", String(number));
      place.setAttribute("aria-valuetext", showInFull(number));
    }
  }

  onSwap(dress);
  let dressed = "";
  const forget = store.watch(["trace", "values"], ({ trace }) => {
    const wanted = trace ? leavesOf(trace).map(({ node }) => `${node.id} ${node.name}`).join() : "";
    if (wanted === dressed) tell();
    else dress();
    dressed = wanted;
  });
  dress();

  return () => {
    stop();
    forget();
  };
}

/**
 * The leaves that hold one number each.
 * @param {import("../trace/types.js").Trace} trace
 */
function leavesOf(trace) {
  return trace.nodes.flatMap((node) => {
    const target = node.shape.length === 0 ? targetOf(node, trace.detail) : null;
    return target ? [{ node, target }] : [];
  });
}

/**
 * Where the value of each node is written: on its wires, or beside it where it has none.
 * @param {Element} svg
 * @param {import("../trace/types.js").Trace} trace
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
  const rect = document.createElementNS(SVG, "rect");
  rect.setAttribute("class", "leaf-grip");
  rect.setAttribute("x", String(x - GRIP.width / 2));
  rect.setAttribute("y", String(y - GRIP.above));
  rect.setAttribute("width", String(GRIP.width));
  rect.setAttribute("height", String(GRIP.height));
  rect.setAttribute("rx", "6");
  place.append(rect);
}
