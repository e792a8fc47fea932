// Where the network's columns, neurons and links stand; pure geometry.

/**
 * @typedef {object} Column
 * @property {number} layer 0 for the features
 * @property {number} middle px from the left
 * @property {{ x: number, y: number }[]} tiles their upper left corners, px
 */

/**
 * @typedef {object} Layout
 * @property {number} tile px, the side of a neuron's square
 * @property {number} width px of all
 * @property {number} height px of all
 * @property {Column[]} columns
 */

/** @typedef {{ index: number, layer: number, unit: number, input: number, x0: number, y0: number, x1: number, y1: number }} Link */

const LARGEST = 46; // px of a tile
const READABLE = 34; // px, down to which the units of a layer stand in one row rather than in several side by side
export const NUMBERED = 22; // px of the smallest tile that has room for a number, in slow motion
const SMALLEST = 15;
const BESIDE = 14; // px from the tiles of one layer to those of the next at least

/** @param {number} tile */
const gapOf = (tile) => Math.max(4, Math.round(tile * 0.12));

/**
 * Tiles as large as the fullest layer allows. A layer of many units stands in several rows side by
 * side rather than in tiles too small to be seen; what does not fit even so is reached by scrolling.
 * @param {readonly number[]} counts units a layer, features first
 * @param {{ width: number, height: number, between: number, alone?: number }} room px; `between`: the least from
 *   column to column; `alone`: the tile down to which the units of a layer stand in one row
 * @returns {Layout}
 */
export function layOut(counts, { width, height, between, alone = READABLE }) {
  const most = Math.max(...counts, 1);
  const step = Math.max(width / counts.length, between);
  const { tile, rows } = largestTiles(most, height, step, alone);
  const gap = gapOf(tile);
  const pitch = tile + gap;
  const full = Math.max(height, Math.min(rows, most) * pitch + gap);
  const columns = counts.map((count, layer) => {
    const middle = Math.round(step * (layer + 0.5));
    const side = Math.max(Math.ceil(count / rows), 1);
    const long = Math.ceil(count / side);
    const left = middle - (side * pitch - gap) / 2;
    const top = (full - (long * pitch - gap)) / 2;
    return {
      layer, middle,
      tiles: Array.from({ length: count }, (_, unit) => ({
        x: Math.round(left + Math.floor(unit / long) * pitch), y: Math.round(top + (unit % long) * pitch),
      })),
    };
  });
  return { tile, width: Math.round(step * counts.length), height: Math.round(full), columns };
}

/**
 * The side of a tile, and how many of them stand one below the other.
 * @param {number} most tiles of a layer @param {number} height px @param {number} step px from layer to layer
 * @param {number} alone px, as for `layOut`
 */
function largestTiles(most, height, step, alone) {
  /** @param {number} tile */
  const rowsOf = (tile) => Math.max(Math.floor((height - gapOf(tile)) / (tile + gapOf(tile))), 1);
  /** @param {number} tile */
  const sidesOf = (tile) => (tile > alone ? 1 : Math.max(Math.floor((step - BESIDE) / (tile + gapOf(tile))), 1));
  for (let tile = LARGEST; tile >= SMALLEST; tile--) {
    if (most <= rowsOf(tile) * sidesOf(tile)) return { tile, rows: rowsOf(tile) };
  }
  return { tile: SMALLEST, rows: Math.ceil(most / sidesOf(SMALLEST)) };
}

/**
 * Of the first column, which has a place for every feature that there is: the places of those that are
 * chosen, in their order, and of the others.
 * @param {Layout} layout @param {readonly string[]} all @param {readonly string[]} chosen
 * @returns {{ layout: Layout, others: { name: string, x: number, y: number }[] }}
 */
export function withFeatures(layout, all, chosen) {
  const [first, ...rest] = layout.columns;
  if (!first) return { layout, others: [] };
  const placeOf = (/** @type {string} */ name) => first.tiles[all.indexOf(name)] ?? { x: 0, y: 0 };
  const others = all.filter((name) => !chosen.includes(name)).map((name) => ({ name, ...placeOf(name) }));
  return { layout: { ...layout, columns: [{ ...first, tiles: chosen.map(placeOf) }, ...rest] }, others };
}

/**
 * One link for every weight that leads from one neuron to another.
 * @param {Layout} layout
 * @param {readonly import("../types.js").Block[]} blocks
 * @returns {Link[]}
 */
export function linksOf({ columns, tile }, blocks) {
  return blocks.flatMap((block) => {
    const from = columns[block.layer - 1];
    const to = columns[block.layer];
    if (!from || !to) return [];
    const row = block.inputs + (block.bias ? 1 : 0);
    const aside = block.piece * 4; // maxout's second piece runs beside the first
    return Array.from({ length: block.units * block.inputs }, (_, k) => {
      const unit = Math.floor(k / block.inputs);
      const input = k % block.inputs;
      return {
        index: block.offset + unit * row + input, layer: block.layer, unit, input,
        x0: (from.tiles[input]?.x ?? 0) + tile, y0: (from.tiles[input]?.y ?? 0) + tile / 2 + aside,
        x1: to.tiles[unit]?.x ?? 0, y1: (to.tiles[unit]?.y ?? 0) + tile / 2 + aside,
      };
    });
  });
}

/**
 * How far a link has gone from its first height to its last, where it has gone a share of its way
 * to the right. Links are Bézier curves whose middle points stand half-way.
 * @param {number} across 0 to 1
 */
export function climbed(across) {
  let low = 0;
  let high = 1;
  for (let k = 0; k < 24; k++) {
    const t = (low + high) / 2;
    if (1.5 * t - 1.5 * t * t + t ** 3 < across) low = t;
    else high = t;
  }
  const t = (low + high) / 2;
  return 3 * t * t - 2 * t ** 3;
}

/**
 * The link under a place, or null.
 * @param {readonly Link[]} links
 * @param {number} x
 * @param {number} y
 * @param {number} [reach] px above and below
 */
export function linkAt(links, x, y, reach = 6) {
  /** @type {Link | null} */
  let found = null;
  let least = reach;
  /** @type {Map<string, number>} by where a link begins and ends: most links of a layer share their way */
  const shares = new Map();
  for (const link of links) {
    if (x < link.x0 || x > link.x1) continue;
    const way = `${link.x0} ${link.x1}`;
    const share = shares.get(way) ?? climbed((x - link.x0) / (link.x1 - link.x0));
    shares.set(way, share);
    const distance = Math.abs(link.y0 + (link.y1 - link.y0) * share - y);
    if (distance > least) continue;
    least = distance;
    found = link;
  }
  return found;
}
