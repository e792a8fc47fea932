// How a hand changes a number: by dragging, by the wheel, by keys, by typing. Pure: a gesture and a
// number go in, a number comes out.
//
// One *tick* is the smallest change of a plain gesture. Its size follows the number that the gesture
// began with (0.1 for 5, 1 for 25, 0.001 for 0.05), and stays while the gesture lasts: a size that
// followed the number itself would shrink on the way to zero and never pass it.

/** @typedef {{ shiftKey?: boolean, altKey?: boolean }} Modifiers */

export const PIXELS_PER_TICK = 4;
const FINE = 0.1;
const COARSE = 10;
const PIXELS_PER_NOTCH = 40; // of a wheel that counts in pixels

/**
 * The size of a tick for a gesture that begins at `anchor`.
 * @param {number} anchor
 */
export function tickSize(anchor) {
  const size = Math.abs(anchor);
  if (!(size > 0) || !Number.isFinite(size)) return 0.1;
  const exponent = Math.min(Math.max(Math.floor(Math.log10(size)), -12), 15);
  return Number(`1e${exponent - 1}`);
}

/**
 * Shift is fine, Alt is coarse; both together are plain.
 * @param {Modifiers} [modifiers]
 */
export function scaleOf(modifiers = {}) {
  return (modifiers.shiftKey ? FINE : 1) * (modifiers.altKey ? COARSE : 1);
}

/**
 * `value` and a number of ticks, without the dirt of binary fractions: 0.1 + 0.2 is 0.3. Never −0.
 * @param {number} value
 * @param {number} ticks
 * @param {number} size of a tick
 */
export function moved(value, ticks, size) {
  const change = ticks * size;
  const sum = (Number.isFinite(value) ? value : 0) + change;
  if (!Number.isFinite(sum)) return value;
  // ticks may be tenths, so that one more decimal than the tick's own may be needed
  const digits = Math.max(decimals(value), decimals(size) + (Number.isInteger(ticks) ? 0 : 1));
  const clean = digits <= 20 ? Number(sum.toFixed(digits)) : sum;
  return clean === 0 ? 0 : clean;
}

/**
 * How many decimals a number is written with.
 * @param {number} value
 */
export function decimals(value) {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const fraction = mantissa.split(".")[1] ?? "";
  return Math.max(fraction.length - Number(exponent), 0);
}

/**
 * A drag under way. `ticks` counts what was dragged so far, in ticks of `size`; it is a sum, so that
 * Shift can be pressed and let go on the way without a jump.
 * @typedef {{ anchor: number, size: number, x: number, ticks: number }} Drag
 */

/**
 * @param {number} value
 * @param {number} x where the pointer is, in px
 * @returns {Drag}
 */
export function startDrag(value, x) {
  return { anchor: value, size: tickSize(value), x, ticks: 0 };
}

/**
 * The drag after the pointer went to `x`.
 * @param {Drag} drag
 * @param {number} x
 * @param {Modifiers} [modifiers]
 * @returns {Drag}
 */
export function dragTo(drag, x, modifiers) {
  const ticks = drag.ticks + ((x - drag.x) / PIXELS_PER_TICK) * scaleOf(modifiers);
  return { ...drag, x, ticks };
}

/**
 * The number that a drag stands at: whole ticks, or tenths while it is fine.
 * @param {Drag} drag
 * @param {Modifiers} [modifiers]
 */
export function dragged(drag, modifiers) {
  const tenths = scaleOf(modifiers) < 1;
  const ticks = tenths ? Math.round(drag.ticks * 10) / 10 : Math.round(drag.ticks);
  return moved(drag.anchor, ticks, drag.size);
}

/**
 * The ticks of a wheel: up is more. Wheels count in pixels, lines or pages, and with Shift held
 * browsers turn them sideways.
 * @param {{ deltaX?: number, deltaY: number, deltaMode?: number } & Modifiers} event
 * @returns {number} ticks, of the modifiers' scale, as a fraction
 */
export function wheelTicks(event) {
  const delta = event.deltaY || event.deltaX || 0;
  const notches = event.deltaMode ? delta / (event.deltaMode === 1 ? 3 : 1) : delta / PIXELS_PER_NOTCH;
  return -Math.min(Math.max(notches, -3), 3);
}

/**
 * What a key does to a focused number: so many ticks, or open the field to type in, beginning with
 * `text` (null: what stands there). Null for every other key; among them are those that a clicker
 * sends (PageUp, PageDown, a dot) and the arrows to the sides, which step: they are never bound to
 * anything else.
 * @param {{ key: string, ctrlKey?: boolean, metaKey?: boolean } & Modifiers} event
 * @returns {{ kind: "step", ticks: number } | { kind: "type", text: string | null } | null}
 */
export function keyAction(event) {
  if (event.ctrlKey || event.metaKey) return null;
  const scale = scaleOf(event);
  switch (event.key) {
    case "ArrowUp":
      return { kind: "step", ticks: scale };
    case "ArrowDown":
      return { kind: "step", ticks: -scale };
    case "Enter":
    case "F2":
      return { kind: "type", text: null };
  }
  if (event.altKey) return null;
  if (/^[\d−-]$/u.test(event.key)) return { kind: "type", text: event.key };
  return null;
}
