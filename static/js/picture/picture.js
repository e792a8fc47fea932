// The picture's frame: swapped in whole, zoomed by one variable, scrolled by the browser, so that
// panning costs nothing however large the graph.

import { besideFar, lensFor, scrollToSee, shareOf } from "./camera.js";
import { mountCulling } from "./culling.js";
import { elementsOf } from "./elements.js";
import { FarEnd } from "./far_end.js";
import { SIZE } from "./figures.js";
import { InParts } from "./in_parts.js";
import { Gliding } from "./gliding_view.js";
import { dragToPan } from "./panning.js";
import { isBeforeClass, isPresenting, onScreen, scaleOf, seenIn } from "./screen.js";

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("./in_view.js").View} View */
/** A point of the window. @typedef {{ x: number, y: number }} Point */
/** How far a wheel was turned, or fingers moved, in px as wheels have them, and when. @typedef {{ deltaY: number, at: number }} Turned */
/** Told which way a zoom leaves the picture, 1 nearer, and where; whether it is taken. @typedef {(way: 1 | -1, about: Point | null, turned: Turned | null) => boolean} Beyond */

const STEP = 1.25;
/** px that a wheel turns in a click, which has three lines. */
const CLICK = 100;
const SMALLEST = 0.01;
const LARGEST = 8;
/** So many screen pixels to one of the drawing, and a figure is as large as a hand: who wants more wants to see what it is made of. */
const NEAREST = 4;
/** Below so many screen pixels to one of the drawing the numbers only make noise. */
const LEGIBLE = 0.4;
/** Below so many a letter, the tip of an arrow and a dash of a line are dots, and thousands of them cost most of a frame. */
const DISTINCT = 0.2;
/** Room that is left around what is scrolled to, in px. */
const BESIDE = 40;
const ABOVE = 30;
/** A picture that fits its frame at this scale is shown whole; a larger one scrolls, and is read. */
const NEARLY = { presenting: 1.1, near: 0.7 };
/** What is spoken of is made smaller to be seen whole, down to figures of 20 px before a class, of 12 px elsewhere. */
const READABLE = { presenting: 20 / SIZE, near: 12 / SIZE };

/**
 * The zoom after `clicks` clicks on + (or, negative, on −).
 * @param {number} zoom
 * @param {number} clicks
 */
export function zoomed(zoom, clicks) {
  return Math.min(LARGEST, Math.max(SMALLEST, zoom * STEP ** clicks));
}

export class Picture {
  #frame;
  #zoom = 1;
  /** The share of it that this step is looked at with. */
  #lens = 1;
  /** Whether a picture is shown that nobody was told of; the server's own is one. */
  #swapped = true;
  /** @type {Set<() => void>} */
  #listeners = new Set();
  #inParts;
  /** Whether another is drawn for this stage. */
  #isWaited = false;
  /** What becomes of a zoom beyond the whole picture, or beyond its largest figures. @type {Beyond} */
  #beyond = () => false;
  #culling;
  #farEnd;
  #gliding;

