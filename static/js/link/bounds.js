// What the server says in the page of what it takes. Pure.

/** @typedef {{ program_characters: number, details: readonly string[] }} Bounds the longest program, and the levels that it can be opened to */

/** @type {Bounds | null} */
let bounds = null;

/** @param {Bounds} said */
export function learnBounds(said) {
  bounds = said;
}

function known() {
  if (!bounds) throw new Error("the page has not said its bounds yet");
  return bounds;
}

/** The characters of the longest program. */
export const longestProgram = () => known().program_characters;

/** Every level of detail. */
export const details = () => known().details;
