import assert from "node:assert/strict";
import { test } from "node:test";
import { contours } from "../../static/js/chart/contours.js";
import { recordedAt, differences, thinned } from "../../static/js/lab/views/curve_series.js";
import { widthOf } from "../../static/js/lab/views/draw_links.js";
import { rangeShown } from "../../static/js/lab/views/draw_space.js";
import { climbed, layOut, linkAt, linksOf } from "../../static/js/lab/views/network_layout.js";
import { exists, firstPair, nextPair, withUnit } from "../../static/js/lab/views/pairs.js";
import { placeAfter } from "../../static/js/chart/cursor.js";
import { nearest } from "../../static/js/lab/views/plane_keys.js";
import { logTicks, planeScale, scale, ticks, tickText } from "../../static/js/chart/scales.js";
import { rangesOf } from "../../static/js/lab/views/ranges.js";
import { networkOf } from "./lab_network.js";

/** @param {number} size @param {(x: number, y: number) => number} f */
const field = (size, f) => Float32Array.from({ length: size * size }, (_, k) => f(k % size, Math.floor(k / size)));

test("the contour of a circle lies on the circle and closes", () => {
  const size = 60;
  const lines = contours(field(size, (x, y) => Math.hypot(x - 30, y - 28) - 17.3), size);
  assert.ok(lines.length / 4 > 90);
  /** @type {Map<string, number>} */
  const ends = new Map();
  for (let k = 0; k < lines.length; k += 2) {
    const [x = 0, y = 0] = lines.slice(k, k + 2);
    assert.ok(Math.abs(Math.hypot(x - 30, y - 28) - 17.3) < 0.02, `${x} ${y}`);
    const key = `${x.toFixed(6)} ${y.toFixed(6)}`;
    ends.set(key, (ends.get(key) ?? 0) + 1);
  }
  assert.ok([...ends.values()].every((count) => count === 2), "every end belongs to two lines");
});

test("the contour of a straight field is that straight line", () => {
  const lines = contours(field(10, (x, y) => x + 2 * y - 9.5), 10);
  for (let k = 0; k < lines.length; k += 2) assert.ok(Math.abs((lines[k] ?? 0) + 2 * (lines[k + 1] ?? 0) - 9.5) < 1e-6);
});

test("a saddle gives two lines that do not cross, as its middle says", () => {
  const apart = contours([1, -2, -2, 1], 2);
  const joined = contours([2, -1, -1, 2], 2);
  assert.equal(apart.length, 8);
  assert.equal(joined.length, 8);
  const top = 1 / 3;
  assert.deepEqual(apart.slice(0, 4).map((x) => Number(x.toFixed(9))), [top, 0, 0, top].map((x) => Number(x.toFixed(9))), "around the upper left corner");
  assert.equal(joined[2], 1, "from the top to the right");
});

test("squares with a corner that is not finite are left out", () => {
  assert.deepEqual(contours([1, NaN, -1, 1], 2), []);
  assert.deepEqual(contours([1, -Infinity, -1, 1], 2), []);
  assert.deepEqual(contours([1, 2, 3, 4], 2), []);
});

const SIX = /** @type {const} */ ([[-6, 6], [-6, 6]]);
const HEIGHTS = /** @type {const} */ ([[150, 190], [0, 5000]]);

test("the plane's scale goes there and back, x2 upwards", () => {
  const plane = planeScale(SIX, 300);
  assert.deepEqual([plane.x(-6), plane.y(6), plane.x(6), plane.y(-6)], [0, 0, 300, 300]);
  assert.deepEqual(plane.at(plane.x(1.5), plane.y(-2.25)), [1.5, -2.25]);
});

test("what the plane shows is told in the data's own units", () => {
  const people = { center: /** @type {[number, number]} */ ([170, 3000]), scale: /** @type {[number, number]} */ ([10, 1000]), middle: /** @type {[number, number]} */ ([0, -0.5]) };
  assert.deepEqual(rangesOf(people, 2), [[150, 190], [500, 4500]]);
  const plane = planeScale(HEIGHTS, 400);
  assert.deepEqual([plane.x(170), plane.y(5000)], [200, 0]);
  assert.deepEqual(plane.at(200, 300), [170, 1250]);
});

test("numbers at an axis are short", () => {
  assert.deepEqual([-2.5, 5000, 20_000, -1_500_000, 0.0001, 0].map(tickText), ["−2.5", "5000", "20K", "−1.5M", "1e−4", "0"]);
});

test("ticks are round numbers within the range", () => {
  assert.deepEqual(ticks(-6, 6, 6), [-6, -4, -2, 0, 2, 4, 6]);
  assert.deepEqual(ticks(0, 0.7, 3), [0, 0.2, 0.4, 0.6]);
  assert.deepEqual(ticks(0, 10000, 5), [0, 2000, 4000, 6000, 8000, 10000]);
  assert.deepEqual(ticks(3, 3), [3]);
  assert.deepEqual(ticks(NaN, 1), []);
  assert.ok(ticks(-1, 1, 3).every((tick) => !Object.is(tick, -0)));
  assert.deepEqual(logTicks(0.001, 2), [0.001, 0.01, 0.1, 1]);
  assert.ok(logTicks(0.21, 0.34).length >= 2);
});

