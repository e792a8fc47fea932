// The program of an example as it was written, beside its run: the lines that are being computed are lit.

import { make } from "../../page/build.js";

/** @typedef {import("../types.js").LabStore} LabStore */
/** @typedef {import("../types.js").LabState} LabState */
/** @typedef {import("../types.js").Code} Code */

/**
 * The lines, from 1, of what happens: those of the stage that is told, or the loop's while it runs.
 * @param {Pick<Readonly<LabState>, "code" | "explained" | "running">} state
 * @returns {readonly number[]}
 */
export function litLines({ code, explained, running }) {
  const stage = explained?.stage ?? (running ? "run" : null);
  return (stage && code?.lines[stage]) || [];
}

/** @param {HTMLElement} element @param {LabStore} store */
export function mountCode(element, store) {
  const root = make("pre", { class: "lab-code", tabindex: 0, role: "group", "aria-label": "Code" });
  element.append(root);
  store.watch(["code"], ({ code }) => root.replaceChildren(...(code?.text.trimEnd().split("\n") ?? []).map((line) => make("code", {}, line))));
  store.watch(["code", "explained", "running"], (state) => {
    const lit = litLines(state);
    for (const [k, line] of [...root.children].entries()) line.toggleAttribute("data-lit", lit.includes(k + 1));
  });
}
