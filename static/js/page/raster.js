// A picture that stands alone as pixels.

import { pngOf } from "./saving.js";

const SCALE = 2;
const LONGEST_SIDE = 16_000; // px that every browser's canvas has
const LARGEST_AREA = 120_000_000;

/**
 * How many pixels of a canvas go to one of the drawing.
 * @param {number} width @param {number} height
 */
function pixelRatio(width, height) {
  return Math.min(SCALE, LONGEST_SIDE / Math.max(width, height), Math.sqrt(LARGEST_AREA / (width * height)));
}

/** The address of a picture that is a text. @param {string} svg */
export const addressOfSvg = (svg) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

/** A picture as PNG, at twice its size where a canvas can be so large. @param {string} svg @returns {Promise<Blob>} */
export async function rasterOf(svg) {
  const image = new Image();
  image.src = addressOfSvg(svg);
  await image.decode();
  const ratio = pixelRatio(image.naturalWidth, image.naturalHeight);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * ratio);
  canvas.height = Math.round(image.naturalHeight * ratio);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return pngOf(canvas);
}
