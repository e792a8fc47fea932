// How fast something goes on, chosen from a list or step by step.

import { actionButton } from "./actions.js";
import { make } from "./build.js";

/**
 * @param {HTMLElement} element
 * @param {readonly string[]} names of the paces, from the slowest
 * @param {{ slower: import("./actions.js").Action, faster: import("./actions.js").Action }} actions
 * @param {(place: number) => void} choose is told which of them
 * @returns {(place: number) => void} how to show which it is
 */
export function mountPaceChooser(element, names, { slower, faster }, choose) {
  const chooser = make("select", { "aria-label": "Pace", title: "How fast it runs ([ and ])", autocomplete: "off" }, ...names.map((name, k) => make("option", { value: k }, name)));
  chooser.addEventListener("change", () => choose(chooser.selectedIndex));
  element.replaceChildren(actionButton(slower, { class: "square" }), chooser, actionButton(faster, { class: "square" }));
  return (place) => (chooser.selectedIndex = place);
}
