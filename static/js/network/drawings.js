// The four drawings of a network, from the finest to the coarsest, and when a wheel leads from one to the next. Pure.

import { layersOf } from "./neurons.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {State["drawing"]} Drawing */
/** What a wheel has done of a turn: how far, which way, and when it turned last. @typedef {{ turned: number, way: number, at: number, spent: boolean }} Turn */

export const DRAWINGS = /** @type {const} */ (["scalars", "gates", "neurons", "layers"]);

/** Which drawing is shown: a program that is no network has one. @param {Pick<State, "trace" | "drawing">} state @returns {Drawing} */
export function drawingOf({ trace, drawing }) {
  return trace && layersOf(trace) ? drawing : "gates";
}

/** The drawing that is coarser by so many, or finer; null past the last. @param {Drawing} drawing @param {number} by @returns {Drawing | null} */
export function besides(drawing, by) {
  return DRAWINGS[DRAWINGS.indexOf(drawing) + by] ?? null;
}

/** A wheel's way until it counts, in px as browsers say, and ms in which a wheel that has counted runs out. */
const [NOTCH, PAUSE] = [90, 160];

/** @type {Turn} */
export const AT_REST = Object.freeze({ turned: 0, way: 0, at: -Infinity, spent: false });

/**
 * A wheel that goes on turning leads on once: what is left of a swipe leads nowhere.
 * @param {Turn} before @param {{ deltaY: number, at: number }} event
 * @returns {{ turn: Turn, counts: boolean }}
 */
export function turnedBy(before, { deltaY, at }) {
  const way = Math.sign(deltaY);
  const goesOn = at - before.at < PAUSE && way === before.way;
  const turned = (goesOn ? before.turned : 0) + Math.abs(deltaY);
  const spent = goesOn && before.spent;
  const counts = !spent && turned >= NOTCH;
  return { turn: { turned, way, at, spent: spent || counts }, counts };
}
