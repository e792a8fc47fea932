// A page that has a speaker's window: it tells the window what it shows, and does what keys are pressed there.

import { bindButton } from "../page/actions.js";
import { part } from "../page/part.js";
import { loaded } from "../page/version.js";
import { lineOfTab, newLine } from "./line.js";

/** @typedef {import("./line.js").Told} Told */
/** `watch` is told to call back at every change of what is told. @typedef {{ tell: () => Omit<Told, "item">, watch: (changed: () => void) => void }} Telling */

/**
 * What a page that runs tells: the example that is chosen, its note, and how the run stands.
 * @param {HTMLSelectElement} chooser @param {HTMLElement} note
 * @param {() => string} standing in words @param {Telling["watch"]} watch
 * @returns {Telling}
 */
export const ofRun = (chooser, note, standing, watch) => ({
  tell: () => ({ example: chooser.selectedOptions[0]?.text ?? "", place: "", now: standing(), coming: "", note: note.querySelector("summary")?.textContent ?? "" }),
  watch,
});

/** @param {Telling} telling */
export function mountSpeaker(telling) {
  let line = lineOfTab();
  let isSpeaking = false;

  async function speak() {
    if (isSpeaking || line === null) return;
    isSpeaking = true;
    (await loaded(() => import("./speaking.js"))).speak(line, telling);
  }
  function open() {
    line ??= newLine();
    window.open(`speaker#${line}`, `chainrule-speaker-${line}`, "popup,width=960,height=640");
    void speak();
  }
  void speak(); // it may be open since the page before

  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    speaker: { keys: ["S"], shown: "S", label: "Speaker’s window", help: "a window for the speaker: notes, the next step, a timer", act: open },
  };
  bindButton(part("speaker-button", HTMLButtonElement), actions.speaker);
  return actions;
}
