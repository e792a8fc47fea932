// The handles that open and close parts on the picture, and the frames around open ones.

import { meet, union } from "./boxes.js";
import { LARGE } from "./large.js";
import { elementsOf } from "./elements.js";
import { CHARACTER } from "./figures.js";
import { piecesAround } from "./frames.js";
import { HANDLE_AT, NAME_AT, namesOf, roomsAlong } from "./frame_names.js";
import { boxOfSlot } from "./slots.js";
import { belongs, keyOf, titleOf } from "../trace/parts.js";
import { makeSvg } from "../page/build.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").Part} Part */
/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("./frames.js").Piece} Piece */
/** @typedef {import("./frame_names.js").Name} Name */

const NAME_CHARACTER = 7.9; // px
const APART = 4; // px from name to name, so that their handles are apart

/**
 * Give a picture its handles and frames; what it had of them before goes.
 * @param {SVGSVGElement} svg
 * @param {Trace} trace
 */
export function dressParts(svg, trace) {
  const drawn = elementsOf(svg);
  for (const old of svg.querySelectorAll(".cr-frames, .cr-folds")) old.remove();
  for (const group of drawn.all) group.querySelector(".cr-handle")?.remove();
  const framed = trace.nodes.length <= LARGE;
  const shown = drawn.shown && new Set(drawn.shown.nodes);
  const boxes = framed ? trace.nodes.map(({ id }) => boxOf(drawn.node(id))) : [];
  for (const part of trace.parts) {
    if (part.node === null || shown?.has(part.node) === false) continue;
    const node = drawn.node(part.node);
    const body = node?.querySelector(".cr-body");
    if (!node || !body) continue;
    const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(body.getAttribute(name)));
    node.append(handle(part, (x ?? 0) + (width ?? 0) - 5, (y ?? 0) + (height ?? 0) - 4));
  }
  if (!framed) return;
  const { lines, handles } = frames(svg, trace, boxes);
  svg.querySelector("[data-edge], [data-output], [data-node]")?.before(lines);
  svg.append(handles);
}

/**
 * Frames go behind all else, handles before it.
 * @param {SVGSVGElement} svg @param {Trace} trace @param {(Box | null)[]} boxes
 */
function frames(svg, trace, boxes) {
  const [lines, handles] = [makeSvg("g", { class: "cr-frames" }), makeSvg("g", { class: "cr-folds" })];
  const { x, y, width, height } = svg.viewBox.baseVal;
  const view = { left: x, top: y, right: x + width, bottom: y + height };
  const figures = figureBoxes(svg);
  const drawn = boxes.filter((one) => one !== null);
  /** @type {{ part: Part, taken: Box[], names: Box[] }[]} */
  const done = [];
  // From the inside out, so that the outer one has room for the inner ones.
  const open = trace.parts.filter((part) => part.open).toSorted((a, b) => b.group.length - a.group.length);
  const wires = open.length ? trace.edges.flatMap((_, k) => roomsAlong(wireOf(svg, k))) : [];
  for (const part of open) {
    const inside = trace.nodes.map((node) => belongs(part, node));
    const inner = done.filter((other) => part.group.every((name, depth) => other.part.group[depth] === name));
    const isFramed = trace.nodes.map((node) => inner.some((other) => belongs(other.part, node)));
    const held = [...boxes.filter((_, k) => inside[k] && !isFramed[k]), ...inner.flatMap(({ taken }) => taken)].filter((one) => one !== null);
    if (!held.length) continue;
    const others = boxes.filter((_, k) => !inside[k]).filter((one) => one !== null);
    const name = NAME_AT + NAME_CHARACTER * nameOf(part).length;
    const pieces = piecesAround(held, { figures, others, view }, name);
    const names = namesOf(pieces, wires, { figures, others: [...drawn, ...done.flatMap((one) => one.names)], view }, name);
    const rooms = names.map(({ box }) => box);
    const taken = pieces.map(({ box }) => union([box, ...rooms.filter((room) => meet(room, box))]));
    done.push({ part, taken, names: rooms.map((room) => ({ ...room, top: room.top - APART, bottom: room.bottom + APART })) });
    const within = trace.edges.flatMap(({ source, target }, k) => (inside[source] && inside[target] ? [wireOf(svg, k)] : []));
    lines.prepend(frame(part, pieces, names, pieces.length > 1 ? within : []));
    const [first] = names;
    if (first) handles.append(handle(part, first.box.left + HANDLE_AT, first.y));
  }
  return { lines, handles };
}

