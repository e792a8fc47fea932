// The same derivatives in the notation of nested functions: f = g(h(x, y), z), where the notation of intermediate
// names has q. Each gate is a function with a letter of its own, the outermost g. Pure.

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").GraphNode} GraphNode */
/** @typedef {import("../trace/types.js").GraphEdge} GraphEdge */
/** @typedef {import("../trace/types.js").Formula} Formula */

/**
 * The functions of a story.
 * @typedef {object} Functions
 * @property {Formula} whole the output as one nested expression
 * @property {readonly Formula[]} definitions of each function, the innermost first
 * @property {(edge: GraphEdge) => Formula} partial what a local derivative is called
 * @property {(edge: GraphEdge) => Formula | null} factor what it is; null where that is not said in these letters
 */

const LETTERS = [..."ghkmprstuvFGHKMPRSTUV"];
const PLACES = [..."abcdstuvw"];
/** A deeper nest is no help. */
const MOST_GATES = 12;
/** Characters of a nested expression; of a longer one the inner functions stand without what they are of. */
const LONGEST = 72;

const NUMBER = /<mn data-slot="(\d+)"><\/mn>/g;
const BRACKETS = /<mrow data-brackets=""><mo>\(<\/mo>(<mn data-slot="\d+"><\/mn>)<mo>\)<\/mo><\/mrow>/g;
const RESULT = /^<mn data-result=""><\/mn><mo>=<\/mo>|<mo>=<\/mo><mn data-result=""><\/mn>$/g;

/** The functions of a story; null where arrays are, several outputs, or too many gates. @param {Trace} trace @returns {Functions | null} */
export function functionsOf(trace) {
  const [output, second] = trace.outputs;
  const end = trace.nodes[output ?? -1];
  if (!end || second !== undefined || end.kind !== "gate") return null;
  const gates = gatesBefore(trace, end.id);
  if (gates.length > MOST_GATES || gates.some(({ shape }) => shape.length > 0)) return null;
  const used = new Set([...trace.nodes.map(({ symbol: { text } }) => text), trace.output ?? ""]);
  const free = LETTERS.filter((letter) => !used.has(letter));
  if (free.length < gates.length) return null;
  /** @type {Map<number, string>} */
  const letters = new Map([...gates].reverse().map((gate, k) => [gate.id, free[k] ?? ""]));
  const places = PLACES.filter((letter) => !used.has(letter) && ![...letters.values()].includes(letter));
  /** @param {number} id @returns {Formula} */
  const called = (id) => (letters.has(id) ? letter(letters.get(id) ?? "") : (trace.nodes[id]?.symbol ?? letter("?")));
  return {
    whole: equation(end.label === null ? null : end.symbol, nested(trace, end.id, letters)),
    definitions: gates.map((gate) => definition(trace, gate, called(gate.id), places)),
    partial: (edge) => partialOf(trace, edge, called),
    factor: (edge) => factorOf(trace, edge, called),
  };
}

/** The gates that an output depends on, and itself, in the order in which they are computed. @param {Trace} trace @param {number} output */
function gatesBefore(trace, output) {
  const wanted = new Set([output]);
  for (let id = output; id >= 0; id--) {
    if (wanted.has(id)) for (const input of trace.nodes[id]?.inputs ?? []) wanted.add(input);
  }
  return trace.nodes.filter(({ id, kind }) => kind === "gate" && wanted.has(id));
}

/** All calls, one in the other, as deep as it can be read. @param {Trace} trace @param {number} output @param {ReadonlyMap<number, string>} letters */
function nested(trace, output, letters) {
  /** @param {number} id @param {number} depth @returns {Formula} */
  const write = (id, depth) => {
    const node = trace.nodes[id];
    const name = letters.get(id);
    if (!node || name === undefined) return node?.symbol ?? letter("?");
    if (depth === 0) return call(letter(name), [letter("…")]);
    return call(letter(name), operandsOf(node).map((input) => write(input, depth - 1)));
  };
  let best = write(output, 1);
  for (let depth = 2; depth <= MOST_GATES; depth++) {
    const deeper = write(output, depth);
    if (deeper.text.length > LONGEST) break;
    best = deeper;
  }
  return best;
}

