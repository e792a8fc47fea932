// What the two models have made of the images at an update: templates, votes, who is right. Pure.

import { flat } from "../trace/nested.js";
import { showNumber } from "../trace/numbers.js";

/** @typedef {import("../trace/types.js").Schemas["DescendAnswer"]} Answer */
/** @typedef {import("./types.js").Rows} Rows */
/** @typedef {"linear" | "hidden"} ModelName */

/**
 * A model and all that was recorded of it, a row for each update.
 * @typedef {object} Course
 * @property {ModelName} name
 * @property {string} program
 * @property {Answer["parameters"]} parameters
 * @property {Answer["gradients"]} gradients
 * @property {readonly number[]} updates
 * @property {readonly number[]} losses
 * @property {readonly number[]} right how many images it is right about
 * @property {readonly Rows[]} scores a row for each image, a column for each class
 * @property {readonly Rows[]} hidden what the units give, a column for each; none of a linear model
 * @property {number} limit the largest weight of any template, up to which colours go
 * @property {{ update: number, parameter: string | null } | null} diverged
 */

/** @typedef {{ kind: string, label: number, pixels: readonly number[] }} Image */
/** @typedef {{ classes: readonly string[], images: readonly Image[], centred: Rows, models: Record<ModelName, Course> }} Learned */

/** The weights of a class, or of a hidden unit. @typedef {{ key: string, weights: readonly number[], gradient: readonly number[], bias: number, votes: readonly number[] }} Template */

/**
 * @param {ModelName} name @param {string} program @param {Answer} answer @param {readonly Image[]} images
 * @returns {Course}
 */
export function courseOf(name, program, { parameters, gradients, updates, losses, watched, diverged }, images) {
  const scores = /** @type {Rows[]} */ (watched["scores"] ?? []);
  return {
    name, program, parameters, gradients, updates, losses: losses.map(Number), scores, diverged,
    hidden: /** @type {Rows[]} */ (watched["h"] ?? []),
    right: scores.map((rows) => rows.filter((row, k) => guessOf(row) === images[k]?.label).length),
    limit: (parameters[firstOf(name)] ?? []).reduce((/** @type {number} */ most, row) => Math.max(most, ...flat(/** @type {any} */ (row)).map(Math.abs)), 0),
  };
}

/** The model that a tile is of. @param {string} tile @returns {ModelName} */
export const modelOf = (tile) => (tile.startsWith("hidden") ? "hidden" : "linear");

/** The weights that see the pixels. @param {ModelName} name */
const firstOf = (name) => (name === "linear" ? "W" : "W1");

/** The class of the highest score; of equal ones the first. @param {readonly number[]} scores */
export const guessOf = (scores) => scores.indexOf(Math.max(...scores));

/** The row of an update, or of the last one before it. @param {Course} course @param {number} made */
export const rowOf = ({ updates }, made) => Math.min(made, updates.length - 1);

/** The last update of either model. @param {Learned | null} learned */
export const endOf = (learned) => (learned ? Math.max(...Object.values(learned.models).map(({ updates }) => updates.length - 1)) : 0);

/** The templates of a model, and what each says to the classes. @param {Course} course @param {number} made @returns {Template[]} */
export function templatesOf(course, made) {
  const row = rowOf(course, made);
  const at = (/** @type {"parameters" | "gradients"} */ of, /** @type {string} */ name) => /** @type {any} */ (course[of][name]?.[row] ?? []);
  const first = firstOf(course.name);
  const biases = at("parameters", course.name === "linear" ? "b" : "b1");
  const votes = /** @type {Rows} */ (course.name === "linear" ? [] : at("parameters", "W2"));
  const gradients = /** @type {Rows} */ (at("gradients", first));
  return /** @type {Rows} */ (at("parameters", first)).map((weights, k) => ({
    key: `${course.name}.${k}`, weights, gradient: gradients[k] ?? [], bias: biases[k] ?? NaN, votes: votes.map((votesOf) => votesOf[k] ?? NaN),
  }));
}

/** Which class each image is taken for. @param {Course} course @param {number} made */
export const guessesAt = (course, made) => (course.scores[rowOf(course, made)] ?? []).map(guessOf);

/** The score of a class, or what a unit gives, for an image. @param {Course} course @param {number} made @param {number} image @param {number} k */
export function outputAt(course, made, image, k) {
  const rows = course.name === "linear" ? course.scores : course.hidden;
  return rows[rowOf(course, made)]?.[image]?.[k] ?? NaN;
}

/** Pixel by pixel what a template makes of an image. @param {readonly number[]} weights @param {readonly number[]} pixels */
export const productsOf = (weights, pixels) => weights.map((weight, k) => weight * (pixels[k] ?? 0));

/** The images of each kind, in their order, by their numbers. @param {readonly Image[]} images @returns {[kind: string, numbers: number[]][]} */
export function kindsOf(images) {
  /** @type {Map<string, number[]>} */
  const kinds = new Map();
  images.forEach(({ kind }, k) => kinds.set(kind, [...(kinds.get(kind) ?? []), k]));
  return [...kinds];
}

/** For who does not see the tiles. @param {Learned} learned @param {number} made */
export function summaryOf({ images, models }, made) {
  const told = [["Linear", models.linear], ["Hidden layer", models.hidden]].map(([name, model]) => {
    const { right, losses, updates } = /** @type {Course} */ (model);
    const row = Math.min(made, updates.length - 1);
    return `${name}: ${right[row]} of ${images.length} right, loss ${showNumber(losses[row] ?? NaN)}.`;
  });
  return `Update ${made}. ${told.join(" ")}`;
}
