// What the server is asked: the forward pass and its picture, the lines, a hint, difference quotients.

import { post, postForText } from "../page/api.js";
import { between, cutAt } from "./cutting.js";

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

/** The questions of a sheet. @param {Readonly<State>} state @param {AbortSignal} signal */
export function askSheet({ program, kind, seed, tolerance }, signal) {
  return post("api/v1/exercise", { program, kind, seed, tolerance }, signal);
}

/** Their program with other numbers for its inputs. @param {Readonly<State>} state @param {string} program @param {number} numbers which @param {AbortSignal} signal */
export async function askRenumbered({ kind, seed, tolerance }, program, numbers, signal) {
  return (await post("api/v1/exercise", { program, kind, seed, tolerance, numbers }, signal)).program;
}

/**
 * Marks of its answers, and a step of a hint where one is wanted.
 * @param {Readonly<State>} state @param {AbortSignal} signal @param {{ key: string, level: number }} [hint]
 */
export function askMarks({ program, kind, seed, tolerance, answers }, signal, hint) {
  return post("api/v1/exercise/marks", { program, kind, seed, tolerance, answers: { ...answers }, ...(hint ? { hint } : {}) }, signal);
}

/**
 * The difference quotients of the inputs, and of what lies between them and the output as far as the program can be cut there.
 * @param {Readonly<State>} state @param {AbortSignal} signal @returns {Promise<import("./types.js").Quotients>}
 */
export async function askQuotients({ program, h, scheme, story }, signal) {
  /** @param {string} text */
  const ask = (text) => post("api/v1/gradcheck", { program: text, scheme, ...(h === null ? {} : { h }) }, signal);
  const { inputs } = await ask(program);
  /** @type {import("./types.js").Quotients["rows"]} */
  const rows = [];
  for (const [name, id] of story ? between(story.trace).reverse() : []) {
    const cut = story && cutAt(program, story.trace, id);
    const found = cut ? (await ask(cut)).inputs[name] : undefined;
    if (found) rows.push({ name, numeric: found.numeric, total: found.total });
  }
  rows.push(...Object.entries(inputs).map(([name, { numeric, total }]) => ({ name, numeric, total })));
  return { scheme, rows: rows.filter(({ numeric }) => numeric !== null) };
}