/** `h(x, y) = x + y` of numbers alone, else `g(a, b) = a · b`. @param {Trace} trace @param {GraphNode} gate @param {Formula} name @param {readonly string[]} places */
function definition(trace, gate, name, places) {
  const operands = operandsOf(gate);
  const isOfLeaves = operands.every((id) => trace.nodes[id]?.kind !== "gate");
  /** @type {Map<number, Formula>} */
  const named = new Map(operands.map((id, k) => [id, isOfLeaves ? (trace.nodes[id]?.symbol ?? name) : letter(places[k] ?? `a${k}`)]));
  const head = call(name, [...named.values()]);
  if (gate.worked === null) return equation(head, gate.symbol);
  const slots = new Map(trace.edges.filter(({ target }) => target === gate.id).map(({ slot, source }) => [String(slot), named.get(source)]));
  const mathml = gate.worked.replace(RESULT, "").replace(BRACKETS, "$1").replace(NUMBER, (_, slot) => slots.get(slot)?.mathml ?? "");
  return equation(head, { text: textOf(mathml), mathml });
}

/** What a gate reads; a value that it reads twice is one. @param {GraphNode} gate */
const operandsOf = ({ inputs }) => [...new Set(inputs)];

/** @param {Trace} trace @param {GraphEdge} edge @param {(id: number) => Formula} called @returns {Formula} */
function partialOf(trace, edge, called) {
  const [above, below] = [called(edge.target), called(edge.source)];
  const twins = trace.edges.filter(({ source, target }) => source === edge.source && target === edge.target).length > 1;
  const which = twins ? ` (operand ${edge.slot + 1})` : "";
  const fraction = `<mfrac><mrow><mo>∂</mo>${above.mathml}</mrow><mrow><mo>∂</mo>${below.mathml}</mrow></mfrac>`;
  return { text: `∂${above.text}/∂${below.text}${which}`, mathml: `<mrow>${fraction}${twins ? `<mtext>${which}</mtext>` : ""}</mrow>` };
}

/** @param {Trace} trace @param {GraphEdge} edge @param {(id: number) => Formula} called @returns {Formula | null} */
function factorOf(trace, edge, called) {
  const read = edge.reads.map((id) => trace.nodes[id]);
  const [first] = read;
  if (read.length === 1 && first && edge.right?.text === first.symbol.text) return called(first.id);
  return edge.right !== null && read.every((node) => node?.kind !== "gate") ? edge.factor : null;
}

/** @param {Formula} name @param {readonly Formula[]} operands @returns {Formula} */
function call(name, operands) {
  const listed = operands.map(({ mathml }) => mathml).join("<mo>,</mo>");
  return {
    text: `${name.text}(${operands.map(({ text }) => text).join(", ")})`,
    mathml: `<mrow>${name.mathml}<mo>&#x2061;</mo><mo>(</mo>${listed}<mo>)</mo></mrow>`,
  };
}

/** @param {Formula | null} left @param {Formula} right @returns {Formula} */
function equation(left, right) {
  if (left === null) return right;
  return { text: `${left.text} = ${right.text}`, mathml: `<mrow>${left.mathml}<mo>=</mo>${right.mathml}</mrow>` };
}

/** @param {string} text @returns {Formula} */
const letter = (text) => ({ text, mathml: `<mi>${text}</mi>` });

/** What MathML says, in a line: signs stand apart, fractions have a stroke. @param {string} mathml */
function textOf(mathml) {
  return mathml
    .replace(/<mfrac>(.*?)<\/mrow><mrow>/g, "$1/")
    .replace(/<msup>(.*?)<\/mrow><mrow>/g, "$1^")
    .replace(/<mo>([+−·=])<\/mo>/g, " $1 ")
    .replace(/<[^>]*>/g, "")
    .replace(/&[^;]*;/g, "")
    .trim();
}
