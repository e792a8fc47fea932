// Where the network's columns, neurons and links stand; pure geometry.

/**
 * @typedef {object} Column
 * @property {number} layer 0 for the features
 * @property {number} x of the tiles' left edge, px
 * @property {number[]} tops of the tiles, px
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
const SMALLEST = 15;
const EDGE = 12; // px left and right of all

/**
 * Tiles as large as the fullest column allows; what does not fit is reached by scrolling.
 * @param {readonly number[]} counts units a column, features first
 * @param {{ width: number, height: number, between: number }} room px; `between`: the least from column to column
 * @returns {Layout}
 */
export function layOut(counts, { width, height, between }) {
  const most = Math.max(...counts, 1);
  const tile = Math.min(Math.max(Math.floor(height / (most * 1.3 + 0.3)), SMALLEST), LARGEST);
  const gap = Math.min(Math.max(Math.round(tile * 0.3), 4), Math.max((height - most * tile) / (most + 1), 4));
  const full = Math.max(height, most * (tile + gap) + gap);
  const steps = Math.max(counts.length - 1, 1);
  const margin = Math.max((between - tile) / 2, EDGE);
  const step = Math.max((width - 2 * margin - tile) / steps, between);
  const columns = counts.map((count, layer) => {
    const top = (full - count * tile - (count - 1) * gap) / 2;
    return {
      layer,
      x: Math.round(margin + layer * step),
      tops: Array.from({ length: count }, (_, unit) => Math.round(top + unit * (tile + gap))),
    };
  });
  return { tile, width: Math.round(2 * margin + tile + steps * step), height: Math.round(full), columns };
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
        x0: from.x + tile, y0: (from.tops[input] ?? 0) + tile / 2 + aside,
        x1: to.x, y1: (to.tops[unit] ?? 0) + tile / 2 + aside,
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
  /** @type {Map<number, number>} by where a link begins: links of one layer share their way */
  const shares = new Map();
  for (const link of links) {
    if (x < link.x0 || x > link.x1) continue;
    const share = shares.get(link.x0) ?? climbed((x - link.x0) / (link.x1 - link.x0));
    shares.set(link.x0, share);
    const distance = Math.abs(link.y0 + (link.y1 - link.y0) * share - y);
    if (distance > least) continue;
    least = distance;
    found = link;
  }
  return found;
}
