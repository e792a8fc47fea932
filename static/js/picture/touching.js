// Fingers on the picture: one moves it, two make it larger about their middle, a double tap on the paper
// fits it. The page does not scroll and is not enlarged there (`touch-action: none`); a finger on a number
// drags the number.

import { isDouble, pinched } from "./pinching.js";

/** @typedef {import("./pinching.js").Point} Point */
/** @typedef {{ pinch: (ratio: number, about: Point) => void, fit: () => void }} Touched */

const SLACK = 6; // px that a tap may wander

/** @param {HTMLElement} frame of the picture @param {Touched} picture */
export function mountTouching(frame, picture) {
  new Touching(frame, picture).listen();
}

class Touching {
  #frame;
  #picture;
  /** Where each finger is. @type {Map<number, Point>} */
  #fingers = new Map();
  /** Where the only finger came down; null once it has moved, or was not the only one. @type {Point | null} */
  #began = null;
  /** @type {(Point & { at: number }) | null} */
  #lastTap = null;
  /** Whether the finger is on something that it drags itself. */
  #held = false;

  /** @param {HTMLElement} frame @param {Touched} picture */
  constructor(frame, picture) {
    this.#frame = frame;
    this.#picture = picture;
  }

  listen() {
    this.#frame.addEventListener("pointerdown", (event) => this.#down(event));
    addEventListener("pointermove", (event) => this.#move(event));
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) {
      addEventListener(end, (event) => this.#up(event));
    }
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.pointerType !== "touch") return;
    const { pointerId, clientX: x, clientY: y, target } = event;
    if (this.#fingers.size >= 2) return;
    this.#fingers.set(pointerId, { x, y });
    const isFirst = this.#fingers.size === 1;
    this.#held = isFirst && target instanceof Element && target.closest("[data-scrub]") !== null;
    this.#began = isFirst && !this.#held ? { x, y } : null;
  }

  /** @param {PointerEvent} event */
  #move({ pointerId, clientX: x, clientY: y }) {
    const before = this.#fingers.get(pointerId);
    if (!before) return;
    const [other] = [...this.#fingers].filter(([id]) => id !== pointerId).map(([, point]) => point);
    this.#fingers.set(pointerId, { x, y });
    if (other) {
      const { ratio, about, dx, dy } = pinched([other, before], [other, { x, y }]);
      this.#frame.scrollBy(-dx, -dy);
      this.#picture.pinch(ratio, about);
      return;
    }
    if (this.#began && Math.hypot(x - this.#began.x, y - this.#began.y) > SLACK) this.#began = null;
    if (!this.#held && !this.#began) this.#frame.scrollBy(before.x - x, before.y - y);
  }

  /** @param {PointerEvent} event */
  #up({ pointerId, type, target, timeStamp: at }) {
    if (!this.#fingers.delete(pointerId)) return;
    const tap = type === "pointerup" && this.#began;
    this.#began = null;
    if (!tap || !(target instanceof Element) || target.closest("[data-node], [data-edge]")) return;
    const here = { ...tap, at };
    if (isDouble(this.#lastTap, here)) this.#picture.fit();
    this.#lastTap = here;
  }
}
