// What the settings are called, on their controls and wherever a change of them is told.

/** By their place in the configuration. */
export const SETTING_NAMES = /** @type {const} */ ({
  "dataset.name": "Data",
  "dataset.samples": "Points",
  "dataset.noise": "Noise",
  "dataset.seed": "Seed",
  "dataset.test_fraction": "Test share",
  "dataset.classes": "Classes",
  "dataset.variant": "Form",
  "dataset.function": "f(x1)",
  "dataset.points": "Own points",
  features: "Features",
  layers: "Layers",
  loss: "Loss",
  output_activation: "Output gate",
  bias: "Biases",
  "init.scheme": "First weights",
  "init.seed": "Seed",
  "init.parameters": "Given weights",
  "optimizer.name": "Optimiser",
  "optimizer.learning_rate": "Learning rate",
  "optimizer.schedule.name": "Schedule",
  "regularization.l2": "L2",
  "regularization.l1": "L1",
  "regularization.half": "L2 adds",
  "regularization.per_batch": "Divided by the batch",
  batch_size: "Batch size",
});

/**
 * What a setting is called; an option of an optimiser by its own name, as on its control.
 * @param {string} path such as `dataset.noise`
 * @returns {string}
 */
export function settingName(path) {
  return /** @type {Record<string, string>} */ (SETTING_NAMES)[path] ?? path.slice(path.lastIndexOf(".") + 1);
}
