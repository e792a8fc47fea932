// In which form an array stands on its wires, and how large its parts are, as app/drawing/forms.py has
// it. Which form it is the layout has chosen, and the drawing says it.

/** @typedef {{ kind: "grid" | "tile", rows: number, columns: number, width: number, height: number }} Form */
/** @typedef {{ x: number, y: number, under: boolean }} Anchor the middle of the edge of a room that is next to the wire */

/** Width and height of a cell of a grid, room for a bracket, height of a caption, side of a tile's cell, in px. */
export const CELL = 76;
export const CELL_LINE = 22;
export const BRACKET = 8;
export const CAPTION = 18;
const TILE = 14;
/** Height of a small tile, which has its shape beside it, of its cells, and their width at most. */
const SMALL = 20;
const SMALL_HIGH = 18;
const SMALL_WIDE = 28;
const TINY = 4;

/** Whether it is a tile that has its shape beside it, and not beyond it. @param {Form} form */
export const isSmall = ({ kind, height }) => kind === "tile" && height === SMALL;

/** Height of a cell. @param {Form} form */
export function sideOf(form) {
  if (form.kind === "grid") return CELL_LINE;
  if (!isSmall(form)) return TILE;
  return Math.min(SMALL_HIGH / Math.max(form.rows, 1), SMALL_WIDE / Math.max(form.columns, 1), TILE);
}

/** Width of a cell: in a small tile up to twice its height, if it is not tiny. @param {Form} form */
export function wideOf(form) {
  if (form.kind === "grid") return CELL;
  if (!isSmall(form)) return TILE;
  const side = sideOf(form);
  return Math.min(side * (side >= TINY ? 2 : 1), SMALL_WIDE / Math.max(form.columns, 1), TILE);
}

/** The form of what stands in a slot; null is a number. @param {Element} slot @returns {Form | null} */
export function formOf(slot) {
  const [kind, ...sizes] = (slot.getAttribute("data-form") ?? "").split(" ");
  const [rows = 0, columns = 0, width = 0, height = 0] = sizes.map(Number);
  return kind === "grid" || kind === "tile" ? { kind, rows, columns, width, height } : null;
}

/** Where an array stands on its slot, or hangs from it. @param {Element} slot @returns {Anchor} */
export function anchorOf(slot) {
  const [x = "0", y = "0", way = ""] = (slot.getAttribute("data-at") ?? "").split(" ");
  return { x: Number(x), y: Number(y), under: way === "under" };
}
