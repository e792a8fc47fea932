// Write numbers that were changed by hand into the program's text.

import { targetOf } from "./inputs.js";
import { flat } from "./nested.js";
import { offsetAt } from "./positions.js";

/** @typedef {import("./types.js").Trace} Trace */
/** @typedef {import("./types.js").Nested} Nested */
/** @typedef {import("./types.js").Span} Span */
/** @typedef {{ start: number, end: number, text: string }} Edit */

/** Arrays of more elements stay outside the text, which may not grow without end. */
const MOST_ELEMENTS = 400;

const PRIMES = /(?:[′″‴]|⁽[⁰¹²³⁴⁵⁶⁷⁸⁹]+⁾)$/u;
const IDENTIFIER = String.raw`[\p{L}_][\p{L}\p{M}\p{N}_]*`;

/**
 * The program with the numbers of `values` in place of those it binds, and the values that could
 * not be written (too large, not finite, not a leaf of the trace). `trace` is the trace of
 * `program`. Everything else in the text stays as it is.
 * @param {string} program
 * @param {Trace} trace
 * @param {Readonly<Record<string, Nested>>} values
 * @returns {{ program: string, values: Record<string, Nested> }}
 */
export function writeValues(program, trace, values) {
  const spans = leafSpans(trace);
  /** @type {Record<string, Nested>} */
  const left = {};
  /** @type {Record<string, Nested>} */
  const written = {};
  for (const [name, value] of Object.entries(values)) {
    const numbers = flat(value);
    const fits = numbers.length <= MOST_ELEMENTS && numbers.every(Number.isFinite);
    (spans.has(name) && numbers.length && fits ? written : left)[name] = value;
  }

  /** @type {Map<number, Edit>} by where they start: two names may share a literal */
  const edits = new Map();
  const unbound = [];
  for (const [name, value] of Object.entries(written)) {
    const span = /** @type {Span} */ (spans.get(name));
    const start = offsetAt(program, span.line, span.column);
    const end = offsetAt(program, span.end_line, span.end_column);
    const text = program.slice(start, end);
    if (text.normalize("NFKC") === name) {
      unbound.push(`${name} = ${literal(value)}`); // used without being bound: bind it first
      continue;
    }
    const sharing = [...spans].filter(([, other]) => same(other, span)).map(([other]) => other);
    const edit =
      sharing.length > 1
        ? unchain(program, start, end, sharing, written)
        : { start, end, text: likewise(text, value) };
    if (edit) edits.set(edit.start, edit);
    else left[name] = value;
  }

  let text = program;
  for (const edit of [...edits.values()].sort((a, b) => b.start - a.start)) {
    text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
  }
  return { program: [...unbound, text].join("\n"), values: left };
}

/** @param {Trace} trace @returns {Map<string, Span>} */
function leafSpans(trace) {
  const spans = new Map();
  for (const node of trace.nodes) {
    const target = targetOf(node, trace.detail);
    if (target && node.source && !spans.has(target.name)) spans.set(target.name, node.source);
  }
  return spans;
}

/** @param {Span} a @param {Span} b */
function same(a, b) {
  return a.line === b.line && a.column === b.column && a.end_line === b.end_line && a.end_column === b.end_column;
}

/**
 * `x = y = 3` with numbers that differ becomes `x = 4; y = 3`.
 * @param {string} program
 * @param {number} start
 * @param {number} end
 * @param {string[]} sharing
 * @param {Record<string, Nested>} written
 * @returns {Edit | null}
 */
function unchain(program, start, end, sharing, written) {
  const chain = new RegExp(`(?:${IDENTIFIER}[ \\t]*=[ \\t]*){2,}$`, "u").exec(program.slice(0, start));
  /** @type {string[]} */
  const names = chain?.[0].match(new RegExp(IDENTIFIER, "gu")) ?? [];
  const old = program.slice(start, end);
  if (!chain || !sharing.every((name) => names.includes(name.replace(PRIMES, "")))) return null;
  const parts = names.map((bound) => {
    const name = sharing.find((candidate) => candidate.replace(PRIMES, "") === bound);
    const value = name === undefined ? undefined : written[name];
    return `${bound} = ${value === undefined ? old : likewise(old, value)}`;
  });
  return { start: chain.index, end, text: parts.join("; ") };
}

/**
 * A value, written as a constant where a constant stood.
 * @param {string} old
 * @param {Nested} value
 */
function likewise(old, value) {
  return /^const\s*\(/u.test(old) ? `const(${literal(value)})` : literal(value);
}

/** @param {Nested} value @returns {string} */
function literal(value) {
  return Array.isArray(value) ? `[${value.map(literal).join(", ")}]` : String(value);
}
