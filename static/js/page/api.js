// The REST API, seen from a page: every request that a page makes, and what happens when it is refused.

import { Refusal, makeRetrying, reasonOf, secondsOf } from "./retrying.js";

const LATE = 30_000; // ms without an answer, or without the rest of it, after which it is asked for again

/** Of all requests of this page. */
export const retrying = makeRetrying();

/** @typedef {import("../../../tests/js/api.js").components["schemas"]["Problem"]} ToldProblem */
/** What is wrong, as the server tells it, or this page where there is no answer. @typedef {Pick<ToldProblem, "title" | "detail"> & Partial<ToldProblem>} Problem */

/** An answer that is a problem: its `problem` says what, where and what to try. */
export class ProblemError extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** @typedef {import("../../../tests/js/api.js").paths} Paths */
/**
 * The template that a path is one of, as `/api/v1/examples/{id}`.
 * @template {string} P
 * @typedef {{ [T in keyof Paths]: `/${P}` extends (T extends `${infer Before}{${string}}` ? `${Before}${string}` : T) ? T : never }[keyof Paths]} TemplateOf
 */
/**
 * What is answered there; nothing where the description has no such path.
 * @template {"get" | "post"} M
 * @template {string} P
 * @typedef {Paths[TemplateOf<P>] extends { [_ in M]: { responses: { 200: { content: { "application/json": infer A } } } } } ? A : never} Reply
 */

/**
 * What is sent there.
 * @template {string} P
 * @typedef {Paths[TemplateOf<P>] extends { post: { requestBody: { content: { "application/json": infer B } } } } ? B : never} Body
 */

/**
 * Post JSON and return the JSON answer.
 * @template {string} P
 * @param {P} path
 * @param {Body<P>} body
 * @param {AbortSignal} [signal]
 * @returns {Promise<Reply<"post", P>>}
 */
export function post(path, body, signal) {
  return request(path, posting(body), (answer) => answer.json(), signal);
}

/**
 * Post JSON and return the answer's text.
 * @template {string} P
 * @param {P} path
 * @param {Body<P>} body
 * @param {AbortSignal} [signal]
 * @returns {Promise<string>}
 */
export function postForText(path, body, signal) {
  return request(path, posting(body), (answer) => answer.text(), signal);
}

/**
 * Post JSON and return the answer's bytes.
 * @template {string} P
 * @param {P} path
 * @param {Body<P>} body
 * @returns {Promise<Blob>}
 */
export function postForBytes(path, body) {
  return request(path, posting(body), (answer) => answer.blob());
}

/**
 * Get JSON.
 * @template {string} P
 * @param {P} path
 * @param {AbortSignal} [signal]
 * @returns {Promise<Reply<"get", P>>}
 */
export function get(path, signal) {
  return request(path, {}, (answer) => answer.json(), signal);
}

/**
 * Get JSON, or hear at once why not: for what comes back by itself.
 * @param {string} path
 * @returns {Promise<unknown>}
 */
export async function getOnce(path) {
  try {
    return await attempt(path, {}, (answer) => answer.json());
  } catch (error) {
    throw error instanceof Refusal ? error.error : error;
  }
}

/** @param {unknown} body */
function posting(body) {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

/**
 * What is asked, however often it takes.
 * @template T
 * @param {string} path @param {RequestInit} options
 * @param {(answer: Response) => Promise<T>} read
 * @param {AbortSignal} [signal]
 */
function request(path, options, read, signal) {
  return retrying.persist(() => attempt(path, options, read, signal), signal);
}

/**
 * @template T
 * @param {string} path @param {RequestInit} options
 * @param {(answer: Response) => Promise<T>} read
 * @param {AbortSignal} [signal]
 */
async function attempt(path, options, read, signal) {
  const control = new AbortController();
  const stop = () => control.abort();
  let isLate = false;
  const alarm = () => setTimeout(() => { isLate = true; stop(); }, LATE);
  signal?.throwIfAborted();
  let timer = alarm();
  signal?.addEventListener("abort", stop);
  try {
    const answer = await fetch(path, { ...options, signal: control.signal });
    clearTimeout(timer);
    timer = alarm();
    if (answer.ok) return await read(answer); // what is cut off is no answer either
    const error = new ProblemError(await problemOf(answer));
    const reason = reasonOf(answer.status);
    throw reason === null ? error : new Refusal(reason, secondsOf(answer.headers.get("Retry-After"), Date.now()), error);
  } catch (error) {
    if (signal?.aborted || error instanceof ProblemError || error instanceof Refusal) throw error;
    throw new Refusal(isLate ? "late" : "lost", null, new ProblemError({ title: "No answer", detail: "The server did not answer." }));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

/** @param {Response} answer @returns {Promise<Problem>} */
async function problemOf(answer) {
  const { status, statusText } = answer;
  const told = await answer.json().catch(() => ({})); // a proxy's page
  return { title: statusText, detail: `The server answered ${status}.`, ...told, status };
}
