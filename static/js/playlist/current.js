// The playlist that runs in this tab, and where it stands: the tab keeps it from page to page and over a reload.

/** @typedef {import("./text.js").Item} Item */
/** `home` is the address of the playlist itself. @typedef {{ title: string, items: readonly Item[], at: number, home: string }} Playing */

const KEY = "chainrule.playlist";
const DRAFT = "chainrule.playlist.draft";

/** @returns {Playing | null} */
export function playing() {
  if (window.top !== window) return null; // frames of one tab would share it
  try {
    const found = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return Array.isArray(found?.items) && found.items[found.at] ? found : null;
  } catch {
    return null; // the reader lets no page store anything
  }
}

/** @param {Playing} now */
export const play = (now) => sessionStorage.setItem(KEY, JSON.stringify(now));

export const stop = () => sessionStorage.removeItem(KEY);

/** One's own playlist, as it was last written in this browser. */
export function draft() {
  try {
    return localStorage.getItem(DRAFT) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} text @returns {boolean} whether the browser keeps it */
export function keepDraft(text) {
  try {
    localStorage.setItem(DRAFT, text);
    return true;
  } catch {
    return false;
  }
}
