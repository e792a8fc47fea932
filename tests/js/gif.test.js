import assert from "node:assert/strict";
import { test } from "node:test";

import { filmOf, heldAt, looksAt } from "../../static/js/link/film_frames.js";
import { Gif } from "../../static/js/link/gif.js";
import { MOST, makeIndexer, paletteOf } from "../../static/js/link/palette.js";

/**
 * Read a GIF as a browser does: every picture as it is shown, and for how long.
 * @param {Uint8Array} bytes
 */
function played(bytes) {
  const word = (/** @type {number} */ at) => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
  assert.equal(String.fromCharCode(...bytes.slice(0, 6)), "GIF89a");
  const [width, height] = [word(6), word(8)];
  assert.equal(bytes[10], 0xf7);
  const palette = Array.from({ length: 256 }, (_, k) => [...bytes.slice(13 + 3 * k, 16 + 3 * k)]);
  let at = 13 + 768;
  const canvas = new Array(width * height).fill(-1);
  const shown = [];
  let [delay, nothing, loops] = [0, -1, -1];
  while (bytes[at] !== 0x3b) {
    if (bytes[at] === 0x21 && bytes[at + 1] === 0xff) {
      loops = word(at + 16);
      at += 19;
    } else if (bytes[at] === 0x21) {
      assert.equal((bytes[at + 3] ?? 0) >> 2, 1, "it stays under the next");
      [delay, nothing] = [word(at + 4), bytes[at + 6] ?? 0];
      at += 8;
    } else {
      assert.equal(bytes[at], 0x2c);
      const [x, y, wide, high] = [word(at + 1), word(at + 3), word(at + 5), word(at + 7)];
      assert.equal(bytes[at + 9], 0);
      const { indices, end } = unpacked(bytes, at + 10);
      assert.equal(indices.length, wide * high);
      indices.forEach((index, k) => {
        if (index !== nothing) canvas[(y + Math.floor(k / wide)) * width + x + (k % wide)] = index;
      });
      shown.push({ picture: [...canvas], delay, area: wide * high });
      at = end;
    }
  }
  assert.equal(at, bytes.length - 1);
  return { width, height, palette, loops, shown };
}

/** Undo Lempel, Ziv and Welch. @param {Uint8Array} bytes @param {number} at */
function unpacked(bytes, at) {
  const least = bytes[at++] ?? 0;
  /** @type {number[]} */
  const data = [];
  for (let size = bytes[at++] ?? 0; size; size = bytes[at++] ?? 0) {
    data.push(...bytes.slice(at, at + size));
    at += size;
  }
  const [clear, end] = [1 << least, (1 << least) + 1];
  let [held, bits, byte, width] = [0, 0, 0, least + 1];
  /** @type {number[][]} */
  let table = [];
  /** @type {number[]} */
  const indices = [];
  /** @type {number[] | null} */
  let before = null;
  for (;;) {
    for (; bits < width; bits += 8) held |= (data[byte++] ?? 0) << bits;
    const code = held & ((1 << width) - 1);
    held >>>= width;
    bits -= width;
    if (code === end) return { indices, end: at };
    if (code === clear) {
      table = [...Array.from({ length: clear }, (_, k) => [k]), [], []];
      [width, before] = [least + 1, null];
      continue;
    }
    const known = table[code];
    /** @type {number[]} */
    const now = known ?? [...(before ?? []), before?.[0] ?? 0];
    assert.ok(known || code === table.length, "no code is read before it is made");
    indices.push(...now);
    if (before && table.length < 4096) table.push([...before, now[0] ?? 0]);
    if (table.length === 1 << width && width < 12) width += 1;
    before = now;
  }
}

/** Numbers that look random and are the same each time. @param {number} count @param {number} most */
function noise(count, most) {
  let seed = 7;
  return Uint8Array.from({ length: count }, () => (seed = (seed * 16_807) % 2_147_483_647) % most);
}

