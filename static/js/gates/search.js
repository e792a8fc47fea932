// Which gates a search finds: pure, so that it can be tested without a page.

/**
 * Tell whether each word of a query is part of what is said of a gate. Case does not count, and
 * an underscore is as good as a space.
 * @param {string} query
 * @param {string} words the gate's names, glyph, family and behaviour
 */
export function finds(query, words) {
  const heap = plain(words);
  return plain(query).split(" ").every((word) => heap.includes(word));
}

/**
 * Say how many were found.
 * @param {number} found
 * @param {number} all
 */
export function countText(found, all) {
  return found === all ? `${all} gates` : `${found} of ${all} gates`;
}

/** @param {string} text */
function plain(text) {
  return text.toLowerCase().replace(/[_\s]+/g, " ").trim();
}
