// Numbers inside an element that a hand changes: what a gesture asks of them, and what it tells.

/**
 * @typedef {object} Handles
 * @property {(target: Element) => Element | null} find the handle that an event is about
 * @property {(handle: Element) => number} value the number as it stands
 * @property {(handle: Element, number: number, gesture: string | null) => void} change
 * @property {() => void} finish the gesture is over
 */

/** The handle that an event is about. @param {Handles} handles @param {Event} event */
export function handleOf({ find }, event) {
  return event.target instanceof Element ? find(event.target) : null;
}

/**
 * Tell of a number, where it is another one.
 * @param {Handles} handles @param {Element} handle @param {number} number @param {string | null} gesture
 */
export function tell(handles, handle, number, gesture) {
  if (number !== handles.value(handle)) handles.change(handle, number, gesture);
}
