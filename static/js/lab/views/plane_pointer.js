// The plane by pointer: click adds, Shift adds the next class, Ctrl or the long press of a finger removes, a drag
// moves a point; moving without a button reads.

/** @typedef {[number, number]} Place x1, x2 */

const SLIP = 5; // px that a click may move
const LONG = 550; // ms of a long press

/**
 * @param {HTMLElement} square what is clicked
 * @param {object} plane
 * @param {(event: { clientX: number, clientY: number }) => Place} plane.placeOf
 * @param {(place: Place, touch: boolean) => number | null} plane.pointAt the point under the pointer
 * @param {(place: Place | null) => void} plane.hover
 * @param {(place: Place, other: boolean) => void} plane.add
 * @param {(place: Place) => void} plane.remove
 * @param {(index: number, place: Place, done: boolean) => void} plane.move
 * @param {(index: number) => void} plane.letGo a drag that was broken off
 */
export function mountPlanePointer(square, plane) {
  /** @type {{ id: number, x: number, y: number, point: number | null, moving: boolean, timer: ReturnType<typeof setTimeout> | undefined } | null} */
  let press = null;

  /** @param {boolean} broken */
  function end(broken) {
    if (!press) return;
    clearTimeout(press.timer);
    if (broken && press.moving && press.point !== null) plane.letGo(press.point);
    press = null;
  }

  square.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || press) return;
    const { pointerId: id, clientX: x, clientY: y } = event;
    const place = plane.placeOf(event);
    const point = plane.pointAt(place, event.pointerType === "touch");
    const timer = event.pointerType === "mouse" ? undefined : setTimeout(() => {
      end(true);
      plane.remove(place);
    }, LONG);
    press = { id, x, y, point, moving: false, timer };
    square.setPointerCapture(id);
  });

  square.addEventListener("pointermove", (event) => {
    const place = plane.placeOf(event);
    plane.hover(place);
    if (!press || press.id !== event.pointerId) return;
    if (!press.moving && Math.hypot(event.clientX - press.x, event.clientY - press.y) < SLIP) return;
    clearTimeout(press.timer);
    press.moving = true;
    if (press.point !== null) plane.move(press.point, place, false);
  });

  square.addEventListener("pointerup", (event) => {
    if (!press || press.id !== event.pointerId) return;
    const { point, moving } = press;
    const place = plane.placeOf(event);
    end(false);
    if (moving) {
      if (point !== null) plane.move(point, place, true);
    } else if (event.ctrlKey || event.metaKey) plane.remove(place);
    else plane.add(place, event.shiftKey);
  });

  square.addEventListener("pointercancel", () => end(true));
  square.addEventListener("pointerleave", () => plane.hover(null));
  square.addEventListener("contextmenu", (event) => {
    if (event.ctrlKey || press) event.preventDefault();
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
