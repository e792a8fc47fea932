// What the server is asked: the forward pass and its picture, the lines, a hint, difference quotients.

import { post, postForText } from "../page/api.js";

/** @typedef {import("./types.js").State} State */

/**
 * The forward pass, and its picture as it is before anything has flowed back.
 * @param {string} program @param {import("../picture/fit.js").Fit | null} fit @param {AbortSignal} signal
 * @returns {Promise<import("./types.js").Story>}
 */
export async function askStory(program, fit, signal) {
  const asked = { program, detail: /** @type {const} */ ("gates") };
  const trace = /** @type {import("../trace/types.js").Trace} */ (await post("api/v1/trace", asked, signal));
  const forward = trace.steps.filter(({ phase }) => phase === "forward").length;
  return { trace, svg: await askPicture(program, forward, fit, signal), forward, fit };
}

/** @param {string} program @param {number} step @param {import("../picture/fit.js").Fit | null} fit @param {AbortSignal} signal */
export function askPicture(program, step, fit, signal) {
  return postForText("api/v1/graph.svg", /** @type {any} */ ({ program, detail: "gates", step, standalone: false, ...(fit ? { fit } : {}) }), signal);
}

/** @param {Readonly<State>} state @param {AbortSignal} signal @param {string} [hint] a gradient */
export function askChecked({ program, lines, tolerance }, signal, hint) {
  return post("api/v1/backward", /** @type {any} */ ({ program, lines, tolerance, by_line: true, ...(hint ? { hint } : {}) }), signal);
}

/** @param {Readonly<State>} state @param {AbortSignal} signal */
export function askQuotients({ program, h, scheme }, signal) {
  return post("api/v1/gradcheck", /** @type {any} */ ({ program, scheme, ...(h === null ? {} : { h }) }), signal);
}
