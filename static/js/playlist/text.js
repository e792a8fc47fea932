// A playlist as plain text: a title, then a list of links as Markdown writes them, each with its note below. Pure.
//
//     # Backpropagation
//
//     1. [The first circuit](./?example=xyz#1/s=3)
//        Ask first: what if x grows a little?
//     2. [A spiral](boundary?preset=classify2d)

import { LISTED } from "./adding.js";
import { pageOf } from "./links.js";

/** @typedef {{ title: string, link: string, note: string }} Item */
/** @typedef {{ title: string, items: Item[] }} Playlist */

/** More of a text is not read. */
export const LONGEST = 200_000;
const MOST_ITEMS = 300;
const TITLED = /^\[(.*)\]\(\s*<?(\S+?)>?\s*\)$/;

/**
 * Read a playlist. What is no item is left out and told in `problems`, with its line.
 * @param {string} text
 * @returns {Playlist & { problems: string[] }}
 */
export function readPlaylist(text) {
  /** @type {Item[]} */
  const items = [];
  /** @type {string[]} */
  const problems = [];
  let title = "";
  for (const [k, line] of text.slice(0, LONGEST).split(/\r\n?|\n/).entries()) {
    const [, listed] = LISTED.exec(line) ?? [];
    if (listed !== undefined) {
      const found = itemOf(listed.trim());
      if (typeof found === "string") problems.push(`Line ${k + 1}: ${found}`);
      else items.push(found);
    } else if (line.trim() === "") continue;
    else if (items.length === 0) title ||= line.replace(/^#+\s*/, "").trim();
    else addNote(items, line.trim());
  }
  if (text.length > LONGEST) problems.push(`Only the first ${LONGEST.toLocaleString("en")} characters were read.`);
  if (items.length > MOST_ITEMS) problems.push(`Only the first ${MOST_ITEMS} of ${items.length} items were read.`);
  return { title, items: items.slice(0, MOST_ITEMS), problems };
}

/** @param {string} listed @returns {Item | string} what is wrong with it */
function itemOf(listed) {
  const [, title = "", link = listed] = TITLED.exec(listed) ?? [];
  if (/\s/.test(link)) return `“${shortened(listed)}” has no link. Write [a title](a link), as in [A bowl](./?example=bowl).`;
  const page = pageOf(link);
  if (page === null) return `“${shortened(link)}” leads to no page of Chainrule.`;
  return { title: title.trim() || link, link, note: "" };
}

/** @param {Item[]} items @param {string} line */
function addNote(items, line) {
  const last = items.at(-1);
  if (last) last.note = last.note ? `${last.note}\n${line}` : line;
}

/** @param {string} text */
const shortened = (text) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
