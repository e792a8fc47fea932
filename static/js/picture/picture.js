// The picture's frame: swapped in whole, zoomed by one variable, scrolled by the browser, so that
// panning costs nothing however large the graph.

import { besideFar, lensFor, shareOf } from "./camera.js";
import { mountCulling } from "./culling.js";
import { elementsOf } from "./elements.js";
import { mountFarEnd } from "./far_end.js";

/** @typedef {import("./in_view.js").View} View */

const STEP = 1.25;
const SMALLEST = 0.01;
const LARGEST = 8;
/** Below so many screen pixels to one of the drawing the numbers only make noise. */
const LEGIBLE = 0.4;
/** Room that is left around what is scrolled to, in px. */
const BESIDE = 40;
const ABOVE = 30;
/** A picture that fits its frame at this scale is shown whole; a larger one scrolls, and is read. */
const NEARLY = 0.6;
/** As large as a picture is shown that is not zoomed. */
const MOST = 2;
/** What is spoken of is made smaller to be seen whole, down to figures of 20 px before a class, of 12 px in the hand. */
const READABLE = { presenting: 1.25, near: 0.75 };

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
  /** The share of it that this step is looked at with. */
  let lens = 1;
  /** Whether a picture is shown that nobody was told of; the server's own is one. */
  let swapped = true;
  /** @type {Set<() => void>} */
  const listeners = new Set();
  const culling = mountCulling(frame);
  const farEnd = mountFarEnd(frame);

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
    const stage = frame.parentElement ?? frame; // the map beside the frame comes and goes
    const share = Math.min(stage.offsetWidth / view.width, stage.offsetHeight / view.height);
    frame.classList.toggle("nearly-fits", share >= NEARLY);
    const across = Math.min(Math.max(stage.offsetWidth / view.width, READABLE.near), MOST);
    stage.style.setProperty("--needed", `${Math.ceil(across * view.height)}px`);
  }

  /** @param {number} value @param {number} [share] of it */
  function set(value, share = 1) {
    [zoom, lens] = [value, share];
    frame.style.setProperty("--zoom", String(zoom * lens));
    svg()?.classList.toggle("cr-far", scale() < LEGIBLE);
    culling.look();
    farEnd.place();
  }

  /**
   * Zoom and keep the point under the pointer, or the middle, where it is.
   * @param {number} value @param {number} [x] @param {number} [y] in the window @param {number} [share]
   */
  function zoomAbout(value, x, y, share = 1) {
    const box = frame.getBoundingClientRect();
    const [dx, dy] = [(x ?? box.left + box.width / 2) - box.left, (y ?? box.top + box.height / 2) - box.top];
    const ratio = (value * share) / (zoom * lens);
    const [left, top] = [(frame.scrollLeft + dx) * ratio - dx, (frame.scrollTop + dy) * ratio - dy];
    set(value, share);
    frame.scrollTo(left, top);
  }

  /** What is scrolled to, which leaves room for the end that is not in it. @param {View} view */
  const boxOf = ({ box, far }) => (far ? besideFar(box, far.box) : box);
  const room = () => ({ width: frame.clientWidth - 2 * BESIDE, height: frame.clientHeight - 2 * ABOVE });

  /** How much smaller a step has to be for the first of its views that can be read. @param {readonly View[]} views @param {number} reading */
  function needOf(views, reading) {
    const isLarge = document.documentElement.classList.contains("presenting") && reading >= READABLE.presenting;
    const least = isLarge ? READABLE.presenting : READABLE.near;
    return views.map((view) => shareOf(boxOf(view), room(), reading, least)).find((share) => share > 0) ?? 1;
  }

  /** @param {import("./boxes.js").Box} box on the screen */
  function scrollTo(box) {
    const { left, top } = frame.getBoundingClientRect();
    const dx = scrollToSee(box.left, box.right, left, left + frame.clientWidth, BESIDE);
    const dy = scrollToSee(box.top, box.bottom, top, top + frame.clientHeight, ABOVE);
    if (dx || dy) frame.scrollBy({ left: dx, top: dy });
  }

  /** @param {import("./boxes.js").Box} box in the drawing @returns {import("./boxes.js").Box} */
  function onScreen({ left, top, right, bottom }) {
    const picture = svg();
    const { x, y } = picture?.viewBox.baseVal ?? { x: 0, y: 0 };
    const [origin, share] = [picture?.getBoundingClientRect() ?? { left: 0, top: 0 }, scale()];
    return {
      left: origin.left + (left - x) * share,
      top: origin.top + (top - y) * share,
      right: origin.left + (right - x) * share,
      bottom: origin.top + (bottom - y) * share,
    };
  }

  frame.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoomAbout(zoomed(zoom * lens, -Math.sign(event.deltaY)), event.clientX, event.clientY);
    },
    { passive: false },
  );
  dragToPan(frame);
  new ResizeObserver(measure).observe(frame);
  culling.adopt(svg());

  return {
    svg,
    scale,
    /** The group that draws a node, or null. @param {number} id */
    node(id) {
      const drawn = svg();
      return drawn ? elementsOf(drawn).node(id) : null;
    },
    /** Be told when another picture is shown, and all that it shows is known. @param {() => void} listener */
    onSwap(listener) {
      listeners.add(listener);
    },
    /** Tell of a picture that is new, once the state holds its trace and it is painted. */
    announce() {
      if (!swapped) return;
      swapped = false;
      for (const listener of listeners) listener();
    },
    /** @param {string} drawn a picture that our own server drew */
    show(drawn) {
      const parsed = new DOMParser().parseFromString(drawn, "image/svg+xml").documentElement;
      const { scrollLeft, scrollTop } = frame;
      frame.replaceChildren(document.importNode(parsed, true));
      swapped = true;
      farEnd.show(null, onScreen);
      measure();
      set(zoom);
      frame.scrollTo(scrollLeft, scrollTop);
      culling.adopt(svg());
    },
    clear() {
      frame.replaceChildren();
      swapped = true;
      farEnd.show(null, onScreen);
      culling.adopt(null);
    },
    /** @param {number} clicks */
    zoom(clicks) {
      zoomAbout(zoomed(zoom * lens, clicks));
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
      set(share);
      frame.scrollTo(0, 0);
    },
    /**
     * Look at what a step is about from where all of it can be read, and come back when it is over.
     * @param {readonly View[]} views of the step @param {readonly View[]} [next] of the step after it
     */
    look(views, next = []) {
      const reading = scale() / lens;
      const share = lensFor(needOf(views, reading), needOf(next, reading), lens);
      if (share !== lens) zoomAbout(zoom, undefined, undefined, share);
      this.see(views);
    },
    /**
     * Scroll until as much as fits of something is in view, if it is not.
     * @param {readonly View[]} views
     */
    see(views) {
      const { width, height } = room();
      const found = views.map((view) => ({ far: view.far, box: onScreen(boxOf(view)) }));
      const view = found.find(({ box }) => box.right - box.left <= width && box.bottom - box.top <= height) ?? found.at(-1);
      if (view) scrollTo(view.box);
      farEnd.show(view?.far ?? null, onScreen);
    },
    /** Whether the least of something is in view. @param {readonly View[]} views */
    sees(views) {
      const [least, { left, top }] = [views.at(-1), frame.getBoundingClientRect()];
      if (!least) return false;
      const box = onScreen(least.box);
      const [right, bottom] = [left + frame.clientWidth, top + frame.clientHeight];
      return box.left >= left && box.right <= right && box.top >= top && box.bottom <= bottom;
    },
    /**
     * Scroll until an element is in view, if it is not.
     * @param {Element | null | undefined} element
     */
    follow(element) {
      if (!element) return;
      culling.reveal(element);
      scrollTo(element.getBoundingClientRect());
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
