// From one picture to another of the same program: what is in both moves from where it was, what
// is new grows out of what it was folded in, wires fade in.

import { elementsOf } from "./elements.js";
import { boxOfSlot } from "./slots.js";
import { belongs, identities, keyOf, median } from "../trace/parts.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {{ x: number, y: number }} Point */
/**
 * Where everything is on the screen, by what stays the same from picture to picture.
 * @typedef {{ scale: number, nodes: Map<string, Point>, edges: Map<string, Point>,
 *   sources: Map<string, Point>, ports: (Point | null)[], parts: Map<string, Point> }} Places
 */

const DURATION = 350; // ms

/**
 * @param {SVGSVGElement} svg
 * @param {Trace} trace the one that the picture shows
 * @returns {Places}
 */
export function placesOf(svg, trace) {
  const matrix = svg.getScreenCTM() ?? new DOMMatrix();
  /** @param {Point | null} point */
  const seen = (point) =>
    point && { x: matrix.a * point.x + matrix.e, y: matrix.d * point.y + matrix.f };
  const keys = identities(trace);
  const drawn = elementsOf(svg);
  /** @type {Places} */
  const places = {
    scale: matrix.a, nodes: new Map(), edges: new Map(), sources: new Map(), ports: [], parts: new Map(),
  };
  const middles = trace.nodes.map(({ id }) => seen(middleOf(drawn.node(id))));
  for (const [k, key] of keys.nodes.entries()) {
    const point = middles[k];
    if (point) places.nodes.set(key, point);
  }
  for (const [k, key] of keys.edges.entries()) {
    const point = seen(labelOf(drawn.edge(k)));
    const source = keys.nodes[trace.edges[k]?.source ?? -1] ?? "";
    if (!point) continue;
    places.edges.set(key, point);
    if (!places.sources.has(source)) places.sources.set(source, point);
  }
  places.ports = trace.outputs.map((id) => seen(labelOf(drawn.output(id))));
  for (const part of trace.parts) {
    const points = middles.filter((_, k) => trace.nodes[k] && belongs(part, trace.nodes[k]));
    const found = points.filter((point) => point !== null);
    if (found.length === 0) continue;
    const [x, y] = [mean(found.map((point) => point.x)), mean(found.map((point) => point.y))];
    places.parts.set(keyOf(part), { x, y });
  }
  return places;
}

/**
 * Let a picture that has just been swapped in start where the one before it was.
 * @param {HTMLElement} frame that scrolls the picture
 * @param {SVGSVGElement} svg
 * @param {Trace} trace
 * @param {Places} before
 * @param {boolean} moving whether it is shown as a motion; else only the frame is scrolled
 */
export function moveFrom(frame, svg, trace, before, moving) {
  holdStill(frame, before, placesOf(svg, trace));
  if (!moving) return;
  const after = placesOf(svg, trace);
  const keys = identities(trace);
  const growth = before.scale / after.scale;
  const matrix = svg.getScreenCTM() ?? new DOMMatrix(); // asked again it would lay out all anew

  /** @param {Element | null} element @param {Point | undefined | null} to @param {Point | undefined | null} from */
  function move(element, to, from) {
    if (!element || !to || !from) return fadeIn(element);
    const [x, y] = [(to.x - matrix.e) / matrix.a, (to.y - matrix.f) / matrix.d];
    const [dx, dy] = [(from.x - to.x) / after.scale, (from.y - to.y) / after.scale];
    const start = `translate(${x + dx}px, ${y + dy}px) scale(${growth}) translate(${-x}px, ${-y}px)`;
    const end = `translate(${x}px, ${y}px) scale(1) translate(${-x}px, ${-y}px)`;
    return run(element, [{ transform: start }, { transform: end }]);
  }

  for (const [k, node] of trace.nodes.entries()) {
    const key = keys.nodes[k] ?? "";
    const from = before.nodes.get(key) ?? origin(node, trace, before);
    move(elementsOf(svg).node(node.id), after.nodes.get(key), from);
  }
  for (const [k, edge] of trace.edges.entries()) {
    const key = keys.edges[k] ?? "";
    const wire = elementsOf(svg).edge(k);
    const from = before.edges.get(key) ?? before.sources.get(keys.nodes[edge.source] ?? "");
    fadeIn(wire?.querySelector("path"));
    for (const slot of wire?.querySelectorAll("[data-slot]") ?? []) move(slot, after.edges.get(key), from);
  }
  for (const [k, id] of trace.outputs.entries()) {
    const wire = elementsOf(svg).output(id);
    fadeIn(wire?.querySelector("path"));
    for (const slot of wire?.querySelectorAll("[data-slot]") ?? []) move(slot, after.ports[k], before.ports[k]);
  }
  for (const layer of svg.querySelectorAll(".cr-frames, .cr-folds")) fadeIn(layer);
}

/**
 * Scroll so that most of what did not change stays where it was.
 * @param {HTMLElement} frame @param {Places} before @param {Places} after
 */
function holdStill(frame, before, after) {
  const pairs = [...after.nodes].flatMap(([key, to]) => {
    const from = before.nodes.get(key);
    return from ? [{ dx: to.x - from.x, dy: to.y - from.y }] : [];
  });
  const [left, top] = [median(pairs.map(({ dx }) => dx)), median(pairs.map(({ dy }) => dy))];
  frame.scrollBy({ left, top, behavior: "instant" });
}

/**
 * Where a node that is new comes from: the innermost part that was there before.
 * @param {Trace["nodes"][number]} node @param {Trace} trace @param {Places} before
 */
function origin(node, trace, before) {
  const around = trace.parts.filter((part) => belongs(part, node));
  around.sort((a, b) => b.group.length - a.group.length);
  const found = around.find((part) => before.parts.has(keyOf(part)));
  return found && before.parts.get(keyOf(found));
}

/** @param {Element | null | undefined} element */
function fadeIn(element) {
  return element ? run(element, [{ opacity: 0 }, { opacity: 0, offset: 0.4 }, { opacity: 1 }]) : undefined;
}

/** @param {Element} element @param {Keyframe[]} frames */
function run(element, frames) {
  return element.animate(frames, { duration: DURATION, easing: "ease-in-out" });
}

/** The middle of a gate's body, or of a leaf's name. @param {Element | null} node @returns {Point | null} */
function middleOf(node) {
  const body = node?.querySelector(".cr-body");
  if (!body) return textAt(node?.querySelector(".cr-leaf"));
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(body.getAttribute(name)));
  return { x: (x ?? 0) + (width ?? 0) / 2, y: (y ?? 0) + (height ?? 0) / 2 };
}

/** The middle of the value on a wire. @param {Element | null} wire @returns {Point | null} */
function labelOf(wire) {
  const slot = wire?.querySelector('[data-slot="value"]');
  const box = slot ? boxOfSlot(slot) : null;
  return box && { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
}

/** @param {Element | null | undefined} text @returns {Point | null} */
function textAt(text) {
  return text ? { x: Number(text.getAttribute("x")), y: Number(text.getAttribute("y")) } : null;
}

/** @param {number[]} numbers */
function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
