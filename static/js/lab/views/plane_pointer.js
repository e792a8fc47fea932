// The plane by pointer: click adds, Shift adds the next class, Ctrl or the long press of a finger removes, a drag
// moves a point or paints some; moving without a button reads.

/** @typedef {[number, number]} Place x1, x2 */
/** @typedef {{ id: number, x: number, y: number, point: number | null, moving: boolean, timer: ReturnType<typeof setTimeout> | undefined }} Press */

/**
 * @typedef {object} PointedPlane
 * @property {(event: { clientX: number, clientY: number }) => Place} placeOf
 * @property {(place: Place, touch: boolean) => number | null} pointAt the point under the pointer
 * @property {(place: Place | null) => void} hover
 * @property {(place: Place, other: boolean) => void} add
 * @property {(place: Place, other: boolean) => void} paint another point of a stroke
 * @property {(place: Place) => void} remove
 * @property {(index: number, place: Place, done: boolean) => void} move
 * @property {(index: number) => void} letGo a drag that was broken off
 */

const SLIP = 5; // px that a click may move
const LONG = 550; // ms of a long press

/**
 * @param {HTMLElement} square what is clicked
 * @param {PointedPlane} plane
 */
export function mountPlanePointer(square, plane) {
  const pointer = new PlanePointer(square, plane);
  square.addEventListener("pointerdown", (event) => pointer.down(event));
  square.addEventListener("pointermove", (event) => pointer.move(event));
  square.addEventListener("pointerup", (event) => pointer.up(event));
  square.addEventListener("pointercancel", () => pointer.breakOff());
  square.addEventListener("pointerleave", () => plane.hover(null));
  square.addEventListener("contextmenu", (event) => {
    if (event.ctrlKey || pointer.isDown) event.preventDefault();
  });
  // A finger on a point drags it; anywhere else it scrolls the page.
  square.addEventListener(
    "touchstart",
    (event) => {
      const touch = event.touches[0];
      if (touch && plane.pointAt(plane.placeOf(touch), true) !== null) event.preventDefault();
    },
    { passive: false },
  );
}

/** A press from its beginning to its end, and what it turns out to be. */
class PlanePointer {
  #square;
  #plane;
  /** @type {Press | null} */
  #press = null;

  /** @param {HTMLElement} square @param {PointedPlane} plane */
  constructor(square, plane) {
    this.#square = square;
    this.#plane = plane;
  }

  get isDown() {
    return this.#press !== null;
  }

  /** @param {PointerEvent} event */
  down(event) {
    if (event.button !== 0 || this.#press) return;
    const { pointerId: id, clientX: x, clientY: y } = event;
    const place = this.#plane.placeOf(event);
    const point = this.#plane.pointAt(place, event.pointerType === "touch");
    const timer = event.pointerType === "mouse" ? undefined : setTimeout(() => {
      this.breakOff();
      this.#plane.remove(place);
    }, LONG);
    this.#press = { id, x, y, point, moving: false, timer };
    this.#square.setPointerCapture(id);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const place = this.#plane.placeOf(event);
    this.#plane.hover(place);
    const press = this.#press;
    if (!press || press.id !== event.pointerId) return;
    if (!press.moving && Math.hypot(event.clientX - press.x, event.clientY - press.y) < SLIP) return;
    clearTimeout(press.timer);
    press.moving = true;
    if (press.point !== null) this.#plane.move(press.point, place, false);
    else if (event.pointerType !== "touch" && !event.ctrlKey && !event.metaKey) this.#plane.paint(place, event.shiftKey);
  }

  /** @param {PointerEvent} event */
  up(event) {
    const press = this.#press;
    if (!press || press.id !== event.pointerId) return;
    const place = this.#plane.placeOf(event);
    this.#end(press);
    if (press.moving) {
      if (press.point !== null) this.#plane.move(press.point, place, true);
    } else if (event.ctrlKey || event.metaKey) this.#plane.remove(place);
    else this.#plane.add(place, event.shiftKey);
  }

  /** The press counts for nothing: what it moves goes back. */
  breakOff() {
    const press = this.#press;
    if (!press) return;
    if (press.moving && press.point !== null) this.#plane.letGo(press.point);
    this.#end(press);
  }

  /** @param {Press} press */
  #end({ timer }) {
    clearTimeout(timer);
    this.#press = null;
  }
}
