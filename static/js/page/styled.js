// Style sheets of what is fetched when it is first wanted.

import { make } from "./build.js";

/** Where they are: `page/` and `joined/` have them equally far away. */
const SHEETS = new URL("../../css/", import.meta.url);
/** @type {Map<string, Promise<void>>} */
const known = new Map();

/** Resolves once a sheet is there, or cannot be had: plain is better than nothing. @param {string} name */
export function styled(name) {
  let styles = known.get(name);
  if (!styles) known.set(name, (styles = fetched(new URL(`${name}.css`, SHEETS).href)));
  return styles;
}

/** @param {string} href @returns {Promise<void>} */
function fetched(href) {
  const link = make("link", { rel: "stylesheet", href });
  return new Promise((done) => {
    link.addEventListener("load", () => done());
    link.addEventListener("error", () => done());
    document.head.append(link);
  });
}
