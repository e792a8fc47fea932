// A film as an animated GIF, drawn and packed by this page: it plays in every browser and on every slide.

import { filmOf, looksAt } from "./film_frames.js";
import { eachLook, sizeOf } from "./film_looks.js";
import { Gif } from "./gif.js";
import { makeIndexer, paletteOf } from "./palette.js";

/** @typedef {import("./gif.js").Area} Area */

const COARSE = 8; // px of the film that are one of the small picture by which a change is found

/**
 * @param {string} svg the film
 * @param {(share: number) => void} [told] of how much is done
 * @returns {Promise<Blob>}
 */
export async function gifOf(svg, told = () => {}) {
  const film = filmOf(svg);
  const { width, height } = sizeOf(film);
  const pen = penOf(width, height);
  const changed = makeFinder(width, height);

  /** @param {HTMLImageElement} image @param {Area} area that may have changed */
  const read = (image, area) => {
    pen.save();
    pen.beginPath();
    pen.rect(area.x, area.y, area.width, area.height);
    pen.clip(); // what is not drawn is not waited for
    pen.drawImage(image, 0, 0, width, height);
    pen.restore();
    return pen.getImageData(area.x, area.y, area.width, area.height).data;
  };

  const whole = { x: 0, y: 0, width, height };
  const looks = looksAt(film);
  /** @type {Uint8ClampedArray[]} */
  const colours = [];
  const samples = [looks.at(looks.length >> 1), looks.at(-1)].flatMap((look) => look ?? []);
  await eachLook(svg, samples, ({ image }) => colours.push(read(image, whole)));
  const palette = paletteOf(colours);
  const indexed = makeIndexer(palette);
  const gif = new Gif(width, height, palette);
  let [before, done] = [-1, 0];
  await eachLook(svg, looks, ({ look, picture, image }) => {
    const found = changed(image);
    const area = picture === before ? found : whole;
    gif.add(indexed(read(image, area)), Math.round(100 * look.seconds), area);
    before = picture;
    told(++done / looks.length);
  });
  return new Blob([gif.finish()], { type: "image/gif" });
}

/** @param {number} width @param {number} height */
function penOf(width, height) {
  const pen = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("the browser has no memory for so large a picture");
  return pen;
}

/**
 * Where a picture differs from the one before, found on a small one: drawing the large one is most of the work.
 * @param {number} width @param {number} height
 * @returns {(image: HTMLImageElement) => Area}
 */
function makeFinder(width, height) {
  const [wide, high] = [Math.ceil(width / COARSE), Math.ceil(height / COARSE)];
  const pen = penOf(wide, high);
  let before = new Uint32Array(wide * high);
  return (image) => {
    pen.drawImage(image, 0, 0, width / COARSE, height / COARSE);
    const now = new Uint32Array(pen.getImageData(0, 0, wide, high).data.buffer);
    let [left, top, right, bottom] = [wide, high, -1, -1];
    for (let y = 0, k = 0; y < high; y++) {
      for (let x = 0; x < wide; x++, k++) {
        if (now[k] === before[k]) continue;
        [left, right] = [Math.min(left, x), Math.max(right, x)];
        [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
      }
    }
    before = now;
    if (right < 0) return { x: 0, y: 0, width: 1, height: 1 };
    const [x, y] = [Math.max(0, (left - 1) * COARSE), Math.max(0, (top - 1) * COARSE)];
    return { x, y, width: Math.min(width, (right + 2) * COARSE) - x, height: Math.min(height, (bottom + 2) * COARSE) - y };
  };
}
