// Which neurons learn nothing any more: a sign and a word on their tiles, and how many there are.

import { make } from "../../page/build.js";

/** @typedef {import("./network_units.js").Tile} Tile */

/** By what the server says of a neuron: 1 and 2. */
const MARKS = /** @type {const} */ ([
  { name: "dead", told: "Dead: it gives 0 for every training point, so its weights get no gradient and it learns no more." },
  { name: "flat", told: "Flat: it is saturated at every training point, so hardly any gradient goes through it." },
]);

/**
 * @param {readonly Tile[]} tiles
 * @param {ArrayLike<number>} lively of every hidden neuron, layer by layer; none where nothing is known
 * @param {number} last the layer of the output, which is not told of
 */
export function markUnits(tiles, lively, last) {
  let at = 0;
  for (const { layer, button } of tiles) {
    if (layer === 0 || layer === last) continue;
    const mark = MARKS[(lively[at++] ?? 0) - 1];
    if (button.dataset["lively"] === mark?.name) continue;
    button.querySelector(".net-mark")?.remove();
    if (mark) button.append(make("span", { class: "net-mark" }, mark.name));
    button.title = mark?.told ?? "";
    button.setAttribute("aria-label", `${unmarked(button)}${mark ? `, ${mark.name}` : ""}`);
    if (mark) button.dataset["lively"] = mark.name;
    else delete button.dataset["lively"];
  }
}

/** What a tile is called, marked or not. @param {Element} tile */
export const unmarked = (tile) => (tile.getAttribute("aria-label") ?? "").replace(/, (dead|flat)$/, "");

/** How many neurons learn nothing, and why. @param {ArrayLike<number>} lively */
export function livelyText(lively) {
  const count = (/** @type {number} */ kind) => Array.from(lively).filter((one) => one === kind).length;
  const [dead, flat] = [count(1), count(2)];
  return [...(dead ? [`✕ ${dead} dead: 0 at every point.`] : []), ...(flat ? [`▬ ${flat} flat: saturated at every point.`] : [])].join(" ");
}