test("a logarithmic scale goes there and back, and holds what is too small", () => {
  const log = scale([0.01, 1], [100, 0], true);
  assert.equal(log.to(0.1), 50);
  assert.equal(log.to(0), 100);
  assert.ok(Math.abs(log.back(25) - 10 ** -0.5) < 1e-12);
});

test("tiles do not overlap and stay within the drawing, whatever the sizes", () => {
  for (const counts of [[2, 6, 4, 2], [2, 1], [7, 8, 8, 8, 8, 8, 8, 5], [2, 20, 64, 3], [2, 200, 2]]) {
    for (const room of [{ width: 520, height: 260, between: 104 }, { width: 340, height: 300, between: 82 }]) {
      const { tile, width, height, columns } = layOut(counts, room);
      assert.deepEqual(columns.map((column) => column.tiles.length), counts);
      assert.ok(width >= room.width - 1 && height >= room.height && tile >= 15);
      const all = columns.flatMap((column) => column.tiles);
      for (const [k, { x, y }] of all.entries()) {
        assert.ok(x >= 0 && y >= 0 && x + tile <= width && y + tile <= height, `${counts}: ${x} ${y}`);
        for (const other of all.slice(k + 1)) {
          assert.ok(Math.abs(other.x - x) >= tile || Math.abs(other.y - y) >= tile, `${counts}: two tiles at ${x} ${y}`);
        }
      }
    }
  }
});

test("a small network uses large tiles and needs no scrolling", () => {
  const { tile, height, width } = layOut([2, 6, 4, 2], { width: 520, height: 320, between: 104 });
  assert.ok(tile >= 36);
  assert.deepEqual([width, height], [520, 320]);
});

test("layers of eight have tiles that can be read in the room of a lecture hall's screen", () => {
  assert.ok(layOut([7, 8, 8, 8, 2], { width: 464, height: 312, between: 58 }).tile >= 34);
});

test("there is one link for every weight, with its flat index, from tile to tile", () => {
  const network = networkOf([2, 3, 2]);
  const layout = layOut([2, 3, 2], { width: 400, height: 200, between: 80 });
  const links = linksOf(layout, network.blocks);
  assert.deepEqual(links.map((link) => link.index), [0, 1, 3, 4, 6, 7, 9, 10, 11, 13, 14, 15]);
  const last = links.at(-1);
  assert.deepEqual([last?.layer, last?.unit, last?.input], [2, 1, 2]);
  assert.equal(last?.x0, (layout.columns[1]?.tiles[2]?.x ?? 0) + layout.tile);
});

test("a link is found under the pointer where the curve runs, and nowhere else", () => {
  const links = linksOf(layOut([2, 3, 2], { width: 400, height: 200, between: 80 }), networkOf([2, 3, 2]).blocks);
  for (const link of links) {
    for (const t of [0.35, 0.5, 0.7]) {
      const x = link.x0 + (link.x1 - link.x0) * (1.5 * t * (1 - t) ** 2 + 1.5 * t * t * (1 - t) + t ** 3);
      const y = link.y0 + (link.y1 - link.y0) * (3 * t * t - 2 * t ** 3);
      const found = linkAt(links, x, y, 0.5);
      assert.ok(found, `nothing at ${x} ${y}`);
      const share = climbed((x - found.x0) / (found.x1 - found.x0));
      assert.ok(Math.abs(found.y0 + (found.y1 - found.y0) * share - y) < 0.5);
    }
  }
  assert.equal(linkAt(links, 200, -50), null);
});

test("links are the wider, the larger the weight", () => {
  const widths = [0, 0.3, 1, 2, 5, 10, 1000].map(widthOf);
  assert.deepEqual(widths, [...widths].sort((a, b) => a - b));
  assert.equal(widthOf(0), 0);
  assert.equal(widthOf(1000), 7);
});

test("cycling visits every pair of neurons once", () => {
  for (const units of [2, 3, 5]) {
    const seen = new Set();
    let pair = firstPair(units);
    for (let k = 0; k < (units * (units - 1)) / 2; k++) {
      assert.ok(pair[0] < pair[1] && pair[1] < units);
      seen.add(pair.join());
      pair = nextPair(pair, units);
    }
    assert.equal(seen.size, (units * (units - 1)) / 2);
    assert.deepEqual(pair, firstPair(units));
  }
  assert.deepEqual(firstPair(1), [0, 0]);
  assert.deepEqual(nextPair([0, 0], 1), [0, 0]);
});

