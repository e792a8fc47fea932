// One item more for a playlist's text. Pure.

/** A line that is an item of a list. */
export const LISTED = /^\s*(?:[-*+]|\d{1,4}[.)])\s+(\S.*)$/;

/** How many items a text lists. @param {string} text */
export const countOf = (text) => text.split(/\r\n?|\n/).filter((line) => LISTED.test(line)).length;

/** A playlist with one item more at its end. @param {string} text @param {{ title: string, link: string }} item */
export function withItem(text, { title, link }) {
  const above = text.trimEnd() || "# My playlist\n";
  return `${above}\n${countOf(text) + 1}. [${title.replaceAll(/[\n\r]+/g, " ")}](${link.replaceAll(")", "%29").replaceAll(" ", "%20")})\n`;
}
