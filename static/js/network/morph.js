// From one drawing of a network to another: where a thing is on its way from where its counterpart stood. Pure.

/** The middle of a thing on the screen, and how large it is. @typedef {{ x: number, y: number, size: number }} Spot */

/** ms from one drawing to another. */
export const DURATION = 620;
/** Nothing grows or shrinks by more than this on its way: a letter as large as the stage is no letter. */
const MOST = 4;

/** @param {number} share @param {number} from @param {number} to */
const between = (share, from, to) => Math.min(Math.max((share - from) / (to - from), 0), 1);

/** @param {number} t */
const eased = (t) => t * t * (3 - 2 * t);

/**
 * How a thing is moved that stands at `own` and comes from `other`, or goes there: at `near` 1 it is where it stands.
 * @param {Spot} own @param {Spot} other @param {number} near
 */
export function glide(own, other, near) {
  const far = 1 - eased(near);
  const ratio = Math.min(Math.max(other.size / own.size, 1 / MOST), MOST);
  return { dx: (other.x - own.x) * far, dy: (other.y - own.y) * far, scale: ratio ** far };
}

/** How much is seen of both drawings: of what has a counterpart, and of all else. @param {number} t */
export function seenAt(t) {
  return {
    arriving: { paired: between(t, 0.2, 0.65), other: between(t, 0.55, 1) },
    leaving: { paired: 1 - between(t, 0.35, 0.8), other: 1 - between(t, 0, 0.4) },
  };
}

/**
 * Where the counterpart of a unit stands: itself, else its layer, in which it is no larger than it is itself.
 * @param {ReadonlyMap<string, Spot>} spots @param {number} layer @param {number | null} unit @param {number} size its own
 * @returns {Spot | null}
 */
export function counterpart(spots, layer, unit, size) {
  const own = spots.get(`${layer}/${unit}`);
  const whole = spots.get(`${layer}`);
  return own ?? (whole && unit !== null ? { ...whole, size: Math.min(whole.size, size) } : whole) ?? null;
}

/** With the middle of each layer whose units alone are known. @param {ReadonlyMap<string, Spot>} spots @returns {Map<string, Spot>} */
export function withLayers(spots) {
  const all = new Map(spots);
  /** @type {Map<string, Spot[]>} */
  const layers = new Map();
  for (const [key, spot] of spots) {
    const [layer = "", unit] = key.split("/");
    if (unit !== undefined && !spots.has(layer)) layers.set(layer, [...(layers.get(layer) ?? []), spot]);
  }
  for (const [layer, found] of layers) {
    const mean = (/** @type {"x" | "y" | "size"} */ part) => found.reduce((sum, spot) => sum + spot[part], 0) / found.length;
    all.set(layer, { x: mean("x"), y: mean("y"), size: mean("size") });
  }
  return all;
}

/** What stands nearest to a point, by its key. @param {ReadonlyMap<string, Spot>} spots @param {{ x: number, y: number }} point */
export function nearest(spots, point) {
  let found = null;
  let least = Infinity;
  for (const [key, { x, y }] of spots) {
    const far = Math.hypot(x - point.x, y - point.y);
    if (far < least) [found, least] = [key, far];
  }
  return found;
}
