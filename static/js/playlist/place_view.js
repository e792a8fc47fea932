// Where the playlist of this tab stands, in the bar, and the items beside it: ‹ 4/12 ›.

import { button, make } from "../page/build.js";
import { Going } from "./going.js";

/** @param {HTMLElement} bar */
export function mountPlace(bar) {
  const going = new Going();
  const back = button("‹", () => going.go(-1, false), { class: "square", "aria-label": "The item before (J)" });
  const next = button("›", () => going.go(1, false), { class: "square", "aria-label": "The next item (j)" });
  const place = make("a", {});
  const told = make("span", { class: "heard", role: "status" });
  bar.querySelector(".bar-end")?.before(make("div", { class: "playlist", role: "group", "aria-label": "Playlist" }, back, place, next, told));
  going.watch(({ title, items, at, home }) => {
    place.textContent = `${at + 1}/${items.length}`;
    place.setAttribute("aria-label", `Item ${at + 1} of ${items.length} of the playlist ${title}`);
    place.href = home;
    place.title = [title, items[at]?.title].filter(Boolean).join(": ");
    for (const [made, way] of /** @type {const} */ ([[back, -1], [next, 1]])) {
      made.disabled = !going.can(way);
      made.title = items[at + way]?.title ?? "";
    }
    told.textContent = `${at + 1} of ${items.length}: ${items[at]?.title}`;
  });
  return going;
}
