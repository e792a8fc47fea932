// A film as an animated GIF, drawn and packed by this page: it plays in every browser and on every slide.

import { filmOf, heldAt, looksAt } from "./film_frames.js";
import { Gif } from "./gif.js";
import { makeIndexer, paletteOf } from "./palette.js";

const LARGEST = 1280; // px
const SCALE = 2;

/**
 * @param {string} svg the film
 * @param {(share: number) => void} [told] of how much is done
 * @returns {Promise<Blob>}
 */
export async function gifOf(svg, told = () => {}) {
  const film = filmOf(svg);
  const looks = looksAt(film);
  const ratio = Math.min(SCALE, LARGEST / Math.max(film.width, film.height));
  const [width, height] = [film.width, film.height].map((side) => Math.round(side * ratio));
  const canvas = new OffscreenCanvas(width ?? 1, height ?? 1);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("the browser has no memory for so large a picture");

  /** @param {number} seconds */
  const look = async (seconds) => {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(heldAt(svg, seconds))}`;
    await image.decode();
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return pen.getImageData(0, 0, canvas.width, canvas.height).data;
  };

  const samples = [looks.at(looks.length >> 1), looks.at(-1)];
  const colours = [];
  for (const sample of samples) colours.push(await look(sample?.at ?? 0));
  const palette = paletteOf(colours);
  const indexed = makeIndexer(palette);
  const gif = new Gif(canvas.width, canvas.height, palette);
  for (const [k, { at, seconds }] of looks.entries()) {
    gif.add(indexed(await look(at)), Math.round(100 * seconds));
    told((k + 1) / looks.length);
  }
  return new Blob([gif.finish()], { type: "image/gif" });
}
