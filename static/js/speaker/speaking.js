// Tells the speaker's window what stands on this page.

import { playing } from "../playlist/current.js";
import { openLine } from "./line.js";

/** What of a playlist a speaker wants to know. @returns {import("./line.js").Told["item"]} */
function itemOf() {
  const now = playing();
  const item = now?.items[now.at];
  if (!now || !item) return null;
  return { title: now.title, note: item.note, next: now.items[now.at + 1]?.title ?? "", at: now.at, count: now.items.length };
}

/** @param {string} line @param {import("./stage.js").Telling} telling */
export function speak(line, { tell, watch }) {
  const { say } = openLine(line, (message) => {
    if ("hello" in message) tellNow();
    else if ("key" in message) document.body.dispatchEvent(new KeyboardEvent("keydown", { key: message.key, bubbles: true, cancelable: true }));
  });
  let before = "";
  let isWaiting = false;

  function tellNow() {
    const told = { ...tell(), item: itemOf() };
    before = JSON.stringify(told);
    say({ told });
  }
  /** Once what has changed has all changed. */
  function tellSoon() {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      if (JSON.stringify({ ...tell(), item: itemOf() }) !== before) tellNow();
    });
  }
  watch(tellSoon);
  addEventListener("pagehide", () => say({ bye: true }));
  addEventListener("pageshow", tellNow);
  tellNow();
}
