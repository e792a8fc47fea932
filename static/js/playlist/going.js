// Through a playlist, from page to page. A page that is open already is not loaded again, so a presentation keeps its
// full screen.

import { play, playing } from "./current.js";
import { endOf, placeOf } from "./links.js";

/** @typedef {import("./current.js").Playing} Playing */

/** How this page looks now, which the next is to look like. @returns {import("./links.js").Looks} */
function looks() {
  const { classList, dataset } = document.documentElement;
  return { presenting: classList.contains("presenting"), theme: dataset["theme"] ?? null, palette: dataset["palette"] ?? null };
}

/** Go to an item. @param {Playing} now @param {boolean} [isAtEnd] of its story */
export function open(now, isAtEnd = false) {
  play(now);
  const place = placeOf(now.items[now.at]?.link ?? "", looks());
  const url = new URL(isAtEnd ? endOf(place) : place, document.baseURI);
  if (url.pathname === location.pathname) location.hash = url.hash;
  else location.assign(url);
}

export class Going {
  /** @type {(now: Playing) => void} */
  #tell = () => {};

  /** @param {1 | -1} way */
  can(way) {
    const now = playing();
    return now?.items[now.at + way] !== undefined;
  }

  /** @param {1 | -1} way @param {boolean} isAtEnd */
  go(way, isAtEnd) {
    const now = playing();
    if (!now || !this.can(way)) return;
    const next = { ...now, at: now.at + way };
    open(next, isAtEnd);
    this.#tell(next);
  }

  /** Be told now, and whenever it goes on. @param {(now: Playing) => void} tell */
  watch(tell) {
    this.#tell = tell;
    const now = playing();
    if (now) tell(now);
  }
}
