// The curve of a gate of one number, drawn small beside it: where it stands, and how steep it is there. Pure.

/** @typedef {import("./routes.js").Point} Point */

/**
 * A curve on its card, in units of the drawing about the card's middle.
 * @typedef {object} Card
 * @property {readonly Point[][]} lines one for each run without a gap
 * @property {Point} at where the value stands
 * @property {readonly [Point, Point]} tangent
 * @property {number | null} zero where the axis lies on which the gate is 0
 * @property {string} slope what is written of it
 */

export const CARD = Object.freeze({ width: 118, height: 96 });
const PLOT = { left: -51, right: 51, top: -42, bottom: 18 };
const SAMPLES = 48;
const AROUND = 3;

const sigmoid = (/** @type {number} */ x) => 1 / (1 + Math.exp(-x));

/** Gates of one number and no parameter, by their names in the catalogue. @type {Readonly<Record<string, (x: number) => number>>} */
export const CURVES = Object.freeze({
  sigmoid,
  tanh: Math.tanh,
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  sqrt: Math.sqrt,
  square: (x) => x * x,
  reciprocal: (x) => 1 / x,
  abs: Math.abs,
  sin: Math.sin,
  cos: Math.cos,
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
});

/**
 * The card of a gate; null where it has no curve there.
 * @param {string} op @param {number} x its operand @param {number} y its value @param {number} slope
 * @param {string} said of the slope
 * @returns {Card | null}
 */
export function cardOf(op, x, y, slope, said) {
  const f = Object.hasOwn(CURVES, op) ? CURVES[op] : undefined;
  if (!f || ![x, y, slope].every(Number.isFinite)) return null;
  const reach = Math.min(AROUND, op === "reciprocal" || op === "log" ? Math.max(0.9 * Math.abs(x), 1e-6) : AROUND);
  const [low, high] = [x - reach, x + reach];
  const runs = sampled(f, low, high);
  const heights = [...runs.flat().map((point) => point.y), y];
  const [bottom, top] = padded(Math.min(...heights), Math.max(...heights));
  /** @param {Point} point @returns {Point} */
  const on = (point) => ({
    x: PLOT.left + ((point.x - low) / (high - low)) * (PLOT.right - PLOT.left),
    y: PLOT.bottom - ((point.y - bottom) / (top - bottom)) * (PLOT.bottom - PLOT.top),
  });
  const zero = bottom < 0 && top > 0 ? on({ x, y: 0 }).y : null;
  return { lines: runs.map((run) => run.map(on)), at: on({ x, y }), tangent: tangentOf(on, { x, y }, slope, reach), zero, slope: said };
}

/** @param {(x: number) => number} f @param {number} low @param {number} high @returns {Point[][]} */
function sampled(f, low, high) {
  /** @type {Point[][]} */
  const runs = [[]];
  for (let k = 0; k <= SAMPLES; k++) {
    const x = low + ((high - low) * k) / SAMPLES;
    const y = f(x);
    if (Number.isFinite(y)) runs.at(-1)?.push({ x, y });
    else if (runs.at(-1)?.length) runs.push([]);
  }
  return runs.filter((run) => run.length > 1);
}

/** @param {number} low @param {number} high @returns {[number, number]} */
function padded(low, high) {
  const room = 0.08 * (high - low) || 1;
  return [low - room, high + room];
}

/** As long on every card, whatever the scale. @param {(point: Point) => Point} on @param {Point} at @param {number} slope @param {number} reach @returns {readonly [Point, Point]} */
function tangentOf(on, { x, y }, slope, reach) {
  const [middle, ahead] = [on({ x, y }), on({ x: x + reach, y: y + reach * slope })];
  const [dx, dy] = [ahead.x - middle.x, ahead.y - middle.y];
  const share = 24 / (Math.hypot(dx, dy) || 1);
  return [
    { x: middle.x - share * dx, y: middle.y - share * dy },
    { x: middle.x + share * dx, y: middle.y + share * dy },
  ];
}
