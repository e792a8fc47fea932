// Which two neurons of a layer the plane is seen by.

/** @typedef {{ layer: number, units: [number, number] }} Neurons */

/**
 * The first pair of a layer; a layer of one unit is seen by that unit twice.
 * @param {number} units
 * @returns {[number, number]}
 */
export function firstPair(units) {
  return [0, units > 1 ? 1 : 0];
}

/**
 * The pair after another, each once: 0 1, 0 2, 1 2, and from the last to the first.
 * @param {readonly [number, number]} pair
 * @param {number} units
 * @returns {[number, number]}
 */
export function nextPair([i, j], units) {
  if (units < 2) return [0, 0];
  const [low, high] = i < j ? [i, j] : [j, i];
  if (high < units && low + 1 < high) return [low + 1, high];
  if (high + 1 < units) return [0, high + 1];
  return [0, 1];
}

/**
 * The pair when one of the two is chosen: the other moves away where it would be the same.
 * @param {readonly [number, number]} pair
 * @param {0 | 1} which
 * @param {number} unit
 * @param {number} units
 * @returns {[number, number]}
 */
export function withUnit([i, j], which, unit, units) {
  const other = which === 0 ? j : i;
  const apart = other === unit && units > 1 ? (unit + 1) % units : other;
  return which === 0 ? [unit, apart] : [apart, unit];
}

/**
 * Whether the neurons still exist. @param {Neurons | null} neurons
 * @param {readonly { units: number }[]} layers
 */
export function exists(neurons, layers) {
  const units = neurons && layers[neurons.layer - 1]?.units;
  return !!units && neurons.units.every((unit) => unit < units);
}
