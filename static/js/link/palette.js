// Which colours a picture of few colours is told in, where there may be only 255. Pure.

/** Colours that a palette has at most; one more number says that nothing changes. */
export const MOST = 255;

/** Bits of a channel by which colours are counted together. */
const BITS = 5;

/** A number for each pixel, as this machine holds it. @param {Uint8ClampedArray} rgba */
function wordsOf(rgba) {
  return new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4);
}

/** @param {ArrayLike<number>} rgba @param {number} at */
function binOf(rgba, at) {
  const cut = 8 - BITS;
  return ((rgba[at] ?? 0) >> cut << (2 * BITS)) | ((rgba[at + 1] ?? 0) >> cut << BITS) | ((rgba[at + 2] ?? 0) >> cut);
}

/**
 * The commonest colours of some pictures, each as it most often is, so that what is flat stays as it was.
 * @param {readonly Uint8ClampedArray[]} pictures RGBA
 * @returns {number[]} 0xRRGGBB
 */
export function paletteOf(pictures) {
  /** @type {Map<number, number>} */
  const exact = new Map();
  for (const rgba of pictures) {
    for (const word of wordsOf(rgba)) exact.set(word, (exact.get(word) ?? 0) + 1);
  }
  /** @type {Map<number, { rgb: number, count: number, most: number }>} */
  const bins = new Map();
  for (const [word, count] of exact) {
    const [r, g, b] = new Uint8Array(Uint32Array.of(word).buffer);
    const bin = binOf([r ?? 0, g ?? 0, b ?? 0], 0);
    const known = bins.get(bin) ?? { rgb: 0, count: 0, most: 0 };
    if (count > known.most) Object.assign(known, { rgb: ((r ?? 0) << 16) | ((g ?? 0) << 8) | (b ?? 0), most: count });
    known.count += count;
    bins.set(bin, known);
  }
  return [...bins.values()].sort((a, b) => b.count - a.count || a.rgb - b.rgb).slice(0, MOST).map(({ rgb }) => rgb);
}

/**
 * Tell the pixels of pictures by the nearest colours of a palette.
 * @param {readonly number[]} palette
 * @returns {(rgba: Uint8ClampedArray) => Uint8Array}
 */
export function makeIndexer(palette) {
  /** @type {Map<number, number>} */
  const known = new Map();
  const rows = palette.map((rgb) => /** @type {const} */ ([rgb >> 16, (rgb >> 8) & 255, rgb & 255]));

  /** @param {number} word RGBA, as this machine holds it */
  function nearest(word) {
    const [r = 0, g = 0, b = 0] = new Uint8Array(Uint32Array.of(word).buffer);
    let best = 0;
    let least = Infinity;
    rows.forEach(([red, green, blue], k) => {
      const far = 2 * (r - red) ** 2 + 4 * (g - green) ** 2 + 3 * (b - blue) ** 2; // as eyes see it
      if (far < least) [best, least] = [k, far];
    });
    known.set(word, best);
    return best;
  }

  return (rgba) => {
    const words = wordsOf(rgba);
    const indices = new Uint8Array(words.length);
    let [before, index] = [-1, 0];
    for (let k = 0; k < words.length; k++) {
      const word = words[k] ?? 0;
      if (word !== before) index = known.get(word) ?? nearest(word); // most of a picture is flat
      before = word;
      indices[k] = index;
    }
    return indices;
  };
}
