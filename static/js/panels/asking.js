// A panel that shows an answer of the server: asks when it is open and its question has changed.

import { ProblemError, post } from "../page/api.js";
import { latest } from "../page/latest.js";

/** @typedef {import("../trace/types.js").State} State */

const PAUSE = 250; // ms without a change before the server is asked again

/**
 * Keep an answer up to date while `isOpen`.
 * @template {string} P
 * @param {object} how
 * @param {import("../page/store.js").Store} how.store
 * @param {readonly (keyof State)[]} how.parts of the state that the question depends on
 * @param {P} how.path
 * @param {(state: Readonly<State>) => boolean} how.isOpen
 * @param {(state: Readonly<State>) => unknown} how.question
 * @param {() => void} how.asking
 * @param {(answer: import("../page/api.js").Reply<"post", P>, key: string) => void} how.answered
 * @param {(problem: import("../page/api.js").Problem) => void} how.failed
 */
export function keepAsking({ store, parts, path, isOpen, question, asking, answered, failed }) {
  let asked = "";
  const run = latest(
    PAUSE,
    async (signal) => {
      const key = asked;
      return { key, answer: await post(path, JSON.parse(key), signal) };
    },
    ({ key, answer }) => {
      if (key === asked) answered(answer, key); // else another question is waiting for its pause
    },
    (error) => {
      if (!(error instanceof ProblemError)) throw error;
      asked = ""; // so that opening the panel anew asks anew
      failed(error.problem);
    },
  );
  store.watch(["panel", ...parts], (state) => {
    if (!isOpen(state)) return;
    const key = JSON.stringify(question(state));
    if (key === asked) return;
    const first = asked === "";
    asked = key;
    asking();
    if (first) run.now();
    else run.soon();
  });
}
