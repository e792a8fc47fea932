// Traces for tests, with only what a test is about.

/** @typedef {import("../../static/js/types.js").Trace} Trace */

/**
 * @param {Partial<Trace>} parts
 * @returns {Trace}
 */
export function trace(parts) {
  return {
    output: null, outputs: [], mode: "reverse", detail: "gates", gradients: {}, tangents: null,
    nodes: [], edges: [], steps: [], parts: [], warnings: [], ...parts,
  };
}

/**
 * A leaf whose literal stands at [line, column, end line, end column].
 * @param {number} id
 * @param {string | null} name
 * @param {any} value
 * @param {[number, number, number, number]} [place]
 * @param {Partial<import("../../static/js/types.js").GraphNode>} [parts]
 * @returns {import("../../static/js/types.js").GraphNode}
 */
export function leaf(id, name, value, place = [1, 0, 1, 0], parts = {}) {
  const shape = [];
  for (let item = value; Array.isArray(item); item = item[0]) shape.push(item.length);
  const [line, column, end_line, end_column] = place;
  return {
    id, name, op: null, glyph: "", kind: "input", inputs: [], shape, value, gradient: null, tangent: null,
    group: [], source: { line, column, end_line, end_column }, formula: { text: "", mathml: "" }, ...parts,
  };
}