test("every picture is shown as it was, for as long as was said", () => {
  const gif = new Gif(90, 70, [0xff0000, 0x00ff7f]);
  const first = noise(6300, 250); // so many that codes begin anew several times
  const second = first.slice();
  second[3 * 90 + 5] = 1;
  second[8 * 90 + 15] = 2;
  gif.add(first, 50);
  gif.add(second, 300);
  gif.add(second, 7);
  gif.add(new Uint8Array(6300).fill(3), 12);
  const { width, height, palette, loops, shown } = played(gif.finish());
  assert.deepEqual([width, height, loops], [90, 70, 0]);
  assert.deepEqual(palette.slice(0, 2), [[255, 0, 0], [0, 255, 127]]);
  assert.deepEqual(shown.map(({ delay }) => delay), [50, 300, 7, 12]);
  assert.deepEqual(shown[0]?.picture, [...first]);
  assert.deepEqual(shown[1]?.picture, [...second]);
  assert.deepEqual(shown[2]?.picture, [...second]);
  assert.deepEqual(new Set(shown[3]?.picture), new Set([3]));
  assert.ok((shown[1]?.area ?? 0) <= 11 * 6, "only what changed");
});

test("a flat picture is small", () => {
  const gif = new Gif(400, 300, [0xffffff]);
  for (let k = 0; k < 5; k++) gif.add(new Uint8Array(120_000), 10);
  assert.ok(gif.finish().length < 2000);
});

test("flat colours stay as they are, and others become the nearest", () => {
  /** @param {number[][]} colours */
  const pixels = (colours) => Uint8ClampedArray.from(colours.flatMap((colour) => [...colour, 255]));
  const common = Array.from({ length: 90 }, () => [21, 112, 58]);
  const picture = pixels([...common, [20, 113, 59], [255, 255, 255], [255, 255, 255], [192, 31, 46]]);
  const palette = paletteOf([picture]);
  assert.deepEqual(palette, [0x15703a, 0xffffff, 0xc01f2e]);
  const indexed = makeIndexer(palette);
  assert.deepEqual([...indexed(picture).slice(88)], [0, 0, 0, 1, 1, 2]);
  const next = picture.slice();
  next.set([250, 250, 250], 4 * 93);
  assert.deepEqual([...indexed(next).slice(88)], [0, 0, 0, 1, 1, 1]);
  assert.deepEqual([...indexed(pixels([[190, 30, 40]]))], [2]);
  const many = pixels(Array.from({ length: 4096 }, (_, k) => [16 * (k >> 8), 16 * ((k >> 4) & 15), 16 * (k & 15)]));
  assert.equal(paletteOf([many]).length, MOST);
});

test("a film is looked at while things move, and each press lasts as long as in the film", () => {
  const film = { pictures: 4, pace: 2 };
  const looks = looksAt(film);
  assert.deepEqual(looks[0], { at: 0, seconds: 2 });
  assert.ok(Math.abs(looks.reduce((sum, { seconds }) => sum + seconds, 0) - 2 * (4 + 3)) < 1e-9);
  for (let picture = 1; picture < 4; picture++) {
    const within = looks.filter(({ at }) => at > 2 * picture && at < 2 * picture + 2);
    assert.equal(within.length, 12);
    assert.ok((within.at(-1)?.seconds ?? 0) > 0.8, "then it stands still");
  }
  assert.ok(looksAt({ pictures: 240, pace: 1 }).length <= 480);
});

test("a film is held at a moment, also for those who want no motion", () => {
  const svg = `<svg class="a" width="640" height="257" data-pictures="6" data-pace="1.5" x=""><style>.cr-f{animation:9s}`
    + "@media (prefers-reduced-motion:reduce){.cr-f{animation:none}}</style></svg>";
  assert.deepEqual(filmOf(svg), { pictures: 6, pace: 1.5, width: 640, height: 257 });
  const held = heldAt(svg, 2.5);
  assert.match(held, /animation-delay:-2.5s!important;animation-play-state:paused!important\}<\/style>/);
  assert.ok(!held.includes("reduced-motion"));
});
