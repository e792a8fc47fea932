// Numbers that were changed by hand, in the program's text.

import { targetOf } from "../trace/inputs.js";
import { literalsIn } from "./literals.js";
import { flat } from "../trace/nested.js";
import { offsetAt } from "./positions.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").Given} Given */
/** @typedef {import("../trace/types.js").Span} Span */
/** @typedef {{ start: number, end: number, text: string }} Edit */

/** Arrays of more elements stay outside the text, which may not grow without end. */
const MOST_ELEMENTS = 400;

const NUMBER = /⁽[⁰¹²³⁴⁵⁶⁷⁸⁹]+⁾$/u;
const IDENTIFIER = String.raw`[\p{L}_][\p{L}\p{M}\p{N}_]*`;

/**
 * The program with the numbers of `values` in place of those it binds, and the values that could
 * not be written (too large, not finite, not a leaf of the trace). `trace` is the trace of
 * `program`. Everything else in the text stays as it is.
 * @param {string} program
 * @param {Trace} trace
 * @param {Readonly<Record<string, Given>>} values
 * @returns {{ program: string, values: Record<string, Given> }}
 */
export function writeValues(program, trace, values) {
  const spans = leafSpans(trace);
  /** @type {Record<string, Given>} */
  const left = {};
  /** @type {Record<string, Given>} */
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

  return { program: [...unbound, edited(program, [...edits.values()])].join("\n"), values: left };
}

/**
 * The program as it reads with the numbers of `values`: each in the place of the literal that the
 * text has for it, and nothing else touched. `outside` names the values for which it has none, such
 * as those of `randn(2, 2)`, and what the text has there.
 * @param {string} program
 * @param {Trace} trace of `program`
 * @param {Readonly<Record<string, Given>>} values
 * @returns {{ text: string, edits: Edit[], outside: { name: string, text: string }[] }}
 */
export function withValues(program, trace, values) {
  const spans = leafSpans(trace);
  /** @type {Map<number, Edit>} */
  const edits = new Map();
  const outside = [];
  for (const [name, value] of Object.entries(values)) {
    const span = spans.get(name);
    const start = span ? offsetAt(program, span.line, span.column) : 0;
    const end = span ? offsetAt(program, span.end_line, span.end_column) : 0;
    const text = program.slice(start, end);
    const literals = span ? literalsIn(text) : null;
    const changed = literals && changesOf(literals, value);
    const sharing = span ? [...spans].filter(([, other]) => same(other, span)).map(([other]) => other) : [];
    const parted = sharing.length > 1 && changed?.length ? unchain(program, start, end, sharing, values) : null;
    if (!changed || (sharing.length > 1 && changed.length && !parted)) outside.push({ name, text });
    else if (parted) edits.set(parted.start, parted);
    else for (const edit of changed) edits.set(start + edit.start, { ...edit, start: start + edit.start, end: start + edit.end });
  }
  const inOrder = [...edits.values()].sort((a, b) => a.start - b.start);
  return { text: edited(program, inOrder), edits: inOrder, outside };
}

/**
 * The literals that differ from a value, or null where they cannot hold it.
 * @param {import("./literals.js").Literals} literals @param {Given} value
 * @returns {Edit[] | null}
 */
function changesOf(literals, value) {
  if (!Array.isArray(literals)) {
    if (typeof value !== "number" || !Number.isFinite(value)) return null;
    return value === literals.value ? [] : [{ start: literals.start, end: literals.end, text: String(value) }];
  }
  if (!Array.isArray(value) || value.length !== literals.length) return null;
  const changes = literals.map((one, k) => changesOf(one, /** @type {Given} */ (value[k])));
  return changes.includes(null) ? null : changes.flatMap((one) => one ?? []);
}

/** @param {string} text @param {readonly Edit[]} edits that do not overlap */
function edited(text, edits) {
  let result = text;
  for (const { start, end, text: put } of edits.toSorted((a, b) => b.start - a.start)) {
    result = result.slice(0, start) + put + result.slice(end);
  }
  return result;
}

/**
 * Where a place of a text is after edits; inside of one it is its end.
 * @param {readonly Edit[]} edits in order @param {number} offset
 */
export function movedBy(edits, offset) {
  let shift = 0;
  for (const { start, end, text } of edits) {
    if (start >= offset) break;
    shift += text.length - (Math.min(end, offset) - start);
  }
  return offset + shift;
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

/** The inputs that have one literal together, as in `x = y = 3`. @param {Trace} trace */
export function sharedSpans(trace) {
  const spans = [...leafSpans(trace)];
  return new Set(spans.filter(([name, span]) => spans.some(([other, place]) => other !== name && same(place, span))).map(([name]) => name));
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
 * @param {Record<string, Given>} written
 * @returns {Edit | null}
 */
function unchain(program, start, end, sharing, written) {
  const chain = new RegExp(`(?:${IDENTIFIER}[ \\t]*=[ \\t]*){2,}$`, "u").exec(program.slice(0, start));
  /** @type {string[]} */
  const names = chain?.[0].match(new RegExp(IDENTIFIER, "gu")) ?? [];
  const old = program.slice(start, end);
  if (!chain || !sharing.every((name) => names.includes(name.replace(NUMBER, "")))) return null;
  const parts = names.map((bound) => {
    const name = sharing.find((candidate) => candidate.replace(NUMBER, "") === bound);
    const value = name === undefined ? undefined : written[name];
    return `${bound} = ${value === undefined ? old : likewise(old, value)}`;
  });
  return { start: chain.index, end, text: parts.join("; ") };
}

/**
 * A value, written as a constant where a constant stood.
 * @param {string} old
 * @param {Given} value
 */
function likewise(old, value) {
  return /^const\s*\(|\brequires_grad\s*=\s*False\b/u.test(old) ? `const(${literal(value)})` : literal(value);
}

/** @param {Given} value @returns {string} */
function literal(value) {
  return Array.isArray(value) ? `[${value.map(literal).join(", ")}]` : String(value);
}
