// An animated GIF (GIF89a, as CompuServe's specification of 1990 has it). Pure.
//
// One palette for all pictures; of each picture only the part that changed, and in that part only
// what changed. It begins anew for ever.

import { MOST } from "./palette.js";

const BITS = 8;
const CLEAR = 1 << BITS;
const END = CLEAR + 1;
const LONGEST_CODE = 12;
const BLOCK = 255;

/** A part of the picture, in px. @typedef {{ x: number, y: number, width: number, height: number }} Area */

/** A GIF that is being made. */
export class Gif {
  /** @type {number} */
  #width;
  /** @type {number} */
  #height;
  /** @type {Uint8Array[]} */
  #parts = [];
  /** @type {Uint8Array | null} */
  #shown = null;

  /** @param {number} width @param {number} height @param {readonly number[]} palette 0xRRGGBB, of `MOST` at most */
  constructor(width, height, palette) {
    this.#width = width;
    this.#height = height;
    this.#text("GIF89a");
    this.#words(width, height);
    this.#put(0xf0 | (BITS - 1), 0, 0);
    for (let k = 0; k < 1 << BITS; k++) {
      const rgb = palette[k] ?? 0;
      this.#put(rgb >> 16, (rgb >> 8) & 255, rgb & 255);
    }
    this.#put(0x21, 0xff, 11);
    this.#text("NETSCAPE2.0");
    this.#put(3, 1, 0, 0, 0);
  }

  /**
   * Show a picture for so long.
   * @param {Uint8Array} indices of the palette, row by row @param {number} hundredths of a second
   * @param {Area} [area] what they are of, where nothing else changes
   */
  add(indices, hundredths, area = { x: 0, y: 0, width: this.#width, height: this.#height }) {
    const { x, y, width, height } = this.#changed(indices, area);
    const shown = this.#shown ?? new Uint8Array(this.#width * this.#height).fill(MOST);
    const part = new Uint8Array(width * height);
    for (let row = 0, k = 0; row < height; row++) {
      let from = (y + row - area.y) * area.width + x - area.x;
      for (let at = (y + row) * this.#width + x, end = at + width; at < end; at++, k++, from++) {
        const index = indices[from] ?? 0;
        part[k] = shown[at] === index ? MOST : index;
        shown[at] = index;
      }
    }
    this.#put(0x21, 0xf9, 4, 0x05); // it stays, and one number says that nothing changes
    this.#words(hundredths);
    this.#put(MOST, 0, 0x2c);
    this.#words(x, y, width, height);
    this.#put(0, BITS);
    this.#blocks(packed(part));
    this.#shown = shown;
  }

  /** The file. */
  finish() {
    this.#put(0x3b);
    const file = new Uint8Array(this.#parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of this.#parts) {
      file.set(part, at);
      at += part.length;
    }
    return file;
  }

  /** The smallest part with all that changed. @param {Uint8Array} indices @param {Area} area @returns {Area} */
  #changed(indices, area) {
    const shown = this.#shown;
    if (!shown) return area;
    let [left, top, right, bottom] = [this.#width, this.#height, -1, -1];
    for (let y = area.y, k = 0; y < area.y + area.height; y++) {
      for (let x = area.x, at = y * this.#width + x; x < area.x + area.width; x++, at++, k++) {
        if (indices[k] === shown[at]) continue;
        if (x < left) left = x;
        if (x > right) right = x;
        if (y < top) top = y;
        bottom = y;
      }
    }
    if (right < 0) return { x: area.x, y: area.y, width: 1, height: 1 };
    return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
  }

  /** @param {number[]} bytes */
  #put(...bytes) {
    this.#parts.push(Uint8Array.from(bytes));
  }

  /** @param {string} text */
  #text(text) {
    this.#put(...[...text].map((character) => character.charCodeAt(0)));
  }

  /** @param {number[]} numbers of two bytes, the low one first */
  #words(...numbers) {
    this.#put(...numbers.flatMap((number) => [number & 255, number >> 8]));
  }

  /** @param {readonly number[]} bytes */
  #blocks(bytes) {
    for (let at = 0; at < bytes.length; at += BLOCK) {
      const block = bytes.slice(at, at + BLOCK);
      this.#put(block.length, ...block);
    }
    this.#put(0);
  }
}

/** Pack by the rule of Lempel, Ziv and Welch, with codes that grow. @param {Uint8Array} indices */
function packed(indices) {
  /** @type {number[]} */
  const bytes = [];
  let [held, bits] = [0, 0];
  let width = BITS + 1;
  let next = END + 1;
  const table = new Uint16Array(1 << (LONGEST_CODE + BITS)); // by a code and what follows it

  /** @param {number} code */
  const put = (code) => {
    held |= code << bits;
    for (bits += width; bits >= 8; bits -= 8, held >>>= 8) bytes.push(held & 255);
  };

  put(CLEAR);
  let code = indices[0] ?? 0;
  for (let k = 1; k < indices.length; k++) {
    const index = indices[k] ?? 0;
    const key = (code << BITS) | index;
    const longer = table[key] ?? 0;
    if (longer) {
      code = longer;
      continue;
    }
    put(code);
    code = index;
    if (next === 1 << LONGEST_CODE) {
      put(CLEAR);
      table.fill(0);
      [width, next] = [BITS + 1, END + 1];
    } else {
      if (next === 1 << width) width += 1;
      table[key] = next++;
    }
  }
  put(code);
  put(END);
  if (bits) bytes.push(held & 255);
  return bytes;
}
