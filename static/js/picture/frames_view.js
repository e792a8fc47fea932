// The handles that open and close parts on the picture, and the frames around open ones.

import { meet, union } from "./boxes.js";
import { LARGE } from "./large.js";
import { CHARACTER } from "./figures.js";
import { HALF_NAME, closeFrame, frameAround, lineWithGaps } from "./frames.js";
import { boxOfSlot } from "./slots.js";
import { belongs, keyOf, titleOf } from "../trace/parts.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").Part} Part */
/** @typedef {import("./boxes.js").Box} Box */

const SVG = "http://www.w3.org/2000/svg";
const NAME_AT = 24; // px from the left end of a frame, behind the handle
const NAME_CHARACTER = 7.9; // px

/**
 * Give a picture its handles and frames; what it had of them before goes.
 * @param {SVGSVGElement} svg
 * @param {Trace} trace
 */
export function dressParts(svg, trace) {
  for (const old of svg.querySelectorAll(".cr-frames, .cr-handle")) old.remove();
  const nodes = new Map([...svg.querySelectorAll("[data-node]")].map((one) => [Number(one.getAttribute("data-node")), one]));
  const framed = trace.nodes.length <= LARGE;
  const boxes = framed ? trace.nodes.map(({ id }) => boxOf(nodes.get(id))) : [];
  for (const part of trace.parts) {
    if (part.node === null) continue;
    const node = nodes.get(part.node);
    const body = node?.querySelector(".cr-body");
    if (!node || !body) continue;
    const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(body.getAttribute(name)));
    node.append(handle(part, (x ?? 0) + (width ?? 0) - 5, (y ?? 0) + (height ?? 0) - 4));
  }
  if (framed) svg.querySelector("[data-edge], [data-output], [data-node]")?.before(frames(svg, trace, boxes));
}

/** @param {SVGSVGElement} svg @param {Trace} trace @param {(Box | null)[]} boxes */
function frames(svg, trace, boxes) {
  const layer = make("g", { class: "cr-frames" });
  const { x, y, width, height } = svg.viewBox.baseVal;
  const view = { left: x, top: y, right: x + width, bottom: y + height };
  const figures = [...svg.querySelectorAll("[data-slot]")].map(figureBox).filter((one) => one !== null);
  /** @type {{ part: Part, box: Box }[]} */
  const drawn = [];
  // From the inside out, so that the outer one has room for the inner ones.
  const open = trace.parts.filter((part) => part.open).toSorted((a, b) => b.group.length - a.group.length);
  for (const part of open) {
    const inside = trace.nodes.map((node) => belongs(part, node));
    const inner = drawn.filter((other) => part.group.every((name, depth) => other.part.group[depth] === name));
    const taken = inner.map(({ box }) => ({ ...box, top: box.top - HALF_NAME })); // with its name
    const held = [...boxes.filter((_, k) => inside[k]), ...taken].filter((one) => one !== null);
    if (!held.length) continue;
    /** @param {Box} box whether it takes in a node that is no part of it */
    const strays = (box) => boxes.some((other, k) => other && !inside[k] && meet(box, other));
    const clear = frameAround(held, figures, NAME_AT + NAME_CHARACTER * nameOf(part).length, view);
    const whole = clear && !strays(clear) ? clear : null;
    const box = whole ?? closeFrame(held, view);
    if (!whole && strays(box)) continue;
    drawn.push({ part, box });
    layer.prepend(frame(part, box, whole ? null : lineWithGaps(box, figures)));
  }
  return layer;
}

/** @param {Part} part */
function nameOf(part) {
  return part.kind === "call" ? (part.group.at(-1) ?? part.label) : part.label;
}

/** @param {Part} part @param {Box} box @param {string | null} line path data, where it is no whole frame */
function frame(part, { left, top, right, bottom }, line) {
  const label = make("text", { class: "cr-text cr-frame-name", x: left + NAME_AT, y: top + 4.5 });
  label.textContent = nameOf(part);
  return make("g", { class: "cr-frame", "data-part": keyOf(part) },
    line === null
      ? make("rect", { class: "cr-frame-line", x: left, y: top, width: right - left, height: bottom - top, rx: 12 })
      : make("path", { class: "cr-frame-line", d: line }),
    label,
    handle(part, left + 11, top),
  );
}

/** @param {Part} part @param {number} x @param {number} y */
function handle(part, x, y) {
  const title = make("title", {});
  title.textContent = `${part.open ? "Close" : "Open"} ${titleOf(part)}`;
  const sign = part.open ? `M${x - 4.5} ${y}h9` : `M${x - 4.5} ${y}h9M${x} ${y - 4.5}v9`;
  return make("g", { class: "cr-handle", "data-fold": keyOf(part) },
    title,
    make("circle", { class: "cr-reach", cx: x, cy: y, r: 15 }),
    make("circle", { class: "cr-knob", cx: x, cy: y, r: 8.5 }),
    make("path", { class: "cr-sign", d: sign }),
  );
}

/** The room of a figure, with the marks before it; blank or not, so that no frame moves with the steps. @param {Element} slot @returns {Box | null} */
function figureBox(slot) {
  return boxOfSlot(slot, slot.querySelector(".cr-sum") ? 2 * CHARACTER : CHARACTER);
}

/** What is drawn of a node, without its figures. @param {Element | undefined} node @returns {Box | null} */
function boxOf(node) {
  const drawn = [...(node?.children ?? [])].filter((one) => one instanceof SVGGraphicsElement && !one.matches("[data-slot], .cr-handle"));
  const boxes = /** @type {SVGGraphicsElement[]} */ (drawn).map((one) => one.getBBox());
  return boxes.length ? union(boxes.map(({ x, y, width, height }) => ({ left: x, top: y, right: x + width, bottom: y + height }))) : null;
}

/** @param {string} tag @param {Record<string, string | number>} attributes @param {...Element} children */
function make(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}
