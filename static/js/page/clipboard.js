// The one way to the clipboard.

import { make } from "./build.js";

/** @param {string} text @returns {Promise<boolean>} whether it is on the clipboard now */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedTheOldWay(text); // only pages from https or this machine have a clipboard
  }
}

/** @param {string} text */
function copiedTheOldWay(text) {
  const before = document.activeElement;
  const area = make("textarea", { class: "off-screen", "aria-hidden": "true", tabindex: -1 });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand?.("copy") ?? false;
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
