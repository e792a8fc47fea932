// The controls that a link may hide by their names, so that a class sees only what a task is about. The
// plane, Run and the way out are none of them.

import { SETTING_NAMES as NAMES } from "./setting_names.js";

/** @param {string} name of a setting in the bar */
const setting = (name) => `.lab-settings [data-setting="${name}"]`;

/** What each name is called, and what it stands for. Links are kept for years, so a name never changes its meaning. */
export const HIDING = Object.freeze({
  data: { title: NAMES["dataset.name"], selector: '.data-menu, .lab-settings > [aria-label^="Regenerate"]' },
  features: { title: NAMES.features, selector: ".net-offer" },
  network: { title: "Layers and units", selector: ".net-layers, .net-head :is(button, select)" },
  "learning-rate": { title: NAMES["optimizer.learning_rate"], selector: setting(NAMES["optimizer.learning_rate"]) },
  optimiser: { title: NAMES["optimizer.name"], selector: setting(NAMES["optimizer.name"]) },
  batch: { title: NAMES.batch_size, selector: setting(NAMES.batch_size) },
  l2: { title: NAMES["regularization.l2"], selector: setting(NAMES["regularization.l2"]) },
  loss: { title: NAMES.loss, selector: setting(NAMES.loss) },
  noise: { title: NAMES["dataset.noise"], selector: setting(NAMES["dataset.noise"]) },
  "test-share": { title: NAMES["dataset.test_fraction"], selector: setting(NAMES["dataset.test_fraction"]) },
  pace: { title: "Pace", selector: "#pace" },
  "all-settings": { title: "All settings", selector: '.lab-settings > [aria-controls="controls"], #controls' },
  weights: { title: "Weights", selector: '[id^="side-weights"], .net-editor' },
});

export const HIDDEN_NAMES = /** @type {(keyof typeof HIDING)[]} */ (Object.keys(HIDING));

/** The rule that hides some controls, those too that are yet to be made. @param {readonly string[]} names */
export function hidingRule(names) {
  const selectors = HIDDEN_NAMES.filter((name) => names.includes(name)).map((name) => HIDING[name].selector);
  return selectors.length ? `:is(${selectors.join(", ")}) { display: none !important; }` : "";
}
