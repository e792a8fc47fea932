// What the images' mode asks the server: the images with their two programs, and how these learn.

import { post } from "../page/api.js";
import { courseOf } from "./images_course.js";

/** @typedef {import("./images_words.js").Words} Words */
/** @typedef {{ rule: string, rate: number, strength: number }} How */

/**
 * Everything of a run; the same words and the same way to learn give the same.
 * @param {Words} words @param {How} how @param {AbortSignal} signal
 * @returns {Promise<import("./images_course.js").Learned>}
 */
export async function askImages({ set, seed, units, activation, updates }, { rule, rate, strength }, signal) {
  const { classes, images, linear, hidden } = await post("api/v1/images", { set, seed, units, activation, strength }, signal);
  const optimizer = { name: /** @type {"sgd"} */ (rule), learning_rate: rate }; // of the server's own list
  const learn = (/** @type {string} */ program, /** @type {number} */ many, /** @type {string[]} */ watch) =>
    post("api/v1/descend", { program, optimizer, updates: many, record_every: 1, watch, trace: false }, signal);
  const [straight, deep, still] = await Promise.all([learn(linear, updates, ["scores"]), learn(hidden, updates, ["scores", "h"]), learn(linear, 0, ["C"])]);
  return {
    classes, images,
    centred: /** @type {import("./types.js").Rows} */ (still.watched["C"]?.[0] ?? []),
    models: { linear: courseOf("linear", linear, straight, images), hidden: courseOf("hidden", hidden, deep, images) },
  };
}
