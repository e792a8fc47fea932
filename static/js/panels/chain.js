// What of a derivation is shown: how many factors are opened, the wires of its way, the layers. Pure.

import { digitsBeside, showArrayExactly, showExactly } from "../trace/numbers.js";
import { flat, isListed } from "../trace/nested.js";

/** @typedef {import("../trace/types.js").Schemas["ChainAnswer"]} ChainAnswer */
/** @typedef {import("../trace/types.js").Schemas["LinkAnswer"]} Link */
/** @typedef {import("../trace/types.js").Schemas["TargetAnswer"]} Target */
/** @typedef {import("../trace/types.js").State} State */

/** Rows and columns of an array that is printed with its numbers. */
const PRINTED = 4;

/** The wire of a factor in the picture; inside a block that of the way into it. @param {readonly Link[]} links @param {number} index */
export function wireOf(links, index) {
  const link = links[index];
  if (!link || link.edge !== null) return link?.edge ?? null;
  return links.find(({ node, edge }) => edge !== null && node === link.node)?.edge ?? null;
}

/** The wires of the first factors, and the gates that they go through. @param {Pick<ChainAnswer, "links">} chain @param {number} count */
export function wayOf({ links }, count) {
  const gone = links.slice(0, count);
  const known = (/** @type {(number | null)[]} */ ids) => [...new Set(ids.flatMap((id) => (id === null ? [] : [id])))];
  return { edges: known(gone.map(({ edge }) => edge)), nodes: known(gone.map(({ node }) => node)) };
}

/**
 * The layers, the farthest from the output first: the names in each, of those that learn where it is known.
 * @param {ChainAnswer} chain @param {readonly string[] | null} learners
 * @returns {{ layer: number, names: string[], first: string }[]} `first` is the one with the longest way
 */
export function layersOf({ targets, layers }, learners) {
  const inputs = targets.filter(({ kind }) => kind === "input");
  const learning = inputs.filter(({ name }) => learners?.includes(name));
  const shown = learning.length ? learning : inputs;
  return Array.from({ length: layers }, (_, k) => k + 1).flatMap((layer) => {
    const own = shown.filter((one) => one.layer === layer);
    const [longest] = [...own].sort((a, b) => b.factors - a.factors);
    return longest ? [{ layer, names: own.map(({ name }) => name), first: longest.name }] : [];
  });
}

/** What the next press does. @param {ChainAnswer} chain @param {number} opened */
export function nextOf({ links }, opened) {
  const left = links.length - opened;
  return left > 0 ? `Next factor (${opened} of ${links.length})` : links.length === 1 ? "The only factor" : `All ${links.length} factors`;
}

/** How a value is written, whose name it is. @param {Pick<ChainAnswer, "targets">} chain @param {string} name */
export function calledIn({ targets }, name) {
  return targets.find((one) => one.name === name)?.symbol.text ?? name;
}

/** What the counter says. @param {ChainAnswer} chain */
export function countText(chain) {
  const { parameters, reused, anew } = chain.products;
  const called = parameters.map((name) => calledIn(chain, name));
  const of = called.length > 1 ? `${called.slice(0, -1).join(", ")} and ${called.at(-1)}` : (called[0] ?? "");
  return `Multiplications for ${of}: ${count(reused)} with reuse, ${count(anew)} without`;
}

/** The norms of the gradient after each factor, as shares of the largest. @param {readonly Link[]} links */
export function norms(links) {
  const sizes = links.map(({ norm }) => Number(norm));
  const largest = Math.max(...sizes.filter(Number.isFinite), 0);
  return sizes.map((size) => ({ size, share: largest > 0 && Number.isFinite(size) ? size / largest : 0 }));
}

/** What is said of the last factor that was opened. @param {Link | undefined} link */
export function heardOf(link) {
  if (!link) return "";
  const { left, product, simple, earlier } = link;
  const said = [left, product, ...(simple ? [simple] : [])].map(({ text }) => text).join(" = ");
  return earlier ? `${said}, already computed for ${earlier}` : said;
}

/** How the norm went from the loss to the last of some factors. @param {readonly Link[]} links @param {number} digits */
export function travelled(links, digits) {
  const [first, last] = [links[0], links.at(-1)];
  if (!first || !last) return "";
  const [from, to] = [Number(first.norm), Number(last.norm)];
  const shown = (/** @type {number} */ x) => showExactly(x, digitsBeside(digits));
  const word = to < from ? "shrinks" : to > from ? "grows" : "stays";
  return links.length === 1 ? `Norm ${shown(to)} after 1 factor` : `Norm ${word} from ${shown(from)} to ${shown(to)} over ${links.length} factors`;
}

/**
 * A small array as rows of texts; null of a number and of what is too large to be printed.
 * @param {Pick<Link, "value" | "shape">} link @param {number} digits
 * @returns {string[][] | null}
 */
export function cellsOf({ value, shape }, digits) {
  const columns = shape.at(-1) ?? 0;
  if (!isListed(value) || shape.length === 0 || shape.length > 2 || shape.some((size) => size > PRINTED)) return null;
  const texts = showArrayExactly(flat(value), digitsBeside(digits));
  return Array.from({ length: texts.length / columns }, (_, row) => texts.slice(row * columns, (row + 1) * columns));
}

/** What is asked of the server beside the program. @param {Readonly<Pick<State, "derived" | "learners" | "trace" | "names">>} state */
export function chainAsk({ derived, learners, trace, names }) {
  const parameters = trace?.update?.parameters ?? learners;
  return {
    ...(derived === null ? {} : { of: derived }),
    ...(parameters ? { parameters: [...parameters] } : {}),
    ...(names === "plain" ? {} : { names }),
  };
}

/** @param {number} number */
function count(number) {
  return number < 1e6 ? number.toLocaleString("en") : number.toExponential(1).replace("e+", "e");
}