/** @param {Part} part */
function nameOf(part) {
  return part.kind === "call" ? (part.group.at(-1) ?? part.label) : part.label;
}

/** The way of a wire. @param {SVGSVGElement} svg @param {number} edge */
function wireOf(svg, edge) {
  return elementsOf(svg).edge(edge)?.querySelector(".cr-wire")?.getAttribute("d") ?? "";
}

/**
 * @param {Part} part
 * @param {readonly Piece[]} pieces
 * @param {readonly Name[]} names
 * @param {readonly string[]} ties ways of the wires that tie its pieces together
 */
function frame(part, pieces, names, ties) {
  const ground = makeSvg("g", { class: "cr-frame-ground" },
    ...pieces.map(({ box }) => rectOf(box, {})), ...ties.map((d) => makeSvg("path", { d })));
  const labels = names.filter(({ named }) => named).map(({ box, y }) => {
    const label = makeSvg("text", { class: "cr-text cr-frame-name", x: box.left + NAME_AT, y: y + 4.5 });
    label.textContent = nameOf(part);
    return label;
  });
  return makeSvg("g", { class: "cr-frame", "data-part": keyOf(part) }, ground, ...pieces.map(lineOf), ...labels);
}

/** @param {Box} box @param {Record<string, string | number>} attributes */
function rectOf({ left, top, right, bottom }, attributes) {
  return makeSvg("rect", { ...attributes, x: left, y: top, width: right - left, height: bottom - top, rx: 12 });
}

/** @param {Piece} piece */
function lineOf({ box, line }) {
  const attributes = { class: "cr-frame-line" };
  return line === null ? rectOf(box, attributes) : makeSvg("path", { ...attributes, d: line });
}

/** @param {Part} part @param {number} x @param {number} y */
function handle(part, x, y) {
  const title = makeSvg("title", {});
  title.textContent = `${part.open ? "Close" : "Open"} ${titleOf(part)}`;
  const sign = part.open ? `M${x - 4.5} ${y}h9` : `M${x - 4.5} ${y}h9M${x} ${y - 4.5}v9`;
  return makeSvg("g", { class: "cr-handle", "data-fold": keyOf(part) },
    title,
    makeSvg("circle", { class: "cr-reach", cx: x, cy: y, r: 15 }),
    makeSvg("circle", { class: "cr-knob", cx: x, cy: y, r: 8.5 }),
    makeSvg("path", { class: "cr-sign", d: sign }),
  );
}

/**
 * The rooms of the figures, blank or not, so that no frame moves with the steps; those of one wire are one with
 * the wire between them, along which no frame is to run.
 * @param {SVGSVGElement} svg @returns {Box[]}
 */
function figureBoxes(svg) {
  /** @type {Map<Element | null, Box>} */
  const found = new Map();
  for (const slot of elementsOf(svg).all.flatMap((group) => [...group.querySelectorAll("[data-slot]")])) {
    const box = boxOfSlot(slot, slot.querySelector(".cr-sum") ? 2 * CHARACTER : CHARACTER); // with the marks before it
    const before = found.get(slot.parentElement);
    if (box) found.set(slot.parentElement, before ? union([before, box]) : box);
  }
  return [...found.values()];
}

/** What is drawn of a node, without its figures. @param {Element | null} node @returns {Box | null} */
function boxOf(node) {
  const drawn = [...(node?.children ?? [])].filter((one) => one instanceof SVGGraphicsElement && !one.matches("[data-slot], .cr-handle"));
  const boxes = /** @type {SVGGraphicsElement[]} */ (drawn).map((one) => one.getBBox());
  return boxes.length ? union(boxes.map(({ x, y, width, height }) => ({ left: x, top: y, right: x + width, bottom: y + height }))) : null;
}

