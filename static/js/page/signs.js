// The signs on the buttons of a player, drawn: as characters they look another way on every system.

import { makeSvg } from "./build.js";


/** In a square of 24. */
const PATHS = Object.freeze({
  first: "M5 5h2.6v14H5zM19 5v14L8.6 12z",
  back: "M15.5 5v14L6 12zM17.4 5H20v14h-2.6z",
  play: "M7.5 4.5v15L19.5 12z",
  pause: "M6.5 5h4v14h-4zM13.5 5h4v14h-4z",
  next: "M8.5 5v14L18 12zM4 5h2.6v14H4z",
  last: "M16.4 5H19v14h-2.6zM5 5v14l10.4-7z",
  again: "M12 4.2a7.8 7.8 0 1 1-7.6 6h2.5A5.4 5.4 0 1 0 12 6.6v3L6.6 5.4 12 1.2z",
});

/** @typedef {keyof typeof PATHS} Sign */

/** A button with a sign on it. @template {HTMLElement} E @param {E} made @param {Sign} sign @returns {E} */
export function withSign(made, sign) {
  made.replaceChildren(signOf(sign));
  return made;
}

/** @param {Sign} sign */
function signOf(sign) {
  return makeSvg("svg", { class: "sign", viewBox: "0 0 24 24", "aria-hidden": "true" }, makeSvg("path", { d: PATHS[sign] }));
}
