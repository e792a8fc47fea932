// The examples that were open: all that is shown of one follows from its id.

import { get } from "../page/api.js";
import { INITIAL } from "../trace/state.js";

/** @typedef {import("../trace/types.js").State} State */

/**
 * What an example starts with (`base`), and what is said of it.
 * @typedef {{ base: Partial<State>, note: string, source: string }} Known
 */

/** Whatever was done with the one before. */
const { values, closed, opened, run } = INITIAL;
const UNDONE = Object.freeze({ values, closed, opened, run });

export class Examples {
  /** @type {Map<string, Known>} */
  #known = new Map();

  /** Know an example without asking. @param {string} id @param {Known} known */
  learn(id, { base, ...told }) {
    this.#known.set(id, { base: { ...UNDONE, ...base }, ...told });
  }

  /** @param {string} id */
  knows(id) {
    return this.#known.has(id);
  }

  /** What is said of an example. @param {string} id @returns {{ note: string, source: string }} */
  about(id) {
    return this.#known.get(id) ?? { note: "", source: "" };
  }

  /** What an example starts with; one's own program is nobody's to look up. @param {string} id */
  base(id) {
    return this.#known.get(id)?.base ?? {};
  }

  /** What an example starts with, asked of the server unless it is known. @param {string} id @param {AbortSignal} [signal] */
  async fetch(id, signal) {
    if (this.#known.has(id)) return this.base(id);
    const found = await get(`api/v1/examples/${encodeURIComponent(id)}`, signal);
    const { detail, output, seed, mode, wrt, rule, rate, learners, start_step: step } = found;
    const base = { program: found.program.trimEnd(), detail, output, seed, mode, wrt, rule, rate, learners, step };
    this.learn(id, { base, note: found.note ?? "", source: found.source.join("; ") });
    return this.base(id);
  }
}
