// The REST API, seen from a page.

/**
 * @typedef {object} Problem
 * @property {string} title
 * @property {string} [type] the address of its kind, as /problems/too-large
 * @property {string} detail
 * @property {string} [snippet]
 * @property {string} [hint]
 * @property {number} [line]
 * @property {number} [column]
 * @property {number} [end_line]
 * @property {number} [end_column]
 */

/** An answer that is a problem: its `problem` says what, where and what to try. */
export class ProblemError extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/**
 * Post JSON and return the JSON answer.
 * @param {string} path
 * @param {unknown} body
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export async function post(path, body, signal) {
  return (await posted(path, body, signal)).json();
}

/**
 * Post JSON and return the answer's text.
 * @param {string} path
 * @param {unknown} body
 * @param {AbortSignal} [signal]
 * @returns {Promise<string>}
 */
export async function postForText(path, body, signal) {
  return (await posted(path, body, signal)).text();
}

/**
 * Get JSON.
 * @param {string} path
 * @returns {Promise<any>}
 */
export async function get(path) {
  return (await request(path, {})).json();
}

/** @param {string} path @param {unknown} body @param {AbortSignal} [signal] */
function posted(path, body, signal) {
  return request(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: signal ?? null,
  });
}

/** @param {string} path @param {RequestInit} options */
async function request(path, options) {
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(path, options);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ProblemError({
      title: "No answer",
      detail: "The server did not answer.",
      hint: "check that it is still running, then type again",
    });
  }
  if (answer.ok) return answer;
  throw new ProblemError(await problemOf(answer));
}

/** @param {Response} answer @returns {Promise<Problem>} */
async function problemOf(answer) {
  try {
    return await answer.json();
  } catch {
    return { title: answer.statusText, detail: `The server answered ${answer.status}.` };
  }
}
