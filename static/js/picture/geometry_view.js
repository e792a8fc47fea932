// Where things stand in the drawing, read once for a press, so that no frame of its motion has to.

import { meet, union } from "./boxes.js";
import { elementsOf, partOf } from "./elements.js";
import { CHARACTER } from "./figures.js";
import { boxOfSlot } from "./slots.js";
import { makeSvg } from "../page/build.js";

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("./scene.js").Geometry} Geometry */
/** @typedef {import("./routes.js").Point} Point */

const POINTS = 40; // that a wire is followed through
const TOLD = 1.25; // a figure is written larger while it is told
/** Half the width of a letter, about. */
const HALF = 5.3;
/** Half the height of a told digit. */
const DIGIT = 8.5;
/** Around what a press is about: nothing farther away is in its way. */
const AROUND = 260;
/** How far from the edge of what is seen everything stays. */
const EDGE = 7;

/** A place for a figure, or a name, and what it belongs to; an array has a box that it fills. @typedef {{ key: string, text: Element, at: Point, box: Box | null }} Place */

/** The places of each picture's groups, and the same by their keys. @type {WeakMap<readonly Element[], { all: Place[], byKey: Map<string, Place> }>} */
const known = new WeakMap();
/** @type {WeakMap<Element, readonly Point[]>} */
const followed = new WeakMap();

/**
 * @param {SVGSVGElement} svg
 * @param {readonly string[]} parts what the press is about
 * @param {Box | null} seen the part of the drawing that is in view
 * @returns {Geometry}
 */
export function geometryOf(svg, parts, seen) {
  const drawn = elementsOf(svg);
  const { all, byKey } = placesOf(svg);
  const bounds = inset(seen ?? drawingOf(svg));
  const near = nearTo(parts, byKey, bounds);
  const figures = all.filter(({ at, text }) => isIn(at, near) && text.textContent !== "").map(({ key, text, at, box }) => ({ key, box: box ?? boxOf(text, at) }));
  const bodies = bodiesOf(svg).filter(({ box }) => meet(box, near));
  return {
    wire: (part) => pointsOf(partOf(svg, part)?.querySelector("path") ?? null),
    label: (key) => numberAt(byKey.get(key)),
    array: (key) => byKey.get(key)?.box ?? null,
    body: (node) => bodyOf(drawn.node(node)),
    taken: [...figures, ...bodies],
    bounds,
  };
}

/** The middle of a label, or of the number that stands behind a name in it. @param {Place | undefined} place @returns {Point | null} */
function numberAt(place) {
  const name = (place?.text.textContent ?? "").lastIndexOf(" = ") + 3;
  return place && !place.box && name > 2 ? { ...place.at, x: place.at.x + name * HALF } : (place?.at ?? null);
}

/** @param {SVGSVGElement} svg @returns {Box} */
function drawingOf(svg) {
  const { x, y, width, height } = svg.viewBox.baseVal;
  return { left: x, top: y, right: x + width, bottom: y + height };
}

/** @param {Box} box @returns {Box} */
function inset({ left, top, right, bottom }) {
  return { left: left + EDGE, top: top + EDGE, right: right - EDGE, bottom: bottom - EDGE };
}

/** @param {readonly string[]} parts @param {ReadonlyMap<string, Place>} byKey @param {Box} bounds @returns {Box} */
function nearTo(parts, byKey, bounds) {
  const points = parts.flatMap((part) => ["value", "back", "total", "name"].flatMap((name) => byKey.get(`${part}:${name}`)?.at ?? []));
  if (points.length === 0) return bounds;
  const box = union(points.map(({ x, y }) => ({ left: x, top: y, right: x, bottom: y })));
  return { left: box.left - AROUND, top: box.top - AROUND, right: box.right + AROUND, bottom: box.bottom + AROUND };
}

/** @param {Point} point @param {Box} box */
function isIn({ x, y }, { left, top, right, bottom }) {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** All places of a drawing; they stay where they are. @param {SVGSVGElement} svg */
function placesOf(svg) {
  const groups = elementsOf(svg).all; // others, where other parts of a large picture are drawn
  const before = known.get(groups);
  if (before) return before;
  const all = groups.flatMap((group) => {
    const part = keyOf(group);
    const slots = [...group.querySelectorAll("[data-slot]")].flatMap((slot) => placeOf(`${part}:${slot.getAttribute("data-slot")}`, slot) ?? []);
    const names = [...group.querySelectorAll(".cr-name, .cr-leaf")].map((text) => ({ key: `${part}:name`, text, at: middleOf(text), box: null }));
    return [...slots, ...names];
  });
  const places = { all, byKey: new Map(all.map((place) => [place.key, place])) };
  known.set(groups, places);
  return places;
}

/** @param {string} key @param {Element} slot @returns {Place | null} */
function placeOf(key, slot) {
  const box = slot.hasAttribute("data-form") ? boxOfSlot(slot) : null;
  if (box) return { key, text: slot, at: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }, box };
  const text = slot.querySelector("text");
  return text && { key, text, at: middleOf(text), box: null };
}

/** @param {Element} group */
function keyOf(group) {
  for (const kind of ["node", "edge", "output"]) {
    const id = group.getAttribute(`data-${kind}`);
    if (id !== null) return `${kind}:${id}`;
  }
  return "";
}

/** @param {Element} text @returns {Point} */
function middleOf(text) {
  return { x: Number(text.getAttribute("x")), y: Number(text.getAttribute("y")) - 6 };
}

/** @param {Element} text @param {Point} at @returns {Box} */
function boxOf(text, { x, y }) {
  const half = (CHARACTER * TOLD * Math.max((text.textContent ?? "").length, 1)) / 2;
  return { left: x - half, top: y - DIGIT, right: x + half, bottom: y + DIGIT };
}

/** @type {WeakMap<readonly Element[], import("./routes.js").Taken[]>} */
const gates = new WeakMap();

/** @param {SVGSVGElement} svg */
function bodiesOf(svg) {
  const groups = elementsOf(svg).all;
  const before = gates.get(groups);
  if (before) return before;
  const found = groups.flatMap((group) => {
    const box = group.matches("[data-node]:has(.cr-body)") ? bodyOf(group) : null;
    return box ? [{ key: `${keyOf(group)}:body`, box }] : [];
  });
  gates.set(groups, found);
  return found;
}

/** @param {Element | null} group @returns {Box | null} */
function bodyOf(group) {
  const body = group?.querySelector(".cr-body");
  if (!body) return null;
  const [left = 0, top = 0, width = 0, height = 0] = ["x", "y", "width", "height"].map((name) => Number(body.getAttribute(name)));
  return { left, top, right: left + width, bottom: top + height };
}

/** @param {Element | null} path @returns {readonly Point[]} */
function pointsOf(path) {
  if (!(path instanceof SVGPathElement)) return [];
  const before = followed.get(path);
  if (before) return before;
  const way = makeSvg("path", { d: path.getAttribute("d") ?? "" }); // of one in the page it would be asked only after a layout
  const length = way.getTotalLength();
  const points = Array.from({ length: POINTS + 1 }, (_, k) => {
    const { x, y } = way.getPointAtLength((length * k) / POINTS);
    return { x, y };
  });
  followed.set(path, points);
  return points;
}
