// A part that is built anew only where its structure changes: what has the focus keeps it while numbers change.

/** @typedef {import("./types.js").State} State */

/**
 * @param {(state: Readonly<State>) => unknown} structure what it is built of, as plain data
 * @param {(state: Readonly<State>) => (state: Readonly<State>) => void} build makes it, and returns how to fill it
 * @returns {(state: Readonly<State>) => void}
 */
export function keyed(structure, build) {
  let key = "";
  /** @type {(state: Readonly<State>) => void} */
  let fill = () => {};
  return (state) => {
    const now = JSON.stringify(structure(state));
    if (now !== key) fill = build(state);
    key = now;
    fill(state);
  };
}
