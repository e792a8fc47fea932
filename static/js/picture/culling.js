// Of a large picture only what is near the part in view is rendered: a browser that lays out and
// paints thousands of gates at every step is too slow for a lecture.

import { meet } from "./boxes.js";
import { FEW, LARGE } from "./large.js";
import { seenIn } from "./screen.js";

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

/** @param {HTMLElement} frame the scrolling frame of the picture */
export function mountCulling(frame) {
  /** @type {SVGSVGElement | null} */
  let svg = null;
  /** @type {{ element: Element, box: Box, away: boolean }[]} */
  let parts = [];
  /** @type {Box | null} */
  let rendered = null;

  function look() {
    if (!svg || parts.length === 0) return;
    const view = seenIn(frame, svg);
    if (!view || (rendered && !isNearEdge(view, rendered))) return;
    rendered = around(view);
    const stop = svg.querySelector('[tabindex="0"]'); // the Tab key must find it wherever it is
    for (const part of parts) {
      const away = !meet(part.box, rendered) && !(stop && part.element.contains(stop));
      if (away === part.away) continue;
      part.away = away;
      part.element.classList.toggle("away", away);
    }
  }

  frame.addEventListener("scroll", look, { passive: true });
  new ResizeObserver(look).observe(frame);

  return {
    look,
    /** Take over a new picture. @param {SVGSVGElement | null} picture */
    adopt(picture) {
      [svg, rendered] = [picture, null];
      const groups = [...(svg?.querySelectorAll("[data-node], [data-edge], [data-output]") ?? [])];
      svg?.classList.toggle("cr-few", groups.length <= FEW);
      parts = groups.length < LARGE ? [] : groups.map((element) => ({ element, box: boxOf(element), away: false }));
      look();
    },
    /** Render what something is in, wherever it is. @param {Element} element */
    reveal(element) {
      const group = element.closest(".away");
      const part = parts.find((one) => one.element === group);
      if (!part) return;
      part.away = false;
      group?.classList.remove("away");
    },
  };
}

/** @param {Element} element @returns {Box} */
function boxOf(element) {
  if (!(element instanceof SVGGraphicsElement)) return { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
  const { x, y, width, height } = element.getBBox();
  return { left: x, top: y, right: x + width, bottom: y + height };
}
