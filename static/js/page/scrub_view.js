// The hands on a number: pointer, wheel, keys and typing, for every handle inside one element.
// What they do to the number is in scrub.js; what becomes of it is the caller's.

import { dragTo, dragged, keyAction, moved, startDrag, tickSize, wheelTicks } from "./scrub.js";
import { typedFinite } from "./typed.js";
import { toStage } from "./stage.js";

const SLACK = 3; // px that a press may wander and still be a click

/**
 * @typedef {object} Handles
 * @property {(target: Element) => Element | null} find the handle that an event is about
 * @property {(handle: Element) => number} value the number as it stands
 * @property {(handle: Element, number: number, gesture: string | null) => void} change
 * @property {() => void} finish the gesture is over
 */

/** Every drag of the page has a name of its own. */
let drags = 0;

/**
 * Listen inside `root`; returns how to stop.
 * @param {HTMLElement} root
 * @param {Handles} handles
 */
export function mountScrubbing(root, handles) {
  const stopping = new AbortController();
  const options = { signal: stopping.signal };

  /** @type {{ handle: Element, pointer: number, drag: import("./scrub.js").Drag, begin: number, from: number, moving: boolean, gesture: string } | null} */
  let under = null;
  /** The number that the keys and the wheel began with, which settles the size of their ticks. */
  let anchor = NaN;
  let rolled = 0; // ticks of the wheel that do not make a whole one yet
  let swallow = false; // the click that ends a drag is no click

  /** @param {Event} event */
  const about = (event) => (event.target instanceof Element ? handles.find(event.target) : null);

  root.addEventListener("pointerdown", (event) => {
    swallow = false;
    const handle = about(event);
    if (!handle || event.button !== 0 || under) return;
    const value = handles.value(handle);
    if (Number.isNaN(value)) return;
    drags += 1;
    under = {
      handle, pointer: event.pointerId, drag: startDrag(value, event.clientX), begin: value,
      from: event.clientX, moving: false, gesture: `drag ${drags}`,
    };
  }, options);

  // On the window: a drag goes on outside the picture, and while the picture is drawn anew.
  addEventListener("pointermove", (event) => {
    if (!under || event.pointerId !== under.pointer) return;
    if (!under.moving) {
      if (Math.abs(event.clientX - under.from) < SLACK) return;
      under.moving = true;
      under.drag = { ...under.drag, x: event.clientX };
      document.documentElement.classList.add("scrubbing");
    }
    under.drag = dragTo(under.drag, event.clientX, event);
    tell(under.handle, dragged(under.drag, event), under.gesture);
  }, options);

  /** @param {boolean} keep */
  function end(keep) {
    if (!under) return;
    const { handle, moving, begin, gesture } = under;
    under = null;
    document.documentElement.classList.remove("scrubbing");
    if (!moving) return;
    swallow = true;
    if (!keep) handles.change(handle, begin, gesture);
    handles.finish();
  }

  addEventListener("pointerup", (event) => {
    if (event.pointerId === under?.pointer) end(true);
  }, options);
  addEventListener("pointercancel", (event) => {
    if (event.pointerId === under?.pointer) end(true);
  }, options);
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !under?.moving) return;
    event.preventDefault();
    event.stopPropagation();
    end(false);
  }, { ...options, capture: true });

  root.addEventListener("click", (event) => {
    if (!swallow) return;
    swallow = false;
    event.stopPropagation();
    event.preventDefault();
  }, { ...options, capture: true });

  root.addEventListener("click", (event) => {
    const handle = about(event);
    if (!handle || event.defaultPrevented) return;
    event.preventDefault();
    type(handle, null, toStage);
  }, options);

  root.addEventListener("focusin", (event) => {
    const handle = about(event);
    if (handle) anchor = handles.value(handle);
    rolled = 0;
  }, options);

  root.addEventListener("wheel", (event) => {
    const handle = about(event);
    // Only the number in focus: the wheel scrolls the picture everywhere else.
    if (!handle || event.ctrlKey || document.activeElement !== handle) return;
    event.preventDefault();
    rolled += wheelTicks(event);
    const ticks = Math.trunc(rolled);
    rolled -= ticks;
    if (ticks) step(handle, ticks * (event.shiftKey ? 0.1 : 1) * (event.altKey ? 10 : 1));
  }, { ...options, passive: false });

  root.addEventListener("keydown", (event) => {
    const handle = about(event);
    const action = handle && handle === event.target ? keyAction(event) : null;
    if (!handle || !action) return;
    event.preventDefault();
    if (action.kind === "step") step(handle, action.ticks);
    else type(handle, action.text, () => focus(handle));
  }, options);

  /** @param {Element} handle @param {number} ticks */
  function step(handle, ticks) {
    const value = handles.value(handle);
    if (Number.isNaN(value)) return;
    if (Number.isNaN(anchor)) anchor = value;
    tell(handle, moved(value, ticks, tickSize(anchor)), null);
  }

  /** @param {Element} handle @param {number} number @param {string | null} gesture */
  function tell(handle, number, gesture) {
    if (number !== handles.value(handle)) handles.change(handle, number, gesture);
  }

  /**
   * Open a field over the number. Enter and leaving keep what was typed, Escape does not.
   * @param {Element} handle
   * @param {string | null} begin
   * @param {() => void} leave where the focus goes after Enter and Escape
   */
  function type(handle, begin, leave) {
    if (Number.isNaN(handles.value(handle))) return;
    const value = handles.value(handle);
    const box = handle.getBoundingClientRect();
    const field = document.createElement("input");
    field.className = "leaf-field";
    field.inputMode = "decimal";
    field.autocomplete = "off";
    field.setAttribute("aria-label", handle.getAttribute("aria-label") ?? "value");
    field.value = begin ?? String(value);
    const width = Math.max(box.width, 88);
    const left = Math.min(Math.max(box.left + (box.width - width) / 2, 4), innerWidth - width - 4);
    Object.assign(field.style, {
      left: `${left}px`, top: `${box.top + box.height / 2 - 17}px`, width: `${width}px`,
    });

    let open = true;
    /** @param {boolean} keep @param {boolean} refocus */
    const close = (keep, refocus) => {
      if (!open) return;
      const number = typedFinite(field.value);
      if (keep && refocus && number === null) {
        field.setAttribute("aria-invalid", "true");
        return;
      }
      open = false;
      field.remove();
      removeEventListener("scroll", scrolled, true);
      if (keep && number !== null) {
        tell(handle, number, null);
        anchor = number;
      }
      if (refocus) leave();
    };
    const away = () => close(true, false);
    /** The number goes from under the field; a long text scrolls in the field itself. @param {Event} event */
    const scrolled = (event) => {
      if (event.target !== field) away();
    };
    field.addEventListener("keydown", (event) => {
      event.stopPropagation(); // the page's own keys are not for a field
      if (event.key === "Enter") close(true, true);
      else if (event.key === "Escape") close(false, true);
      else return;
      event.preventDefault();
    });
    field.addEventListener("input", () => field.removeAttribute("aria-invalid"));
    field.addEventListener("blur", away);
    field.addEventListener("dblclick", () => field.select()); // that opened it with its first click
    (root.parentElement ?? root).append(field);
    field.focus();
    if (begin === null) field.select();
    addEventListener("scroll", scrolled, true);
  }

  return () => {
    end(true);
    stopping.abort();
  };
}

/** @param {Element} handle */
function focus(handle) {
  if (handle instanceof HTMLElement || handle instanceof SVGElement) handle.focus();
}
