// Where the drawing stands on the screen, and what of it is in view.

/** @typedef {import("./boxes.js").Box} Box */

/** From so many px on a stage is seen by a class. */
const WIDE = 800;

export const isPresenting = () => document.documentElement.classList.contains("presenting");

/** Whether a stage is presented where a class sees it. @param {HTMLElement} stage */
export const isBeforeClass = (stage) => isPresenting() && stage.offsetWidth > WIDE;

/** Screen pixels to one of the drawing. @param {SVGSVGElement} svg */
export function scaleOf(svg) {
  return svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
}

/** The part of the drawing that is in view; null where nothing is. @param {HTMLElement} frame @param {SVGSVGElement} svg @returns {Box | null} */
export function seenIn(frame, svg) {
  const [outer, inner, { x, y, width }] = [frame.getBoundingClientRect(), svg.getBoundingClientRect(), svg.viewBox.baseVal];
  const scale = inner.width / width;
  if (!(scale > 0)) return null;
  const [left, top] = [x + (outer.left - inner.left) / scale, y + (outer.top - inner.top) / scale];
  return { left, top, right: left + frame.clientWidth / scale, bottom: top + frame.clientHeight / scale };
}

/** Where a box of the screen is in the drawing. @param {SVGSVGElement} svg @param {Box} box @returns {Box} */
export function inDrawing(svg, { left, top, right, bottom }) {
  const [inner, { x, y, width }] = [svg.getBoundingClientRect(), svg.viewBox.baseVal];
  const scale = inner.width / width;
  return { left: x + (left - inner.left) / scale, top: y + (top - inner.top) / scale, right: x + (right - inner.left) / scale, bottom: y + (bottom - inner.top) / scale };
}

/** Where a box of the drawing is on the screen. @param {SVGSVGElement} svg @param {Box} box @returns {Box} */
export function onScreen(svg, { left, top, right, bottom }) {
  const [inner, { x, y, width }] = [svg.getBoundingClientRect(), svg.viewBox.baseVal];
  const scale = inner.width / width;
  return {
    left: inner.left + (left - x) * scale,
    top: inner.top + (top - y) * scale,
    right: inner.left + (right - x) * scale,
    bottom: inner.top + (bottom - y) * scale,
  };
}
