// The looks of a film drawn one after another, each begun while the one before is at work.

import { cutOf } from "./film_cut.js";
import { filmOf, heldAt } from "./film_frames.js";

const LARGEST = 1280; // px
const SCALE = 2;
const AHEAD = 2;

/** How large the pictures of a film are drawn, in px. @param {{ width: number, height: number }} film */
export function sizeOf({ width, height }) {
  const ratio = Math.min(SCALE, LARGEST / Math.max(width, height));
  const [wide = 1, high = 1] = [width, height].map((side) => Math.round(side * ratio));
  return { width: wide, height: high };
}

/** A look of a film once it is drawn. @template L @typedef {{ look: L, picture: number, image: HTMLImageElement }} Drawn */

/**
 * Draw looks and do something with each in turn.
 * @template {{ at: number }} L
 * @param {string} svg the film @param {readonly L[]} looks @param {(drawn: Drawn<L>) => unknown} act which is waited for
 */
export async function eachLook(svg, looks, act) {
  const { pace } = filmOf(svg);
  const cut = cutOf(svg);
  /** @param {L} look @returns {Promise<Drawn<L>>} */
  const begin = (look) => {
    const picture = Math.floor(look.at / pace + 1e-9);
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(heldAt(cut(picture), look.at))}`;
    const drawn = image.decode().then(() => ({ look, picture, image }));
    drawn.catch(() => {}); // it is told when its turn comes
    return drawn;
  };
  const begun = looks.slice(0, AHEAD).map(begin);
  for (let k = AHEAD; begun.length; k++) {
    const [first] = begun;
    if (first) await act(await first);
    begun.shift();
    const next = looks[k];
    if (next) begun.push(begin(next));
  }
}
