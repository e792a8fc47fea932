// The numbers of a story as elements of the inspector.

import { make } from "../page/build.js";
import { showInFull } from "../trace/numbers.js";
import { textOf } from "./told.js";

/** Rows of a term and what is told of it. @param {...[string, Node | string]} pairs */
export function rows(...pairs) {
  return make("dl", { class: "rows" }, ...pairs.flatMap(([term, told]) => [make("dt", {}, term), make("dd", {}, told)]));
}

/**
 * A number of the story; blank while it is not computed.
 * @param {import("./told.js").Told} told
 * @param {string} [kind] its colour
 */
export function tell(told, kind = "") {
  switch (told.kind) {
    case "there": {
      const title = Array.isArray(told.value) ? showInFull(told.value) : null;
      return make("span", { class: `number ${kind}`, title }, textOf(told.value));
    }
    case "blank": return make("span", { class: "blank" }, make("span", { class: "unseen" }, "not computed yet"));
    case "hidden": return make("span", { class: "quiet" }, "hidden while you predict");
    case "none": return make("span", { class: "quiet" }, "–");
  }
}
