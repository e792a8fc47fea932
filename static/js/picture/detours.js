// A way around what is not to be covered, where none beside its wire is clear: the shortest on a raster. Pure.

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("./routes.js").Point} Point */
/** @typedef {{ left: number, top: number, grain: number, columns: number, rows: number }} Raster */

/** px between the lines of the raster, and how many cells it may have: a long way is looked for on a coarser one. */
const GRAIN = 8;
const MOST = 12_000;
/** How far around its ends a way may go. */
const REACH = 160;
/** A step straight on, and one across; over something it is so many steps. */
const [STRAIGHT, ACROSS, COVERED] = [2, 3, 12];

/**
 * The corners of the way from one point to another that goes over the least.
 * @param {Point} from @param {Point} to @param {readonly Box[]} taken what no point of it should be in @param {Box} bounds
 * @returns {Point[]}
 */
export function wayAround(from, to, taken, bounds) {
  const raster = rasterAround(from, to, bounds);
  const { left, top, grain, columns, rows } = raster;
  /** @param {number} cell @returns {Point} */
  const pointOf = (cell) => ({ x: left + grain * (cell % columns), y: top + grain * Math.floor(cell / columns) });
  /** @param {Point} point */
  const cellOf = ({ x, y }) => Math.min(Math.round((y - top) / grain), rows - 1) * columns + Math.min(Math.round((x - left) / grain), columns - 1);
  const [start, end] = [cellOf(from), cellOf(to)];
  const came = shortest(start, end, columns, rows, coveredOf(taken, raster));
  /** @type {number[]} */
  const cells = [];
  for (let cell = end; cell !== start && cell >= 0; cell = came[cell] ?? -1) cells.unshift(cell);
  const turns = cells.slice(0, -1).filter((cell, k) => k === 0 || cell - (cells[k - 1] ?? 0) !== (cells[k + 1] ?? 0) - cell);
  return straightened([from, ...turns.map(pointOf), to], taken);
}

/** @param {Point} from @param {Point} to @param {Box} bounds @returns {Raster} */
function rasterAround(from, to, bounds) {
  const left = Math.max(Math.min(from.x, to.x) - REACH, bounds.left);
  const top = Math.max(Math.min(from.y, to.y) - REACH, bounds.top);
  const width = Math.min(Math.max(from.x, to.x) + REACH, bounds.right) - left;
  const height = Math.min(Math.max(from.y, to.y) + REACH, bounds.bottom) - top;
  const grain = Math.max(GRAIN, Math.sqrt((width * height) / MOST));
  return { left, top, grain, columns: Math.floor(width / grain) + 1, rows: Math.floor(height / grain) + 1 };
}

/** Which cells are in something. @param {readonly Box[]} taken @param {Raster} raster */
function coveredOf(taken, { left, top, grain, columns, rows }) {
  const covered = new Uint8Array(columns * rows);
  for (const box of taken) {
    const [first, last] = [Math.max(Math.ceil((box.left - left) / grain), 0), Math.min(Math.floor((box.right - left) / grain), columns - 1)];
    const [upper, lower] = [Math.max(Math.ceil((box.top - top) / grain), 0), Math.min(Math.floor((box.bottom - top) / grain), rows - 1)];
    for (let row = upper; row <= lower && first <= last; row++) covered.fill(1, row * columns + first, row * columns + last + 1);
  }
  return covered;
}

/**
 * From which cell each was reached, until the end was; -1 where none was.
 * @param {number} start @param {number} end @param {number} columns @param {number} rows @param {Uint8Array} covered
 */
function shortest(start, end, columns, rows, covered) {
  const came = new Int32Array(columns * rows).fill(-1);
  const costs = new Float64Array(columns * rows).fill(Infinity);
  costs[start] = 0;
  /** Cells by what they cost. @type {number[][]} */
  const queue = [[start]];
  for (let cost = 0; cost < queue.length; cost++) {
    for (const cell of queue[cost] ?? []) {
      if (cell === end) return came;
      if (costs[cell] !== cost) continue;
      const dear = covered[cell] ? COVERED : 1;
      for (const [next, far] of around(cell, columns, rows)) {
        const sum = cost + far * dear;
        if (sum >= (costs[next] ?? Infinity)) continue;
        costs[next] = sum;
        came[next] = cell;
        (queue[sum] ??= []).push(next);
      }
    }
  }
  return came;
}

/** @param {number} cell @param {number} columns @param {number} rows @returns {[number, number][]} its neighbours, and how far they are */
function around(cell, columns, rows) {
  const [column, row] = [cell % columns, Math.floor(cell / columns)];
  /** @type {[number, number][]} */
  const found = [];
  for (const y of [row - 1, row, row + 1]) {
    for (const x of [column - 1, column, column + 1]) {
      if ((x === column && y === row) || x < 0 || y < 0 || x >= columns || y >= rows) continue;
      found.push([y * columns + x, x === column || y === row ? STRAIGHT : ACROSS]);
    }
  }
  return found;
}

/** Without the points that can be passed by. @param {readonly Point[]} points @param {readonly Box[]} taken @returns {Point[]} */
function straightened(points, taken) {
  const kept = points.slice(0, 1);
  for (let k = 0; k < points.length - 1;) {
    const start = points[k];
    let next = points.length - 1;
    while (next > k + 1 && taken.some((box) => crosses(start, points[next], box))) next -= 1;
    const point = points[next];
    if (point) kept.push(point);
    k = next;
  }
  return kept;
}

/** Whether the straight way from one point to another goes through a box. @param {Point | undefined} from @param {Point | undefined} to @param {Box} box */
function crosses(from, to, { left, top, right, bottom }) {
  if (!from || !to) return true;
  let [enters, leaves] = [0, 1];
  for (const [at, far, low, high] of /** @type {const} */ ([[from.x, to.x - from.x, left, right], [from.y, to.y - from.y, top, bottom]])) {
    if (far === 0) {
      if (at <= low || at >= high) return false;
      continue;
    }
    const [one, other] = [(low - at) / far, (high - at) / far];
    enters = Math.max(enters, Math.min(one, other));
    leaves = Math.min(leaves, Math.max(one, other));
  }
  return enters < leaves;
}
