// The parts of a picture by their numbers, found once: a search of a large drawing for each of its
// parts takes seconds, and those that nobody sees are not in it.

/** @typedef {{ all: readonly Element[], node: (id: number) => Element | null, edge: (id: number) => Element | null, output: (id: number) => Element | null }} Elements */

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
