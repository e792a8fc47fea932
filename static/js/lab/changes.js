// What choosing one part of a configuration asks of the others. Pure.

/** @typedef {import("./types.js").Choices} Choices */
/** @typedef {import("./types.js").Config} Config */

const CURVE = "x1**3 - x1"; // for a data set of a function, before another is written

/**
 * What choosing a data set asks for: a loss that can read its labels too.
 * @param {Choices["datasets"][number]} row
 * @param {Config | null} config in force
 * @param {Choices["losses"]} losses
 */
export function dataSetChange(row, config, losses) {
  const { samples, noise } = config?.dataset ?? { samples: 200, noise: 0.1 };
  const dataset = {
    name: row.name,
    samples: config?.dataset.name === row.name ? samples : row.samples,
    noise,
    points: null,
    classes: null,
    variant: null,
    columns: null,
    class_names: null,
    query: null,
    standardize: null,
    center: null,
    scale: null,
    function: row.source === "function" ? CURVE : null,
  };
  const classifies = losses.find(({ name }) => name === config?.loss)?.classifies;
  if (row.classes === 0 && classifies) return { dataset, ...lossChange("regression") };
  if (row.classes && !classifies) return { dataset, ...lossChange("softmax") };
  return { dataset };
}

/** A loss of classes works on the scores themselves, unless a gate is chosen for it. @param {string} loss */
export function lossChange(loss) {
  return loss === "regression" ? { loss } : { loss, output_activation: "identity" };
}

/**
 * The features after one is pressed: those of the table in its order, then formulas; null where none would be left.
 * @param {readonly string[]} all @param {readonly string[]} now @param {string} pressed
 */
export function toggledFeature(all, now, pressed) {
  const formulas = now.filter((name) => !all.includes(name) && name !== pressed);
  const next = [...all.filter((name) => (name === pressed) !== now.includes(name)), ...formulas];
  return next.length ? next : null;
}

/**
 * What of a change concerns the runs beside, too: the data and the seeds, so that they can be compared, and
 * the loss that comes with other data.
 * @param {Partial<Record<string, unknown>>} change
 */
export function sharedChange({ dataset, init, loss, output_activation }) {
  const head = dataset && loss ? { loss, ...(output_activation ? { output_activation } : {}) } : {};
  return { ...(dataset ? { dataset } : {}), ...(init ? { init } : {}), ...head };
}

/**
 * The layers with one of them changed, as a change.
 * @param {Config | null} config
 * @param {number} at
 * @param {Partial<Config["layers"][number]>} change
 */
export function layerChange(config, at, change) {
  return { layers: config?.layers.map((layer, k) => (k === at ? { ...layer, ...change } : layer)) };
}

/** What weight decay does in the convention that is chosen, and how it differs from the others. @param {boolean} half @param {boolean} perBatch */
export function decayText(half, perBatch) {
  const added = `${half ? "(L2/2)" : "L2"}·Σw² + L1·Σ|w|`;
  const size = half ? "The lectures write L2·Σw², where the same L2 pulls twice as hard." : "ConvNetJS and most libraries write (L2/2)·Σw², where the same L2 pulls half as hard.";
  const batch = perBatch
    ? "It is divided by the batch size, as in ConvNetJS: at batches of 10, 0.001 decays as 0.0001 does elsewhere."
    : "It is not divided by the batch size; ConvNetJS divides it.";
  return `Adds ${perBatch ? `(${added}) / batch size` : added} to the loss: of weights, not of biases. ${size} ${batch} AdamW takes that slope off the weights itself instead.`;
}

/** A seed that nobody has chosen. */
export const anySeed = () => 1 + Math.floor(Math.random() * 99_999);
