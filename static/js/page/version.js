// A server of another version than this page: the page goes on with what it has, and says that a reload
// would bring the new one.

import { retrying } from "./api.js";
import { button } from "./build.js";
import { whenBack } from "./connection.js";
import { Refusal } from "./retrying.js";

/** That this file came with: `v` and 12 hexadecimal digits in its address, which `page/` and `joined/` have equally deep. */
const MINE = versionIn(import.meta.url);
const NAMED = new URL(`${MINE ? "../" : ""}../../version.txt`, import.meta.url);

let tell = () => {};

/** @param {string} address */
export function versionIn(address) {
  return /\/(v[0-9a-f]{12})\//.exec(address)?.[1] ?? null;
}

/** Whether the server has another version now; false while it does not answer. */
async function isOutdated() {
  try {
    const answer = await fetch(NAMED, { cache: "no-cache" });
    return answer.ok && MINE !== null && (await answer.text()) !== MINE;
  } catch {
    return false;
  }
}

async function look() {
  if (!(await isOutdated())) return false;
  tell();
  return true;
}

/**
 * Say in a place when the server has a new version: looked for when the server was away, and when the
 * page is looked at again. Returns how to look for it.
 * @param {HTMLElement} place
 */
export function mountVersion(place) {
  tell = () => place.replaceChildren("The server has a new version. This page keeps working; reload to get the new one. ", button("Reload", () => location.reload()));
  let wasAway = false;
  retrying.subscribe(() => {
    const trouble = retrying.trouble();
    if (trouble?.reason === "lost") wasAway = true;
    if (trouble || !wasAway) return;
    wasAway = false;
    void look();
  });
  whenBack(() => void look());
  return look;
}

/**
 * A part of the page that is fetched when it is first wanted, however often it takes.
 * @template T
 * @param {() => Promise<T>} load
 */
export function loaded(load) {
  return retrying.persist(async () => {
    try {
      return await load();
    } catch (error) {
      if (!(error instanceof Error) || (await look())) throw error;
      throw new Refusal("lost", null, error);
    }
  });
}
