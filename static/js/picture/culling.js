// Of a large picture only what is near the part in view is rendered: a browser that lays out and
// paints thousands of gates at every step is too slow for a lecture.

import { meet } from "./boxes.js";
import { elementsOf } from "./elements.js";
import { FEW, LARGE } from "./large.js";
import { seenIn } from "./screen.js";
import { make } from "../page/build.js";

/** @typedef {import("./boxes.js").Box} Box */

/** How much of a view is rendered beside it, to each side, and how near the view may come to the edge of that. */
const MARGIN = 0.5;
const NEAR = 0.2;

/**
 * What is rendered around a view: half a view more to each side.
 * @param {Box} view @returns {Box}
 */
export function around({ left, top, right, bottom }) {
  const [width, height] = [MARGIN * (right - left), MARGIN * (bottom - top)];
  return { left: left - width, top: top - height, right: right + width, bottom: bottom + height };
}

/** Whether a view has come so close to the edge of what is rendered that it is time for more. @param {Box} view @param {Box} rendered */
export function isNearEdge(view, rendered) {
  const [dx, dy] = [NEAR * (view.right - view.left), NEAR * (view.bottom - view.top)];
  return (
    view.left - rendered.left < dx || rendered.right - view.right < dx ||
    view.top - rendered.top < dy || rendered.bottom - view.bottom < dy ||
    rendered.right - rendered.left > 5 * (view.right - view.left)
  );
}

/** @typedef {{ element: Element, box: Box, away: boolean }} Part */

/** @param {HTMLElement} frame the scrolling frame of the picture */
export function mountCulling(frame) {
  const culling = new Culling(frame);
  frame.addEventListener("scroll", () => culling.look(), { passive: true });
  new ResizeObserver(() => culling.look()).observe(frame);
  addEventListener("beforeprint", () => culling.bringBack());
  addEventListener("afterprint", () => culling.look());
  return culling;
}

class Culling {
  #frame;
  /** @type {SVGSVGElement | null} */
  #svg = null;
  /** In the order of the drawing; none where all of it is rendered. @type {Part[]} */
  #parts = [];
  /** What follows the last of them in the drawing. @type {Node | null} */
  #end = null;
  /** @type {Box | null} */
  #rendered = null;
  /** Where those are that nobody sees: in the drawing itself each would cost time at every step, hidden or not. */
  #shelf = make("div", { hidden: true });

  /** @param {HTMLElement} frame */
  constructor(frame) {
    this.#frame = frame;
  }

  /** Take over a new picture. @param {SVGSVGElement | null} picture */
  adopt(picture) {
    const groups = picture ? elementsOf(picture).all : [];
    picture?.classList.toggle("cr-few", groups.length <= FEW);
    [this.#svg, this.#rendered, this.#end] = [picture, null, groups.at(-1)?.nextSibling ?? null];
    this.#parts = groups.length < LARGE ? [] : groups.map((element) => ({ element, box: boxOf(element), away: false }));
    this.#shelf.replaceChildren();
    this.#frame.append(this.#shelf);
    this.look();
  }

  /** Render what is near the part in view, if that has moved. */
  look() {
    if (!this.#svg || this.#parts.length === 0) return;
    const view = seenIn(this.#frame, this.#svg);
    if (!view || (this.#rendered && !isNearEdge(view, this.#rendered))) return;
    const rendered = around(view);
    const stop = this.#frame.querySelector('[tabindex="0"]'); // the Tab key must find it wherever it is
    this.#put(({ box, element }) => !meet(box, rendered) && !(stop && element.contains(stop)));
    this.#rendered = rendered;
  }

  /** Render what something is in, wherever it is. @param {Element} element */
  reveal(element) {
    if (this.#shelf.contains(element)) this.#put((part) => part.away && !part.element.contains(element));
  }

  /** Render all of it. */
  bringBack() {
    this.#put(() => false);
    this.#rendered = null;
  }

  /** Each part to its place: the drawing, where the order says what is over what, or the shelf. @param {(part: Part) => boolean} isAway */
  #put(isAway) {
    let next = this.#end;
    for (const part of this.#parts.toReversed()) {
      const away = isAway(part);
      if (away && !part.away) this.#shelf.append(part.element);
      else if (part.away && !away) this.#svg?.insertBefore(part.element, next);
      part.away = away;
      if (!away) next = part.element;
    }
  }
}

/** @param {Element} element @returns {Box} */
function boxOf(element) {
  if (!(element instanceof SVGGraphicsElement)) return { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
  const { x, y, width, height } = element.getBBox();
  return { left: x, top: y, right: x + width, bottom: y + height };
}
