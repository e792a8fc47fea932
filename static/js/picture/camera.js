// How near the picture is looked at from step to step, and how far it is scrolled. Pure.

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {{ width: number, height: number }} Size */

/**
 * By how much the reading size has to shrink for a box to be seen whole: 1 where it is seen as it is,
 * 0 where no size that can be read would show it.
 * @param {Box} box in the drawing
 * @param {Size} room on the screen
 * @param {number} reading screen pixels to one of the drawing at the reading size
 * @param {number} least such pixels that can be read
 */
export function shareOf(box, room, reading, least) {
  const scale = 0.99 * Math.min(room.width / (box.right - box.left), room.height / (box.bottom - box.top));
  if (scale >= reading) return 1;
  return scale < least ? 0 : scale / reading;
}

/**
 * The share of the reading size that a step is looked at with. Where it needs a wider view it gets one,
 * wide enough for the step after it; the reading size comes back when neither needs more, so that
 * the picture does not go to and fro between two steps.
 * @param {number} now what the step needs
 * @param {number} soon what the step after it needs
 * @param {number} before the share of the step before
 */
export function lensFor(now, soon, before) {
  if (now === 1) return soon < 1 ? before : 1;
  return before <= now ? before : Math.min(now, soon);
}

/**
 * What is scrolled to where a wire is too long for both of its ends: one of them, with room beside it
 * for a copy of the other.
 * @param {Box} near @param {Box} far
 * @returns {Box}
 */
export function besideFar(near, far) {
  const [width, height] = [far.right - far.left, far.bottom - far.top];
  return {
    left: Math.min(near.left, Math.max(far.left, near.left - width)),
    top: Math.min(near.top, Math.max(far.top, near.top - height)),
    right: Math.max(near.right, Math.min(far.right, near.right + width)),
    bottom: Math.max(near.bottom, Math.min(far.bottom, near.bottom + height)),
  };
}

/**
 * How far to scroll along one axis so that a span is seen; 0 where it is seen already.
 * @param {number} start of the span @param {number} end of the span
 * @param {number} low start of the frame @param {number} high end of the frame
 * @param {number} margin
 */
export function scrollToSee(start, end, low, high, margin) {
  if (start >= low + margin && end <= high - margin) return 0;
  if (end - start > high - low - 2 * margin) return start - low - margin;
  return (start + end) / 2 - (low + high) / 2;
}

/**
 * The transform that shows a drawing where it was, from its corner: what it glides from. Null where it is
 * there already, but for what nobody sees.
 * @param {{ left: number, top: number, width: number }} before @param {{ left: number, top: number, width: number }} after
 */
export function comingFrom(before, after) {
  const [dx, dy, scale] = [before.left - after.left, before.top - after.top, before.width / after.width];
  if (!(after.width > 0) || !(before.width > 0) || (Math.abs(dx) < 1 && Math.abs(dy) < 1 && Math.abs(scale - 1) < 0.002)) return null;
  return `translate(${dx.toFixed(1)}px, ${dy.toFixed(1)}px) scale(${scale.toFixed(4)})`;
}