  /** @param {HTMLElement} frame */
  constructor(frame) {
    this.#frame = frame;
    this.#culling = mountCulling(frame);
    this.#inParts = new InParts(frame);
    this.#farEnd = new FarEnd(frame, (box) => this.#onScreen(box));
    this.#gliding = new Gliding(() => this.svg(), () => {
      this.#lookAround();
      this.#farEnd.place();
    });
    frame.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    dragToPan(frame);
    new ResizeObserver(() => {
      this.#measure();
      this.#weigh();
      this.#inParts.look();
    }).observe(frame);
    this.#culling.adopt(this.svg());
  }

  // -- which picture is shown -----------------------------------------------------------------------

  /** @returns {SVGSVGElement | null} */
  svg() {
    return this.#frame.querySelector("svg");
  }

  /** The group that draws a node, or null. @param {number} id */
  node(id) {
    const drawn = this.svg();
    return drawn ? elementsOf(drawn).node(id) : null;
  }

  /** Be told when another picture is shown, and all that it shows is known. @param {() => void} listener */
  onSwap = (listener) => {
    this.#listeners.add(listener);
  };

  /** Be told when another part of it comes into view. @param {() => void} listener */
  onScroll = (listener) => this.#frame.addEventListener("scroll", listener, { passive: true });

  /** Be told what has become an element of a large picture. @param {(groups: readonly Element[]) => void} listener */
  onMade = (listener) => void this.#inParts.made.add(listener);

  /** Be told when other parts of a large picture are in the drawing. @param {() => void} listener */
  onShown = (listener) => void this.#inParts.shown.add(listener);

  /** Tell of a picture that is new, once the state holds its trace and it is painted. */
  announce() {
    this.#frame.classList.remove("as-drawn", "ahead");
    if (!this.#swapped) return;
    this.#swapped = false;
    for (const listener of this.#listeners) listener();
  }

  /** Be ready to show a picture; returns whether it is so large that it is drawn in parts. @param {string} drawn */
  prepare = (drawn) => this.#inParts.prepare(drawn);

  /**
   * @param {string | SVGSVGElement} drawn a picture that our own server drew, for which the page is prepared, or one that was drawn here
   * @param {boolean} [isAhead] whether its story is still to come
   */
  show(drawn, isAhead = false) {
    this.#frame.classList.toggle("ahead", isAhead);
    this.#frame.classList.remove("alone");
    const { head, parts } = typeof drawn === "string" ? this.#inParts.read(drawn) : { head: drawn, parts: null };
    const shown = typeof head === "string" ? document.importNode(new DOMParser().parseFromString(head, "image/svg+xml").documentElement, true) : head;
    const { scrollLeft, scrollTop } = this.#frame;
    this.#frame.replaceChildren(shown);
    this.#swapped = true;
    this.#farEnd.show(null);
    this.#measure();
    this.#inParts.begin(this.svg(), parts);
    this.#set(this.#zoom);
    this.#frame.scrollTo(scrollLeft, scrollTop);
    this.#culling.adopt(parts ? null : this.svg());
    this.#inParts.look();
  }

  /** Whether what is shown is drawn in parts. */
  isLarge() {
    return this.#inParts.view !== null;
  }

  /** Let a picture be looked at whose story does not come. */
  letGo() {
    this.#frame.classList.add("alone");
  }

  /** What a moment says is painted where there are no elements, and what is lit is one. @param {import("../trace/moment.js").Moment} moment @param {boolean} isColoured @param {readonly Element[]} lit */
  paintFar(moment, isColoured, lit) {
    this.#inParts.view?.paint(moment, isColoured, lit);
  }

  clear() {
    this.#inParts.leave();
    this.#frame.replaceChildren();
    this.#swapped = true;
    this.#farEnd.show(null);
    this.#culling.adopt(null);
  }

  // -- how near it is seen --------------------------------------------------------------------------

  /** Be asked about a zoom that leaves the picture. @param {Beyond} beyond */
  onBeyond(beyond) {
    this.#beyond = beyond;
  }

  /** @param {number} clicks */
  zoom(clicks) {
    if (this.#leaves(clicks) && this.#beyond(clicks > 0 ? 1 : -1, null, null)) return;
    this.#zoomAbout(zoomed(this.#zoom * this.#lens, clicks));
  }

  /** Whether a zoom would make a picture smaller that is in view as a whole, or one larger whose figures fill the stage. @param {number} clicks */
  #leaves(clicks) {
    const scale = this.#scale();
    return clicks < 0 ? this.#fits(scale) : scale * STEP ** clicks > NEAREST;
  }

  /** Larger or smaller about a point of the window. @param {number} ratio @param {Point} about */
  pinch(ratio, about) {
    const clicks = Math.log(ratio) / Math.log(STEP);
    if (clicks !== 0 && this.#leaves(clicks) && this.#beyond(clicks > 0 ? 1 : -1, about, { deltaY: -CLICK * clicks, at: performance.now() })) return;
    this.#zoomAbout(Math.min(LARGEST, Math.max(SMALLEST, this.#zoom * this.#lens * ratio)), about);
  }

  /** As large as it is drawn to be read; the start of it in view. */
  fit() {
    this.#set(1);
    this.rewind();
  }

  /** All of it in view, however small. */
  whole() {
    this.#set(1);
    const picture = this.svg()?.getBoundingClientRect();
    if (!picture) return;
    this.#set(Math.min(this.#frame.clientWidth / picture.width, this.#frame.clientHeight / picture.height, 1));
    this.rewind();
  }

  /** Screen pixels to one of the drawing. */
  #scale() {
    const picture = this.svg();
    return picture ? scaleOf(picture) : 1;
  }

  /** Show all of it, however small, while another is drawn for this stage. @param {boolean} isWaited */
  showWhole(isWaited) {
    if (this.#isWaited === isWaited) return;
    this.#isWaited = isWaited;
    this.#measure();
    this.#set(this.#zoom, isWaited ? 1 : this.#lens);
  }

  /** Tell the style sheet whether the picture is shown whole, as it nearly fits. */
  #measure() {
    const view = this.svg()?.viewBox.baseVal;
    if (!view) return;
    const stage = this.#frame.parentElement ?? this.#frame; // the map beside the frame comes and goes
    const share = Math.min(stage.offsetWidth / view.width, stage.offsetHeight / view.height);
    const least = isBeforeClass(stage) ? NEARLY.presenting : NEARLY.near;
    this.#frame.classList.toggle("nearly-fits", this.#isWaited || share >= least);
  }

  /** Tell the style sheet how large the drawing is seen. */
  #weigh() {
    const [svg, scale] = [this.svg(), this.#scale()];
    svg?.classList.toggle("cr-far", scale < LEGIBLE);
    this.#frame.classList.toggle("far", scale < LEGIBLE);
    svg?.classList.toggle("cr-tiny", scale < DISTINCT);
    svg?.style.setProperty("--seen", scale.toFixed(3));
  }

  /** @param {number} zoom @param {number} [lens] the share of it */
  #set(zoom, lens = 1) {
    this.#zoom = zoom;
    this.#lens = lens;
    this.#frame.style.setProperty("--zoom", String(zoom * lens));
    this.#weigh();
    this.#lookAround();
    this.#farEnd.place();
  }

  #lookAround() {
    this.#culling.look();
    this.#inParts.look();
  }

  /**
   * Zoom and keep the point under the pointer, or the middle, where it is.
   * @param {number} zoom @param {Point | null} [pointer] in the window @param {number} [lens]
   */
  #zoomAbout(zoom, pointer = null, lens = 1) {
    const box = this.#frame.getBoundingClientRect();
    const { x, y } = pointer ?? { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    const [dx, dy] = [x - box.left, y - box.top];
    const ratio = (zoom * lens) / (this.#zoom * this.#lens);
    const [left, top] = [(this.#frame.scrollLeft + dx) * ratio - dx, (this.#frame.scrollTop + dy) * ratio - dy];
    this.#set(zoom, lens);
    this.#frame.scrollTo(left, top);
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    const [clicks, about] = [-Math.sign(event.deltaY), { x: event.clientX, y: event.clientY }];
    const hasLeft = clicks !== 0 && (event.ctrlKey ? this.#leaves(clicks) : this.#fits(this.#scale()));
    const turned = { deltaY: event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : CLICK / 3), at: event.timeStamp };
    const isTaken = hasLeft && this.#beyond(clicks > 0 ? 1 : -1, about, turned);
    if (isTaken || event.ctrlKey) event.preventDefault();
    if (event.ctrlKey && !isTaken) this.#zoomAbout(zoomed(this.#zoom * this.#lens, clicks), about);
  }

  // -- which part of it is in view ------------------------------------------------------------------

  /**
   * Let the camera glide where an act takes it, unless it is cut. Returns how many ms that takes, and what is seen then.
   * @param {() => void} act @param {boolean} [isCut]
   */
  glide(act, isCut = false) {
    return this.#gliding.go(() => {
      act();
      return this.seen();
    }, isCut);
  }

  /** Be where the camera is going. */
  settle() {
    this.#gliding.settle();
  }

  /** Bring what is so far away where something is now. @param {number} dx px @param {number} dy */
  scrollBy(dx, dy) {
    this.#frame.scrollBy({ left: dx, top: dy, behavior: "instant" });
  }

  /** Back to where the reading starts. */
  rewind() {
    this.#frame.scrollTo(0, 0);
  }

  /**
   * Look at what a step is about from where all of it can be read, and come back when it is over.
   * @param {readonly View[]} views of the step @param {readonly View[]} [next] of the step after it
   */
  look(views, next = []) {
    const reading = this.#scale() / this.#lens;
    const lens = this.#fits(reading) ? 1 : lensFor(this.#needOf(views, reading), this.#needOf(next, reading), this.#lens);
    if (lens !== this.#lens) this.#zoomAbout(this.#zoom, null, lens);
    this.see(views);
  }

  /**
   * Scroll until as much as fits of something is in view, if it is not.
   * @param {readonly View[]} views
   */
  see(views) {
    const { width, height } = this.#room();
    const found = views.map((view) => ({ far: view.far, box: this.#onScreen(scrolledTo(view)) }));
    const view = found.find(({ box }) => box.right - box.left <= width && box.bottom - box.top <= height) ?? found.at(-1);
    if (view) this.#scrollTo(view.box);
    this.#farEnd.show(view?.far ?? null);
  }

  /** The part of the drawing that is in view. */
  seen() {
    const picture = this.svg();
    return picture && seenIn(this.#frame, picture);
  }

  /** Whether the least of something is in view, or was before the frame lost some of its height. @param {readonly View[]} views @param {number} [lost] px */
  sees(views, lost = 0) {
    const [least, { left, top }] = [views.at(-1), this.#frame.getBoundingClientRect()];
    if (!least) return false;
    const box = this.#onScreen(least.box);
    const [right, bottom] = [left + this.#frame.clientWidth, top + this.#frame.clientHeight + lost];
    return box.left >= left && box.right <= right && box.top >= top && box.bottom <= bottom;
  }

  /**
   * Scroll until an element is in view, if it is not.
   * @param {Element | null | undefined} element
   */
  follow(element) {
    if (!element) return;
    this.#culling.reveal(element);
    this.#inParts.view?.reveal(element);
    this.#scrollTo(element.getBoundingClientRect());
  }

  /** Whether all of the picture is in view at a scale: then there is nothing to look for. @param {number} scale */
  #fits(scale) {
    const view = this.svg()?.viewBox.baseVal;
    return view !== undefined && view.width * scale <= this.#frame.clientWidth + 1 && view.height * scale <= this.#frame.clientHeight + 1;
  }

  #room() {
    return { width: this.#frame.clientWidth - 2 * BESIDE, height: this.#frame.clientHeight - 2 * ABOVE };
  }

  /** How much smaller a step has to be for the first of its views that can be read. @param {readonly View[]} views @param {number} reading */
  #needOf(views, reading) {
    const least = isPresenting() ? Math.min(reading, READABLE.presenting) : READABLE.near;
    return views.map((view) => shareOf(scrolledTo(view), this.#room(), reading, least)).find((share) => share > 0) ?? 1;
  }

  /** @param {Box} box on the screen */
  #scrollTo(box) {
    const { left, top } = this.#frame.getBoundingClientRect();
    const dx = scrollToSee(box.left, box.right, left, left + this.#frame.clientWidth, BESIDE);
    const dy = scrollToSee(box.top, box.bottom, top, top + this.#frame.clientHeight, ABOVE);
    if (dx || dy) this.#frame.scrollBy({ left: dx, top: dy });
  }

  /** @param {Box} box in the drawing @returns {Box} */
  #onScreen(box) {
    const picture = this.svg();
    return picture ? onScreen(picture, box) : box;
  }
}

/** @param {HTMLElement} frame */
export const makePicture = (frame) => new Picture(frame);

/** What is scrolled to, which leaves room for the end that is not in it. @param {View} view @returns {Box} */
function scrolledTo({ box, far }) {
  return far ? besideFar(box, far.box) : box;
}