test("a chosen neuron pushes an equal one aside", () => {
  assert.deepEqual(withUnit([0, 1], 0, 1, 4), [1, 2]);
  assert.deepEqual(withUnit([0, 3], 0, 3, 4), [3, 0]);
  assert.deepEqual(withUnit([0, 1], 1, 3, 4), [0, 3]);
});

test("neurons that a smaller network lacks do not exist", () => {
  assert.equal(exists({ layer: 2, units: [0, 3] }, [{ units: 6 }, { units: 4 }]), true);
  assert.equal(exists({ layer: 2, units: [0, 3] }, [{ units: 6 }, { units: 3 }]), false);
  assert.equal(exists({ layer: 3, units: [0, 1] }, [{ units: 6 }, { units: 3 }]), false);
  assert.equal(exists(null, []), false);
});

test("arrows move the cursor within the plane", () => {
  assert.deepEqual(placeAfter([0, 0], "ArrowUp", false, SIX), [0, 0.15]);
  assert.deepEqual(placeAfter([0, 0], "ArrowLeft", true, SIX), [-0.75, 0]);
  assert.deepEqual(placeAfter([6, 6], "ArrowRight", true, SIX), [6, 6]);
  assert.equal(placeAfter([0, 0], "x", false, SIX), null);
  let place = /** @type {[number, number]} */ ([0, 0]);
  for (let k = 0; k < 7; k++) place = placeAfter(place, "ArrowRight", false, SIX) ?? place;
  assert.equal(place[0], 1.05, "without a tail of binary digits");
  assert.deepEqual(placeAfter([170, 1000], "ArrowUp", false, HEIGHTS), [170, 1062.5]);
  assert.deepEqual(placeAfter([151, 1000], "Home", false, HEIGHTS), [170, 2500]);
});

test("the nearest shown point within reach", () => {
  const points = /** @type {[number, number][]} */ ([[0, 0], [1, 1], [5, 5]]);
  assert.equal(nearest(points, [0.9, 0.8], SIX, () => true), 1);
  assert.equal(nearest(points, [0.9, 0.8], SIX, (index) => index !== 1), 0);
  assert.equal(nearest(points, [3, 3], SIX, () => true, 1 / 6), null);
  assert.equal(nearest([[160, 0], [151, 1000]], [160, 1000], HEIGHTS, () => true), 0, "as it is seen, and not in the units of the data");
});

test("the range of a neuron's values", () => {
  assert.deepEqual(rangeShown([0.2, 0.4], 0, 2, true), [-1.12, 1.12]);
  const [low, high] = rangeShown([9, 0, 10, NaN, Infinity], 1, 5, false);
  assert.ok(low < 0 && high > 10 && high < 11);
  assert.deepEqual(rangeShown([3, 3], 0, 2, false), [2, 4]);
  assert.deepEqual(rangeShown([NaN], 0, 1, false), [-1, 1]);
});

const CURVE = Array.from({ length: 5000 }, (_, k) => ({
  update: 10 * k, epoch: k, train_loss: k === 3333 ? 50 : k === 1234 ? NaN : 1 / (k + 1), test_loss: null, train_accuracy: 0.5, test_accuracy: null,
}));

test("a thinned curve keeps its peaks, its order and its ends", () => {
  const line = thinned(CURVE, (one) => one.train_loss, 200);
  assert.ok(line.length <= 400);
  assert.ok(line.some(([update, value]) => update === 33330 && value === 50));
  assert.deepEqual(line, [...line].sort((a, b) => a[0] - b[0]));
  assert.equal(line[0]?.[0], 0);
  assert.equal(line.at(-1)?.[0], 49990);
  assert.ok(line.every(([, value]) => Number.isFinite(value)));
  assert.deepEqual(thinned(CURVE, (one) => one.test_loss, 200), []);
});

test("what was recorded last before an update", () => {
  assert.equal(recordedAt(CURVE, 25)?.update, 20);
  assert.equal(recordedAt(CURVE, 30)?.update, 30);
  assert.equal(recordedAt(CURVE, -5)?.update, 0);
  assert.equal(recordedAt(CURVE, 1e9)?.update, 49990);
  assert.equal(recordedAt([], 3), null);
});

test("what changed in a configuration", () => {
  const before = { optimizer: { name: "sgd", learning_rate: 0.1 }, layers: [{ units: 2 }], loss: "svm" };
  assert.deepEqual(differences(before, { ...before, optimizer: { name: "sgd", learning_rate: 0.3 } }), ["Learning rate = 0.3"]);
  assert.deepEqual(differences(before, { ...before, layers: [{ units: 3 }], loss: "softmax" }), ["Layers", "Loss = softmax"]);
  assert.deepEqual(differences({ dataset: { noise: 0.1 } }, { dataset: { noise: 0.3 } }), ["Noise = 0.3"]);
  assert.deepEqual(differences({ optimizer: { momentum: 0.9 } }, { optimizer: { momentum: 0.5 } }), ["momentum = 0.5"]);
  assert.deepEqual(differences(before, structuredClone(before)), []);
});
