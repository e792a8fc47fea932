// A way around what is not to be covered, where none beside its wire is clear: the shortest on a raster. Pure.

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("./routes.js").Point} Point */

const GRAIN = 8;
/** How far around its ends a way may go. */
const REACH = 160;
/** A step straight on, and one across; over something it is so many steps. */
const [STRAIGHT, ACROSS, COVERED] = [2, 3, 12];

/**
 * The corners of the way from one point to another that goes over the least.
 * @param {Point} from @param {Point} to @param {(point: Point) => boolean} isOver something there @param {Box} bounds
 * @returns {Point[]}
 */
export function wayAround(from, to, isOver, bounds) {
  const left = Math.max(Math.min(from.x, to.x) - REACH, bounds.left);
  const top = Math.max(Math.min(from.y, to.y) - REACH, bounds.top);
  const columns = Math.floor((Math.min(Math.max(from.x, to.x) + REACH, bounds.right) - left) / GRAIN) + 1;
  const rows = Math.floor((Math.min(Math.max(from.y, to.y) + REACH, bounds.bottom) - top) / GRAIN) + 1;
  /** @param {number} cell @returns {Point} */
  const pointOf = (cell) => ({ x: left + GRAIN * (cell % columns), y: top + GRAIN * Math.floor(cell / columns) });
  /** @param {Point} point */
  const cellOf = ({ x, y }) => Math.round((y - top) / GRAIN) * columns + Math.round((x - left) / GRAIN);
  const came = shortest(cellOf(from), cellOf(to), columns, rows, (cell) => isOver(pointOf(cell)));
  const cells = [];
  for (let cell = cellOf(to); cell !== undefined && cell !== cellOf(from); cell = came.get(cell) ?? cellOf(from)) cells.unshift(cell);
  return straightened([from, ...cells.slice(0, -1).map(pointOf), to], isOver);
}

/**
 * From which cell each was reached, until the end was.
 * @param {number} start @param {number} end @param {number} columns @param {number} rows @param {(cell: number) => boolean} isOver
 */
function shortest(start, end, columns, rows, isOver) {
  /** @type {Map<number, number>} */
  const came = new Map();
  const costs = new Map([[start, 0]]);
  /** Cells by what they cost. @type {number[][]} */
  const queue = [[start]];
  for (let cost = 0; cost < queue.length; cost++) {
    for (const cell of queue[cost] ?? []) {
      if (cell === end) return came;
      if (costs.get(cell) !== cost) continue;
      const dear = isOver(cell) ? COVERED : 1;
      for (const [next, far] of around(cell, columns, rows)) {
        const sum = cost + far * dear;
        if (sum >= (costs.get(next) ?? Infinity)) continue;
        costs.set(next, sum);
        came.set(next, cell);
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

/** Without the points that can be passed by. @param {readonly Point[]} points @param {(point: Point) => boolean} isOver @returns {Point[]} */
function straightened(points, isOver) {
  const kept = points.slice(0, 1);
  for (let k = 0; k < points.length - 1;) {
    const start = points[k];
    let next = points.length - 1;
    while (next > k + 1 && !seesFrom(start, points[next], isOver)) next -= 1;
    const point = points[next];
    if (point) kept.push(point);
    k = next;
  }
  return kept;
}

/** @param {Point | undefined} from @param {Point | undefined} to @param {(point: Point) => boolean} isOver */
function seesFrom(from, to, isOver) {
  if (!from || !to) return false;
  const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / (GRAIN / 2));
  for (let k = 0; k <= steps; k++) {
    const share = k / steps;
    if (isOver({ x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) })) return false;
  }
  return true;
}
