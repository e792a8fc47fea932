// The picture's frame: swapped in whole, zoomed by one variable, scrolled by the browser, so that
// panning costs nothing however large the graph.

import { mountCulling } from "./culling.js";

const STEP = 1.25;
const SMALLEST = 0.1;
const LARGEST = 8;
/** Below so many screen pixels to one of the drawing the numbers only make noise. */
const LEGIBLE = 0.4;
/** A picture that fits its frame at this scale is shown whole; a larger one scrolls, and is read. */
const NEARLY = 0.6;

/**
 * The zoom after `clicks` clicks on + (or, negative, on −).
 * @param {number} zoom
 * @param {number} clicks
 */
export function zoomed(zoom, clicks) {
  return Math.min(LARGEST, Math.max(SMALLEST, zoom * STEP ** clicks));
}

/**
 * How far to scroll along one axis so that a span is seen; 0 where it is seen already.
 * @param {number} start of the span @param {number} end of the span
 * @param {number} low start of the frame @param {number} high end of the frame
 * @param {number} margin
 */
function scrollToSee(start, end, low, high, margin) {
  if (start >= low + margin && end <= high - margin) return 0;
  if (end - start > high - low - 2 * margin) return start - low - margin;
  return (start + end) / 2 - (low + high) / 2;
}

/** @param {HTMLElement} frame */
export function makePicture(frame) {
  let zoom = 1;
  const culling = mountCulling(frame);

  /** @returns {SVGSVGElement | null} */
  const svg = () => frame.querySelector("svg");

  /** Screen pixels to one of the drawing. */
  function scale() {
    const picture = svg();
    return picture ? picture.getBoundingClientRect().width / picture.viewBox.baseVal.width : 1;
  }

  /** Tell the style sheet whether the picture nearly fits. */
  function measure() {
    const view = svg()?.viewBox.baseVal;
    if (!view) return;
    const share = Math.min(frame.offsetWidth / view.width, frame.offsetHeight / view.height);
    frame.classList.toggle("nearly-fits", share >= NEARLY);
  }

  /** @param {number} value */
  function set(value) {
    zoom = value;
    frame.style.setProperty("--zoom", String(zoom));
    svg()?.classList.toggle("cr-far", scale() < LEGIBLE);
    culling.look();
  }

  /**
   * Zoom and keep the point under the pointer, or the middle, where it is.
   * @param {number} value @param {number} [x] @param {number} [y] in the window
   */
  function zoomAbout(value, x, y) {
    const box = frame.getBoundingClientRect();
    const [dx, dy] = [(x ?? box.left + box.width / 2) - box.left, (y ?? box.top + box.height / 2) - box.top];
    const ratio = value / zoom;
    const [left, top] = [(frame.scrollLeft + dx) * ratio - dx, (frame.scrollTop + dy) * ratio - dy];
    set(value);
    frame.scrollTo(left, top);
  }

  frame.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoomAbout(zoomed(zoom, -Math.sign(event.deltaY)), event.clientX, event.clientY);
    },
    { passive: false },
  );
  dragToPan(frame);
  new ResizeObserver(measure).observe(frame);
  culling.adopt(svg());

  return {
    svg,
    scale,
    /** @param {string} drawn a picture that our own server drew */
    show(drawn) {
      const parsed = new DOMParser().parseFromString(drawn, "image/svg+xml").documentElement;
      const { scrollLeft, scrollTop } = frame;
      frame.replaceChildren(document.importNode(parsed, true));
      measure();
      set(zoom);
      frame.scrollTo(scrollLeft, scrollTop);
      culling.adopt(svg());
    },
    clear() {
      frame.replaceChildren();
      culling.adopt(null);
    },
    /** @param {number} clicks */
    zoom(clicks) {
      zoomAbout(zoomed(zoom, clicks));
    },
    /** As large as it is drawn to be read; the start of it in view. */
    fit() {
      set(1);
      frame.scrollTo(0, 0);
    },
    /** Back to where the reading starts. */
    rewind() {
      frame.scrollTo(0, 0);
    },
    /** All of it in view, however small. */
    whole() {
      set(1);
      const picture = svg()?.getBoundingClientRect();
      if (!picture) return;
      const share = Math.min(frame.clientWidth / picture.width, frame.clientHeight / picture.height, 1);
      set(Math.max(share, SMALLEST));
      frame.scrollTo(0, 0);
    },
    /**
     * Scroll until an element is in view, if it is not.
     * @param {Element | null | undefined} element
     */
    follow(element) {
      if (!element) return;
      culling.reveal(element);
      const [one, box] = [element.getBoundingClientRect(), frame.getBoundingClientRect()];
      const dx = scrollToSee(one.left, one.right, box.left, box.left + frame.clientWidth, 40);
      const dy = scrollToSee(one.top, one.bottom, box.top, box.top + frame.clientHeight, 30);
      if (dx || dy) frame.scrollBy({ left: dx, top: dy });
    },
  };
}

/** @typedef {ReturnType<typeof makePicture>} Picture */

/** Drag the paper, not the numbers. @param {HTMLElement} frame */
function dragToPan(frame) {
  frame.addEventListener("pointerdown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.button !== 0 || event.pointerType === "touch" || event.defaultPrevented) return;
    if (target.closest("[data-node], [data-edge], input")) return;
    const from = { x: event.clientX + frame.scrollLeft, y: event.clientY + frame.scrollTop };
    /** @param {PointerEvent} moved */
    const move = (moved) => frame.scrollTo(from.x - moved.clientX, from.y - moved.clientY);
    const stop = () => {
      frame.classList.remove("dragging");
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", stop);
    };
    frame.classList.add("dragging");
    addEventListener("pointermove", move);
    addEventListener("pointerup", stop);
  });
}
