// The parts of a picture by their numbers, found once: a search of a large drawing for each of its
// parts takes seconds.

/** @typedef {{ node: (id: number) => Element | null, edge: (id: number) => Element | null, output: (id: number) => Element | null }} Elements */

/** @type {WeakMap<Element, Elements>} */
const known = new WeakMap();

/**
 * The groups that draw nodes, wires and outputs. A picture is swapped whole, so that they stay.
 * @param {Element} svg
 * @returns {Elements}
 */
export function elementsOf(svg) {
  let found = known.get(svg);
  if (!found) {
    found = { node: finder(svg, "data-node"), edge: finder(svg, "data-edge"), output: finder(svg, "data-output") };
    known.set(svg, found);
  }
  return found;
}

/** The group that draws a part, by its key: `node:3`, `edge:0`, `output:4`. @param {Element} svg @param {string} part */
export function partOf(svg, part) {
  const [kind, id] = part.split(":");
  const drawn = elementsOf(svg);
  const find = kind === "edge" ? drawn.edge : kind === "output" ? drawn.output : drawn.node;
  return find(Number(id));
}

/** @param {Element} svg @param {string} name of an attribute */
function finder(svg, name) {
  /** @type {Map<number, Element>} */
  const all = new Map();
  for (const element of svg.querySelectorAll(`[${name}]`)) {
    const id = Number(element.getAttribute(name));
    if (!all.has(id)) all.set(id, element);
  }
  /** @param {number} id */
  return (id) => all.get(id) ?? null;
}
