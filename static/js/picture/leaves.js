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

const GRIP = { width: 64, height: 28, above: 20 }; // px of the drawing, about a number's baseline

/**
 * Returns how to stop.
 * @param {HTMLElement} picture holds the server's SVG, now or later
 * @param {Store} store
 * @param {Pick<import("./picture.js").Picture, "onSwap">} swaps
 */
export function mountLeaves(picture, store, { onSwap }) {
  const stop = mountInputHandles(picture, store, (handle) => targetAt(store.get(), handle));
  let dressed = "";
  onSwap(() => dress(picture, store.get()));
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
  const places = placesOf(svg, trace);
  for (const { node, target } of leavesOf(trace)) {
    for (const [k, place] of (places[node.id] ?? []).entries()) {
      place.setAttribute("data-scrub", String(node.id));
      grip(place);
      if (k > 0) continue; // the others can be dragged; one is enough for the keyboard
      place.setAttribute("tabindex", "-1"); // walking the picture leads here
      place.setAttribute("role", "spinbutton");
      place.setAttribute("aria-label", `${targetName(target)}, ${node.kind}`);
    }
  }
  tell(picture, state);
}

/** Say the numbers as they stand. @param {HTMLElement} picture @param {Readonly<State>} state */
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
