// A gate as a layer of which some edges need no gradient: which code it has then, and what that spares. Pure.

/**
 * The layer where these arguments need gradients: its methods, and what the engine works out in its example.
 * @typedef {{ needing: string[], init: string, forward: string, backward: string, gradients: number, numbers: number }} Layer
 */

/** @param {readonly Layer[]} layers the first needs all @param {readonly string[]} needing */
export function layerOf(layers, needing) {
  return layers.find((layer) => layer.needing.length === needing.length && layer.needing.every((name) => needing.includes(name))) ?? layers[0];
}

/** What is worked out, and what is spared. @param {readonly Layer[]} layers @param {Layer} layer */
export function sparedText([all], layer) {
  const worked = `In the example backward works out ${count(layer.gradients, "gradient")}, ${count(layer.numbers, "number")}.`;
  const spared = (all?.numbers ?? 0) - layer.numbers;
  return spared > 0 ? `${worked} ${count(spared, "number")} spared.` : worked;
}

/** @param {number} number @param {string} what */
const count = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;
