// What is read from the text of a playlist: its items, each of which may be the first.

import { make } from "../page/build.js";
import { nameOf, pageOf, placeOf } from "./links.js";

/** @typedef {import("./text.js").Playlist} Playlist */

const AS_IT_IS = Object.freeze({ presenting: false, theme: null, palette: null });

/** @param {HTMLElement} element @param {(at: number) => void} begin at an item */
export function mountOutline(element, begin) {
  /** @param {Playlist} playlist @param {number | null} here where it stands */
  function show({ title, items }, here) {
    const rows = items.map(({ title: name, link, note }, k) => {
      const page = pageOf(link);
      const anchor = make("a", { href: placeOf(link, AS_IT_IS), ...(k === here ? { "aria-current": "step" } : {}) }, name);
      anchor.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a tab of its own shows the item alone
        event.preventDefault();
        begin(k);
      });
      return make("li", {}, make("div", { class: "playlist-item" }, anchor, make("span", { class: "playlist-where" }, page === null ? "" : nameOf(page))), ...(note ? [make("p", {}, note)] : []));
    });
    element.replaceChildren(make("h1", {}, title || "A playlist without a title"), make("ol", {}, ...rows));
  }
  return { show };
}
