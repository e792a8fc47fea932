// What the server is asked about the program that the state holds; what is as by default is left out. Pure.

/** @typedef {import("./types.js").State} State */
/** @typedef {import("../../../tests/js/api.js").components["schemas"]["Detail"]} Detail one of those that the server says it has */

/** The program, its numbers, and what is differentiated. @param {Readonly<Pick<State, "program" | "values" | "output" | "seed">>} state */
export function programAsk({ program, values, output, seed }) {
  return {
    program,
    ...(Object.keys(values).length ? { inputs: values } : {}),
    ...(output === null ? {} : { output }),
    ...(seed === null ? {} : { seed }),
  };
}

/** Beside the program, how much of it is one node; single parts are folded at the level of gates. @param {Readonly<State>} state */
export function graphAsk(state) {
  const { detail, closed, opened } = state;
  const folded = detail === "gates" && closed.length + opened.length > 0;
  return { ...programAsk(state), detail: /** @type {Detail} */ (detail), ...(folded ? { closed: [...closed], opened: [...opened] } : {}) };
}

/** What the trace and the picture are asked with. @param {Readonly<State>} state */
export function traceAsk(state) {
  const { mode, wrt, names, labels } = state;
  return { ...graphAsk(state), mode, ...(mode === "forward" && wrt !== null ? { wrt } : {}), ...(names === "plain" ? {} : { names }), ...(labels === "numbers" ? {} : { labels }) };
}
