// Traces for tests, with only what a test is about.

/** @typedef {import("../../static/js/trace/types.js").Trace} Trace */

/**
 * @param {Partial<Trace>} parts
 * @returns {Trace}
 */
export function trace(parts) {
  return {
    output: null, outputs: [], mode: "reverse", detail: "gates", gradients: {}, tangents: null,
    names: {}, nodes: [], edges: [], steps: [], parts: [], warnings: [], layout: null, update: null, ...parts,
  };
}

/**
 * A leaf whose literal stands at [line, column, end line, end column].
 * @param {number} id
 * @param {string | null} name
 * @param {any} value
 * @param {[number, number, number, number]} [place]
 * @param {Partial<import("../../static/js/trace/types.js").GraphNode>} [parts]
 * @returns {import("../../static/js/trace/types.js").GraphNode}
 */
export function leaf(id, name, value, place = [1, 0, 1, 0], parts = {}) {
  const shape = [];
  for (let item = value; Array.isArray(item); item = item[0]) shape.push(item.length);
  const [line, column, end_line, end_column] = place;
  return {
    id, name, label: name, op: null, glyph: "", kind: "input", inputs: [], shape, value, gradient: null, tangent: null,
    group: [], source: { line, column, end_line, end_column }, symbol: { text: name ?? "", mathml: "" },
    formula: { text: "", mathml: "" }, worked: null, active: null, moves: null, joins: null, deed: null, ...parts,
  };
}

/** What is written of a wire that nothing special happens on. @param {string} [text] of its formula */
export function written(text = "") {
  const [before = "", after = ""] = text.split(" = ");
  const [formula, left, right] = [{ text, mathml: "" }, { text: before, mathml: "" }, { text: after, mathml: "" }];
  return {
    formula, left, right, factor: right, derivative: left, sign: /** @type {const} */ ("="), constant: null,
    flips: false, is_vjp: false, is_sum: false, whole: false, summed: null, spread: null, worked: null, sent: null, reads: /** @type {number[]} */ ([]),
  };
}
