// A page is added to one's own playlist, which this browser keeps.

import { draft, keepDraft } from "./current.js";
import { countOf, withItem } from "./adding.js";

/** @param {string} address @returns {string} what was done */
export function addToDraft(address) {
  const chosen = document.querySelector(".chooser select");
  const title = (chosen instanceof HTMLSelectElement && chosen.value && chosen.selectedOptions[0]?.text) || document.title.replace(/^Chainrule: /, "");
  const { pathname, search, hash } = new URL(address);
  const [, page = ""] = /([^/]*)$/.exec(pathname) ?? [];
  const text = withItem(draft(), { title, link: `${page || "./"}${search}${hash}` });
  if (!keepDraft(text)) return "This browser keeps nothing, so there is no playlist to add it to; copy the link instead";
  return `It is item ${countOf(text)} of your playlist`;
}
