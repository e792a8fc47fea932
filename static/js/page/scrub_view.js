// The hands on a number: pointer, wheel, keys and typing, for every handle inside one element.
// What they do to the number is in scrub.js; what becomes of it is the caller's.

import { Dragging } from "./dragging.js";
import { handleOf, tell } from "./handles.js";
import { openNumberField } from "./number_field.js";
import { keyAction, moved, scaleOf, tickSize, wheelTicks } from "./scrub.js";
import { toStage } from "./stage.js";

/** @typedef {import("./handles.js").Handles} Handles */

/**
 * Listen inside `root`; returns how to stop.
 * @param {HTMLElement} root
 * @param {Handles} handles
 */
export function mountScrubbing(root, handles) {
  const stopping = new AbortController();
  const dragging = new Dragging(root, handles, stopping.signal);
  new Stepping(root, handles, stopping.signal);
  return () => {
    dragging.end(true);
    stopping.abort();
  };
}

/** The wheel, the keys and typing at the handles inside one element. */
class Stepping {
  /** @type {HTMLElement} */
  #root;
  /** @type {Handles} */
  #handles;
  /** The number that the keys and the wheel began with, which settles the size of their ticks. */
  #anchor = NaN;
  #rolled = 0; // ticks of the wheel that do not make a whole one yet

  /** @param {HTMLElement} root @param {Handles} handles @param {AbortSignal} signal ends the listening */
  constructor(root, handles, signal) {
    this.#root = root;
    this.#handles = handles;
    root.addEventListener("click", this.#click, { signal });
    root.addEventListener("focusin", this.#focus, { signal });
    root.addEventListener("wheel", this.#wheel, { signal, passive: false });
    root.addEventListener("keydown", this.#key, { signal });
  }

  #click = (/** @type {MouseEvent} */ event) => {
    const handle = handleOf(this.#handles, event);
    if (!handle || event.defaultPrevented) return;
    event.preventDefault();
    this.#type(handle, null, toStage);
  };

  #focus = (/** @type {FocusEvent} */ event) => {
    const handle = handleOf(this.#handles, event);
    if (handle) this.#anchor = this.#handles.value(handle);
    this.#rolled = 0;
  };

  #wheel = (/** @type {WheelEvent} */ event) => {
    const handle = handleOf(this.#handles, event);
    // Only the number in focus: the wheel scrolls the picture everywhere else.
    if (!handle || event.ctrlKey || document.activeElement !== handle) return;
    event.preventDefault();
    this.#rolled += wheelTicks(event);
    const ticks = Math.trunc(this.#rolled);
    this.#rolled -= ticks;
    if (ticks) this.#step(handle, ticks * scaleOf(event));
  };

  #key = (/** @type {KeyboardEvent} */ event) => {
    const handle = handleOf(this.#handles, event);
    const action = handle && handle === event.target ? keyAction(event) : null;
    if (!handle || !action) return;
    event.preventDefault();
    if (action.kind === "step") this.#step(handle, action.ticks);
    else this.#type(handle, action.text, () => focus(handle));
  };

  /** @param {Element} handle @param {number} ticks */
  #step(handle, ticks) {
    const value = this.#handles.value(handle);
    if (Number.isNaN(value)) return;
    if (Number.isNaN(this.#anchor)) this.#anchor = value;
    tell(this.#handles, handle, moved(value, ticks, tickSize(this.#anchor)), null);
  }

  /** @param {Element} handle @param {string | null} begin @param {() => void} leave */
  #type(handle, begin, leave) {
    const value = this.#handles.value(handle);
    if (Number.isNaN(value)) return;
    /** @param {number} number */
    const keep = (number) => {
      tell(this.#handles, handle, number, null);
      this.#anchor = number;
    };
    openNumberField(this.#root.parentElement ?? this.#root, handle, { value, begin, keep, leave });
  }
}

/** @param {Element} handle */
function focus(handle) {
  if (handle instanceof HTMLElement || handle instanceof SVGElement) handle.focus();
}
