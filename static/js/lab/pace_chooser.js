// How fast a run goes on, chosen from a list or step by step.

import { actionButton } from "../page/actions.js";
import { make } from "../page/build.js";
import { PACES, paceName, stepOf } from "./pace.js";

/**
 * @param {HTMLElement} element
 * @param {import("./types.js").LabStore} store
 * @param {Pick<ReturnType<typeof import("./running.js").trainingActions>, "slower" | "faster">} actions
 * @param {import("./running.js").Running["setPace"]} setPace
 */
export function mountPaceChooser(element, store, { slower, faster }, setPace) {
  const chooser = make("select", { "aria-label": "Pace", title: "How fast it runs ([ and ])", autocomplete: "off" }, ...PACES.map((one, k) => make("option", { value: k }, paceName(one))));
  chooser.addEventListener("change", () => setPace(PACES[chooser.selectedIndex] ?? null));
  element.replaceChildren(actionButton(slower, { class: "square" }), chooser, actionButton(faster, { class: "square" }));
  store.watch(["pace"], ({ pace }) => (chooser.selectedIndex = stepOf(pace)));
}
