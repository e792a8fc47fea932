// What the page says of a moment, in numbers and in words. Pure.

import { showExactly } from "../trace/numbers.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Moment} Moment */
/** @typedef {import("./types.js").LossName} LossName */

/** @param {import("../trace/types.js").Scalar} value */
const show = (value) => showExactly(value, 2);
/** A number after a minus or a times. @param {import("../trace/types.js").Scalar} value */
export const bracketed = (value) => (Number(value) < 0 ? `(${show(value)})` : show(value));

/** Whether nothing is left to learn: every gradient of what learns is exactly zero. @param {Moment} moment */
export function isDone({ weight_gradients, bias_gradients, score_gradients }) {
  const gradients = weight_gradients ? [...weight_gradients.flat(), ...(bias_gradients ?? [])] : score_gradients.flat();
  return gradients.every((one) => Number(one) === 0);
}

/** The name of a class. @param {readonly string[]} classes @param {number} k */
export const className = (classes, k) => classes[k] ?? `class ${k}`;

/** What a row is called. @param {Pick<State, "mode" | "features">} state */
export const nounOf = ({ mode, features }) => (mode === "plane" ? "point" : features.length ? "example" : "image");

/** What a number of a row is called. @param {Pick<State, "mode" | "features">} state @param {number} k */
export const featureName = ({ mode, features }, k) => features[k] ?? (mode === "plane" ? `x${k + 1}` : `pixel ${k + 1}`);

/** How many rows are classified as they are labelled. @param {Moment} moment @param {readonly number[]} labels */
export const rightIn = ({ predicted }, labels) => predicted.filter((one, row) => one === labels[row]).length;

/**
 * One term of the loss of a row, written out: `max(0, 5.1 − 3.2 + 1) = 2.9`.
 * @param {LossName} loss @param {Moment} moment @param {number} row @param {number} k the class @param {number} label the true one @param {number} margin
 * @returns {{ sum: string, value: string }} `sum` is empty where there is no term
 */
export function termOf(loss, moment, row, k, label, margin) {
  const [score, right, term] = [moment.scores[row]?.[k] ?? NaN, moment.scores[row]?.[label] ?? NaN, moment.terms[row]?.[k] ?? NaN];
  const value = show(term);
  switch (loss) {
    case "svm": return k === label ? { sum: "", value: "" } : { sum: `max(0, ${show(score)} − ${bracketed(right)} + ${show(margin)})`, value };
    case "structured": return k === label ? { sum: "", value: "" } : { sum: `${show(score)} − ${bracketed(right)} + ${show(margin)}`, value };
    case "ova": return { sum: `max(0, ${show(margin)} ${k === label ? "−" : "+"} ${bracketed(score)})`, value };
    case "softmax": return { sum: `e^${bracketed(score)} / Σ`, value };
    case "squared": return { sum: `(${show(score)} − ${k === label ? 1 : 0})²`, value };
  }
}

/** How a row's loss is made of its terms: `2.9 + 0 = 2.9`. @param {LossName} loss @param {Moment} moment @param {number} row @param {number} label */
export function sumOf(loss, moment, row, label) {
  const terms = moment.terms[row] ?? [];
  const others = terms.filter((_, k) => k !== label).map(show);
  const result = show(moment.losses[row] ?? NaN);
  switch (loss) {
    case "svm": return others.length > 1 ? `${others.join(" + ")} = ${result}` : result;
    case "structured": return `max(0, ${others.join(", ")}) = ${result}`;
    case "softmax": return `−ln ${show(terms[label] ?? NaN)} = ${result}`;
    case "ova":
    case "squared": return `${terms.map(show).join(" + ")} = ${result}`;
  }
}

/** How a score is made: `−2·3 − 1·2 + 0.5`. @param {readonly import("../trace/types.js").Scalar[]} weights @param {readonly number[]} row @param {import("../trace/types.js").Scalar | null} bias */
export function scoreSum(weights, row, bias) {
  const products = weights.map((weight, k) => `${k ? bracketed(weight) : show(weight)}·${bracketed(row[k] ?? NaN)}`);
  return `${products.join(" + ")}${bias === null ? "" : ` + ${bracketed(bias)}`}`;
}

/** `(2.9 + 0 + 12.9) / 3`; of many rows only what it is called. @param {Moment} moment */
export function meanOf({ losses }) {
  if (losses.length === 1) return show(losses[0] ?? NaN);
  return losses.length <= 4 ? `(${losses.map(show).join(" + ")}) / ${losses.length}` : `mean of ${losses.length} losses`;
}

/** `λΣW² = 1 · 31`. @param {Readonly<State>} state */
export function penaltySum({ strength, half, moment }) {
  const squares = (moment?.weights ?? []).flat().map((one) => showExactly(Number(one) ** 2, 2));
  const sum = squares.length <= 4 ? `(${squares.join(" + ")})` : "ΣW²";
  return `${half ? "½ · " : ""}${show(strength)} · ${sum}`;
}

/** What the four stages come to, in a few figures. @param {Readonly<State>} state @returns {Record<import("./types.js").Stage, string>} */
export function headlines(state) {
  const { moment, labels, classes, strength } = state;
  const rows = labels.length;
  const given = `${rows} ${nounOf(state)}${rows === 1 ? "" : "s"}`;
  if (!moment) return { data: given, scores: "", loss: "", total: "" };
  const right = rightIn(moment, labels);
  const wins = rows === 1 ? `${className(classes, moment.predicted[0] ?? 0)} wins` : `${right} of ${rows} right`;
  const losses = rows <= 3 ? moment.losses.map(show).join(", ") : `${moment.losses.filter((one) => Number(one) > 0).length} of ${rows} pay`;
  const total = strength > 0 ? `${show(moment.data_loss)} + ${show(moment.penalty)} = ${show(moment.loss)}` : show(moment.loss);
  return { data: given, scores: wins, loss: losses, total };
}

/** For who does not see the page. @param {Readonly<State>} state */
export function summaryOf(state) {
  const { moment, made, labels, diverged, classes } = state;
  if (!moment || moment.update !== made) return "";
  const right = labels.length === 1 ? `predicted ${className(classes, moment.predicted[0] ?? 0)}, true ${className(classes, labels[0] ?? 0)}` : `${rightIn(moment, labels)} of ${labels.length} right`;
  return `After ${made} update${made === 1 ? "" : "s"}: loss ${show(moment.loss)}, ${right}. ${isDone(moment) ? DONE : ""}${diverged ? divergedText(diverged) : ""}`.trim();
}

export const DONE = "Nothing left to learn: every gradient is 0.";

/** @param {{ update: number, parameter: string | null }} diverged */
export const divergedText = ({ update, parameter }) => `Diverged: after update ${update} ${parameter ?? "the loss"} is no longer finite. Try a smaller step size.`;
