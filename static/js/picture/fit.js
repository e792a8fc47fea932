// Which box the server is asked to draw a picture for, and whether another picture is worth a change. Pure.

import { SIZE } from "./figures.js";

/** @typedef {{ width: number, height: number }} Size */
/** @typedef {{ width: number, height: number, figure: number }} Fit */
/** @typedef {{ width: number, height: number, forms: string }} Drawing what a picture measures in units, and how arrays stand in it, and how much room names have */

/** A stage that is a little larger is the same box, so that answers which are kept serve many. */
const STEP = 20;
/** What is smaller or larger than the server takes is no stage. */
const SMALLEST = 100;
const LARGEST = 10_000;
/** From so many px on a stage is seen by a class, and not held in the hand. */
const WIDE = 800;
/** Least height of a plain figure, px: 16 points before a class, read on a screen, in the hand. */
const FIGURES = { presenting: 21.34, wide: 16, narrow: 12 };
/** A picture that would be shown so much larger is worth a change. */
const GAIN = 1.06;

/**
 * The box to ask for; null where there is no stage to be seen.
 * @param {Size} stage px @param {boolean} presenting
 * @returns {Fit | null}
 */
export function fitOf({ width, height }, presenting) {
  const [across, down] = [rounded(width), rounded(height)];
  if (across < SMALLEST || down < SMALLEST) return null;
  const figure = width < WIDE ? FIGURES.narrow : presenting ? FIGURES.presenting : FIGURES.wide;
  return { width: across, height: down, figure };
}

/** @param {number} side px */
const rounded = (side) => Math.min(Math.floor(side / STEP) * STEP, LARGEST);

/** Whether two boxes are the same. @param {Fit | null} one @param {Fit | null} other */
export const isSameFit = (one, other) =>
  one?.width === other?.width && one?.height === other?.height && one?.figure === other?.figure;

/**
 * Whether a picture is better for a stage than the one that is shown: clearly larger in it, with arrays in other
 * forms, or with figures of the size asked for where those of the other are smaller.
 * @param {Drawing} shown @param {Drawing} other @param {Fit} fit
 */
export function isWorthwhile(shown, other, fit) {
  const [before, after] = [scaleIn(shown, fit), scaleIn(other, fit)];
  return other.forms !== shown.forms || after > GAIN * before || (SIZE * before < fit.figure && after > before);
}

/** @param {Size} drawing @param {Size} stage */
const scaleIn = (drawing, stage) => Math.min(stage.width / drawing.width, stage.height / drawing.height);

/**
 * Whether another picture may be shown now, in the middle of the story too: no number and no paper is dragged, and what
 * is shown is of what is written.
 * @param {Readonly<{ behind: boolean, gesture: string | null }>} state @param {boolean} dragging the paper
 */
export const isQuiet = ({ behind, gesture }, dragging) => !behind && gesture === null && !dragging;
