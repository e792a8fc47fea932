// A sweep: one setting over some values, each trained from the same first weights for as many epochs. No
// page is touched here.

import { SETTING_NAMES as NAMES } from "./setting_names.js";
import { merged } from "./merging.js";

/** @typedef {import("./types.js").Config} Config */
/** @typedef {{ path: string, title: string, values: readonly number[], whole?: boolean }} Sweep what can be varied, and the values that are proposed */
/** @typedef {{ train_loss: number | null, test_loss: number | null, train_accuracy: number | null, test_accuracy: number | null }} End how a run ended */

const FEWEST = 3;
const MOST = 8;

/** What of a configuration can be swept. @param {Pick<Config, "layers">} config @returns {Sweep[]} */
export function sweepsOf({ layers }) {
  return [
    { path: "optimizer.learning_rate", title: NAMES["optimizer.learning_rate"], values: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3] },
    { path: "regularization.l2", title: NAMES["regularization.l2"], values: [0, 0.0001, 0.001, 0.003, 0.01, 0.1] },
    ...layers.map((_, k) => ({ path: `layers.${k}.units`, title: `Units of layer ${k + 1}`, values: [1, 2, 3, 6, 12, 20], whole: true })),
    { path: "dataset.noise", title: NAMES["dataset.noise"], values: [0, 0.1, 0.2, 0.5, 1] },
    { path: "batch_size", title: NAMES.batch_size, values: [1, 5, 10, 30, 100], whole: true },
    { path: "init.seed", title: "Seed of the first weights", values: [1, 2, 3, 4, 5, 6], whole: true },
  ];
}

/** A configuration with one setting changed. @param {Config} config @param {string} path @param {number} value @returns {Config} */
export function withValue(config, path, value) {
  const [part = "", name = ""] = path.split(".");
  if (part === "layers") return { ...config, layers: config.layers.map((layer, k) => (k === Number(name) ? { ...layer, units: value } : layer)) };
  return /** @type {Config} */ (merged(config, { [part]: name ? { [name]: value } : value }));
}

/**
 * Values as they are typed, with commas, semicolons or spaces between them.
 * @param {string} text @param {boolean} [whole] whether only whole numbers will do
 * @returns {{ values: number[], problem: string }}
 */
export function readValues(text, whole = false) {
  const words = text.split(/[,;\s]+/u).filter(Boolean);
  const values = [...new Set(words.map(Number))];
  const wrong = words.find((word) => !Number.isFinite(Number(word)) || Number(word) < 0 || (whole && !Number.isInteger(Number(word))));
  if (wrong !== undefined) return { values: [], problem: `${wrong} is no ${whole ? "whole number" : "number"} of at least 0.` };
  if (values.length < FEWEST || values.length > MOST) return { values: [], problem: `Give ${FEWEST} to ${MOST} different values.` };
  return { values, problem: "" };
}

/** How many updates some epochs are. @param {Pick<Config, "batch_size">} config @param {number} points that are trained on @param {number} epochs */
export function updatesOf({ batch_size: size }, points, epochs) {
  return epochs * Math.max(1, Math.ceil(points / (size || points || 1)));
}

/**
 * The places of a series in a chart, evenly apart, as its values are rarely; what is no number is left out.
 * @param {readonly (number | null)[]} values
 * @param {number} top the value at the top
 * @param {{ left: number, right: number, top: number, bottom: number }} box px
 * @returns {[number, number][]}
 */
export function placesOf(values, top, { left, right, top: high, bottom }) {
  const step = (right - left) / values.length;
  return values.flatMap((value, k) =>
    typeof value === "number" && Number.isFinite(value)
      ? [/** @type {[number, number]} */ ([left + (k + 0.5) * step, bottom - ((bottom - high) * Math.min(value, top)) / top])]
      : [],
  );
}

/** A round number at or above all values. @param {readonly (number | null)[]} values */
export function topOf(values) {
  const most = Math.max(0, ...values.filter((value) => typeof value === "number" && Number.isFinite(value)).map(Number));
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 5, 10].find((one) => one * power >= most) ?? 10) * power;
}
