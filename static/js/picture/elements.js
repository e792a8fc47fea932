// The parts of a picture by their numbers, found once: a search of a large drawing for each of its
// parts takes seconds, and those that nobody sees are not in it.

/**
 * @typedef {object} Elements
 * @property {readonly Element[]} all groups that draw nodes, wires and outputs, as they follow each other; of a picture that is drawn in parts those that are
 * @property {(id: number) => Element | null} node
 * @property {(id: number) => Element | null} edge
 * @property {(id: number) => Element | null} output
 * @property {{ nodes: readonly number[], edges: readonly number[], outputs: readonly number[] } | null} [shown] of a picture that is drawn in parts
 * @property {readonly { id: number, box: Box }[]} [bodies] of one that is drawn in parts
 */
/** @typedef {import("./boxes.js").Box} Box */

/** @type {WeakMap<Element, Elements>} */
const known = new WeakMap();

/**
 * The groups that draw nodes, wires and outputs, all of them as they follow each other. A picture is swapped whole,
 * so that they stay.
 * @param {Element} svg
 * @returns {Elements}
 */
export function elementsOf(svg) {
  let found = known.get(svg);
  if (!found) {
    const all = [...svg.querySelectorAll("[data-node], [data-edge], [data-output]")];
    found = { all, node: finder(all, "data-node"), edge: finder(all, "data-edge"), output: finder(all, "data-output") };
    known.set(svg, found);
  }
  return found;
}

/** Let a picture's parts be those that somebody makes when they are wanted. @param {Element} svg @param {Elements} elements */
export function knowElements(svg, elements) {
  known.set(svg, elements);
}

/** Where the bodies of the gates stand, all of them. @param {Element} svg @returns {readonly { id: number, box: Box }[]} */
export function bodiesIn(svg) {
  return elementsOf(svg).bodies ?? [...svg.querySelectorAll("[data-node] > .cr-body")].map((body) => {
    const [left = 0, top = 0, width = 0, height = 0] = ["x", "y", "width", "height"].map((name) => Number(body.getAttribute(name)));
    return { id: Number(body.parentElement?.getAttribute("data-node")), box: { left, top, right: left + width, bottom: top + height } };
  });
}

/** The group that draws a part, by its key: `node:3`, `edge:0`, `output:4`. @param {Element} svg @param {string} part */
export function partOf(svg, part) {
  const [kind, id] = part.split(":");
  const drawn = elementsOf(svg);
  const find = kind === "edge" ? drawn.edge : kind === "output" ? drawn.output : drawn.node;
  return find(Number(id));
}

/** @param {readonly Element[]} all @param {string} name of an attribute */
function finder(all, name) {
  /** @type {Map<number, Element>} */
  const named = new Map();
  for (const element of all) {
    const id = Number(element.getAttribute(name) ?? NaN);
    if (!named.has(id)) named.set(id, element);
  }
  /** @param {number} id */
  return (id) => named.get(id) ?? null;
}
