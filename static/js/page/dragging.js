// A number that is dragged: from the press of a pointer on its handle to where it is let go, or taken back.

import { handleOf, tell } from "./handles.js";
import { dragTo, dragged, startDrag } from "./scrub.js";

/** @typedef {import("./handles.js").Handles} Handles */

const SLACK = 3; // px that a press may wander and still be a click

/** Every drag of the page has a name of its own. */
let drags = 0;

/**
 * A press on a handle, which is a drag as soon as it moves. `begin` is the number before it, and `from`
 * where the pointer went down.
 * @typedef {object} Press
 * @property {Element} handle
 * @property {number} pointer
 * @property {import("./scrub.js").Drag} drag
 * @property {number} begin
 * @property {number} from
 * @property {boolean} moving
 * @property {string} gesture
 */

/** The drags of the handles inside one element, of which one is under way at most. */
export class Dragging {
  /** @type {Handles} */
  #handles;
  /** @type {Press | null} */
  #under = null;
  #swallow = false; // the click that ends a drag is no click

  /** @param {HTMLElement} root @param {Handles} handles @param {AbortSignal} signal ends the listening */
  constructor(root, handles, signal) {
    this.#handles = handles;
    root.addEventListener("pointerdown", this.#press, { signal });
    // On the window: a drag goes on outside the picture, and while the picture is drawn anew.
    addEventListener("pointermove", this.#move, { signal });
    addEventListener("pointerup", this.#release, { signal });
    addEventListener("pointercancel", this.#release, { signal });
    addEventListener("keydown", this.#escape, { signal, capture: true });
    root.addEventListener("click", this.#click, { signal, capture: true });
  }

  /** The drag is over, and the number as it was before it unless it is kept. @param {boolean} keep */
  end(keep) {
    if (!this.#under) return;
    const { handle, moving, begin, gesture } = this.#under;
    this.#under = null;
    document.documentElement.classList.remove("scrubbing");
    if (!moving) return;
    this.#swallow = true;
    if (!keep) this.#handles.change(handle, begin, gesture);
    this.#handles.finish();
  }

  #press = (/** @type {PointerEvent} */ event) => {
    this.#swallow = false;
    const handle = handleOf(this.#handles, event);
    if (!handle || event.button !== 0 || this.#under) return;
    const begin = this.#handles.value(handle);
    if (Number.isNaN(begin)) return;
    drags += 1;
    this.#under = {
      handle, pointer: event.pointerId, drag: startDrag(begin, event.clientX), begin,
      from: event.clientX, moving: false, gesture: `drag ${drags}`,
    };
  };

  #move = (/** @type {PointerEvent} */ event) => {
    const under = this.#under;
    if (!under || event.pointerId !== under.pointer) return;
    if (!under.moving) {
      if (Math.abs(event.clientX - under.from) < SLACK) return;
      under.moving = true;
      under.drag = { ...under.drag, x: event.clientX };
      document.documentElement.classList.add("scrubbing");
    }
    under.drag = dragTo(under.drag, event.clientX, event);
    tell(this.#handles, under.handle, dragged(under.drag, event), under.gesture);
  };

  #release = (/** @type {PointerEvent} */ event) => {
    if (event.pointerId === this.#under?.pointer) this.end(true);
  };

  #escape = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || !this.#under?.moving) return;
    event.preventDefault();
    event.stopPropagation();
    this.end(false);
  };

  #click = (/** @type {MouseEvent} */ event) => {
    if (!this.#swallow) return;
    this.#swallow = false;
    event.stopPropagation();
    event.preventDefault();
  };
}
