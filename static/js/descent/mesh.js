// The landscape in three dimensions: places turned by a camera and put on paper, the far ones first. Pure.

/** @typedef {{ yaw: number, pitch: number }} Camera in radians: around the upright axis, and from the horizon down */
/** @typedef {readonly [x: number, y: number, depth: number]} Seen px, and how far away: larger is farther */

export const CAMERA = Object.freeze({ yaw: -0.65, pitch: 0.62 });
const HEIGHT = 0.62; // of the ground's side
const STEEPEST = 1.5;
const FLATTEST = 0.08;

/** Turned by a drag or by keys; never from below. @param {Camera} camera @param {number} yaw @param {number} pitch @returns {Camera} */
export const turned = (camera, yaw, pitch) => ({ yaw: camera.yaw + yaw, pitch: Math.min(Math.max(camera.pitch + pitch, FLATTEST), STEEPEST) });

/**
 * How places are seen: ground from −1 to 1 along both axes, heights from 0 to 1.
 * @param {Camera} camera @param {number} width px @param {number} height px
 * @returns {(x: number, y: number, z: number) => Seen}
 */
export function lens({ yaw, pitch }, width, height) {
  const [cy, sy, cp, sp] = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch)];
  const size = Math.min(width / 2.95, height / (2.2 * sp + 1.45 * cp));
  return (x, y, z) => {
    const [across, away] = [x * cy - y * sy, x * sy + y * cy];
    const up = (z - 0.5) * 2 * HEIGHT;
    return [width / 2 + across * size, height / 2 - (up * cp + away * sp) * size, away * cp - up * sp];
  };
}

/** @typedef {{ corners: readonly Seen[], depth: number, height: number, light: number }} Facet `light` from 0 to 1 */

/**
 * The facets of a landscape, those farthest away first.
 * @param {readonly number[]} heights (side · side) from 0 to 1, row by row; what is not finite leaves a hole
 * @param {number} side
 * @param {ReturnType<typeof lens>} see
 * @returns {Facet[]}
 */
export function facets(heights, side, see) {
  const ground = (/** @type {number} */ k) => (2 * k) / (side - 1) - 1;
  const places = heights.map((height, k) => see(ground(k % side), ground(Math.floor(k / side)), height));
  const found = [];
  for (let row = 0; row + 1 < side; row++) {
    for (let column = 0; column + 1 < side; column++) {
      const at = row * side + column;
      const around = [at, at + 1, at + side + 1, at + side];
      const [a, b, c, d] = /** @type {[number, number, number, number]} */ (around.map((k) => heights[k] ?? NaN));
      const height = (a + b + c + d) / 4;
      if (!Number.isFinite(height)) continue;
      const corners = around.map((k) => /** @type {Seen} */ (places[k]));
      found.push({ corners, depth: corners.reduce((sum, corner) => sum + corner[2], 0), height, light: lightOf((b - a + c - d) / 2, (d - a + c - b) / 2, side) });
    }
  }
  return found.sort((one, other) => other.depth - one.depth);
}

/** How much light falls from the upper left on a facet that rises so much. @param {number} across @param {number} away @param {number} side */
function lightOf(across, away, side) {
  const [x, y] = [across * (side - 1) * HEIGHT, away * (side - 1) * HEIGHT];
  const length = Math.hypot(x, y, 1);
  return Math.min(Math.max((0.45 * x - 0.35 * y + 0.82) / length, 0), 1);
}
