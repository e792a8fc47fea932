// How much the backward pass saves by reuse, counted in products of two numbers. The server counts any graph
// by the same rule (app/trace/chains/products.py), and tests of both have the same networks.

/** Activations whose slope is no factor: it is 1 along the way that is taken. */
const STRAIGHT = new Set(["identity", "maxout"]);

/**
 * The multiplications that give the gradient of every weight and bias of the layers from `lowest` up,
 * for one sample, once the gradients by the scores (the δ of the output) are known.
 *
 * - `reused`: layer by layer from the output. A weight takes one product, its neuron's δ times the
 *   weight's input; the δ of a neuron below takes one product for each weight that leads from it, with
 *   the δ above that are known already, and one for the slope of its activation.
 * - `anew`: each weight and each bias by itself, as the sum over all ways from its neuron to a score.
 *   A way costs the product of all its weights and slopes and of the score's δ; a weight takes one
 *   product more, with its input.
 *
 * Biases take the δ as it is. The slope of an identity is no factor; of maxout units the larger piece
 * counts. A residual connection multiplies nothing, and the ways that go past a layer are not counted.
 * @param {number} features
 * @param {readonly { units: number, activation: string }[]} layers the output last
 * @param {{ lowest?: number, bias?: boolean }} [which] `lowest`: from 1
 */
export function products(features, layers, { lowest = 1, bias = true } = {}) {
  let [reused, anew] = [0, 0];
  let [ways, factors] = [1, 0]; // from a neuron of the layer to the scores, and the products along one
  for (let layer = layers.length; layer >= lowest; layer--) {
    const { units } = layers[layer - 1] ?? { units: 0 };
    const below = layers[layer - 2];
    const inputs = below?.units ?? features;
    reused += units * inputs;
    anew += units * inputs * (ways * factors + 1) + (bias ? units * ways * factors : 0);
    if (!below) break;
    const slope = STRAIGHT.has(below.activation) ? 0 : 1;
    if (layer > lowest) reused += inputs * (units + slope);
    ways *= units;
    factors += 1 + slope;
  }
  return { reused, anew };
}
