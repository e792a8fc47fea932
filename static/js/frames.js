// The handles that open and close parts on the picture, and the frames around open ones.

import { belongs, titleOf } from "./parts.js";

/** @typedef {import("./types.js").Trace} Trace */
/** @typedef {import("./types.js").Part} Part */
/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */

const SVG = "http://www.w3.org/2000/svg";
const ROOM = 12; // px between what is framed and its frame
const MOST_FRAMED = 600; // nodes; past them frames would be lost on the screen

/**
 * Give a picture its handles and frames; what it had of them before goes.
 * @param {SVGSVGElement} svg
 * @param {Trace} trace
 */
export function dressParts(svg, trace) {
  for (const old of svg.querySelectorAll(".cr-frames, .cr-handle")) old.remove();
  const nodes = new Map([...svg.querySelectorAll("[data-node]")].map((one) => [Number(one.getAttribute("data-node")), one]));
  const framed = trace.nodes.length <= MOST_FRAMED;
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
  const view = svg.viewBox.baseVal;
  /** @type {{ part: Part, box: Box }[]} */
  const drawn = [];
  // From the inside out, so that the outer one has room for the inner ones.
  const open = trace.parts.filter((part) => part.open).toSorted((a, b) => b.group.length - a.group.length);
  for (const part of open) {
    const inside = trace.nodes.map((node) => belongs(part, node));
    const inner = drawn.filter((other) => part.group.every((name, depth) => other.part.group[depth] === name));
    const held = [...boxes.filter((_, k) => inside[k]), ...inner.map(({ box }) => box)];
    const box = around(held.filter((one) => one !== null), view);
    if (!box) continue;
    if (boxes.some((other, k) => other && !inside[k] && meet(box, other))) continue;
    drawn.push({ part, box });
    layer.prepend(frame(part, box));
  }
  return layer;
}

/** @param {Part} part @param {Box} box */
function frame(part, { left, top, right, bottom }) {
  const name = part.group.at(-1) ?? part.label;
  const label = make("text", { class: "cr-text cr-frame-name", x: left + 24, y: top + 14 });
  label.textContent = part.kind === "call" ? name : part.label;
  return make("g", { class: "cr-frame", "data-part": `${part.kind} ${part.key}` },
    make("rect", { class: "cr-frame-line", x: left, y: top, width: right - left, height: bottom - top, rx: 12 }),
    label,
    handle(part, left + 11, top + 9),
  );
}

/** @param {Part} part @param {number} x @param {number} y */
function handle(part, x, y) {
  const title = make("title", {});
  title.textContent = `${part.open ? "Close" : "Open"} ${titleOf(part)}`;
  const sign = part.open ? `M${x - 4.5} ${y}h9` : `M${x - 4.5} ${y}h9M${x} ${y - 4.5}v9`;
  return make("g", { class: "cr-handle", "data-fold": `${part.kind} ${part.key}` },
    title,
    make("circle", { class: "cr-reach", cx: x, cy: y, r: 15 }),
    make("circle", { class: "cr-knob", cx: x, cy: y, r: 8.5 }),
    make("path", { class: "cr-sign", d: sign }),
  );
}

/** @param {Box[]} boxes @param {DOMRect} view @returns {Box | null} */
function around(boxes, view) {
  if (boxes.length === 0) return null;
  return {
    left: Math.max(Math.min(...boxes.map(({ left }) => left)) - ROOM, view.x + 2),
    top: Math.max(Math.min(...boxes.map(({ top }) => top)) - ROOM - 8, view.y + 10),
    right: Math.min(Math.max(...boxes.map(({ right }) => right)) + ROOM, view.x + view.width - 2),
    bottom: Math.min(Math.max(...boxes.map(({ bottom }) => bottom)) + ROOM, view.y + view.height - 2),
  };
}

/** @param {Box} a @param {Box} b */
function meet(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** @param {Element | undefined} node @returns {Box | null} */
function boxOf(node) {
  if (!(node instanceof SVGGraphicsElement)) return null;
  const { x, y, width, height } = node.getBBox();
  return { left: x, top: y, right: x + width, bottom: y + height };
}

/** @param {string} tag @param {Record<string, string | number>} attributes @param {...Element} children */
function make(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}
