// Where an item of a playlist leads: to a page of this server, whichever server its link was copied from. Pure.

/** The pages an item may lead to, by the end of their paths. */
const PAGES = Object.freeze({ "": "Graph", boundary: "Boundary", descent: "Descent", classifier: "Classifier", exercises: "Exercises", gates: "Gates" });
/** What a link says of the looks of a page, which are the reader's. */
const LOOKS = ["l", "t", "c"];

/** @typedef {keyof typeof PAGES} Page */
/** @typedef {{ presenting: boolean, theme: string | null, palette: string | null }} Looks */

/** What a page is called. @param {Page} page */
export const nameOf = (page) => PAGES[page];

/** The page a link leads to; null where it is none of ours. @param {string} link @returns {Page | null} */
export function pageOf(link) {
  const url = read(link);
  const [, end = ""] = /([^/]*)$/.exec(url?.pathname ?? "") ?? [];
  return url && /^https?:$/.test(url.protocol) && end in PAGES ? /** @type {Page} */ (end) : null;
}

/**
 * Where a link leads, from the root of the pages: `./#1/e=xyz&s=3`. All that it says stands behind the `#`, so that a page
 * which is open already goes there without being loaded again.
 * @param {string} link @param {Looks} looks
 */
export function placeOf(link, { presenting, theme, palette }) {
  const url = read(link);
  const page = pageOf(link) ?? "";
  if (!url || page === "gates") return `${page || "./"}${url?.hash ?? ""}`; // its fragments are names of gates
  const example = url.searchParams.get("example") ?? url.searchParams.get("preset");
  const said = url.hash.replace(/^#(?:\d+\/)?/, "").split("&").filter(Boolean);
  const pairs = said.filter((pair) => !LOOKS.includes(keyOf(pair)));
  if (example && !pairs.some((pair) => keyOf(pair) === "e")) pairs.unshift(`e=${encodeURIComponent(example)}`);
  if (presenting) pairs.push("l=1");
  if (theme) pairs.push(`t=${theme}`);
  if (palette) pairs.push(`c=${palette}`);
  return `${page || "./"}#1/${pairs.join("&")}`;
}

/** The same place, where it is a story at its end. @param {string} place */
export function endOf(place) {
  if (!place.startsWith("./")) return place;
  const [page = "", said = ""] = place.split("#1/");
  return `${page}#1/${[...said.split("&").filter((pair) => pair && keyOf(pair) !== "s"), "s="].join("&")}`;
}

/** @param {string} pair */
const keyOf = (pair) => (pair.split("=")[0] ?? "").toLowerCase();

/** @param {string} link */
function read(link) {
  try {
    return new URL(link, "http://here/");
  } catch {
    return null;
  }
}
