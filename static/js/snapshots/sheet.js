// The snapshots that this browser keeps, in their order: pictures with a caption, a link and their numbers.

/**
 * `svg` stands alone; `numbers` are what it shows; `at` is when it was kept, as a date in ISO's form.
 * @typedef {{ id: string, caption: string, title: string, link: string, svg: string, numbers: unknown, at: string }} Snapshot
 */

const KEY = "chainrule.snapshots";
/** Of a page's store, which has five million characters at least, the rest is left to the others. */
const LARGEST = 4_000_000;
const MOST = 100;

/** @returns {Snapshot[]} */
export function keptSnapshots() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => typeof one?.svg === "string" && typeof one.id === "string") : [];
  } catch {
    return []; // the reader lets no page store anything
  }
}

/** @param {readonly Snapshot[]} all @returns {string} what is wrong, or nothing */
export function keepSnapshots(all) {
  const text = JSON.stringify(all);
  if (all.length > MOST) return `the sheet is full: it has ${MOST} snapshots. Save it and remove some`;
  if (text.length > LARGEST) return "the sheet is full: its pictures are all that this browser may keep. Save it and remove some";
  try {
    localStorage.setItem(KEY, text);
    return "";
  } catch {
    return "this browser keeps nothing more for this page. Save the sheet and remove some snapshots";
  }
}

/** Add one at the end. @param {Snapshot} snapshot @returns {number} how many there are now */
export function addSnapshot(snapshot) {
  const all = [...keptSnapshots(), snapshot];
  const wrong = keepSnapshots(all);
  if (wrong) throw new Error(wrong);
  return all.length;
}

/** One earlier or later in the list. @param {readonly Snapshot[]} all @param {number} at @param {1 | -1} way */
export function moved(all, at, way) {
  const found = [...all];
  const [one, other] = [found[at], found[at + way]];
  if (one && other) [found[at], found[at + way]] = [other, one];
  return found;
}
