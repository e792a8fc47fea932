// The hands on the landscape: a click, a drag, the wheel, two fingers.

const SLACK = 4; // px that a press may wander and still be a click
const NOTCH = 1.2; // times closer for a notch of the wheel
const PIXELS_PER_NOTCH = 100;

/**
 * What the hands do, in px of the element.
 * @typedef {object} Hands
 * @property {(x: number, y: number) => void} click
 * @property {(across: number, down: number) => void} drag since it was last told
 * @property {(factor: number, x: number, y: number) => void} zoom closer by a factor
 * @property {(x: number, y: number) => void} point
 * @property {() => void} leave
 */

/** @param {HTMLElement} element @param {Hands} hands */
export function mountGestures(element, hands) {
  const listening = new Gestures(element, hands);
  element.addEventListener("pointerdown", listening.press);
  element.addEventListener("pointermove", listening.move);
  for (const end of ["pointerup", "pointercancel"]) element.addEventListener(/** @type {"pointerup"} */ (end), listening.release);
  element.addEventListener("pointerleave", () => hands.leave());
  element.addEventListener("wheel", listening.wheel, { passive: false });
}

/** The pointers that are down, and what they have done so far. */
class Gestures {
  #element;
  #hands;
  /** @type {Map<number, [number, number]>} */
  #down = new Map();
  #wandered = 0;
  #isDrag = false;

  /** @param {HTMLElement} element @param {Hands} hands */
  constructor(element, hands) {
    this.#element = element;
    this.#hands = hands;
  }

  /** @param {MouseEvent} event @returns {[number, number]} */
  #place({ clientX, clientY }) {
    const { left, top } = this.#element.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  press = (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0) return;
    this.#element.setPointerCapture(event.pointerId);
    if (this.#down.size === 0) [this.#wandered, this.#isDrag] = [0, false];
    else this.#isDrag = true; // two fingers never click
    this.#down.set(event.pointerId, this.#place(event));
  };

  move = (/** @type {PointerEvent} */ event) => {
    const now = this.#place(event);
    const before = this.#down.get(event.pointerId);
    if (!before) {
      if (this.#down.size === 0) this.#hands.point(...now);
      return;
    }
    const other = [...this.#down].find(([id]) => id !== event.pointerId)?.[1];
    this.#wandered += Math.hypot(now[0] - before[0], now[1] - before[1]);
    this.#isDrag ||= this.#wandered > SLACK;
    if (!this.#isDrag) return;
    this.#down.set(event.pointerId, now);
    const share = other ? 0.5 : 1; // the middle of two fingers moves half as far as one of them
    this.#hands.drag((now[0] - before[0]) * share, (now[1] - before[1]) * share);
    if (!other) return;
    const [apart, was] = [now, before].map(([x, y]) => Math.hypot(x - other[0], y - other[1]));
    if (apart && was) this.#hands.zoom(apart / was, (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
  };

  release = (/** @type {PointerEvent} */ event) => {
    const was = this.#down.delete(event.pointerId);
    if (was && !this.#isDrag && event.type === "pointerup") this.#hands.click(...this.#place(event));
  };

  wheel = (/** @type {WheelEvent} */ event) => {
    event.preventDefault();
    const notches = event.deltaMode ? event.deltaY / 3 : event.deltaY / PIXELS_PER_NOTCH;
    this.#hands.zoom(NOTCH ** -Math.min(Math.max(notches, -3), 3), ...this.#place(event));
  };
}
