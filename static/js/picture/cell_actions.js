// Cells are looked into once somebody points at an array, or asks for its cells: until then nothing of
// that is loaded.

/** @typedef {{ walk: (by: 1 | -1) => void, point: (node: number | null, element: number) => void }} Cells */

/**
 * @param {() => Promise<Cells>} load
 * @param {HTMLElement} frame of the picture
 */
export function cellActions(load, frame) {
  /** @type {Promise<Cells> | null} */
  let loading = null;
  const cells = () => (loading ??= load());
  /** @param {1 | -1} by */
  const walk = (by) => void cells().then((found) => found.walk(by), () => {});
  frame.addEventListener("pointerover", () => void cells().catch(() => {}), { once: true });
  const here = /** @type {const} */ (true);
  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    nextCell: { here, keys: ["c"], shown: "c", help: "at an array: through its cells, with Shift back", act: () => walk(1) },
    cellBefore: { here, keys: ["C"], toldBy: "nextCell", act: () => walk(-1) },
  };
  return {
    actions,
    /** Light a cell of a node's value, or nothing any more. @param {number | null} node @param {number} element */
    point(node, element) {
      if (node !== null || loading !== null) void cells().then((found) => found.point(node, element), () => {});
    },
  };
}
